/** One result of FedEx's Track answer to news of one shipment. */
import { z } from 'zod';
import { resolveLocalTime } from '../../../kit/localTime.ts';
import { someList, someRecord, someText } from '../../../kit/payload.ts';
import type { ReadingContext } from '../../../source.ts';
import { type NewsReading, placeOf, readEstimate, readNews, type SaidScan, zonesOf } from '../reading.ts';
import { meaningOf, meaningOfWhole } from './codes.ts';

const code = someText(20);
const time = someText(64);
const words = someText(1000);

const address = someRecord({
  city: someText(200),
  stateOrProvinceCode: someText(200),
  postalCode: someText(32),
  countryCode: someText(60),
});

const scanEvent = z.object({
  date: time,
  eventType: code,
  eventDescription: words,
  exceptionCode: code,
  exceptionDescription: words,
  scanLocation: address,
});

const window = someRecord({ window: someRecord({ begins: time, ends: time }) });

export const result = z.object({
  trackingNumberInfo: someRecord({ trackingNumber: someText(100) }),
  error: someRecord({ code: someText(100), message: someText(500) }),
  latestStatusDetail: someRecord({
    code,
    derivedCode: code,
    description: words,
    scanLocation: address,
    ancillaryDetails: someList(z.object({ reasonDescription: words, actionDescription: words }), 10),
    delayDetail: someRecord({ status: someText(40) }),
  }),
  dateAndTimes: someList(z.object({ type: someText(60), dateTime: time }), 50),
  scanEvents: someList(scanEvent, 2000),
  estimatedDeliveryTimeWindow: window,
  standardTransitTimeWindow: window,
  deliveryDetails: someRecord({ receivedByName: someText(200), signedByName: someText(200) }),
});
export type Result = z.infer<typeof result>;

export function readResult(from: Result, number: string, context: ReadingContext): NewsReading {
  const latest = from.latestStatusDetail;
  const [why] = latest?.ancillaryDetails ?? [];
  const place = placeFrom(latest?.scanLocation);
  const meant = meaningOfWhole(latest?.code, latest?.derivedCode, latest?.delayDetail?.status === 'DELAYED', [
    why?.reasonDescription,
    why?.actionDescription,
    latest?.description,
  ]);
  const arrivedAt = from.dateAndTimes.find(({ type }) => type === 'ACTUAL_DELIVERY')?.dateTime;
  return readNews(
    {
      trackingNumber: number,
      carrier: 'FedEx',
      carrierEstimate: estimateOf(from, context),
      signedBy: from.deliveryDetails?.signedByName ?? from.deliveryDetails?.receivedByName,
      scans: from.scanEvents.map((one) => readScan(one, context)),
      overall:
        latest?.code === undefined
          ? undefined
          : {
              rawCode: [latest.code, latest.derivedCode]
                .filter((one, index, all) => all.indexOf(one) === index)
                .join('/'),
              meant,
              description: why?.reasonDescription ?? latest.description,
              time:
                meant.status === 'delivered'
                  ? resolveLocalTime(arrivedAt, zonesOf(place, 'FedEx', context))
                  : undefined,
              place,
            },
    },
    context,
  );
}

function readScan(from: z.infer<typeof scanEvent>, context: ReadingContext): SaidScan {
  const place = placeFrom(from.scanLocation);
  return {
    rawCode: [from.eventType, from.exceptionCode].filter((one) => one !== undefined).join('/') || undefined,
    meant: meaningOf(from.eventType, from.exceptionDescription, from.eventDescription),
    description: from.exceptionDescription ?? from.eventDescription,
    time: resolveLocalTime(from.date, zonesOf(place, 'FedEx', context)),
    place,
  };
}

/** When the newest scan of a result was: of two consignments under one number, the newer is meant. */
export const newestScanAt = (from: Result, context: ReadingContext): number =>
  Math.max(0, ...from.scanEvents.map((one) => readScan(one, context).time?.occurredAt.getTime() ?? 0));

const placeFrom = (from: z.infer<typeof address>) =>
  placeOf({
    city: from?.city,
    region: from?.stateOrProvinceCode,
    postalCode: from?.postalCode,
    country: from?.countryCode,
  });

/** The window of the day goes before the date, and both before what the service commonly takes. */
function estimateOf(from: Result, context: ReadingContext) {
  const zones = zonesOf(undefined, 'FedEx', context);
  const { begins, ends } = from.estimatedDeliveryTimeWindow?.window ?? {};
  const said = from.dateAndTimes.find(({ type }) => type === 'ESTIMATED_DELIVERY')?.dateTime;
  return readEstimate(
    { from: begins, to: ends, on: said ?? from.standardTransitTimeWindow?.window?.ends },
    zones,
    context,
  );
}
