/**
 * Tracking numbers in WooCommerce come from a plugin: in the order's meta, beside it as `shipment_trackings`, or as that
 * plugin's own REST resource. A carrier may be one that nobody knows and its link empty.
 */
import type { z } from 'zod';
import { someList } from '../../../kit/payload.ts';
import type { shipmentInput } from '../../../shipments/index.ts';
import { type Order, type Tracking, tracking } from './wire.ts';

const metaKey = '_wc_shipment_tracking_items';
const mostShipments = 50;

/** As inputs, not yet validated: the order's schema does that for all of them. */
export function readShipments(from: Order): z.input<typeof shipmentInput>[] {
  const inMeta = from.meta_data.filter(({ key }) => key === metaKey).map(({ value }) => value);
  const kept = inMeta.flatMap((value) => someList(tracking, mostShipments).parse(value));
  return shipmentsOf(from.id ?? '', [...kept, ...from.shipment_trackings]);
}

/** One shipment for each number. The plugin's id of it stays when the number is corrected. */
export function shipmentsOf(orderId: string, trackings: readonly Tracking[]): z.input<typeof shipmentInput>[] {
  const byId = new Map(
    trackings.flatMap((one): [string, z.input<typeof shipmentInput>][] => {
      const { tracking_number: trackingNumber } = one;
      if (trackingNumber === undefined) return [];
      const id = `${orderId}-${one.tracking_id ?? trackingNumber}`.slice(0, 200);
      return [
        [
          id,
          {
            id,
            trackingNumber,
            carrier: one.tracking_provider ?? one.custom_tracking_provider,
            trackingUrl: one.tracking_link ?? one.custom_tracking_link,
          },
        ],
      ];
    }),
  );
  return [...byId.values()].slice(0, mostShipments);
}

/** The order that a `shipment-trackings` resource belongs to stands only in its link upwards. */
export const orderIdIn = (trackings: readonly Tracking[]): string | undefined => {
  const href = trackings.flatMap((one) => one._links?.up ?? [])[0]?.href;
  return /\/orders\/(\d+)\/?$/.exec(href ?? '')?.[1];
};
