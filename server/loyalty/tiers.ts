/**
 * How somebody stands on the ladder: up at once, one step down when the period is over and the grace too, never down for
 * redeeming. What happened meanwhile is reckoned in the order in which it happened, however late anybody asks. Pure.
 */
import type { ProgrammeSettings } from '../brands/index.ts';
import { dayIn } from '../kit/clock.ts';
import { addMonths, endAfterDays, endOfDay, lastDayBefore, startOfDay } from './calendar.ts';

export type TierRules = NonNullable<ProgrammeSettings['tiers']>;

/** What counts, from the instant on which its points could be spent. */
export interface Credit {
  readonly at: Date;
  readonly amount: number;
}

export interface Standing {
  readonly tier: string | null;
  readonly since: Date | null;
  /** Until when the tier is safe; null: for good, or no tier. */
  readonly until: Date | null;
  /** What somebody below the mark has until the step down. */
  readonly graceUntil: Date | null;
}

export interface TierMove {
  readonly from: string | null;
  readonly to: string | null;
  readonly qualifying: number;
  readonly at: Date;
}

export interface Ladder {
  readonly rules: TierRules;
  readonly timeZone: string;
  readonly credits: readonly Credit[];
}

export const noTier: Standing = { tier: null, since: null, until: null, graceUntil: null };

/** The standing at `now`, and how it came about since `before`. */
export const advance = (
  before: Standing,
  ladder: Ladder,
  now: Date,
): { readonly standing: Standing; readonly moves: readonly TierMove[] } => {
  const moves: TierMove[] = [];
  let standing = known(before, ladder);
  let cursor = (standing.graceUntil === null ? standing.since : standing.until)?.getTime() ?? Number.NEGATIVE_INFINITY;
  const { times } = tallyOf(ladder.credits);
  for (;;) {
    const end = standing.graceUntil ?? standing.until;
    const unlock = times[countUpTo(times, cursor)];
    const ends = end !== null && end <= now && (unlock === undefined || end.getTime() <= unlock);
    if (!ends && (unlock === undefined || unlock > now.getTime())) break;
    const at = new Date(ends ? end.getTime() : (unlock ?? 0));
    const next = ends ? atEnd(standing, ladder, at) : atUnlock(standing, ladder, at);
    if (next.tier !== standing.tier) {
      moves.push({ from: standing.tier, to: next.tier, qualifying: qualifyingAt(ladder, at), at });
    }
    standing = next;
    // At the end of a period something may unlock as well, and is looked at next.
    cursor = ends ? Math.max(cursor, at.getTime() - 1) : at.getTime();
  }
  // Points of an order that has grown count from when it unlocked, which may be before the tier was reached.
  const grown = atUnlock(standing, ladder, now);
  if (grown.tier !== standing.tier) {
    moves.push({ from: standing.tier, to: grown.tier, qualifying: qualifyingAt(ladder, now), at: now });
  }
  return { standing: grown, moves };
};

/** What counts at `at`, in the period around it. */
export const qualifyingAt = (ladder: Ladder, at: Date): number => sum(ladder, windowStart(ladder, at), at);

/** The first day of the period around `at`, `YYYY-MM-DD`; null: what counts has no beginning. */
export const countsFromOn = ({ rules, timeZone }: Pick<Ladder, 'rules' | 'timeZone'>, at: Date): string | null => {
  if (rules.period === 'lifetime') return null;
  const day = dayIn(at, timeZone);
  return rules.period === 'calendar_year' ? `${String(yearOf(day))}-01-01` : addMonths(day, -12);
};

/** What is missing to keep the tier, and the last day for it; null while nothing is or the end is far. */
export const riskAt = (
  standing: Standing,
  ladder: Ladder,
  now: Date,
): { readonly missing: number; readonly byOn: string } | null => {
  if (standing.tier === null || standing.until === null) return null;
  const by = standing.graceUntil ?? standing.until;
  if (endAfterDays(now, ladder.rules.riskDays, ladder.timeZone) < by) return null;
  const missing = markOf(ladder.rules, standing.tier) - sum(ladder, periodStart(ladder, standing.until), now);
  return missing > 0 ? { missing, byOn: lastDayBefore(by, ladder.timeZone) } : null;
};

/** The highest step that `qualifying` reaches. */
export const stepFor = (rules: TierRules, qualifying: number): TierRules['ladder'][number] | null =>
  rules.ladder.findLast((step) => step.threshold <= qualifying) ?? null;

export const stepOf = (rules: TierRules, tier: string | null): TierRules['ladder'][number] | null =>
  rules.ladder.find((step) => step.id === tier) ?? null;

/** -1 below the first. */
export const rankOf = (rules: TierRules, tier: string | null): number =>
  rules.ladder.findIndex((step) => step.id === tier);

