/**
 * Proves what orders earned: the entries of each come to what the rule kept with them gives for what its refunds have
 * left, and to nothing once it was called off or is somebody else's.
 */
import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm';
import { orders, pointEntries, pointLots, refunds } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { worthBy } from './earning.ts';
import { latestRule } from './orderPoints.ts';
import { lastOf, type Portion } from './portions.ts';

const lotsAtOnce = 2_000;

/** @param brandIds those that have a programme: under none, points follow nothing */
export const checkOrderLots = async (reader: Reader, brandIds: readonly string[], after: string): Promise<Portion> => {
  const lots = await reader
    .select({
      id: pointLots.id,
      brandId: pointLots.brandId,
      customerId: pointLots.customerId,
      buyerId: orders.customerId,
      cancelledAt: orders.cancelledAt,
      currency: orders.currency,
    })
    .from(pointLots)
    .innerJoin(orders, eq(orders.id, pointLots.orderId))
    .where(and(eq(pointLots.kind, 'order'), gt(pointLots.id, after)))
    .orderBy(asc(pointLots.id))
    .limit(lotsAtOnce);
  const last = lots.at(-1)?.id ?? null;
  if (last === null) return { bad: [], looked: 0, last: null };
  const within = and(eq(pointLots.kind, 'order'), gt(pointLots.id, after), lte(pointLots.id, last));
  const entries = await reader
    .select({
      lotId: pointEntries.lotId,
      kind: pointEntries.kind,
      rule: pointEntries.rule,
      counts: pointEntries.qualifyingPoints,
    })
    .from(pointEntries)
    .innerJoin(pointLots, eq(pointLots.id, pointEntries.lotId))
    .where(and(within, inArray(pointEntries.kind, ['earn', 'adjust', 'reverse'])))
    .orderBy(asc(pointEntries.id));
  const paidBack = await reader
    .select({
      lotId: pointLots.id,
      amountMinor: refunds.amountMinor,
      shippingMinor: refunds.shippingMinor,
      currency: refunds.currency,
      items: refunds.items,
    })
    .from(refunds)
    .innerJoin(pointLots, eq(pointLots.orderId, refunds.orderId))
    .where(within);
  const byLot = Map.groupBy(entries, ({ lotId }) => lotId);
  const refundsByLot = Map.groupBy(paidBack, ({ lotId }) => lotId);
  const programmes = new Set(brandIds);
  const bad = lots.filter(({ id, brandId, customerId, buyerId, cancelledAt, currency }) => {
    const written = byLot.get(id) ?? [];
    const rule = latestRule(written);
    // Of a rule from before lines were kept, nobody can tell any more what a refund was to take.
    if (!programmes.has(brandId) || rule === null || !('lines' in rule)) return false;
    const stands = buyerId === customerId && cancelledAt === null;
    const back = (refundsByLot.get(id) ?? []).filter((refund) => refund.currency === currency);
    return written.reduce((all, { counts }) => all + counts, 0) !== worthBy(rule, stands ? back : 'nothing').points;
  });
  return { bad: bad.map(({ id }) => id), looked: lots.length, last: lastOf(lots, lotsAtOnce) };
};
