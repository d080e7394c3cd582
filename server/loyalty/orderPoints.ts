/**
 * The points of an order follow the order: whatever is told of it, twice or late, they come to what the rule kept with
 * them gives for what is left. Spent ones on a refunded order return to the lots that they came from.
 */
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { pointEntries, pointLots, redemptions } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { dayIn } from '../kit/clock.ts';
import { listItems, listRefunds, type OrderRow } from '../orders/index.ts';
import { listShipments, type ShipmentRow } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { type Account, addLot, findProgramme, noteActivity, openAccount } from './account.ts';
import { type Entry, giveBack, goneJustNow, type Lot, post, settleDebts, takeBack } from './book.ts';
import { addDays, endAfterDays, endOfDay } from './calendar.ts';
import { type EarnRule, leftAfter, nothing, pointsBy, ruleFor, ruleForChanged, spendBy } from './earning.ts';
import { close, oweRest, roomUnder, setSpendable, tellEarned } from './ledger.ts';
import { listCredits, storedStanding, tierMultiplier } from './standing.ts';
import { advance, noTier } from './tiers.ts';

/**
 * Gives the points of a new order, pending as the programme has it. An order that has its points is left as it is.
 * @returns whether it has some from now on
 */
export const earnForOrder = async (work: Work, order: OrderRow): Promise<boolean> => {
  const found = await findProgramme(work.tx, order.brandId);
  if (found === null || order.cancelledAt || !earnsAt(order, found)) return false;
  const { programme } = found;
  const items = await listItems(work.tx, order.id);
  const account = await openAccount(work, order, found, { orderId: order.id });
  if (account.book.lots.some((lot) => isOf(order, lot))) {
    await close(work, account);
    return false;
  }
  const room = await roomUnder(work.tx, order, {
    ...found,
    kind: 'order',
    limit: programme.earn.order?.limit ?? null,
    now: work.now,
  });
  const rule = ruleFor(
    programme,
    { ...order, items },
    { tierMultiplier: await multiplierOf(work, account), atMost: room },
  );
  if (rule !== null) {
    const points = pointsBy(rule);
    const lot = addLot(work, account, {
      kind: 'order',
      points,
      source: `order:${order.id}`,
      orderId: order.id,
      earnedAt: order.placedAt < work.now ? order.placedAt : work.now,
      spendableAt: unlockOf(account, order, await listShipments(work.tx, order.brandId, order.id)),
      qualifyingPoints: points,
      qualifyingSpendMinor: countsAsSpend(account, rule) ? spendBy(rule) : 0,
      rule,
    });
    noteActivity(account);
    if (points > 0) tellEarned(account, lot);
  }
  await close(work, account);
  return rule !== null;
};

/**
 * Brings the points of the order to what its rule gives for what is left of it. Records `points.reversed` when some were
 * taken.
 * @param cause names what happened, once: `refund:{id}`, `cancel`, `change:{id}`
 */
export const followOrder = async (work: Work, order: OrderRow, cause: string): Promise<void> => {
  const found = await findProgramme(work.tx, order.brandId);
  if (found === null) return;
  const left = await leftOf(work.tx, order);
  const used = await redeemedOn(work.tx, order);
  let isEarned = false;
  for (const customerId of await holdersOf(work.tx, order)) {
    const lotIds = customerId === order.customerId ? used.entries.map(({ lotId }) => lotId) : [];
    const account = await openAccount(work, { ...order, customerId }, found, { orderId: order.id, lotIds });
    // First, so that what comes back can be taken for what is owed.
    if (customerId === order.customerId) restoreRedeemed(account, used, { order, left, cause });
    const lot = account.book.lots.find((one) => isOf(order, one));
    // Points that somebody earned with an order that is now another's come to nothing.
    if (lot) await follow(work, account, lot, { order, cause, left: customerId === order.customerId ? left : nothing });
    isEarned ||= lot !== undefined && customerId === order.customerId;
    await close(work, account);
  }
  // An order that found its customer, or the brand its programme, only now.
  if (!isEarned && (await earnForOrder(work, order))) await followOrder(work, order, cause);
};

