/** The parcels of a case's order: where each is, how late it came, and its scans for the case's timeline. */
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import type { OrderRow } from '../orders/index.ts';
import { firstPromise, lateDays, listEstimates, listEvents, listShipments, shipmentView } from '../shipments/index.ts';
import type { CaseEntryView, CaseParcelView } from './view.shared.ts';

interface About {
  readonly concernedId: string | null;
  /** The zone in which a promised day ends. */
  readonly timeZone: string;
  readonly now: Date;
}

/** @returns the scans in no order */
export const readParcels = async (
  reader: Reader,
  brand: Brand,
  order: OrderRow,
  about: About,
): Promise<{ parcels: readonly CaseParcelView[]; scans: readonly CaseEntryView[] }> => {
  const shipments = await listShipments(reader, brand.id, order.id);
  const ids = shipments.map(({ id }) => id);
  const events = Map.groupBy(await listEvents(reader, ids), ({ shipmentId }) => shipmentId);
  const estimates = Map.groupBy(await listEstimates(reader, ids), ({ shipmentId }) => shipmentId);

  const parcels = shipments.map((shipment): CaseParcelView => {
    const firstPromisedOn = firstPromise(shipment, estimates.get(shipment.id) ?? []);
    return {
      id: shipment.externalId,
      concerned: shipment.id === about.concernedId,
      status: shipment.status,
      reason: shipment.reason,
      carrier: shipment.carrier,
      trackingNumber: shipment.trackingNumber,
      carrierUrl: shipment.trackingUrl,
      promisedOn: shipment.promisedOn,
      firstPromisedOn,
      deliveredAt: shipment.deliveredAt,
      lateDays: lateDays(firstPromisedOn, shipment.deliveredAt, about),
    };
  });
  const scans = shipments.flatMap((shipment, index): readonly CaseEntryView[] => {
    const { timeline } = shipmentView({
      shipment,
      events: events.get(shipment.id) ?? [],
      estimates: [],
      items: [],
      placedAt: order.placedAt,
      destinationCity: order.shippingAddress?.city ?? null,
      timeZone: about.timeZone,
      brandName: brand.name,
      now: about.now,
    });
    const parcel = shipments.length > 1 ? index + 1 : null;
    return timeline.map((event) => ({ id: event.id, at: event.occurredAt, kind: 'scan', event, parcel }));
  });
  return { parcels, scans };
};
