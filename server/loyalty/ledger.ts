/**
 * The verbs by which points come and are corrected. One source event makes one earning, however often it is told; the
 * balance is the sum of the entries and of what is left in the lots.
 */
import { and, count, eq, gte, sum } from 'drizzle-orm';
import { pointEntries, pointLots } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { type Brand, type ProgrammeSettings, pointsMax } from '../brands/index.ts';
import { Fault, invalidField } from '../faults.ts';
import { dayIn } from '../kit/clock.ts';
import type { Work } from '../work.ts';
import {
  type Account,
  addLot,
  closeAccount,
  findProgramme,
  type Member,
  noteActivity,
  openAccount,
  writePostings,
} from './account.ts';
import { goneJustNow, type Lot, spend, spendablePoints, takeBack } from './book.ts';
import { startOfDay } from './calendar.ts';
import { expiryOf } from './lots.ts';
import { listCredits, reviewTier } from './standing.ts';
import { isOpenEnded, type Waiting } from './unlocking.ts';

export type EarnKind = Lot['kind'];

export interface Earning extends Member {
  readonly kind: EarnKind;
  readonly points: number;
  /** Names the event: `review:{answer}`. */
  readonly source: string;
  /** Null: pending until `unlockPoints` says when. */
  readonly spendableAt: Date | null;
  readonly orderId?: string | null;
  readonly note?: string | null;
  readonly by?: string | null;
}

export type EarnOutcome = 'earned' | 'duplicate' | 'no_programme' | 'over_limit';

/**
 * Gives points for something that happened once. Records `points.earned`.
 * @throws Fault `invalid` unless `points` is a whole number of at least 1
 */
export const earnPoints = async (work: Work, earning: Earning): Promise<EarnOutcome> => {
  checkPoints(earning.points);
  const found = await findProgramme(work.tx, earning.brandId);
  if (found === null) return 'no_programme';
  if (await isPosted(work.tx, earning.brandId, earning.source)) return 'duplicate';
  const account = await openAccount(work, earning, found);
  const lot = addLot(work, account, { ...earning, settles: earning.kind !== 'goodwill' });
  tellEarned(account, lot);
  noteActivity(account);
  await close(work, account);
  return 'earned';
};

/** Gives what the programme's rule of that kind gives, unless its limit is reached or there is no such rule. */
export const earnByRule = async (
  work: Work,
  earning: Omit<Earning, 'points' | 'kind' | 'spendableAt'> & {
    readonly kind: 'sign_up' | 'review' | 'share' | 'birthday';
    /** Null: pending. Default: now. */
    readonly spendableAt?: Date | null;
  },
): Promise<EarnOutcome> => {
  const found = await findProgramme(work.tx, earning.brandId);
  const rule = found?.programme.earn[earning.kind] ?? null;
  if (found === null || rule === null) return 'no_programme';
  if (await isPosted(work.tx, earning.brandId, earning.source)) return 'duplicate';
  const room = await roomUnder(work.tx, earning, { ...found, kind: earning.kind, limit: rule.limit, now: work.now });
  if (room !== null && room < rule.points) return 'over_limit';
  const { spendableAt = work.now } = earning;
  return earnPoints(work, { ...earning, points: rule.points, spendableAt });
};

export interface Adjustment extends Member {
  /** Above zero gives, below takes. */
  readonly points: number;
  /** The id of the adjustment, ours or the merchant's: the same again changes nothing. */
  readonly id: string;
  readonly note: string;
  readonly by: string;
}

/**
 * Gives goodwill, which is never taken for what is owed, or takes away what was given by mistake. Records
 * `points.adjusted`.
 * @throws Fault `conflict` when fewer can be spent than are to be taken, or the brand has no programme
 */
