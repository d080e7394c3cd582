/**
 * Proves what orders earned: the entries of each come to what the rule kept with them gives for what its refunds have
 * left, and to nothing once it was called off or is somebody else's.
 */
import { and, asc, eq, gt, inArray, sum } from 'drizzle-orm';
import { orders, pointEntries, pointLots, refunds } from '../../db/schema/index.ts';
import { isOneOf } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import { worthBy } from './earning.ts';
import { latestRule, tellsRule } from './orderPoints.ts';
import { lastOf, type Portion } from './portions.ts';

const lotsAtOnce = 2_000;

/** @param brandIds those that have a programme: under none, points follow nothing */
export const checkOrderLots = async (reader: Reader, brandIds: readonly string[], after: string): Promise<Portion> => {
  const lots = await reader
    .select({
      id: pointLots.id,
      brandId: pointLots.brandId,
      orderId: orders.id,
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
  const ofThese = isOneOf(
    pointEntries.lotId,
    lots.map(({ id }) => id),
  );
  const sums = await reader
    .select({ lotId: pointEntries.lotId, counts: sum(pointEntries.qualifyingPoints) })
    .from(pointEntries)
    .where(and(ofThese, inArray(pointEntries.kind, ['earn', 'adjust', 'reverse'])))
    .groupBy(pointEntries.lotId);
  const told = await reader
    .select({ lotId: pointEntries.lotId, kind: pointEntries.kind, rule: pointEntries.rule })
    .from(pointEntries)
    .where(and(ofThese, tellsRule))
    .orderBy(asc(pointEntries.lotId), asc(pointEntries.id));
  const paidBack = await reader
    .select({
      orderId: refunds.orderId,
      amountMinor: refunds.amountMinor,
      shippingMinor: refunds.shippingMinor,
      currency: refunds.currency,
      items: refunds.items,
    })
    .from(refunds)
    .where(
      isOneOf(
        refunds.orderId,
        lots.map(({ orderId }) => orderId),
      ),
    );
  // PostgreSQL sums into a text.
  const counted = new Map(sums.map(({ lotId, counts }) => [lotId, Number(counts)]));
  const rules = Map.groupBy(told, ({ lotId }) => lotId);
  const refundsOf = Map.groupBy(paidBack, ({ orderId }) => orderId);
  const programmes = new Set(brandIds);
  const bad = lots.filter(({ id, brandId, orderId, customerId, buyerId, cancelledAt, currency }) => {
    const rule = latestRule(rules.get(id) ?? []);
    // Of a rule from before lines were kept, nobody can tell any more what a refund was to take.
    if (!programmes.has(brandId) || rule === null || !('lines' in rule)) return false;
    const stands = buyerId === customerId && cancelledAt === null;
    const back = (refundsOf.get(orderId) ?? []).filter((refund) => refund.currency === currency);
    return (counted.get(id) ?? 0) !== worthBy(rule, stands ? back : 'nothing').points;
  });
  return { bad: bad.map(({ id }) => id), looked: lots.length, last: lastOf(lots, lotsAtOnce) };
};
