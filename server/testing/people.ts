/** A shopper with an order on its way, in a brand of her own, so that tests of one file do not meet. */
import { randomUUID } from 'node:crypto';
import { customers, orderItems, orders, shipments } from '../../db/schema/index.ts';
import { putBrand } from '../brands/index.ts';
import type { ShipmentStatus } from '../shipments/index.ts';
import type { Work } from '../work.ts';

export interface Shopper {
  readonly brandId: string;
  readonly customerId: string;
  /** The merchant's id. */
  readonly customerExternalId: string;
  readonly orderId: string;
  /** Two: an order may come in several parcels. */
  readonly shipmentIds: readonly [string, string];
}

/** Promotions are allowed to her: she consented, both parcels are there and the product was bought long ago. */
export const settleShopper = async (
  work: Work,
  with_: {
    readonly brandId?: string;
    readonly settings?: unknown;
    readonly timeZone?: string;
    readonly promoConsent?: boolean | null;
    readonly placedAt?: Date;
    readonly status?: ShipmentStatus;
    readonly statusAt?: Date;
    readonly promisedOn?: string;
    /** Hers, and that of her order. */
    readonly locale?: string;
    readonly orderLocale?: string;
  } = {},
): Promise<Shopper> => {
  const brandId = with_.brandId ?? randomUUID();
  const timeZone = with_.timeZone ?? 'Europe/Berlin';
  if (with_.brandId === undefined) {
    await putBrand(work, {
      id: brandId,
      name: 'Rösterei',
      origin: `https://${brandId}.example`,
      timeZone,
      settings: with_.settings ?? {},
    });
  }
  const at = { createdAt: work.now, updatedAt: work.now };
  const placedAt = with_.placedAt ?? new Date(work.now.getTime() - 60 * 86_400_000);
  const [customerId, orderId, first, second] = [work.newId(), work.newId(), work.newId(), work.newId()];
  const promoConsent = with_.promoConsent === undefined ? true : with_.promoConsent;
  const customerExternalId = `c-${customerId}`;
  await work.tx.insert(customers).values({
    id: customerId,
    brandId,
    externalId: customerExternalId,
    timeZone,
    locale: with_.locale ?? null,
    promoConsent,
    ...at,
  });
  await work.tx.insert(orders).values({
    id: orderId,
    brandId,
    externalId: `o-${orderId}`,
    number: '1001',
    customerId,
    locale: with_.orderLocale ?? null,
    placedAt,
    currency: 'EUR',
    totalMinor: 2580,
    linkVersion: 1,
    ...at,
  });
  await work.tx.insert(orderItems).values({
    id: work.newId(),
    brandId,
    orderId,
    externalId: 'i-1',
    productId: 'p-1',
    name: 'Espresso',
    quantity: 1,
    unitPriceMinor: 2580,
    position: 0,
  });
  for (const id of [first, second]) {
    await work.tx.insert(shipments).values({
      id,
      brandId,
      orderId,
      externalId: `s-${id}`,
      promisedOn: with_.promisedOn ?? null,
      status: with_.status ?? 'delivered',
      statusAt: with_.statusAt ?? work.now,
      actionRequired: false,
      ...at,
    });
  }
  return { brandId, customerId, customerExternalId, orderId, shipmentIds: [first, second] };
};
