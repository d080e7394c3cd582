/**
 * What the gate asks the store. It reads the columns that it needs straight from the tables of orders and shipments:
 * the same questions will be asked for audiences of millions.
 */
import { and, desc, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import { alerts, orderItems, orders, shipments, subscriptions } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { getBrand } from '../brands/index.ts';
import { findCustomer } from '../customers/index.ts';
import { notFound } from '../faults.ts';
import { type Decision, decide, type Person } from './gate.ts';
import { type Hold, holdsOfCustomer, isHeld } from './holds.ts';
import type { PromoChannel } from './inputs.ts';
import { isTroubled, settledStatuses } from './trouble.ts';

const shipmentsMax = 200;

/**
 * May this be promoted to this customer now? Consent must have been given: a customer who was never asked is not
 * promoted to.
 * @throws Fault `not_found` for a customer that the brand does not have
 */
export const promoDecision = async (
  reader: Reader,
  ask: {
    readonly brandId: string;
    readonly customerExternalId: string;
    /** The merchant's id of the product. */
    readonly productId?: string | undefined;
    readonly channel?: PromoChannel | undefined;
    readonly now: Date;
  },
): Promise<Decision> => {
  const { brandId, now } = ask;
  const customer = await findCustomer(reader, brandId, ask.customerExternalId);
  if (!customer || customer.erasedAt) throw notFound(`Customer ${ask.customerExternalId}`);
  const brand = await getBrand(reader, brandId);
  const { policy } = brand.settings;
  const timeZone = customer.timeZone ?? brand.timeZone;
  const holds = await holdsOfCustomer(reader, brandId, customer.id);
  const about = { brandId, customerId: customer.id };
  const person: Person = {
    promoConsent: customer.promoConsent,
    timeZone,
    holds: holds.filter((hold) => isHeld(hold, now)).map(asReason),
    troubles: [
      ...(await troubledShipments(reader, about, { now, timeZone }, policy.holdMaxDays)),
      ...(await casesWithoutHolds(reader, about, holds)),
    ],
    subscriptions:
      ask.productId === undefined ? [] : ((await subscribedProducts(reader, about)).get(ask.productId) ?? []),
    lastPurchase: ask.productId === undefined ? null : await lastPurchase(reader, about, ask.productId),
  };
  return decide(now, policy, person, { productId: ask.productId ?? null, channel: ask.channel ?? null });
};

const asReason = (hold: Hold): Person['holds'][number] => ({
  code: hold.reason,
  channel: hold.channel,
  productId: hold.productId,
  // The bound of a case's hold is no promise of when it ends.
  until: hold.until,
  source: hold.alertId === null ? hold.source : `alert:${hold.alertId}`,
});

interface Her {
  readonly brandId: string;
  readonly customerId: string;
}

export const troubledShipments = async (
  reader: Reader,
  { brandId, customerId }: Her,
  at: { now: Date; timeZone: string },
  daysMax: number,
): Promise<readonly string[]> => {
  const rows = await reader
    .select({
      externalId: shipments.externalId,
      status: shipments.status,
      statusAt: shipments.statusAt,
      promisedOn: shipments.promisedOn,
      createdAt: shipments.createdAt,
    })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .where(
      and(
        eq(orders.brandId, brandId),
        eq(orders.customerId, customerId),
        isNull(orders.cancelledAt),
        notInArray(shipments.status, [...settledStatuses]),
      ),
    )
    .orderBy(desc(orders.placedAt))
    .limit(shipmentsMax);
  return rows.filter((row) => isTroubled(row, at, daysMax)).map((row) => `shipment:${row.externalId}`);
};

/** Cases about a delivery. A case with a hold speaks through it, and is silent once she is well again. */
export const casesWithoutHolds = async (
  reader: Reader,
  { brandId, customerId }: Her,
  holds: readonly Hold[],
): Promise<readonly string[]> => {
  const rows = await reader
    .select({ id: alerts.id })
    .from(alerts)
    .where(
      and(
        eq(alerts.brandId, brandId),
        eq(alerts.customerId, customerId),
        inArray(alerts.status, ['open', 'acknowledged']),
      ),
    );
  const withHold = new Set(holds.map((hold) => hold.alertId));
  return rows.filter(({ id }) => !withHold.has(id)).map(({ id }) => `alert:${id}`);
};

const lastPurchase = async (
  reader: Reader,
  { brandId, customerId }: Her,
  productId: string,
): Promise<Person['lastPurchase']> => {
  const [row] = await reader
    .select({ at: orders.placedAt, externalId: orders.externalId })
    .from(orderItems)
    .innerJoin(orders, eq(orders.id, orderItems.orderId))
    .where(
      and(
        eq(orders.brandId, brandId),
        eq(orders.customerId, customerId),
        isNull(orders.cancelledAt),
        eq(orderItems.productId, productId),
      ),
    )
    .orderBy(desc(orders.placedAt))
    .limit(1);
  return row ? { at: row.at, source: `order:${row.externalId}` } : null;
};

/** Sources of the subscriptions that bring each product. A paused one counts: it was chosen, and will come again. */
export const subscribedProducts = async (
  reader: Reader,
  { brandId, customerId }: Her,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = await reader
    .select({ externalId: subscriptions.externalId, items: subscriptions.items })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.brandId, brandId),
        eq(subscriptions.customerId, customerId),
        inArray(subscriptions.status, ['active', 'paused']),
      ),
    );
  const sources = new Map<string, string[]>();
  for (const { externalId, items } of rows) {
    for (const productId of new Set(items.map((item) => item.productId))) {
      sources.set(productId, [...(sources.get(productId) ?? []), `subscription:${externalId}`]);
    }
  }
  return sources;
};