export const adjustPoints = async (work: Work, input: Adjustment): Promise<'adjusted' | 'duplicate'> => {
  const { brandId, customerId, points, note, by } = input;
  checkPoints(Math.abs(points));
  const found = await findProgramme(work.tx, brandId);
  if (found === null) throw new Fault('conflict', 'The brand has no programme');
  const source = `adjust:${input.id}`;
  if (await isPosted(work.tx, brandId, source)) return 'duplicate';
  const account = await openAccount(work, input, found);
  if (points > 0) {
    addLot(work, account, { kind: 'goodwill', points, source, spendableAt: work.now, note, by, settles: false });
    noteActivity(account);
  } else {
    const has = spendablePoints(account.book);
    if (has < -points) throw new Fault('conflict', `Only ${has} points can be taken`);
    spend(account.book, -points, { kind: 'adjust', source, note, by });
  }
  account.told.push({ kind: 'points.adjusted', brandId, customerId, points, by });
  await close(work, account);
  return 'adjusted';
};

/** Says from when pending points of that source can be spent; null: pending again. What can be spent already stays. */
export const unlockPoints = async (
  work: Work,
  input: { readonly brandId: string; readonly source: string; readonly spendableAt: Date | null },
): Promise<void> => {
  const found = await findProgramme(work.tx, input.brandId);
  if (found === null) return;
  for (const { lotId, customerId } of await lotsOfSource(work.tx, input.brandId, input.source)) {
    const account = await openAccount(work, { ...input, customerId }, found, { lotIds: [lotId] });
    const lot = account.book.lots.find(({ id }) => id === lotId);
    if (lot) setSpendable(account, lot, { spendableAt: input.spendableAt, waitsFor: null });
    await close(work, account);
  }
};

/** Takes back what that source earned, as a refund does: for a referral that turns out to be none. */
export const revokePoints = async (
  work: Work,
  input: { readonly brandId: string; readonly source: string; readonly why: string },
): Promise<void> => {
  const found = await findProgramme(work.tx, input.brandId);
  if (found === null || (await isPosted(work.tx, input.brandId, `revoke:${input.source}`))) return;
  for (const { lotId, customerId } of await lotsOfSource(work.tx, input.brandId, input.source)) {
    const account = await openAccount(work, { ...input, customerId }, found, { lotIds: [lotId] });
    const lot = account.book.lots.find(({ id }) => id === lotId);
    if (!lot) continue;
    const about = { source: `revoke:${input.source}`, note: input.why };
    const unused = (await unusedOf(work.tx, lot.id)) + goneJustNow(account.book, lot);
    oweRest(
      work,
      account,
      `revoke:${input.source}`,
      takeBack(account.book, { lot, points: lot.points, unused, about }),
    );
    account.told.push({
      kind: 'points.reversed',
      brandId: input.brandId,
      customerId,
      points: lot.points,
      refundId: `revoke:${input.source}`,
    });
    await close(work, account);
  }
};

/** @returns whether the lot still waited, so that its day could be set */
export const setSpendable = (account: Account, lot: Lot, { spendableAt, waitsFor }: Waiting): boolean => {
  const { book, programme } = account;
  if (lot.spendableAt !== null && lot.spendableAt <= book.now) return false;
  if (lot.spendableAt?.getTime() === spendableAt?.getTime() && lot.waitsFor === waitsFor) return false;
  lot.spendableAt = spendableAt;
  lot.waitsFor = waitsFor;
  lot.expiresAt = spendableAt && expiryOf(programme.expiry, spendableAt, book.timeZone);
  book.changedLots.add(lot);
  return true;
};

export const tellEarned = (account: Account, lot: Lot): void => {
  const { brandId, customerId, told } = account;
  told.push({
    kind: 'points.earned',
    brandId,
    customerId,
    lotId: lot.id,
    points: lot.points,
    earnedFor: lot.kind,
    // The latest day is not promised to anybody.
    spendableAt: isOpenEnded(lot, account.book.now) ? null : (lot.spendableAt?.toISOString() ?? null),
  });
};

