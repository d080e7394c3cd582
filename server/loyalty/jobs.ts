/**
 * What time alone brings: points that went, unlocked, are about to go; tiers at the end of their period; birthdays; holds
 * that nobody answered for. Each page may run twice without harm, and nothing that is shown waits for one.
 */
import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import { expiryPauses, pointLots } from '../../db/schema/index.ts';
import { isPositive } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { after, dayIn, days, daysBetween, hours, minutes } from '../kit/clock.ts';
import { getOrder } from '../orders/index.ts';
import type { Work } from '../work.ts';
import { findProgramme, type Member, openAccount } from './account.ts';
import { giveBirthday, listBirthdays } from './birthdays.ts';
import { type Book, goesAt, type Lot } from './book.ts';
import { lastDayBefore } from './calendar.ts';
import { close, reviewMember } from './ledger.ts';
import { afterPauseDays, standingPause } from './lots.ts';
import { followDelivery } from './orderPoints.ts';
import { isTierDue, listTiered } from './standing.ts';
import { isOpenEnded } from './unlocking.ts';

/** A page of customers to look at, by id. */
export interface DuePage {
  readonly customerIds: readonly string[];
  /** Where the next page goes on; null when there is none. */
  readonly last: string | null;
}

interface PageAsk {
  readonly afterId: string;
  readonly limit: number;
  readonly now: Date;
}

export interface LoyaltyJob {
  readonly name: string;
  readonly everyMs: number;
  /** Whom it may concern. */
  list(reader: Reader, brand: Brand, page: PageAsk): Promise<DuePage>;
  deal(work: Work, member: Member): Promise<void>;
}

const toldDaysBefore = [30, 7, 1] as const;

const expire: LoyaltyJob = {
  name: 'write off expired points',
  everyMs: minutes(15),
  list: (reader, { id }, page) =>
    membersWithLots(reader, id, page, and(isPositive(pointLots.remaining), lte(pointLots.expiresAt, page.now))),
  deal: reviewMember,
};

const unlock: LoyaltyJob = {
  name: 'tell of unlocked points',
  everyMs: minutes(5),
  list: (reader, { id }, page) =>
    membersWithLots(reader, id, page, and(isNull(pointLots.unlockToldAt), lte(pointLots.spendableAt, page.now))),
  async deal(work, { brandId, customerId }) {
    const unlocked = await work.tx
      .update(pointLots)
      .set({ unlockToldAt: work.now })
      .where(
        and(
          eq(pointLots.brandId, brandId),
          eq(pointLots.customerId, customerId),
          isNull(pointLots.unlockToldAt),
          lte(pointLots.spendableAt, work.now),
        ),
      )
      .returning({ lotId: pointLots.id, points: pointLots.remaining });
    // The tier first: who is told of the points may be told of it at once.
    await reviewMember(work, { brandId, customerId });
    for (const { lotId, points } of unlocked)
      if (points > 0) await work.record({ kind: 'points.unlocked', brandId, customerId, lotId, points });
  },
};

const warn: LoyaltyJob = {
  name: 'tell of points about to expire',
  everyMs: hours(1),
  list: (reader, { id }, page) =>
    membersWithLots(reader, id, page, and(isPositive(pointLots.remaining), mayBeUntold(reader, id, page.now))),
  deal: tellExpiring,
};

const review: LoyaltyJob = {
  name: 'review tiers',
  everyMs: hours(1),
  async list(reader, { id: brandId, settings }, { afterId, limit, now }) {
    const rules = settings.loyalty?.tiers ?? null;
    if (rules === null) return { customerIds: [], last: null };
    const members = await listTiered(reader, { brandId, afterId, limit });
    return {
      customerIds: members.filter((member) => isTierDue(rules, member, now)).map(({ customerId }) => customerId),
      last: members.length < limit ? null : (members.at(-1)?.id ?? null),
    };
  },
  deal: reviewMember,
};

const congratulate: LoyaltyJob = {
  name: 'give birthday points',
  everyMs: hours(1),
  list: async (reader, brand, page) =>
    brand.settings.loyalty?.earn.birthday ? listBirthdays(reader, brand, page) : { customerIds: [], last: null },
  deal: giveBirthday,
};

/** Points of orders from before every one of them had a day. */
const untilWhen = and(eq(pointLots.kind, 'order'), isNull(pointLots.spendableAt), isPositive(pointLots.remaining));