/** Says from when the points of the order can be spent, as far as its parcels tell. */
export const followDelivery = async (work: Work, order: OrderRow): Promise<void> => {
  const found = await findProgramme(work.tx, order.brandId);
  if (found === null || found.programme.unlock.when !== 'delivered') return;
  const [waiting] = await work.tx
    .select({ customerId: pointLots.customerId, spendableAt: pointLots.spendableAt })
    .from(pointLots)
    .where(
      and(eq(pointLots.orderId, order.id), eq(pointLots.kind, 'order'), eq(pointLots.customerId, order.customerId)),
    );
  if (!waiting || (waiting.spendableAt !== null && waiting.spendableAt <= work.now)) return;
  const account = await openAccount(work, order, found, { orderId: order.id });
  const lot = account.book.lots.find((one) => isOf(order, one));
  if (lot) setSpendable(account, lot, unlockOf(account, order, await listShipments(work.tx, order.brandId, order.id)));
  await close(work, account);
};

/** From when points of an order can be spent, once its parcels are there; null while that cannot be said. */
export const unlockAfter = (deliveredAt: Date, unlock: { readonly returnDays: number }, timeZone: string): Date =>
  unlock.returnDays === 0 ? deliveredAt : endAfterDays(deliveredAt, unlock.returnDays, timeZone);

const unlockOf = (
  { programme: { unlock }, book }: Account,
  order: OrderRow,
  shipments: readonly ShipmentRow[],
): Date | null => {
  if (unlock.when === 'placed') {
    return unlock.days === 0
      ? order.placedAt
      : endOfDay(addDays(dayIn(order.placedAt, book.timeZone), unlock.days), book.timeZone);
  }
  const deliveries = shipments.flatMap(({ status, deliveredAt }) => (status === 'delivered' && deliveredAt) || []);
  // What went back or never left is not waited for; its refund takes what it earned.
  const isOver = shipments.every(({ status }) => ['delivered', 'returned', 'cancelled'].includes(status));
  if (deliveries.length === 0 || !isOver) return null;
  return unlockAfter(new Date(Math.max(...deliveries.map(Number))), unlock, book.timeZone);
};

const earnsAt = (order: OrderRow, { programme, brand }: Pick<Account, 'programme' | 'brand'>): boolean =>
  programme.since === null || dayIn(order.placedAt, brand.timeZone) >= programme.since;

const isOf = (order: OrderRow, lot: Lot): boolean => lot.kind === 'order' && lot.orderId === order.id;

/** Spend in another currency is not to be added up. */
const countsAsSpend = ({ brand }: Account, rule: EarnRule): boolean => rule.currency === brand.currency;

const multiplierOf = async (work: Work, account: Account): Promise<number> => {
  const rules = account.programme.tiers;
  if (rules === null || rules.ladder.every((step) => step.multiplier === 1)) return 1;
  const credits = await listCredits(work.tx, account, rules.counts);
  const ladder = { rules, timeZone: account.brand.timeZone, credits };
  return tierMultiplier(rules, advance(storedStanding(account.row), ladder, work.now).standing ?? noTier);
};

const leftOf = async (reader: Reader, order: OrderRow) => {
  if (order.cancelledAt) return nothing;
  const refunds = await listRefunds(reader, order.id);
  const refunded = refunds.reduce((all, one) => (one.currency === order.currency ? all + one.amountMinor : all), 0);
  return leftAfter(order, refunded);
};

/** The customer of the order, and anybody who has points for it. */
const holdersOf = async (reader: Reader, order: OrderRow): Promise<readonly string[]> => {
  const others = await reader
    .select({ customerId: pointLots.customerId })
    .from(pointLots)
    .where(
      and(eq(pointLots.orderId, order.id), eq(pointLots.kind, 'order'), ne(pointLots.customerId, order.customerId)),
    );
  return [order.customerId, ...others.map(({ customerId }) => customerId)];
};

interface Following {
  readonly order: OrderRow;
  readonly cause: string;
  readonly left: { readonly minor: number; readonly ofMinor: number };
}

