/**
 * How fast parcels move now: arrivals of the last week or so over the arrivals that were to be expected of all parcels
 * under way, for the brand and, drawn towards it, for each destination. What is not there yet counts too, so a strike
 * shows at once and not only when its parcels arrive.
 */
import { rounded } from './curve.ts';
import type { Pace } from './model.ts';

/** Tuned on the older 80 % of the Olist orders. */
const rememberedDays = 10;
/** What such a day would add is too little to count. */
const forgottenDays = 8 * rememberedDays;
/** Arrivals as expected that are mixed in, so that few parcels move the pace little. */
const mixedInAll = 40;
const mixedInDestination = 15;
/** How much of the pace is believed to last until the parcel is there: jams dissolve. Tuned in the same way. */
const trust = 0.8;
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
  came: number;
  expected: number;
}

/** @param today the day that has only begun: what it saw does not count yet */
export const recentPace = (exposures: readonly Exposure[], today: number): Pace => {
  const all: Tally = { came: 0, expected: 0 };
  const byDestination = new Map<string, Tally>();
  const oldest = today - forgottenDays;
  for (const { destination, fromDay, untilDay, came, hazardBy } of exposures) {
    if (untilDay < oldest) continue;
    const seen: Tally = { came: 0, expected: 0 };
    const first = Math.max(fromDay, oldest);
    let before = first > fromDay ? hazardBy(first - 1) : 0;
    for (let day = first; day <= untilDay && day < today; day += 1) {
      const by = hazardBy(day);
      const counts = Math.exp((day - today) / rememberedDays);
      seen.expected += counts * (by - before);
      if (came && day === untilDay) seen.came += counts;
      before = by;
    }
    add(all, seen);
    if (destination === null) continue;
    const own = byDestination.get(destination) ?? { came: 0, expected: 0 };
    byDestination.set(destination, own);
    add(own, seen);
  }
  const general = within((all.came + mixedInAll) / (all.expected + mixedInAll));
  return {
    all: rounded(general),
    byDestination: Object.fromEntries(
      [...byDestination].map(([name, { came, expected }]) => [
        name,
        rounded(within((came + mixedInDestination * general) / (expected + mixedInDestination))),
      ]),
    ),
  };
};

/** The pace that a prediction counts with. */
export const trusted = (pace: number): number => pace ** trust;

const add = (to: Tally, { came, expected }: Tally): void => {
  to.came += came;
  to.expected += expected;
};

const within = (pace: number): number => Math.min(Math.max(pace, rangeOfPace[0]), rangeOfPace[1]);