const letNoneWait: LoyaltyJob = {
  name: 'say until when points wait',
  everyMs: hours(1),
  list: (reader, { id }, page) => membersWithLots(reader, id, page, untilWhen),
  async deal(work, { brandId, customerId }) {
    const waiting = await work.tx
      .select({ orderId: pointLots.orderId })
      .from(pointLots)
      .where(and(eq(pointLots.brandId, brandId), eq(pointLots.customerId, customerId), untilWhen));
    for (const { orderId } of waiting)
      if (orderId !== null) await followDelivery(work, await getOrder(work.tx, brandId, orderId));
  },
};

export const loyaltyJobs: readonly LoyaltyJob[] = [expire, unlock, warn, review, congratulate, letNoneWait];

const membersWithLots = async (
  reader: Reader,
  brandId: string,
  { afterId, limit }: PageAsk,
  due: ReturnType<typeof and>,
): Promise<DuePage> => {
  const rows = await reader
    .selectDistinct({ customerId: pointLots.customerId })
    .from(pointLots)
    .where(and(eq(pointLots.brandId, brandId), due, gt(pointLots.customerId, afterId)))
    .orderBy(asc(pointLots.customerId))
    .limit(limit);
  const customerIds = rows.map(({ customerId }) => customerId);
  return { customerIds, last: customerIds.length < limit ? null : (customerIds.at(-1) ?? null) };
};

/** Lots in the days before they go that were not told of at that distance yet, or whose day has moved since. */
const mayBeUntold = (reader: Reader, brandId: string, now: Date) => {
  const within = (daysAhead: number) => lte(pointLots.expiresAt, after(now, days(daysAhead + 1)));
  const resumed = and(
    eq(expiryPauses.brandId, brandId),
    lte(expiryPauses.until, now),
    gt(expiryPauses.until, after(now, -days(afterPauseDays + 2))),
  );
  return or(
    and(within(30), isNull(pointLots.expiringToldDays)),
    and(within(7), gt(pointLots.expiringToldDays, 7)),
    and(within(1), gt(pointLots.expiringToldDays, 1)),
    gt(pointLots.graceUntil, now),
    and(
      within(30),
      inArray(pointLots.customerId, reader.select({ id: expiryPauses.customerId }).from(expiryPauses).where(resumed)),
    ),
  );
};

/** Told of each day once 30, 7 and 1 day before; of one that is put off, anew before the new day. */
async function tellExpiring(work: Work, member: Member): Promise<void> {
  const found = await findProgramme(work.tx, member.brandId);
  if (found === null) return;
  const account = await openAccount(work, member, found);
  const { book } = account;
  const today = dayIn(work.now, book.timeZone);
  const isPaused = standingPause(book.pauses, work.now) !== null;
  const going = Map.groupBy(isPaused ? [] : book.lots.filter((lot) => isLeft(lot, work.now)), (lot) =>
    lastDay(book, lot),
  );
  for (const [expiresOn, lots] of going) {
    const daysBefore = expiresOn === null ? undefined : stageOf(daysBetween(today, expiresOn));
    if (expiresOn === null || daysBefore === undefined) continue;
    const untold = lots.filter((lot) => !isTold(lot, expiresOn, daysBefore));
    for (const lot of untold) {
      lot.expiringToldFor = expiresOn;
      lot.expiringToldDays = daysBefore;
      book.changedLots.add(lot);
    }
    // Points that joined the others of that day since are told with them next time.
    if (untold.length < lots.length || untold.length === 0) continue;
    const points = lots.reduce((all, lot) => all + lot.remaining, 0);
    account.told.push({ kind: 'points.expiring', ...member, points, expiresOn, daysBefore });
  }
  await close(work, account);
}

const isLeft = (lot: Lot, now: Date): boolean => lot.remaining > 0 && !isOpenEnded(lot, now);

const lastDay = (book: Book, lot: Lot): string | null => {
  const end = goesAt(book, lot);
  return end && lastDayBefore(end, book.timeZone);
};

const stageOf = (daysAhead: number): 30 | 7 | 1 | undefined => toldDaysBefore.findLast((before) => daysAhead <= before);

const isTold = (lot: Lot, day: string, daysBefore: number): boolean =>
  lot.expiringToldFor === day && lot.expiringToldDays !== null && lot.expiringToldDays <= daysBefore;
