/**
 * When points go, and in which order they are spent. Everything is told for an instant from the rows alone, so that it is
 * true whether or not a job has run. Pure.
 */
import type { ProgrammeSettings } from '../brands/index.ts';
import { after, dayIn, days } from '../kit/clock.ts';
import { addDays, addMonths, endAfterDays, endOfDay, nextMonthDay } from './calendar.ts';

/** After a pause, points stay for at least so long. */
export const afterPauseDays = 7;

export interface Expiring {
  readonly expiresAt: Date | null;
  readonly graceUntil: Date | null;
}

export interface Pause {
  readonly reason: 'hold' | 'delivery';
  readonly from: Date;
  /** Null: nobody knows. */
  readonly until: Date | null;
}

/** The end of the last day of points that can be spent from `spendableAt` on; null: they stay. */
export const expiryOf = (expiry: ProgrammeSettings['expiry'], spendableAt: Date, timeZone: string): Date | null => {
  const day = dayIn(spendableAt, timeZone);
  switch (expiry.policy) {
    case 'none':
      return null;
    case 'after_months':
      return endOfDay(addMonths(day, expiry.months), timeZone);
    case 'after_days':
    case 'inactivity':
      return endOfDay(addDays(day, expiry.days), timeZone);
    case 'calendar_date':
      return endOfDay(nextMonthDay(addDays(day, expiry.minimumDays), expiry.on), timeZone);
  }
};

/**
 * When the points go, with their grace and every pause reckoned in; null: they stay, or a pause has no end. A pause that
 * began after they had gone does not bring them back.
 * @param pauses by `from`
 */
export const effectiveExpiry = (lot: Expiring, pauses: readonly Pause[], timeZone: string): Date | null => {
  if (lot.expiresAt === null) return null;
  let end = lot.graceUntil !== null && lot.graceUntil > lot.expiresAt ? lot.graceUntil : lot.expiresAt;
  for (const { from, until } of pauses) {
    if (from >= end) break;
    if (until === null) return null;
    // A pause that was taken back at once has not stood.
    if (until <= from) continue;
    // Days of a zone are dear to reckon, and who buys much has many pauses: of most, none of it is near the end.
    if (after(until, days(afterPauseDays + 2)) <= end) continue;
    const resumed = endAfterDays(until, afterPauseDays, timeZone);
    if (resumed > end) end = resumed;
  }
  return end;
};

/** The pause that stands at `now`, the one that began first. */
export const standingPause = (pauses: readonly Pause[], now: Date): Pause | null =>
  pauses.find(({ from, until }) => from <= now && (until === null || until > now)) ?? null;

/** The day that can be told: while a pause stands, the earliest on which it could be. */
export const earliestExpiry = (lot: Expiring, pauses: readonly Pause[], now: Date, timeZone: string): Date | null =>
  effectiveExpiry(
    lot,
    pauses.map((pause) =>
      pause.from <= now && (pause.until === null || pause.until > now) ? { ...pause, until: now } : pause,
    ),
    timeZone,
  );

export interface Spending {
  readonly id: string;
  readonly goesAt: Date | null;
  readonly earnedAt: Date;
}

/** What goes first is spent first, then what is oldest. */
export const bySpending = (a: Spending, b: Spending): number =>
  time(a.goesAt) - time(b.goesAt) || a.earnedAt.getTime() - b.earnedAt.getTime() || (a.id < b.id ? -1 : 1);

// Not Infinity, whose difference to itself is no number.
const time = (at: Date | null): number => at?.getTime() ?? Number.MAX_SAFE_INTEGER;