/** A tier that the programme no longer has is none. */
const known = (standing: Standing, { rules }: Ladder): Standing =>
  stepOf(rules, standing.tier) === null ? { ...noTier, since: standing.since } : standing;

const markOf = (rules: TierRules, tier: string): number => stepOf(rules, tier)?.threshold ?? 0;

const atUnlock = (standing: Standing, ladder: Ladder, at: Date): Standing => {
  const reached = stepFor(ladder.rules, qualifyingAt(ladder, at));
  if (reached && rankOf(ladder.rules, reached.id) > rankOf(ladder.rules, standing.tier)) {
    return { tier: reached.id, since: at, until: safeFrom(ladder, at), graceUntil: null };
  }
  // What comes in the grace still counts for the period that is over.
  return standing.graceUntil !== null && keeps(standing, ladder, at) ? renewed(standing, ladder) : standing;
};

const atEnd = (standing: Standing, ladder: Ladder, at: Date): Standing => {
  if (standing.graceUntil === null && standing.until !== null) {
    if (keeps(standing, ladder, at)) return renewed(standing, ladder);
    const graceUntil = endAfterDays(new Date(at.getTime() - 1), ladder.rules.graceDays, ladder.timeZone);
    if (graceUntil > at) return { ...standing, graceUntil };
  }
  const below = ladder.rules.ladder[rankOf(ladder.rules, standing.tier) - 1];
  if (!below) return { ...noTier, since: at };
  return { tier: below.id, since: at, until: safeFrom(ladder, at), graceUntil: null };
};

const keeps = ({ tier, until }: Standing, ladder: Ladder, at: Date): boolean =>
  tier !== null && until !== null && sum(ladder, periodStart(ladder, until), at) >= markOf(ladder.rules, tier);

const renewed = (standing: Standing, ladder: Ladder): Standing => ({
  ...standing,
  until: standing.until && nextEnd(ladder, standing.until),
  graceUntil: null,
});

/** A year's tier holds for the rest of it and the whole next one; a rolling one for twelve months. */
const safeFrom = ({ rules, timeZone }: Ladder, at: Date): Date | null => {
  if (rules.period === 'lifetime') return null;
  const day = dayIn(at, timeZone);
  return rules.period === 'calendar_year'
    ? startOfDay(`${String(yearOf(day) + 2)}-01-01`, timeZone)
    : endOfDay(addMonths(day, 12), timeZone);
};

const nextEnd = ({ timeZone }: Ladder, end: Date): Date =>
  endOfDay(addMonths(lastDayBefore(end, timeZone), 12), timeZone);

/** Of the period that ends at `end`: exclusive, as what counts at its very start counted before. */
const periodStart = ({ rules, timeZone }: Ladder, end: Date): Date => {
  const lastDay = lastDayBefore(end, timeZone);
  return rules.period === 'calendar_year'
    ? new Date(startOfDay(`${String(yearOf(lastDay))}-01-01`, timeZone).getTime() - 1)
    : endOfDay(addMonths(lastDay, -12), timeZone);
};

const windowStart = (ladder: Ladder, at: Date): Date | null => {
  const day = countsFromOn(ladder, at);
  if (day === null) return null;
  const start = startOfDay(day, ladder.timeZone);
  return ladder.rules.period === 'calendar_year' ? new Date(start.getTime() - 1) : start;
};

/** Over (after, upTo]. */
const sum = ({ credits }: Ladder, after: Date | null, upTo: Date): number => {
  if (after !== null && after >= upTo) return 0;
  const { times, sums } = tallyOf(credits);
  const upToTime = (at: Date): number => sums[countUpTo(times, at.getTime()) - 1] ?? 0;
  return upToTime(upTo) - (after === null ? 0 : upToTime(after));
};

/** Credits by time, and what they come to up to each: somebody may have thousands, and every one may be asked about. */
interface Tally {
  readonly times: readonly number[];
  readonly sums: readonly number[];
}

const tallies = new WeakMap<readonly Credit[], Tally>();

const tallyOf = (credits: readonly Credit[]): Tally => {
  const held = tallies.get(credits);
  if (held) return held;
  const sorted = credits.map(({ at, amount }) => ({ at: at.getTime(), amount })).sort((a, b) => a.at - b.at);
  let all = 0;
  const sums = sorted.map(({ amount }) => {
    all += amount;
    return all;
  });
  const tally = { times: sorted.map(({ at }) => at), sums };
  tallies.set(credits, tally);
  return tally;
};

/** How many of the rising `times` are not after `at`. */
const countUpTo = (times: readonly number[], at: number): number => {
  let [from, to] = [0, times.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((times[middle] ?? 0) <= at) from = middle + 1;
    else to = middle;
  }
  return from;
};

const yearOf = (day: string): number => Temporal.PlainDate.from(day).year;
