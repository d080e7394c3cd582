/**
 * The gate for what her own page proposes: the same reasons as for a message, save that a page disturbs nobody and needs
 * no consent to be shown. Who said no to promotions is not proposed anything either.
 */
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { orderItems, orders } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import type { Customer } from '../customers/index.ts';
import { casesWithoutHolds, subscribedProducts, troubledShipments } from './decision.ts';
import { decide, type Person } from './gate.ts';
import { holdsOfCustomer, isHeld } from './holds.ts';

/** Those of the products that may be proposed to her now; few queries, however many products. */
export const proposable = async (
  reader: Reader,
  ask: {
    readonly brand: Brand;
    readonly customer: Customer;
    /** The merchant's ids. */
    readonly productIds: readonly string[];
    readonly now: Date;
  },
): Promise<ReadonlySet<string>> => {
  const { brand, customer, now } = ask;
  if (customer.promoConsent === false || ask.productIds.length === 0) return new Set();
  const { policy } = brand.settings;
  const timeZone = customer.timeZone ?? brand.timeZone;
  const her = { brandId: brand.id, customerId: customer.id };
  const holds = await holdsOfCustomer(reader, her.brandId, her.customerId);
  const standing = holds.filter((hold) => isHeld(hold, now));
  const troubles = [
    ...(await troubledShipments(reader, her, { now, timeZone }, policy.holdMaxDays)),
    ...(await casesWithoutHolds(reader, her, holds)),
  ];
  // Nothing that follows could allow anything any more.
  if (troubles.length > 0) return new Set();
  const bought = await lastPurchases(reader, her, ask.productIds);
  const subscribed = await subscribedProducts(reader, her);
  const person: Omit<Person, 'lastPurchase' | 'subscriptions'> = {
    promoConsent: true,
    timeZone,
    holds: standing.map(({ reason, source, ...hold }) => ({ ...hold, code: reason, source })),
    troubles,
  };
  const isAllowed = (productId: string): boolean => {
    const at = bought.get(productId);
    const lastPurchase = at === undefined ? null : { at, source: 'order' };
    const subscriptions = subscribed.get(productId) ?? [];
    return decide(now, policy, { ...person, subscriptions, lastPurchase }, { productId, channel: null }).allowed;
  };
  return new Set(ask.productIds.filter(isAllowed));
};

const lastPurchases = async (
  reader: Reader,
  { brandId, customerId }: { readonly brandId: string; readonly customerId: string },
  productIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> => {
  const rows = await reader
    .select({ productId: orderItems.productId, at: orders.placedAt })
    .from(orders)
    .innerJoin(orderItems, eq(orderItems.orderId, orders.id))
    .where(
      and(
        eq(orders.brandId, brandId),
        eq(orders.customerId, customerId),
        isNull(orders.cancelledAt),
        inArray(orderItems.productId, [...productIds]),
      ),
    )
    .orderBy(desc(orders.placedAt));
  const last = new Map<string, Date>();
  for (const { productId, at } of rows) if (productId !== null && !last.has(productId)) last.set(productId, at);
  return last;
};