/** Notes what could not be taken back. @param refundId the refund, or what took its place */
export const oweRest = (work: Work, account: Account, refundId: string, points: number): void => {
  if (points <= 0) return;
  const { brandId, customerId, book } = account;
  const debt = { id: work.newId(), brandId, customerId, refundId, points, settled: 0, at: work.now };
  account.newDebts.push(debt);
  book.debts.push(debt);
};

/** Closes the account with the tier as it is now: what was posted counts for it at once. */
export const close = async (work: Work, account: Account): Promise<void> => {
  const { tiers } = account.programme;
  if (tiers !== null) {
    await writePostings(work, account);
    await reviewTier(work, account, await listCredits(work.tx, account, tiers.counts));
  }
  await closeAccount(work, account);
};

/** Opens the account, which writes off what has expired, brings its tier up to now and closes it. */
export const reviewMember = async (work: Work, member: Member): Promise<void> => {
  const found = await findProgramme(work.tx, member.brandId);
  if (found !== null) await close(work, await openAccount(work, member, found));
};

/** Whether something of that source was written already. */
export const isPosted = async (reader: Reader, brandId: string, source: string): Promise<boolean> => {
  const [row] = await reader
    .select({ id: pointEntries.id })
    .from(pointEntries)
    .where(and(eq(pointEntries.brandId, brandId), eq(pointEntries.source, source)))
    .limit(1);
  return row !== undefined;
};

const lotsOfSource = (
  reader: Reader,
  brandId: string,
  source: string,
): Promise<readonly { readonly lotId: string; readonly customerId: string }[]> =>
  reader
    .select({ lotId: pointEntries.lotId, customerId: pointEntries.customerId })
    .from(pointEntries)
    .where(and(eq(pointEntries.brandId, brandId), eq(pointEntries.source, source), eq(pointEntries.kind, 'earn')));

/** What of a lot expired: nobody had it, so nobody owes it. */
const unusedOf = async (reader: Reader, lotId: string): Promise<number> => {
  const [row] = await reader
    .select({ points: sum(pointEntries.points) })
    .from(pointEntries)
    .where(and(eq(pointEntries.lotId, lotId), eq(pointEntries.kind, 'expire')));
  return -Number(row?.points ?? 0);
};

type Limit = NonNullable<NonNullable<ProgrammeSettings['earn']['review']>['limit']>;

/** How many points of that kind the limit leaves in its period; null: as many as one likes. */
export const roomUnder = async (
  reader: Reader,
  { brandId, customerId }: Member,
  about: { readonly brand: Brand; readonly kind: EarnKind; readonly limit: Limit | null; readonly now: Date },
): Promise<number | null> => {
  const { limit } = about;
  if (limit === null) return null;
  const [row] = await reader
    .select({ times: count(), points: sum(pointLots.points) })
    .from(pointLots)
    .where(
      and(
        eq(pointLots.brandId, brandId),
        eq(pointLots.customerId, customerId),
        eq(pointLots.kind, about.kind),
        gte(pointLots.earnedAt, periodStart(limit.per, about.now, about.brand.timeZone)),
      ),
    );
  if (limit.times !== undefined && (row?.times ?? 0) >= limit.times) return 0;
  return limit.points === undefined ? null : Math.max(0, limit.points - Number(row?.points ?? 0));
};

export const periodStart = (per: Limit['per'], now: Date, timeZone: string): Date => {
  const day = dayIn(now, timeZone);
  const first = { day, month: `${day.slice(0, 7)}-01`, year: `${day.slice(0, 4)}-01-01`, ever: '1970-01-02' }[per];
  return startOfDay(first, timeZone);
};

const checkPoints = (points: number): void => {
  if (!Number.isSafeInteger(points) || points < 1 || points > pointsMax) {
    throw invalidField('points', `must be a whole number from 1 to ${pointsMax}`);
  }
};
