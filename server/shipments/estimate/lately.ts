/**
 * How the last weeks compare with what was expected, along the way: a strike or a faster carrier shows in how many come
 * early, in the middle and late. Every parcel counts by the day on which it was seen, arrived or still out, so that the
 * jam of this week outweighs the calm of the spring.
 */
import { type Curve, rounded } from './curve.ts';

/** Halves what a day counts for. Chosen, as `mixedIn`, on the older 80 % of the Olist orders; the optimum is flat. */
const halfLifeDays = 20;
/** Arrivals as expected that are mixed into each part of the way. */
const mixedIn = 10;
/** Parts of the way, by the share of parcels expected to be there. */
const shares = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98] as const;
const bounds = shares.map((share) => -Math.log(1 - share));

/** One parcel as the days saw it, by the cumulative hazard that was expected of it with the pace of its first day. */
export interface Followed {
  /** Whole days of the wall. */
  readonly fromDay: number;
  readonly untilDay: number;
  readonly came: boolean;
  readonly hazardBy: (day: number) => number;
}

/** @returns the cumulative hazard to be counted with, by the one that was expected */
export const learnLately = (followed: readonly Followed[], today: number): Curve => {
  const came = new Float64Array(bounds.length);
  const expected = new Float64Array(bounds.length);
  for (const { fromDay, untilDay, came: hasCome, hazardBy } of followed) {
    let before = 0;
    for (let day = fromDay; day <= untilDay; day += 1) {
      const by = hazardBy(day);
      const counts = 0.5 ** ((today - day) / halfLifeDays);
      for (let part = partOf(before); part < bounds.length && (bounds[part] ?? 0) < by; part += 1) {
        const passed = Math.min(by, bounds[part + 1] ?? by) - Math.max(before, bounds[part] ?? 0);
        expected[part] = (expected[part] ?? 0) + counts * Math.max(0, passed);
      }
      before = by;
    }
    if (hasCome) came[partOf(before)] = (came[partOf(before)] ?? 0) + 0.5 ** ((today - untilDay) / halfLifeDays);
  }
  const x = [...bounds, (bounds.at(-1) ?? 0) + 1];
  const y = [0];
  for (const [part, from] of bounds.entries()) {
    const ratio = ((came[part] ?? 0) + mixedIn) / ((expected[part] ?? 0) + mixedIn);
    y.push((y[part] ?? 0) + ratio * ((x[part + 1] ?? from) - from));
  }
  return { x: x.map(rounded), y: y.map(rounded) };
};

const partOf = (hazard: number): number => {
  let part = bounds.length - 1;
  while (part > 0 && (bounds[part] ?? 0) > hazard) part -= 1;
  return part;
};
