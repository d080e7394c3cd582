/** One AfterShip tracking to news of one shipment. */
import { z } from 'zod';
import { resolveLocalTime } from '../../../kit/localTime.ts';
import { someId, someList, someRecord, someText, someWebAddress } from '../../../kit/payload.ts';
import type { ReadingContext } from '../../../source.ts';
import { type NewsReading, placeOf, readEstimate, readNews, type SaidScan, zonesOf } from '../reading.ts';
import { meaningOf } from './codes.ts';

const code = someText(80);
const time = someText(64);

const checkpoint = z.object({
  slug: someText(100),
  tag: code,
  subtag: code,
  message: someText(1000),
  checkpoint_time: time,
  location: someText(200),
  city: someText(200),
  state: someText(200),
  zip: someText(32),
  country_iso3: someText(60),
  country_region: someText(60),
});

export const tracking = z.object({
  id: someId,
  tracking_number: someText(100),
  slug: someText(100),
  tag: code,
  subtag: code,
  subtag_message: someText(1000),
  order_id: someId,
  updated_at: time,
  signed_by: someText(200),
  courier_tracking_link: someWebAddress,
  expected_delivery: time,
  courier_estimated_delivery_date: someRecord({ estimated_delivery_date: time }),
  aftership_estimated_delivery_date: someRecord({ estimated_delivery_date: time }),
  latest_estimated_delivery: someRecord({ datetime: time, datetime_min: time, datetime_max: time }),
  checkpoints: someList(checkpoint, 2000),
});
export type Tracking = z.infer<typeof tracking> & { readonly tracking_number: string };

/** @param told when AfterShip sent it; undefined leaves out the tracking's own status, which then is not the news */
export function readTracking(from: Tracking, told: Date | undefined, context: ReadingContext): NewsReading {
  const meant = meaningOf(from.tag, from.subtag);
  const hasStatus = told !== undefined && (from.tag ?? from.subtag) !== undefined;
  return readNews(
    {
      trackingNumber: from.tracking_number,
      carrier: from.slug,
      trackingUrl: from.courier_tracking_link,
      carrierEstimate: estimateOf(from, context),
      toldAt: told,
      signedBy: from.signed_by,
      orderId: from.order_id,
      scans: from.checkpoints.map((one) => readCheckpoint(one, from, context)),
      overall: hasStatus
        ? { rawCode: from.subtag ?? from.tag, meant, description: from.subtag_message, time: undefined }
        : undefined,
    },
    context,
  );
}

function readCheckpoint(from: z.infer<typeof checkpoint>, whole: Tracking, context: ReadingContext): SaidScan {
  const place = placeOf({
    name: from.city === undefined ? from.location : undefined,
    city: from.city,
    region: from.state,
    postalCode: from.zip,
    country: from.country_iso3 ?? from.country_region,
  });
  return {
    rawCode: from.subtag ?? from.tag,
    meant: meaningOf(from.tag, from.subtag),
    description: from.message,
    time: resolveLocalTime(from.checkpoint_time, zonesOf(place, from.slug ?? whole.slug, context)),
    place,
  };
}

/** The carrier's own estimate goes before AfterShip's. */
function estimateOf(from: Tracking, context: ReadingContext) {
  const zones = zonesOf(undefined, from.slug, context);
  const latest = from.latest_estimated_delivery;
  const days = [
    from.courier_estimated_delivery_date?.estimated_delivery_date,
    from.expected_delivery,
    latest?.datetime,
    from.aftership_estimated_delivery_date?.estimated_delivery_date,
  ];
  const on = days.find((text) => readEstimate({ on: text }, zones, context) !== undefined);
  return readEstimate({ from: latest?.datetime_min, to: latest?.datetime_max, on }, zones, context);
}
