/** Reads of shipments, always within one brand. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { estimates, orders, shipmentItems, shipments, trackingEvents } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { after, days } from '../kit/clock.ts';
import type { FoldedEvent, HeardEvent } from './fold.ts';

export type ShipmentRow = typeof shipments.$inferSelect;
export type TrackingEvent = typeof trackingEvents.$inferSelect;
export type Estimate = typeof estimates.$inferSelect;

/**
 * @param externalId the merchant's id
 * @param ofOrder the order that it must be of, where whoever asks has no other
 */
export const findShipment = async (
  reader: Reader,
  brandId: string,
  externalId: string,
  ofOrder?: string,
): Promise<ShipmentRow | null> => {
  const [row] = await reader
    .select()
    .from(shipments)
    .where(
      and(
        eq(shipments.brandId, brandId),
        eq(shipments.externalId, externalId),
        ofOrder === undefined ? undefined : eq(shipments.orderId, ofOrder),
      ),
    );
  return row ?? null;
};

/** @param id ours */
export const findShipmentById = async (reader: Reader, brandId: string, id: string): Promise<ShipmentRow | null> => {
  const [row] = await reader
    .select()
    .from(shipments)
    .where(and(eq(shipments.brandId, brandId), eq(shipments.id, id)));
  return row ?? null;
};

/** A parcel that has arrived has no more scans by then: its number is on the way to somebody else. */
const settledForDays = 60;

/**
 * The shipment that a number means at `at`. Carriers give numbers out again, so of several it is the newest whose order
 * was placed by then (give or take three days of clock and zone faults), or else the oldest.
 * @returns null as well when that one had arrived long before: the number is of a parcel that we do not know yet
 */
export const findShipmentByNumber = async (
  reader: Reader,
  brandId: string,
  key: string,
  at: Date,
): Promise<ShipmentRow | null> => {
  if (key === '') return null;
  const rows = await reader
    .select({ shipment: shipments, placedAt: orders.placedAt })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .where(and(eq(shipments.brandId, brandId), eq(shipments.trackingKey, key)))
    .orderBy(desc(orders.placedAt), desc(shipments.id))
    .limit(20);
  const meant = rows.find((row) => row.placedAt <= after(at, days(3))) ?? rows.at(-1);
  return meant && !wasOverBy(meant.shipment, at) ? meant.shipment : null;
};

const wasOverBy = ({ status, lastEventAt }: ShipmentRow, at: Date): boolean =>
  (status === 'delivered' || status === 'returned') &&
  lastEventAt !== null &&
  at > after(lastEventAt, days(settledForDays));

export const listShipments = (reader: Reader, brandId: string, orderId: string): Promise<readonly ShipmentRow[]> =>
  reader
    .select()
    .from(shipments)
    .where(and(eq(shipments.brandId, brandId), eq(shipments.orderId, orderId)))
    .orderBy(shipments.createdAt, shipments.id);

/** All events of the shipments, newest first. */
export const listEvents = async (reader: Reader, shipmentIds: readonly string[]): Promise<readonly TrackingEvent[]> =>
  shipmentIds.length === 0
    ? []
    : reader
        .select()
        .from(trackingEvents)
        .where(inArray(trackingEvents.shipmentId, [...shipmentIds]))
        .orderBy(desc(trackingEvents.occurredAt), desc(trackingEvents.id));

/** How promise and estimate moved, oldest first. */
export const listEstimates = async (reader: Reader, shipmentIds: readonly string[]): Promise<readonly Estimate[]> =>
  shipmentIds.length === 0
    ? []
    : reader
        .select()
        .from(estimates)
        .where(inArray(estimates.shipmentId, [...shipmentIds]))
        .orderBy(estimates.notedAt, estimates.id);

export const listShipmentItems = async (
  reader: Reader,
  shipmentIds: readonly string[],
): Promise<readonly { shipmentId: string; orderItemId: string }[]> =>
  shipmentIds.length === 0
    ? []
    : reader
        .select({ shipmentId: shipmentItems.shipmentId, orderItemId: shipmentItems.orderItemId })
        .from(shipmentItems)
        .where(inArray(shipmentItems.shipmentId, [...shipmentIds]));

const folded = {
  identity: trackingEvents.identity,
  status: trackingEvents.status,
  reason: trackingEvents.reason,
  actionRequired: trackingEvents.actionRequired,
  occurredAt: trackingEvents.occurredAt,
};

/** The events of one shipment as the fold wants them. */
export const foldable = (reader: Reader, shipmentId: string): Promise<FoldedEvent[]> =>
  reader.select(folded).from(trackingEvents).where(eq(trackingEvents.shipmentId, shipmentId));

/** The same with the times at which we heard of them. */
export const heard = (reader: Reader, shipmentId: string): Promise<HeardEvent[]> =>
  reader
    .select({ ...folded, receivedAt: trackingEvents.receivedAt })
    .from(trackingEvents)
    .where(eq(trackingEvents.shipmentId, shipmentId));
