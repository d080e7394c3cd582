/**
 * The word before a charge: once for each, some days ahead. Whose last parcel went wrong is offered to skip or to wait
 * first, and the reminder says so.
 */
import { and, eq, inArray } from 'drizzle-orm';
import { orderItems, orders, subscriptions } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { type Brand, getBrand } from '../brands/index.ts';
import { dayIn } from '../kit/clock.ts';
import { troublesOf } from '../promos/index.ts';
import type { Work } from '../work.ts';
import { listAhead, type Subscription, stateOf } from './queries.ts';
import { addDays, nextCharge } from './schedule.ts';

/**
 * Records `subscription.renewal_ahead` for what is charged within the brand's `remindDays`, once for each charge.
 * @param page.afterId where the page before ended, empty for the first
 * @returns the id to go on after; null when this was the last page
 */
export const remindOfRenewals = async (
  work: Work,
  page: { readonly brandId: string; readonly afterId: string; readonly limit: number },
): Promise<{ readonly reminded: number; readonly last: string | null }> => {
  const brand = await getBrand(work.tx, page.brandId);
  const today = dayIn(work.now, brand.timeZone);
  const until = addDays(today, brand.settings.subscriptions.remindDays);
  const rows = await listAhead(work.tx, { ...page, until });
  let reminded = 0;
  for (const row of rows) {
    const chargeOn = nextCharge(stateOf(row), today);
    // On the day itself it is too late to change anything.
    if (chargeOn === null || chargeOn <= today || chargeOn > until || chargeOn === row.remindedFor) continue;
    await work.tx.update(subscriptions).set({ remindedFor: chargeOn }).where(eq(subscriptions.id, row.id));
    const { brandId, customerId, id: subscriptionId } = row;
    const troubled = (await troubledAmong(work.tx, { brand, subscriptions: [row], now: work.now })).has(subscriptionId);
    await work.record({ kind: 'subscription.renewal_ahead', brandId, customerId, subscriptionId, chargeOn, troubled });
    reminded += 1;
  }
  return { reminded, last: rows.length === page.limit ? (rows.at(-1)?.id ?? null) : null };
};

/**
 * The subscriptions, all of one customer, whose next charge would come amid trouble: she is unhappy, or a parcel of the
 * first order or with one of the products is late or stuck.
 */
export const troubledAmong = async (
  reader: Reader,
  ask: { readonly brand: Brand; readonly subscriptions: readonly Subscription[]; readonly now: Date },
): Promise<ReadonlySet<string>> => {
  const [first] = ask.subscriptions;
  if (!first) return new Set();
  const troubles = await troublesOf(reader, { brand: ask.brand, customerId: first.customerId, now: ask.now });
  if (troubles.held) return new Set(ask.subscriptions.map(({ id }) => id));
  if (troubles.orderIds.length === 0) return new Set();
  const things = await reader
    .select({ order: orders.externalId, productId: orderItems.productId })
    .from(orderItems)
    .innerJoin(orders, eq(orders.id, orderItems.orderId))
    .where(and(eq(orders.brandId, ask.brand.id), inArray(orderItems.orderId, [...troubles.orderIds])));
  const isTroubled = ({ originOrderId, items }: Subscription): boolean =>
    things.some(
      ({ order, productId }) => order === originOrderId || items.some((item) => item.productId === productId),
    );
  return new Set(ask.subscriptions.filter(isTroubled).map(({ id }) => id));
};
