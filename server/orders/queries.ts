/** Reads of orders, always within one brand. */
import { and, asc, count, desc, eq, inArray } from 'drizzle-orm';
import { orderItems, orders, refunds } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { notFound } from '../faults.ts';

export type OrderRow = typeof orders.$inferSelect;
export type OrderItem = typeof orderItems.$inferSelect;
export type Refund = typeof refunds.$inferSelect;

/** @param externalId the merchant's id */
export const findOrder = async (reader: Reader, brandId: string, externalId: string): Promise<OrderRow | null> => {
  const [row] = await reader
    .select()
    .from(orders)
    .where(and(eq(orders.brandId, brandId), eq(orders.externalId, externalId)));
  return row ?? null;
};

/** @param id ours */
export const findOrderById = async (reader: Reader, brandId: string, id: string): Promise<OrderRow | null> => {
  const [row] = await reader
    .select()
    .from(orders)
    .where(and(eq(orders.brandId, brandId), eq(orders.id, id)));
  return row ?? null;
};

/** The newest few under any of these spellings of a number. Shops do not promise that a number is used once. */
export const findOrdersByNumber = async (
  reader: Reader,
  brandId: string,
  numbers: readonly string[],
): Promise<readonly OrderRow[]> =>
  numbers.length === 0
    ? []
    : reader
        .select()
        .from(orders)
        .where(and(eq(orders.brandId, brandId), inArray(orders.number, [...numbers])))
        .orderBy(desc(orders.placedAt), desc(orders.id))
        .limit(20);

/** @param id ours. @throws Fault `not_found` */
export const getOrder = async (reader: Reader, brandId: string, id: string): Promise<OrderRow> => {
  const row = await findOrderById(reader, brandId, id);
  if (!row) throw notFound('The order');
  return row;
};

export const listOrders = async (
  reader: Reader,
  brandId: string,
  ids: readonly string[],
): Promise<readonly OrderRow[]> =>
  ids.length === 0
    ? []
    : reader
        .select()
        .from(orders)
        .where(and(eq(orders.brandId, brandId), inArray(orders.id, [...ids])));

/** Newest first. */
export const listOrdersOfCustomer = (
  reader: Reader,
  brandId: string,
  customerId: string,
  limit: number,
): Promise<readonly OrderRow[]> =>
  reader
    .select()
    .from(orders)
    .where(and(eq(orders.brandId, brandId), eq(orders.customerId, customerId)))
    .orderBy(desc(orders.placedAt))
    .limit(limit);

export const countOrdersOfCustomer = async (reader: Reader, brandId: string, customerId: string): Promise<number> => {
  const [row] = await reader
    .select({ orders: count() })
    .from(orders)
    .where(and(eq(orders.brandId, brandId), eq(orders.customerId, customerId)));
  return row?.orders ?? 0;
};

/** When she first ordered; null for somebody who never has. */
export const firstOrderedAt = async (reader: Reader, brandId: string, customerId: string): Promise<Date | null> => {
  const [row] = await reader
    .select({ placedAt: orders.placedAt })
    .from(orders)
    .where(and(eq(orders.brandId, brandId), eq(orders.customerId, customerId)))
    .orderBy(asc(orders.placedAt))
    .limit(1);
  return row?.placedAt ?? null;
};

/** In the order in which the shop listed them. */
export const listItems = (reader: Reader, orderId: string): Promise<readonly OrderItem[]> =>
  reader.select().from(orderItems).where(eq(orderItems.orderId, orderId)).orderBy(orderItems.position);

export const listRefunds = (reader: Reader, orderId: string): Promise<readonly Refund[]> =>
  reader.select().from(refunds).where(eq(refunds.orderId, orderId)).orderBy(refunds.refundedAt);
