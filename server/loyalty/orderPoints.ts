/**
 * The points of an order follow the order: whatever is told of it, twice or late, they come to what the rule kept with
 * them gives for what is left. Spent ones on a refunded order return to the lots that they came from.
 */
import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, inArray, isNotNull, ne, or } from 'drizzle-orm';
import { pointEntries, pointLots, redemptions } from '../../db/schema/index.ts';
import { memberText } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import { dayIn } from '../kit/clock.ts';
import { listItems, listRefunds, type OrderRow, type Refund } from '../orders/index.ts';
import { listShipments, type ShipmentRow } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { type Account, addLot, findProgramme, noteActivity, openAccount } from './account.ts';
import { type Entry, giveBack, goneJustNow, type Lot, post, settleDebts, type Taken, takeBack } from './book.ts';
import { endAfterDays } from './calendar.ts';
import {
  type EarningOrder,
  type EarnRule,
  type Left,
  leftAfter,
  type OldRule,
  ruleFor,
  ruleForChanged,
  wholeRule,
  worthBy,
} from './earning.ts';
import { close, oweRest, roomUnder, setSpendable, tellEarned } from './ledger.ts';
import { listCredits, storedStanding, tierMultiplier } from './standing.ts';
import { advance, noTier } from './tiers.ts';
import { type Waiting, waitingFor } from './unlocking.ts';

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
    const { points, spendMinor } = worthBy(rule);
    const lot = addLot(work, account, {
      kind: 'order',
      points,
      source: `order:${order.id}`,
      orderId: order.id,
      earnedAt: order.placedAt < work.now ? order.placedAt : work.now,
      ...waitingFor(programme.unlock, order.placedAt, await parcelsOf(work, order), found.brand.timeZone),
      qualifyingPoints: points,
      qualifyingSpendMinor: countsAsSpend(account, rule) ? spendMinor : 0,
      rule,
    });
    noteActivity(account);
    if (points > 0) tellEarned(account, lot);
  }
  await close(work, account);
  return rule !== null;
};

/** What happened to an order; its points tell of it by this name, once. */
export interface Cause {
  readonly of: 'refund' | 'cancel' | 'change';
  readonly id: string;
}

/**
 * Brings the points of the order to what its rule gives for what is left of it. Only a change of the order changes its
 * rule, by the rule's own terms. Records `points.reversed` when some were taken.
 */
export const followOrder = async (work: Work, order: OrderRow, cause: Cause): Promise<void> => {
  const found = await findProgramme(work.tx, order.brandId);
  if (found === null) return;
  // One in another currency is refused; those from before that was so cannot be reckoned.
  const refunds = (await listRefunds(work.tx, order.id)).filter(({ currency }) => currency === order.currency);
  const items = await listItems(work.tx, order.id);
  const used = await redeemedOn(work.tx, order);
  let isEarned = false;
  for (const customerId of await holdersOf(work.tx, order)) {
    const isHers = customerId === order.customerId;
    const member = { brandId: order.brandId, customerId };
    const lotIds = isHers ? used.entries.map(({ lotId }) => lotId) : [];
    const account = await openAccount(work, member, found, { orderId: order.id, lotIds });
    // What returns is there to be taken back; what was taken first would only become a debt.
    if (isHers) restoreRedeemed(account, used, { left: moneyLeft(order, refunds), cause });
    const lot = account.book.lots.find((one) => isOf(order, one));
    // Points that somebody earned with an order that is now another's come to nothing.
    const left = isHers && !order.cancelledAt ? refunds : 'nothing';
    if (lot) await follow(work, account, lot, { order: { ...order, items }, cause, left });
    isEarned ||= lot !== undefined && isHers;
    await close(work, account);
  }
  // An order that found its customer, or the brand its programme, only now.
  if (!isEarned && (await earnForOrder(work, order))) await followOrder(work, order, cause);
};

/** Says from when the points of the order can be spent, as far as its parcels tell. */
export const followDelivery = async (work: Work, order: OrderRow): Promise<void> => {
  const found = await findProgramme(work.tx, order.brandId);
  if (found === null) return;
  const waiting = await findWaiting(work.tx, order);
  if (!waiting || (waiting.spendableAt !== null && waiting.spendableAt <= work.now)) return;
  const account = await openAccount(work, order, found, { orderId: order.id });
  const lot = account.book.lots.find((one) => isOf(order, one));
  if (lot)
    setSpendable(
      account,
      lot,
      waitingFor(found.programme.unlock, order.placedAt, await parcelsOf(work, order), found.brand.timeZone),
    );
  await close(work, account);
};

