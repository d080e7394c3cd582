/**
 * Which days a subscription charges on. Pure: calendar days of the shop's zone in, calendar days out, so no clock change
 * can move one; a month that is too short takes its last day and the next long one has the full day again.
 */
import type { Interval, SubscriptionStatus } from './view.shared.ts';

export interface Plan {
  readonly status: SubscriptionStatus;
  readonly interval: Interval;
  /** A day of the rhythm, from which all others are counted. */
  readonly nextChargeOn: string | null;
  readonly skippedOn: readonly string[];
  readonly pausedUntil: string | null;
}

export interface Stop {
  readonly on: string;
  readonly skipped: boolean;
}

const shownStops = 3;
/** Every day of a long row may be skipped, but a row has an end. */
const stopsMax = 12;

export const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** `day` moved on by `times` intervals, counted from `day` itself: 31 January, 28 February, 31 March. */
export const addIntervals = (day: string, { count, unit }: Interval, times: number): string =>
  Temporal.PlainDate.from(day)
    .add({ [`${unit}s`]: count * times })
    .toString();

/** How many intervals after `anchor` the first day of its rhythm is that is not before `from`; none when it is later. */
const timesUntil = (anchor: string, interval: Interval, from: string): number => {
  if (anchor >= from) return 0;
  const unit = `${interval.unit}s` as const;
  const gone = Temporal.PlainDate.from(anchor).until(from, { largestUnit: unit })[unit];
  // Short months make the count one too low at most.
  let times = Math.floor(gone / interval.count);
  while (addIntervals(anchor, interval, times) < from) times += 1;
  return times;
};

/** The first day of the rhythm through `anchor`, itself or later, that is not before `from`. */
export const firstOfRhythm = (anchor: string, interval: Interval, from: string): string =>
  addIntervals(anchor, interval, timesUntil(anchor, interval, from));

/** Active, or paused until a day that has come. */
export const isRunning = ({ status, pausedUntil }: Plan, today: string): boolean =>
  status === 'active' || (status === 'paused' && pausedUntil !== null && pausedUntil <= today);

/** The day that the coming ones are counted from; null when nothing is planned. */
const anchorOf = (plan: Plan, today: string): string | null => {
  if (plan.status === 'paused') return plan.pausedUntil;
  return isRunning(plan, today) ? plan.nextChargeOn : null;
};

/**
 * The coming days in order, today's included: those that are skipped, and three that are not.
 * @param today in the shop's zone
 */
export const upcoming = (plan: Plan, today: string): readonly Stop[] => {
  const anchor = anchorOf(plan, today);
  if (anchor === null) return [];
  let times = timesUntil(anchor, plan.interval, today);
  const first = addIntervals(anchor, plan.interval, times);
  const stops: Stop[] = plan.skippedOn
    .filter((on) => on >= today && on < first)
    .toSorted()
    .map((on) => ({ on, skipped: true }));
  const skipped = new Set(plan.skippedOn);
  for (let left = shownStops; left > 0 && stops.length < stopsMax; times += 1) {
    // Counted from the anchor each time, as a short month must not shorten those after it.
    const on = addIntervals(anchor, plan.interval, times);
    stops.push({ on, skipped: skipped.has(on) });
    if (!skipped.has(on)) left -= 1;
  }
  return stops;
};

/** The next day that is charged; null when there is none. */
export const nextCharge = (plan: Plan, today: string): string | null =>
  upcoming(plan, today).find((stop) => !stop.skipped)?.on ?? null;
