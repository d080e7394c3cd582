/**
 * `doorstep check`: proves over a whole database what no single request can see broken. It only reads, and holds no
 * snapshot for long, so that it may run beside the server.
 */
import { and, count, eq, gt, gte, inArray, isNotNull, isNull, lte, or, sum } from 'drizzle-orm';
import {
  alertEntries,
  alerts,
  customers,
  loyaltyAccounts,
  orderItems,
  orders,
  outboxAttempts,
  outboxMessages,
  referrals,
  refunds,
  sentimentAnswers,
  shipments,
  trackingEvents,
} from '../db/schema/index.ts';
import type { Reader, Store } from '../db/store.ts';
import { checkBooks, type Violation } from './loyalty/index.ts';

export interface CheckReport {
  readonly ok: boolean;
  readonly lots: number;
  readonly entries: number;
  readonly tookMs: number;
  readonly violations: readonly Violation[];
}

const shownMax = 20;

export const checkDatabase = async (store: Pick<Store, 'read'>): Promise<CheckReport> => {
  const began = performance.now();
  const { lots, entries, violations } = await checkBooks((query) => store.read(query));
  const found: Violation[] = [...violations];
  for (const [rule, find] of Object.entries(rules)) {
    const ids = (await store.read(find)).map(({ id }) => id);
    if (ids.length > 0) found.push({ rule, ids });
  }
  const tookMs = Math.round(performance.now() - began);
  return { ok: found.length === 0, lots, entries, tookMs, violations: found };
};

type Find = (reader: Reader) => Promise<readonly { readonly id: string }[]>;

const rules: Readonly<Record<string, Find>> = {
  'an order has its customer': (reader) =>
    reader
      .select({ id: orders.id })
      .from(orders)
      .leftJoin(customers, and(eq(customers.id, orders.customerId), eq(customers.brandId, orders.brandId)))
      .where(isNull(customers.id))
      .limit(shownMax),
  'an item has its order': (reader) =>
    reader
      .select({ id: orderItems.id })
      .from(orderItems)
      .leftJoin(orders, eq(orders.id, orderItems.orderId))
      .where(isNull(orders.id))
      .limit(shownMax),
  'a refund has its order': (reader) =>
    reader
      .select({ id: refunds.id })
      .from(refunds)
      .leftJoin(orders, eq(orders.id, refunds.orderId))
      .where(isNull(orders.id))
      .limit(shownMax),
  'a shipment has its order, of the same brand': (reader) =>
    reader
      .select({ id: shipments.id })
      .from(shipments)
      .leftJoin(orders, and(eq(orders.id, shipments.orderId), eq(orders.brandId, shipments.brandId)))
      .where(isNull(orders.id))
      .limit(shownMax),
  'a tracking event has its shipment': (reader) =>
    reader
      .select({ id: trackingEvents.id })
      .from(trackingEvents)
      .leftJoin(shipments, eq(shipments.id, trackingEvents.shipmentId))
      .where(isNull(shipments.id))
      .limit(shownMax),
  'an answer has its customer': (reader) =>
    reader
      .select({ id: sentimentAnswers.id })
      .from(sentimentAnswers)
      .leftJoin(customers, eq(customers.id, sentimentAnswers.customerId))
      .where(isNull(customers.id))
      .limit(shownMax),
  'an account of points has its customer': (reader) =>
    reader
      .select({ id: loyaltyAccounts.id })
      .from(loyaltyAccounts)
      .leftJoin(customers, eq(customers.id, loyaltyAccounts.customerId))
      .where(isNull(customers.id))
      .limit(shownMax),
  'no friend was paid for whose order was off or refunded by then': (reader) =>
    reader
      .select({ id: referrals.id })
      .from(referrals)
      .innerJoin(orders, eq(orders.id, referrals.orderId))
      .leftJoin(
        refunds,
        and(
          eq(refunds.orderId, orders.id),
          eq(refunds.currency, orders.currency),
          lte(refunds.createdAt, referrals.updatedAt),
        ),
      )
      // What is told of the order later undoes nothing: how it stood when both sides were paid is what counts.
      .where(and(eq(referrals.status, 'rewarded'), lte(orders.updatedAt, referrals.updatedAt)))
      .groupBy(referrals.id, orders.cancelledAt, orders.totalMinor)
      .having(
        or(
          isNotNull(orders.cancelledAt),
          and(gt(sum(refunds.amountMinor), 0), gte(sum(refunds.amountMinor), orders.totalMinor)),
        ),
      )
      .limit(shownMax),
  'at most one case of an order is open': (reader) =>
    reader
      .select({ id: alerts.subject })
      .from(alerts)
      .where(inArray(alerts.status, ['open', 'acknowledged']))
      .groupBy(alerts.brandId, alerts.subject)
      .having(gt(count(), 1))
      .limit(shownMax),
  'what happened in a case has its case': (reader) =>
    reader
      .select({ id: alertEntries.id })
      .from(alertEntries)
      .leftJoin(alerts, eq(alerts.id, alertEntries.alertId))
      .where(isNull(alerts.id))
      .limit(shownMax),
  'an attempt has its message': (reader) =>
    reader
      .select({ id: outboxAttempts.id })
      .from(outboxAttempts)
      .leftJoin(outboxMessages, eq(outboxMessages.id, outboxAttempts.messageId))
      .where(isNull(outboxMessages.id))
      .limit(shownMax),
};
