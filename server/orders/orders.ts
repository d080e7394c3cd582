/** The verbs of an order. An order is told whole; an older telling than the one we hold changes nothing. */
import { and, eq, notInArray } from 'drizzle-orm';
import { orderItems, orders, refunds } from '../../db/schema/index.ts';
import { given } from '../../db/sql.ts';
import { putCustomer } from '../customers/index.ts';
import { invalidField, notFound } from '../faults.ts';
import { fingerprint } from '../kit/fingerprint.ts';
import { putShipment, type ShipmentRow as Shipment } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import type { OrderInput, RefundInput } from './inputs.ts';
import { findOrder } from './queries.ts';

export type Order = typeof orders.$inferSelect;

export type PutOutcome = 'created' | 'changed' | 'stale';

/**
 * Adds or replaces the order, with its customer, items and the shipments that it names; shipments it leaves out stay.
 * Records `order.placed`, `order.changed` or `order.cancelled`.
 * @param externalId the merchant's id of the order
 * @returns the shipments that were named; `stale` when `input.updatedAt` is older than what we hold: nothing was changed
 */
export const putOrder = async (
  work: Work,
  brandId: string,
  externalId: string,
  input: OrderInput,
  source: string,
): Promise<{ order: Order; shipments: readonly Shipment[]; outcome: PutOutcome }> => {
  const held = await findOrder(work.tx, brandId, externalId);
  if (held?.sourceUpdatedAt && input.updatedAt && input.updatedAt < held.sourceUpdatedAt) {
    return { order: held, shipments: [], outcome: 'stale' };
  }
  const customer = await putCustomer(work, brandId, input.customer);
  const fields = {
    number: input.number,
    customerId: customer.id,
    placedAt: input.placedAt,
    currency: input.currency,
    totalMinor: input.totalMinor,
    taxMinor: input.taxMinor ?? held?.taxMinor ?? null,
    shippingMinor: input.shippingMinor ?? held?.shippingMinor ?? null,
    discountMinor: input.discountMinor ?? held?.discountMinor ?? null,
    codes: input.codes ?? held?.codes ?? [],
    paymentHash: input.paymentHash === undefined ? (held?.paymentHash ?? null) : fingerprint(input.paymentHash),
    locale: input.locale ?? held?.locale ?? null,
    shippingAddress: input.shippingAddress ?? held?.shippingAddress ?? null,
    cancelledAt: input.cancelledAt ?? held?.cancelledAt ?? null,
    sourceUpdatedAt: input.updatedAt ?? held?.sourceUpdatedAt ?? null,
    updatedAt: work.now,
  };
  const [order] = await work.tx
    .insert(orders)
    .values({ id: work.newId(), brandId, externalId, linkVersion: 1, createdAt: work.now, ...fields })
    .onConflictDoUpdate({ target: [orders.brandId, orders.externalId], set: fields })
    .returning();
  if (!order) throw new Error('an upsert returned no row');
  if (held) await dropItems(work, order, input.items);
  const items = await writeItems(work, order, input.items);
  const about = { brandId, orderId: order.id, customerId: customer.id };
  await work.record({ kind: held ? 'order.changed' : 'order.placed', ...about });
  if (fields.cancelledAt && !held?.cancelledAt) await work.record({ kind: 'order.cancelled', ...about });
  const shipments: Shipment[] = [];
  for (const shipment of input.shipments ?? [])
    shipments.push(await putShipment(work, { ...order, items }, shipment, source));
  return { order, shipments, outcome: held ? 'changed' : 'created' };
};

/** Marks the order as cancelled. An order that is cancelled already, or unknown, stays as it is. */
export const cancelOrder = async (
  work: Work,
  brandId: string,
  externalId: string,
  cancelledAt: Date,
): Promise<boolean> => {
  const order = await findOrder(work.tx, brandId, externalId);
  if (!order || order.cancelledAt) return false;
  await work.tx.update(orders).set({ cancelledAt, updatedAt: work.now }).where(eq(orders.id, order.id));
  await work.record({ kind: 'order.cancelled', brandId, orderId: order.id, customerId: order.customerId });
  return true;
};

