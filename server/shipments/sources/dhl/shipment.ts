/**
 * One shipment of DHL's unified tracking, or of DHL Express's own, to news of one shipment. Times often lack their zone
 * and the status its time; an estimate may be prose.
 */
import { z } from 'zod';
import { resolveLocalTime } from '../../../kit/localTime.ts';
import { someId, someList, someRecord, someText, someWebAddress } from '../../../kit/payload.ts';
import { zoneOf } from '../../../kit/zones.ts';
import type { ReadingContext } from '../../../source.ts';
import type { TrackingEventInput } from '../../inputs.ts';
import { type NewsReading, placeOf, readEstimate, readNews, type SaidScan, zonesOf } from '../reading.ts';
import { meaningOf, meaningOfExpress } from './codes.ts';

const time = someText(64);
const words = someText(1000);

const status = z.object({
  timestamp: time,
  statusCode: someText(40),
  status: someText(200),
  description: words,
  remark: words,
  location: someRecord({
    address: someRecord({ addressLocality: someText(200), postalCode: someText(32), countryCode: someText(60) }),
  }),
});
type Status = z.infer<typeof status>;

const expressEvent = z.object({
  date: someText(20),
  time: someText(20),
  GMTOffset: someText(10),
  typeCode: someText(20),
  description: words,
  signedBy: someText(200),
  serviceArea: someList(z.object({ code: someText(20), description: someText(200) }), 5),
});

export const shipment = z.object({
  id: someId,
  shipmentTrackingNumber: someId,
  /** `parcel-de`, `express`, `ecommerce`: where the first tells a country, it is the carrier's. */
  service: someText(60),
  serviceUrl: someWebAddress,
  status: status.optional().catch(undefined),
  events: z.array(z.unknown()).catch([]),
  estimatedTimeOfDelivery: time,
  estimatedDeliveryDate: time,
  estimatedDeliveryTimeFrame: someRecord({ estimatedFrom: time, estimatedThrough: time }),
  details: someRecord({ proofOfDelivery: someRecord({ signed: someRecord({ name: someText(200) }) }) }),
});
export type Shipment = z.infer<typeof shipment>;

export function readShipment(from: Shipment, number: string, context: ReadingContext): NewsReading {
  const isExpress = from.shipmentTrackingNumber !== undefined;
  const zones = zonesFor(undefined, from, context);
  return readNews(
    {
      trackingNumber: number,
      carrier: 'DHL',
      trackingUrl: from.serviceUrl,
      carrierEstimate: readEstimate(
        {
          from: from.estimatedDeliveryTimeFrame?.estimatedFrom,
          to: from.estimatedDeliveryTimeFrame?.estimatedThrough,
          on: from.estimatedTimeOfDelivery ?? from.estimatedDeliveryDate,
        },
        zones,
        context,
      ),
      signedBy: from.details?.proofOfDelivery?.signed?.name,
      scans: isExpress
        ? someList(expressEvent, 2000)
            .parse(from.events)
            .map((one) => readExpressEvent(one, from, context))
        : someList(status, 2000)
            .parse(from.events)
            .map((one) => readStatus(withCode(one, from.status), from, context)),
      overall: isExpress || from.status === undefined ? undefined : readStatus(from.status, from, context),
    },
    context,
  );
}

/** An event may leave out its code; the one that the status repeats has the status's. */
const withCode = (event: Status, whole: Status | undefined): Status =>
  event.statusCode === undefined && event.timestamp !== undefined && event.timestamp === whole?.timestamp
    ? { ...event, statusCode: whole.statusCode, status: event.status ?? whole.status }
    : event;

function readStatus(from: Status, whole: Shipment, context: ReadingContext): SaidScan {
  const address = from.location?.address;
  const place = placeOf({
    city: address?.addressLocality,
    postalCode: address?.postalCode,
    country: address?.countryCode,
  });
  return {
    rawCode: from.statusCode === undefined ? from.status : from.statusCode,
    meant: meaningOf(from.statusCode, from.status, from.description, from.remark),
    description: from.description ?? from.status,
    time: resolveLocalTime(from.timestamp, zonesFor(place, whole, context)),
    place,
  };
}

function readExpressEvent(from: z.infer<typeof expressEvent>, whole: Shipment, context: ReadingContext): SaidScan {
  // The service area is written `Brisbane-AU`; DHL's own area codes are no countries.
  const [area] = from.serviceArea;
  const place = placeOf({ name: area?.description, country: /-([A-Z]{2})$/.exec(area?.description ?? '')?.[1] });
  return {
    rawCode: from.typeCode,
    meant: meaningOfExpress(from.typeCode),
    description: from.description,
    time: resolveLocalTime(
      `${from.date ?? ''}T${from.time ?? ''}${from.GMTOffset ?? ''}`,
      zonesFor(place, whole, context),
    ),
    place,
    signedBy: from.signedBy,
  };
}

function zonesFor(place: TrackingEventInput['place'], from: Shipment, context: ReadingContext) {
  const ofService = /^parcel-([a-z]{2})$/.exec(from.service ?? '')?.[1]?.toUpperCase();
  const ofPlace = place?.countryCode === undefined ? [] : zonesOf(place, undefined, context);
  return [...ofPlace.slice(0, 1), zoneOf(ofService === 'UK' ? 'GB' : ofService), context.brandTimeZone];
}