/** The points that the customer of the order has for it: until when they wait, and what for. */
export const findWaiting = async (
  reader: Reader,
  order: Pick<OrderRow, 'id' | 'customerId'>,
): Promise<Waiting | undefined> => {
  const [waiting] = await reader
    .select({ spendableAt: pointLots.spendableAt, waitsFor: pointLots.waitsFor })
    .from(pointLots)
    .where(
      and(eq(pointLots.orderId, order.id), eq(pointLots.kind, 'order'), eq(pointLots.customerId, order.customerId)),
    );
  return waiting;
};

const parcelsOf = (work: Work, order: OrderRow): Promise<readonly ShipmentRow[]> =>
  listShipments(work.tx, order.brandId, order.id);

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

/** Of its money, whatever it earned: by this, points that were spent on it return. */
const moneyLeft = (order: OrderRow, refunds: readonly Refund[]) =>
  leftAfter(order, order.cancelledAt ? order.totalMinor : refunds.reduce((all, one) => all + one.amountMinor, 0));

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
  readonly order: EarningOrder & { readonly id: string };
  readonly cause: Cause;
  readonly left: Left;
}

const sourceOf = ({ of, id }: Cause): string => `${of}:${id}`;

const follow = async (work: Work, account: Account, lot: Lot, { order, cause, left }: Following): Promise<void> => {
  const { book, programme } = account;
  const written = await work.tx
    .select()
    .from(pointEntries)
    .where(eq(pointEntries.lotId, lot.id))
    .orderBy(asc(pointEntries.id));
  const source = sourceOf(cause);
  if (written.some((entry) => entry.source === source)) return;
  const kept = latestRule(written);
  if (kept === null) return;
  const known = wholeRule(kept, order);
  const rule = cause.of === 'change' ? ruleForChanged(known, programme, order) : known;
  const worth = worthBy(rule, left);
  const points = worth.points - total(written, 'qualifyingPoints');
  const spent = (countsAsSpend(account, rule) ? worth.spendMinor : 0) - total(written, 'qualifyingSpendMinor');
  const becomes = isDeepStrictEqual(rule, known) ? null : rule;
  if (points === 0 && spent === 0 && becomes === null) return;
  const about = {
    source,
    orderId: order.id,
    refundId: cause.of === 'refund' ? cause.id : null,
    qualifyingPoints: points,
    qualifyingSpendMinor: spent,
  };
  if (points >= 0) {
    post(book, { ...about, lot, kind: 'adjust', points, rule: becomes });
    lot.points += points;
    if (lot.expiredAt === null) settleDebts(book, lot, source);
    // More of what has gone already is gone as well, and nobody had it.
    else if (points > 0) post(book, { lot, kind: 'expire', points: -points, source: `expire:${source}` });
    return;
  }
  const unused = unusedIn(written) + goneJustNow(book, lot);
  const owedFor = about.refundId ?? `${source}:${order.id}`;
  oweRest(work, account, owedFor, takeBack(book, { lot, points: -points, unused, about, becomes }));
  const { brandId, customerId, told } = account;
  told.push({ kind: 'points.reversed', brandId, customerId, points: -points, refundId: about.refundId ?? source });
};

/** The one that was written last. Written by this file alone, on lots of this kind. */
export const latestRule = (written: readonly Pick<Entry, 'kind' | 'rule'>[]): EarnRule | OldRule | null =>
  written.reduce<EarnRule | OldRule | null>((latest, { kind, rule }) => {
    if (kind === 'earn' || kind === 'adjust') return (rule as EarnRule | OldRule | null) ?? latest;
    return kind === 'reverse' ? (((rule as Partial<Taken> | null)?.becomes as EarnRule | undefined) ?? latest) : latest;
  }, null);

/** The entries that `latestRule` can find one in. */
export const tellsRule = or(
  and(inArray(pointEntries.kind, ['earn', 'adjust']), isNotNull(pointEntries.rule)),
  and(eq(pointEntries.kind, 'reverse'), isNotNull(memberText(pointEntries.rule, 'becomes'))),
);

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

interface Returning {
  readonly left: { readonly minor: number; readonly ofMinor: number };
  readonly cause: Cause;
}

/** In proportion to what is not left of the order, rounded down; lot by lot in the order in which they were spent. */
const restoreRedeemed = (account: Account, used: Used, { left, cause }: Returning): void => {
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
        source: `restore:${id}:${sourceOf(cause)}`,
        redemptionId: id,
        graceUntil,
      });
      due -= returned;
    }
  }
};
