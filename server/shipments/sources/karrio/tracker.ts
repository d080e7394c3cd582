/** One Karrio Tracker to news of one shipment. */
import { z } from 'zod';
import { type ResolvedTime, resolveLocalTime } from '../../../kit/localTime.ts';
import { someId, someList, someRecord, someText, someWebAddress } from '../../../kit/payload.ts';
import type { ReadingContext } from '../../../source.ts';
import { countryCodeOf } from '../countries.ts';
import { type NewsReading, placeOf, readEstimate, readNews, type SaidScan, zonesOf } from '../reading.ts';
import { meaningOf } from './codes.ts';

const event = z.object({
  date: someText(20),
  time: someText(20),
  timestamp: someText(40),
  code: someText(80),
  status: someText(80),
  reason: someText(80),
  description: someText(1000),
  location: someText(200),
});
type Event = z.infer<typeof event>;

export const tracker = z.object({
  tracking_number: someText(100),
  carrier_name: someText(100),
  status: someText(80),
  updated_at: someText(64),
  estimated_delivery: someText(64),
  events: someList(event, 2000),
  metadata: someRecord({ shipment_id: someId, order_id: someId }),
  info: someRecord({ carrier_tracking_link: someWebAddress, signed_by: someText(200), order_id: someId }),
});
export type Tracker = z.infer<typeof tracker> & { readonly tracking_number: string };

export function readTracker(from: Tracker, context: ReadingContext): NewsReading {
  const scans = from.events.map((one) => readEvent(one, from, context));
  const explaining = from.events.find((one) => one.status === from.status && one.reason !== undefined);
  return readNews(
    {
      trackingNumber: from.tracking_number,
      carrier: from.carrier_name,
      trackingUrl: from.info?.carrier_tracking_link,
      carrierEstimate: readEstimate(
        { on: from.estimated_delivery },
        zonesOf(undefined, from.carrier_name, context),
        context,
      ),
      toldAt: resolveLocalTime(from.updated_at, ['UTC'])?.occurredAt,
      signedBy: from.info?.signed_by,
      orderId: from.info?.order_id ?? from.metadata?.order_id,
      shipmentId: from.metadata?.shipment_id,
      scans,
      overall:
        from.status === undefined
          ? undefined
          : {
              rawCode: from.status,
              meant: meaningOf(from.status, explaining?.reason, scans.length > 0),
              time: undefined,
            },
    },
    context,
  );
}

function readEvent(from: Event, whole: Tracker, context: ReadingContext): SaidScan {
  const country = countryCodeOf(from.location?.split(/[,\s]+/).at(-1));
  const place = placeOf({ name: from.location, country });
  const meant = meaningOf(from.status, from.reason, true);
  return {
    rawCode: from.code ?? from.status,
    // A carrier's code without a status of Karrio's is a code that nobody mapped.
    meant: from.status === undefined ? { unmapped: from.code !== undefined } : meant,
    description: from.description,
    time: timeOf(from, zonesOf(place, whole.carrier_name, context)),
    place,
  };
}

/** `timestamp` where Karrio gives one, else the carrier's local `date` and `time`, which may be `08:34 PM`. */
function timeOf({ timestamp, date, time }: Event, zones: readonly (string | undefined)[]): ResolvedTime | undefined {
  const stamped = resolveLocalTime(timestamp?.replace(/\.\d+$/, ''), zones) ?? resolveLocalTime(timestamp, zones);
  if (stamped !== undefined) return stamped;
  const parts = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?$/.exec(time ?? '');
  if (date === undefined || parts === null) return resolveLocalTime(date, zones);
  const [, hours = '0', minutes, seconds = '00', half] = parts;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return resolveLocalTime(`${date}T${String(hour).padStart(2, '0')}:${minutes}:${seconds}`, zones);
}
