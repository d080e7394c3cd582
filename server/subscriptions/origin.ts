/**
 * What the order that a subscription began with shows of it, for feeds that name neither its things nor its days
 * (Shopify's webhook of a contract). It fills what nobody has told; what was told is never touched.
 */
import { eq } from 'drizzle-orm';
import { subscriptions } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { getBrand } from '../brands/index.ts';
import type { FactOf } from '../facts.ts';
import { dayIn } from '../kit/clock.ts';
import { findOrder, getOrder, listItems, type OrderRow } from '../orders/index.ts';
import { findProducts } from '../products/index.ts';
import type { Work } from '../work.ts';
import type { Item, State } from './changes.ts';
import { columnsOf, stateOf, subscriptionsOf } from './queries.ts';
import { addIntervals } from './schedule.ts';

/** @param of.originOrderId the merchant's; null or an order that is not known leaves the state as it is */
export const filledFromOrigin = async (
  reader: Reader,
  of: {
    readonly brandId: string;
    readonly originOrderId: string | null;
    readonly currency: string;
    readonly state: State;
  },
): Promise<State> => {
  const order = of.originOrderId === null ? null : await findOrder(reader, of.brandId, of.originOrderId);
  return order === null ? of.state : filledFrom(reader, order, of);
};

/**
 * The order came after its subscription, as webhooks do. Records `subscription.changed` for each that it tells
 * something of.
 */
export const fillFromOrder = async (work: Work, { brandId, orderId, customerId }: FactOf<'order.placed'>) => {
  const all = await subscriptionsOf(work.tx, { brandId, customerId });
  const untold = all.filter(({ originOrderId, items }) => originOrderId !== null && items.length === 0);
  if (untold.length === 0) return;
  const order = await getOrder(work.tx, brandId, orderId);
  for (const row of untold.filter(({ originOrderId }) => originOrderId === order.externalId)) {
    const state = await filledFrom(work.tx, order, { currency: row.currency, state: stateOf(row) });
    await work.tx
      .update(subscriptions)
      .set({ ...columnsOf(state), updatedAt: work.now })
      .where(eq(subscriptions.id, row.id));
    await work.record({ kind: 'subscription.changed', brandId, customerId, subscriptionId: row.id });
  }
};

const filledFrom = async (
  reader: Reader,
  order: OrderRow,
  { currency, state }: { readonly currency: string; readonly state: State },
): Promise<State> => {
  const { timeZone } = await getBrand(reader, order.brandId);
  const goesOn = state.status === 'active' || state.status === 'paused';
  const second = addIntervals(dayIn(order.placedAt, timeZone), state.interval, 1);
  return {
    ...state,
    // An amount in another currency than the subscription's is not its price.
    items: state.items.length > 0 || currency !== order.currency ? state.items : await thingsOf(reader, order),
    nextChargeOn: state.nextChargeOn ?? (goesOn ? second : null),
    deliveryAddress: state.deliveryAddress ?? order.shippingAddress,
  };
};

/**
 * A shop's order does not say which of its lines come again. One line alone is clear; of several, those are meant that
 * the catalogue has among what can be swapped in a subscription. Anything else would be a guess, with a wrong price.
 */
const thingsOf = async (reader: Reader, order: OrderRow): Promise<readonly Item[]> => {
  const lines = (await listItems(reader, order.id)).flatMap(({ productId, name, quantity, unitPriceMinor }) =>
    productId === null ? [] : [{ productId, name, quantity, unitPriceMinor }],
  );
  if (lines.length < 2) return lines;
  const products = await findProducts(
    reader,
    order.brandId,
    lines.map(({ productId }) => productId),
  );
  const subscribable = new Set(products.flatMap((one) => (one.swapGroup === null ? [] : [one.externalId])));
  return lines.filter(({ productId }) => subscribable.has(productId));
};