const follow = async (work: Work, account: Account, lot: Lot, { order, cause, left }: Following): Promise<void> => {
  const { book, programme } = account;
  const written = await work.tx
    .select()
    .from(pointEntries)
    .where(eq(pointEntries.lotId, lot.id))
    .orderBy(asc(pointEntries.id));
  if (written.some(({ source }) => source === cause)) return;
  const known = latestRule(written);
  if (known === null) return;
  const rule = ruleForChanged(known, programme, { ...order, items: await listItems(work.tx, order.id) });
  const points = pointsBy(rule, left) - total(written, 'qualifyingPoints');
  const spent = countsAsSpend(account, rule) ? spendBy(rule, left) - total(written, 'qualifyingSpendMinor') : 0;
  if (points === 0 && spent === 0) return;
  const about = {
    source: cause,
    orderId: order.id,
    refundId: cause.startsWith('refund:') ? cause.slice('refund:'.length) : null,
    qualifyingPoints: points,
    qualifyingSpendMinor: spent,
  };
  if (points >= 0) {
    // More of what has gone already would be gone as well.
    const added = lot.expiredAt === null ? points : 0;
    post(book, { ...about, lot, kind: 'adjust', points: added, rule });
    lot.points += added;
    settleDebts(book, lot, cause);
    return;
  }
  const unused = unusedIn(written) + goneJustNow(book, lot);
  oweRest(
    work,
    account,
    about.refundId ?? `${cause}:${order.id}`,
    takeBack(book, { lot, points: -points, unused, about }),
  );
  const { brandId, customerId, told } = account;
  told.push({ kind: 'points.reversed', brandId, customerId, points: -points, refundId: about.refundId ?? cause });
};

const latestRule = (written: readonly Entry[]): EarnRule | null => {
  const rules = written.flatMap(({ kind, rule }) => (kind === 'earn' || kind === 'adjust' ? [rule] : []));
  // Written by this file alone, on lots of this kind.
  return (rules.findLast((rule) => rule !== null) as EarnRule | undefined) ?? null;
};

const total = (written: readonly Entry[], column: 'qualifyingPoints' | 'qualifyingSpendMinor'): number =>
  written.reduce((all, entry) => all + entry[column], 0);

/** What of the lot went without having been had, and was not yet forgiven a refund. */
const unusedIn = (written: readonly Entry[]): number =>
  written.reduce((all, { kind, points, rule }) => {
    if (kind === 'expire') return all - points;
    const forgiven =
      kind === 'reverse' && typeof rule === 'object' && rule !== null && 'forgiven' in rule ? rule.forgiven : 0;
    return all - (typeof forgiven === 'number' ? forgiven : 0);
  }, 0);

interface Used {
  readonly redemptions: readonly { readonly id: string; readonly points: number }[];
  readonly entries: readonly Entry[];
}

const redeemedOn = async (reader: Reader, order: OrderRow): Promise<Used> => {
  const used = await reader
    .select({ id: redemptions.id, points: redemptions.points })
    .from(redemptions)
    .where(and(eq(redemptions.orderId, order.id), eq(redemptions.status, 'redeemed')))
    .orderBy(asc(redemptions.createdAt), asc(redemptions.id));
  if (used.length === 0) return { redemptions: [], entries: [] };
  const ids = used.map(({ id }) => id);
  const entries = await reader
    .select()
    .from(pointEntries)
    .where(inArray(pointEntries.redemptionId, ids))
    .orderBy(asc(pointEntries.id));
  return { redemptions: used, entries };
};

/** In proportion to what is not left of the order, rounded down; lot by lot in the order in which they were spent. */
const restoreRedeemed = (account: Account, used: Used, { left, cause }: Following): void => {
  const { book, programme } = account;
  const graceUntil = endAfterDays(book.now, programme.returnGraceDays, book.timeZone);
  for (const { id, points } of used.redemptions) {
    const ofThis = used.entries.filter((entry) => entry.redemptionId === id);
    const back = ofThis.reduce((all, entry) => (entry.kind === 'restore' ? all + entry.points : all), 0);
    const goal = Number((BigInt(points) * BigInt(left.ofMinor - left.minor)) / BigInt(left.ofMinor));
    let due = goal - back;
    for (const lotId of new Set(ofThis.map((entry) => entry.lotId))) {
      const lot = book.lots.find((one) => one.id === lotId);
      const out = -ofThis.reduce((all, entry) => (entry.lotId === lotId ? all + entry.points : all), 0);
      const returned = Math.min(due, out);
      if (!lot || returned <= 0) continue;
      giveBack(book, lot, {
        kind: 'restore',
        points: returned,
        source: `restore:${id}:${cause}`,
        redemptionId: id,
        graceUntil,
      });
      due -= returned;
    }
  }
};
