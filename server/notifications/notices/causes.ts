/**
 * What an entry of the log is about: the order, the parcel, the friend. Found by the ids that its occurrence names, so
 * that two entries which say the same never look alike.
 */
import { and, eq, inArray } from 'drizzle-orm';
import { alertEntries, alerts, deliveryAsks, pointLots, referrals, shipments } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import type { Customer } from '../../customers/index.ts';
import { listOrdersOfCustomer, type OrderRow } from '../../orders/index.ts';
import type { ShipmentRow } from '../../shipments/index.ts';

export interface Cause {
  readonly order: OrderRow | null;
  readonly shipment: ShipmentRow | null;
  /** The order came in more than this one parcel. */
  readonly isOneOfSeveral: boolean;
  /** When the friend ordered whom it is about. */
  readonly friendOrderedAt: Date | null;
}

interface Leads {
  readonly orderId?: string | null;
  readonly shipmentId?: string | null;
  readonly friendOrderedAt?: Date | null;
}

const ordersMax = 100;

/** @returns the cause of each occurrence, with nulls for what it does not name */
export const readCauses = async (
  reader: Reader,
  customer: Customer,
  occurrences: readonly string[],
): Promise<(occurrence: string) => Cause> => {
  const orders = await listOrdersOfCustomer(reader, customer.brandId, customer.id, ordersMax);
  const parcels = await parcelsOf(
    reader,
    orders.map(({ id }) => id),
  );
  const leads = await leadsOf(reader, customer, [...new Set(occurrences.flatMap(wordsOf))]);
  return (occurrence) => {
    const words = wordsOf(occurrence);
    const named = words.map((word) => leads.get(word)).find((one) => one !== undefined);
    const shipment = parcels.find(({ id }) => id === named?.shipmentId || words.includes(id)) ?? null;
    const orderId = shipment?.orderId ?? named?.orderId;
    const order = orders.find(({ id }) => id === orderId || words.includes(id)) ?? null;
    return {
      order,
      shipment,
      isOneOfSeveral: shipment !== null && parcels.filter((one) => one.orderId === shipment.orderId).length > 1,
      friendOrderedAt: named?.friendOrderedAt ?? null,
    };
  };
};

const wordsOf = (occurrence: string): readonly string[] => occurrence.split(' ');

const parcelsOf = async (reader: Reader, orderIds: readonly string[]): Promise<readonly ShipmentRow[]> =>
  orderIds.length === 0
    ? []
    : reader
        .select()
        .from(shipments)
        .where(inArray(shipments.orderId, [...orderIds]));

/** Where an id that is neither of an order nor of a parcel leads to. */
const leadsOf = async (
  reader: Reader,
  { brandId, id: customerId }: Customer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Leads>> => {
  if (ids.length === 0) return new Map();
  const among = [...ids];
  const asks = await reader
    .select({ id: deliveryAsks.id, shipmentId: deliveryAsks.shipmentId })
    .from(deliveryAsks)
    .where(
      and(eq(deliveryAsks.brandId, brandId), eq(deliveryAsks.customerId, customerId), inArray(deliveryAsks.id, among)),
    );
  const cases = await reader
    .select({ id: alerts.id, orderId: alerts.orderId, shipmentId: alerts.shipmentId })
    .from(alerts)
    .where(and(eq(alerts.brandId, brandId), eq(alerts.customerId, customerId)));
  const said = await reader
    .select({ id: alertEntries.id, orderId: alerts.orderId, shipmentId: alerts.shipmentId })
    .from(alertEntries)
    .innerJoin(alerts, eq(alerts.id, alertEntries.alertId))
    .where(and(eq(alerts.brandId, brandId), eq(alerts.customerId, customerId), inArray(alertEntries.id, among)));
  const lots = await reader
    .select({ id: pointLots.id, orderId: pointLots.orderId })
    .from(pointLots)
    .where(and(eq(pointLots.brandId, brandId), eq(pointLots.customerId, customerId), inArray(pointLots.id, among)));
  const friends = await reader
    .select({ id: referrals.id, friendOrderedAt: referrals.orderedAt })
    .from(referrals)
    .where(and(eq(referrals.brandId, brandId), eq(referrals.referrerId, customerId), inArray(referrals.id, among)));
  return new Map([...asks, ...cases, ...said, ...lots, ...friends].map(({ id, ...lead }) => [id, lead]));
};
