/**
 * Counts what was bought together, order by order. An order that came, changed or was called off is only marked; the
 * count later takes the difference between what it holds of the order and what the order says now, so that no order is
 * ever counted twice, whatever came in which sequence and however often.
 */
import { and, asc, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm';
import { baskets, orderItems, orders, productPairs } from '../../db/schema/index.ts';
import { given, laterGiven, plusGiven } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import type { FactOf } from '../facts.ts';
import type { Work } from '../work.ts';
import { countsOf, differenceOf, type PairCount } from './pairs.ts';

/** Marks the order as to be counted. Orders do not wait for each other here: everybody's best-seller is one row. */
export const noteBasket = async (
  work: Work,
  { brandId, orderId }: FactOf<'order.placed' | 'order.changed' | 'order.cancelled'>,
): Promise<void> => {
  const stale = { staleSince: work.now };
  await work.tx
    .insert(baskets)
    .values({ id: work.newId(), brandId, orderId, counted: [], ...stale })
    .onConflictDoUpdate({ target: baskets.orderId, set: stale });
};

/** Rows in one statement: SQLite takes 32,766 parameters, PostgreSQL twice as many. */
const rowsPerStatement = 1_000;

/** Brings the counts up to date for the orders marked longest ago. @returns how many; as many as `limit`: more may wait */
export const countBaskets = async (
  work: Work,
  { brandId, limit }: { readonly brandId: string; readonly limit: number },
): Promise<number> => {
  const stale = await work.tx
    .select()
    .from(baskets)
    .where(and(eq(baskets.brandId, brandId), isNotNull(baskets.staleSince)))
    .orderBy(asc(baskets.staleSince), asc(baskets.id))
    .limit(limit);
  if (stale.length === 0) return 0;
  const now = await basketsNow(
    work.tx,
    stale.map(({ orderId }) => orderId),
  );
  const changed = stale.map((basket) => {
    const { products = [], placedAt = null } = now.get(basket.orderId) ?? {};
    return { basket, products, placedAt: placedAt ?? work.now };
  });
  const counts = countsOf(
    changed.map(({ basket, products, placedAt }) => ({ ...differenceOf(basket.counted, products), placedAt })),
  );
  await addCounts(work, brandId, counts);
  const rows = changed.map(({ basket, products }) => ({ ...basket, counted: [...products], staleSince: null }));
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    await work.tx
      .insert(baskets)
      .values(rows.slice(at, at + rowsPerStatement))
      .onConflictDoUpdate({ target: baskets.orderId, set: { counted: given(baskets.counted), staleSince: null } });
  }
  return stale.length;
};

const addCounts = async (work: Work, brandId: string, counts: readonly PairCount[]): Promise<void> => {
  for (let at = 0; at < counts.length; at += rowsPerStatement) {
    const rows = counts.slice(at, at + rowsPerStatement).map(({ placedAt: lastAt, ...count }) => ({
      id: work.newId(),
      brandId,
      ...count,
      lastAt,
    }));
    await work.tx
      .insert(productPairs)
      .values(rows)
      .onConflictDoUpdate({
        target: [productPairs.brandId, productPairs.productId, productPairs.withProductId],
        set: { orders: plusGiven(productPairs.orders), lastAt: laterGiven(productPairs.lastAt) },
      });
  }
  if (counts.some(({ orders: added }) => added < 0)) {
    await work.tx.delete(productPairs).where(and(eq(productPairs.brandId, brandId), lte(productPairs.orders, 0)));
  }
};

interface Basket {
  readonly placedAt: Date;
  readonly products: readonly string[];
}

/** What the orders hold now; one that was called off holds nothing. */
const basketsNow = async (reader: Reader, orderIds: readonly string[]): Promise<ReadonlyMap<string, Basket>> => {
  const rows = await reader
    .select({ orderId: orders.id, placedAt: orders.placedAt, productId: orderItems.productId })
    .from(orders)
    .innerJoin(orderItems, eq(orderItems.orderId, orders.id))
    .where(and(inArray(orders.id, [...orderIds]), isNull(orders.cancelledAt), isNotNull(orderItems.productId)));
  const found = new Map<string, { placedAt: Date; products: Set<string> }>();
  for (const { orderId, placedAt, productId } of rows) {
    if (productId === null) continue;
    const basket = found.get(orderId) ?? { placedAt, products: new Set() };
    found.set(orderId, basket);
    basket.products.add(productId);
  }
  return new Map(
    [...found].map(([orderId, { placedAt, products }]) => [
      orderId,
      { placedAt, products: [...products].sort().slice(0, basketMax) },
    ]),
  );
};

/** Of a very large order the first so many products count: pairs grow with the square of it. */
const basketMax = 30;
