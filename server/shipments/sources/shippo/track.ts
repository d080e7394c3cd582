/** One Shippo Track to news of one shipment. */
import { z } from 'zod';
import { resolveLocalTime } from '../../../kit/localTime.ts';
import { someFlag, someList, someRecord, someText } from '../../../kit/payload.ts';
import type { ReadingContext } from '../../../source.ts';
import { type NewsReading, placeOf, readEstimate, readNews, type SaidScan, zonesOf } from '../reading.ts';
import { wordingOf } from '../wording.ts';
import { meaningOf } from './codes.ts';

const time = someText(64);

const statusFields = {
  status: someText(60),
  substatus: someRecord({ code: someText(80), text: someText(1000), action_required: someFlag }),
  status_date: time,
  status_details: someText(1000),
  object_updated: time,
  object_created: time,
  location: someRecord({ city: someText(200), state: someText(200), zip: someText(32), country: someText(60) }),
};
type Status = z.infer<z.ZodObject<typeof statusFields>>;

export const track = z.object({
  tracking_number: someText(100),
  carrier: someText(100),
  eta: time,
  /** Free text of the merchant's, given when the number was registered: where it is a shipment id it helps to find it. */
  metadata: someText(200),
  tracking_status: someRecord(statusFields),
  tracking_history: someList(z.object(statusFields), 2000),
});
export type Track = z.infer<typeof track> & { readonly tracking_number: string };

export function readTrack(from: Track, context: ReadingContext): NewsReading {
  const whole = from.tracking_status;
  const told = resolveLocalTime(whole?.object_updated ?? whole?.object_created ?? whole?.status_date, ['UTC']);
  return readNews(
    {
      trackingNumber: from.tracking_number,
      carrier: from.carrier,
      carrierEstimate: readEstimate({ on: from.eta }, [context.brandTimeZone], context),
      toldAt: told?.occurredAt ?? context.receivedAt,
      shipmentId: from.metadata,
      scans: from.tracking_history.map((one) => readStatus(one, from, context)),
      overall: whole?.status === undefined ? undefined : readStatus(whole, from, context),
    },
    context,
  );
}

function readStatus(from: Status, whole: Track, context: ReadingContext): SaidScan {
  const { substatus, location } = from;
  const place = placeOf({
    city: location?.city,
    region: location?.state,
    postalCode: location?.zip,
    country: location?.country,
  });
  const meant = meaningOf(from.status, substatus?.code);
  // Shippo's `package_held` does not say who holds it, its words do.
  const isCustoms = meant.status === 'on_hold' && wordingOf(from.status_details, substatus?.text)?.reason === 'customs';
  return {
    rawCode: substatus?.code === undefined ? from.status : `${from.status ?? ''}/${substatus.code}`,
    meant: isCustoms ? { ...meant, reason: 'customs' } : meant,
    description: from.status_details ?? substatus?.text,
    time: resolveLocalTime(from.status_date, zonesOf(place, whole.carrier, context)),
    place,
  };
}
