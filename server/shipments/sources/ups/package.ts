/**
 * One package of UPS's Track answer, or one Track Alert, to news of one shipment. Date and time are two strings of
 * digits in local time; an offset stands beside them at best.
 */
import { z } from 'zod';
import { type ResolvedTime, resolveLocalTime } from '../../../kit/localTime.ts';
import { someList, someRecord, someText } from '../../../kit/payload.ts';
import type { ReadingContext } from '../../../source.ts';
import { type NewsReading, placeOf, readEstimate, readNews, type SaidScan, zonesOf } from '../reading.ts';
import { meaningOf } from './codes.ts';

const digits = someText(20);
const status = someRecord({ type: someText(10), code: someText(20), description: someText(1000) });
const address = {
  city: someText(200),
  stateProvince: someText(200),
  postalCode: someText(32),
  country: someText(60),
  countryCode: someText(60),
};

const activity = z.object({
  date: digits,
  time: digits,
  gmtOffset: someText(10),
  status,
  location: someRecord({ address: someRecord(address) }),
});

export const pack = z.object({
  trackingNumber: someText(100),
  activity: someList(activity, 2000),
  currentStatus: status,
  deliveryDate: someList(z.object({ type: someText(10), date: digits }), 10),
  deliveryTime: someRecord({ type: someText(10), startTime: digits, endTime: digits }),
  deliveryInformation: someRecord({ receivedBy: someText(200) }),
});
export type Package = z.infer<typeof pack>;

/** The names of an alert's fields differ from one document of UPS's to the next. */
export const alert = z.object({
  trackingNumber: someText(100),
  localActivityDate: digits,
  activityDate: digits,
  localActivityTime: digits,
  activityTime: digits,
  gmtOffset: someText(10),
  activityStatus: status,
  status,
  activityLocation: someRecord(address),
  scheduledDeliveryDate: digits,
});

export function readPackage(from: Package, number: string, context: ReadingContext): NewsReading {
  const delivered = from.activity.find(({ status: one }) => one?.type === 'D');
  const receivedBy = from.deliveryInformation?.receivedBy;
  return readNews(
    {
      trackingNumber: number,
      carrier: 'UPS',
      carrierEstimate: estimateOf(from, context),
      signedBy: delivered === undefined || /^\d+$/.test(receivedBy ?? '') ? undefined : receivedBy,
      scans: from.activity.map((one) => {
        const place = placeFrom(one.location?.address);
        return scanOf(one.status, place, timeOf(one.date, one.time, one.gmtOffset, zonesOf(place, 'UPS', context)));
      }),
      overall: from.currentStatus === undefined ? undefined : scanOf(from.currentStatus, undefined, undefined),
    },
    context,
  );
}

export function readAlert(from: z.infer<typeof alert>, number: string, context: ReadingContext): NewsReading {
  const place = placeFrom(from.activityLocation);
  const time = timeOf(
    from.localActivityDate ?? from.activityDate,
    from.localActivityTime ?? from.activityTime,
    from.gmtOffset,
    zonesOf(place, 'UPS', context),
  );
  return readNews(
    {
      trackingNumber: number,
      carrier: 'UPS',
      carrierEstimate: readEstimate({ on: from.scheduledDeliveryDate }, [], context),
      toldAt: time?.occurredAt,
      scans: [],
      overall: scanOf(from.activityStatus ?? from.status, place, time),
    },
    context,
  );
}

const placeFrom = (from: z.infer<z.ZodObject<typeof address>> | undefined) =>
  placeOf({
    city: from?.city,
    region: from?.stateProvince,
    postalCode: from?.postalCode,
    country: from?.countryCode ?? from?.country,
  });

const scanOf = (said: z.infer<typeof status>, place: SaidScan['place'], time: ResolvedTime | undefined): SaidScan => ({
  rawCode: said === undefined ? undefined : [said.type, said.code].filter((part) => part !== undefined).join('/'),
  meant: meaningOf(said?.type, said?.code, said?.description),
  description: said?.description,
  time,
  place,
});

function timeOf(
  date: string | undefined,
  time: string | undefined,
  offset: string | undefined,
  zones: readonly (string | undefined)[],
): ResolvedTime | undefined {
  const digitsOf = (text: string | undefined) => text?.replace(/\D/g, '') ?? '';
  const day = digitsOf(date);
  // Fourteen digits run together could also be a count of milliseconds.
  return time === undefined
    ? resolveLocalTime(day, zones)
    : resolveLocalTime(`${day}T${digitsOf(time).padStart(6, '0')}${offset ?? ''}`, zones);
}

/** A rescheduled date goes before the scheduled one; `EDW` is the window of the day, `DEL` what has already happened. */
function estimateOf(from: Package, context: ReadingContext) {
  const dateOf = (type: string) => from.deliveryDate.find((one) => one.type === type)?.date;
  const on = dateOf('RDD') ?? dateOf('SDD');
  const zones = zonesOf(undefined, 'UPS', context);
  const { type, startTime, endTime } = from.deliveryTime ?? {};
  const isWindow = type === 'EDW' && on !== undefined && startTime !== undefined && endTime !== undefined;
  return readEstimate(
    isWindow ? { from: `${on}T${startTime.padStart(6, '0')}`, to: `${on}T${endTime.padStart(6, '0')}`, on } : { on },
    zones,
    context,
  );
}