/**
 * Records a refund; the same refund id again changes nothing.
 * @throws Fault `not_found` when the order is unknown; `invalid` in another currency than the order's: nobody could say
 *   what is left of it
 */
export const recordRefund = async (
  work: Work,
  brandId: string,
  orderExternalId: string,
  input: RefundInput,
): Promise<'recorded' | 'duplicate'> => {
  const order = await findOrder(work.tx, brandId, orderExternalId);
  if (!order) throw notFound(`Order ${orderExternalId}`);
  const foreign = foreignCurrency(order, input);
  if (foreign !== null) throw invalidField('currency', foreign);
  const [row] = await work.tx
    .insert(refunds)
    .values({
      id: work.newId(),
      brandId,
      orderId: order.id,
      externalId: input.id,
      amountMinor: input.amountMinor,
      shippingMinor: input.shippingMinor ?? null,
      currency: input.currency,
      reason: input.reason ?? null,
      items: input.items ?? [],
      refundedAt: input.refundedAt,
      createdAt: work.now,
    })
    .onConflictDoNothing()
    .returning({ id: refunds.id });
  if (!row) return 'duplicate';
  await work.record({
    kind: 'refund.made',
    brandId,
    orderId: order.id,
    customerId: order.customerId,
    refundId: row.id,
  });
  return 'recorded';
};

/** Why a refund cannot be of that order's money; null when it can. */
export const foreignCurrency = (
  order: Pick<Order, 'currency' | 'externalId'>,
  refund: Pick<RefundInput, 'currency'>,
): string | null =>
  refund.currency === order.currency
    ? null
    : `must be ${order.currency}, the currency of order ${order.externalId}, and is ${refund.currency}`;

/** Makes every link that was given out for the order invalid. */
export const revokeLinks = async (work: Work, brandId: string, externalId: string): Promise<void> => {
  const order = await findOrder(work.tx, brandId, externalId);
  if (!order) throw notFound(`Order ${externalId}`);
  await work.tx
    .update(orders)
    .set({ linkVersion: order.linkVersion + 1 })
    .where(eq(orders.id, order.id));
};

/** Those that the order has no longer. */
const dropItems = async (work: Work, order: Order, items: OrderInput['items']): Promise<void> => {
  const kept = items.map((item) => item.id);
  await work.tx
    .delete(orderItems)
    .where(
      and(eq(orderItems.orderId, order.id), kept.length > 0 ? notInArray(orderItems.externalId, kept) : undefined),
    );
};

/** @returns ours by the merchant's id of each */
const writeItems = async (
  work: Work,
  order: Order,
  items: OrderInput['items'],
): Promise<readonly { readonly id: string; readonly externalId: string }[]> => {
  const rows = items.map((item, position) => ({
    id: work.newId(),
    brandId: order.brandId,
    orderId: order.id,
    externalId: item.id,
    productId: item.productId ?? null,
    name: item.name,
    detail: item.detail ?? null,
    quantity: item.quantity,
    unitPriceMinor: item.unitPriceMinor,
    imageUrl: item.imageUrl ?? null,
    position,
  }));
  // Of two with one id, which only a source can tell, the last counts.
  const distinct = [...new Map(rows.map((row) => [row.externalId, row])).values()];
  if (distinct.length === 0) return [];
  return work.tx
    .insert(orderItems)
    .values(distinct)
    .onConflictDoUpdate({
      target: [orderItems.orderId, orderItems.externalId],
      set: {
        productId: given(orderItems.productId),
        name: given(orderItems.name),
        detail: given(orderItems.detail),
        quantity: given(orderItems.quantity),
        unitPriceMinor: given(orderItems.unitPriceMinor),
        imageUrl: given(orderItems.imageUrl),
        position: given(orderItems.position),
      },
    })
    .returning({ id: orderItems.id, externalId: orderItems.externalId });
};
