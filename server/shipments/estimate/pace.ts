/**
 * How fast parcels move now: arrivals of the last week or so over the arrivals that were to be expected of all parcels
 * under way, for the brand and, drawn towards it, for each destination. What is not there yet counts too, so a strike
 * shows at once and not only when its parcels arrive.
 */
import { rounded } from './curve.ts';
import type { Pace } from './model.ts';

/** Tuned on the older 80 % of the Olist orders. */
const rememberedDays = 10;
/** Arrivals as expected that are mixed in, so that few parcels move the pace little. */
const mixedInAll = 40;
const mixedInDestination = 15;
/** How much of the pace is believed to last until the parcel is there: jams dissolve. Tuned in the same way. */
const trust = 0.6;
const rangeOfPace = [0.2, 4] as const;

/** One parcel as the days saw it. */
export interface Exposure {
  readonly destination: string | null;
  /** Whole days of the wall. */
  readonly fromDay: number;
  readonly untilDay: number;
  readonly came: boolean;
  /** Cumulative hazard at the end of a day, or at the end of what was watched. */
  readonly hazardBy: (day: number) => number;
}

interface Tally {
  readonly came: Float64Array;
  readonly expected: Float64Array;
}

export interface PaceHistory {
  /** As it was known on the morning of `day`. */
  at(day: number, destination: string | null): number;
  on(day: number): Pace;
}

export const followPace = (exposures: readonly Exposure[], lastDay: number): PaceHistory => {
  const firstDay = exposures.reduce((first, { fromDay }) => Math.min(first, fromDay), lastDay);
  const length = lastDay - firstDay + 2;
  const all = tally(length);
  const byDestination = new Map<string, Tally>();
  for (const { destination, fromDay, untilDay, came, hazardBy } of exposures) {
    const tallies = [all];
    if (destination !== null) {
      const own = byDestination.get(destination) ?? tally(length);
      byDestination.set(destination, own);
      tallies.push(own);
    }
    let before = 0;
    for (let day = fromDay; day <= untilDay; day += 1) {
      const by = hazardBy(day);
      for (const { expected } of tallies) add(expected, day - firstDay, by - before);
      before = by;
    }
    if (came) for (const each of tallies) add(each.came, untilDay - firstDay, 1);
  }
  for (const each of [all, ...byDestination.values()]) {
    remember(each.came);
    remember(each.expected);
  }
  const paceAll = (day: number): number => {
    const at = Math.min(Math.max(day - firstDay, 0), length - 1);
    return within(((all.came[at] ?? 0) + mixedInAll) / ((all.expected[at] ?? 0) + mixedInAll));
  };
  const paceOf = (day: number, own: Tally | undefined): number => {
    const general = paceAll(day);
    if (!own) return general;
    const at = Math.min(Math.max(day - firstDay, 0), length - 1);
    return within(
      ((own.came[at] ?? 0) + mixedInDestination * general) / ((own.expected[at] ?? 0) + mixedInDestination),
    );
  };
  return {
    at: (day, destination) => paceOf(day, destination === null ? undefined : byDestination.get(destination)),
    on: (day) => ({
      all: rounded(paceAll(day)),
      byDestination: Object.fromEntries([...byDestination].map(([name, own]) => [name, rounded(paceOf(day, own))])),
    }),
  };
};

/** The pace that a prediction counts with. */
export const trusted = (pace: number): number => pace ** trust;

const tally = (length: number): Tally => ({ came: new Float64Array(length), expected: new Float64Array(length) });

const add = (to: Float64Array, at: number, value: number): void => {
  to[at] = (to[at] ?? 0) + value;
};

/** Turns each day's count into the fading sum of the days before it. */
const remember = (daily: Float64Array): void => {
  const fade = Math.exp(-1 / rememberedDays);
  let sum = 0;
  for (let day = 0; day < daily.length; day += 1) {
    const today = daily[day] ?? 0;
    daily[day] = sum;
    sum = (sum + today) * fade;
  }
};

const within = (pace: number): number => Math.min(Math.max(pace, rangeOfPace[0]), rangeOfPace[1]);
