/** What 17TRACK tells of one number, to news of one shipment. */
import { z } from 'zod';
import { type ResolvedTime, resolveLocalTime } from '../../../kit/localTime.ts';
import { someId, someList, someRecord, someText } from '../../../kit/payload.ts';
import { zoneOf } from '../../../kit/zones.ts';
import type { ReadingContext } from '../../../source.ts';
import { countryCodeOf } from '../countries.ts';
import { type NewsReading, placeOf, readEstimate, readNews, type SaidScan, zonesOf } from '../reading.ts';
import { meaningOf, meaningOfEvent } from './codes.ts';

const code = someText(80);
const time = someText(64);
const address = someRecord({
  country: someText(60),
  state: someText(200),
  city: someText(200),
  postal_code: someText(32),
});

const event = z.object({
  time_iso: time,
  time_utc: time,
  description: someText(1000),
  location: someText(200),
  stage: code,
  sub_status: code,
  address,
});
type Event = z.infer<typeof event>;

const info = z.object({
  latest_status: someRecord({ status: code, sub_status: code, sub_status_descr: someText(1000) }),
  latest_event: event.optional().catch(undefined),
  time_metrics: someRecord({ estimated_delivery_date: someRecord({ from: time, to: time }) }),
  tracking: someRecord({
    providers: someList(
      z.object({
        provider: someRecord({ name: someText(100), country: someText(60) }),
        events: someList(event, 2000),
      }),
      10,
    ),
  }),
});

/** Some senders put what belongs into `track_info` beside it. */
export const tracked = info.extend({
  number: someText(100),
  /** The merchant's own text, given when the number was registered. */
  tag: someId,
  track_info: info.optional().catch(undefined),
});
export type Tracked = z.infer<typeof tracked> & { readonly number: string };

export function readTracked(from: Tracked, context: ReadingContext): NewsReading {
  const inside = from.track_info;
  const status = inside?.latest_status ?? from.latest_status;
  const providers = (inside?.tracking ?? from.tracking)?.providers ?? [];
  const carrier = providers[0]?.provider?.name;
  const latest = inside?.latest_event ?? from.latest_event;
  const listed = providers.flatMap(({ provider, events }) =>
    events.map((one) => readEvent(one, provider?.name ?? carrier, provider?.country, context)),
  );
  const newest =
    latest === undefined ? undefined : readEvent(latest, carrier, providers[0]?.provider?.country, context);
  const scans = listed.length > 0 ? listed : newest === undefined || status !== undefined ? [] : [newest];
  const estimate = (inside?.time_metrics ?? from.time_metrics)?.estimated_delivery_date;
  return readNews(
    {
      trackingNumber: from.number,
      carrier,
      carrierEstimate: readEstimate(
        { from: estimate?.from, to: estimate?.to },
        zonesOf(undefined, carrier, context),
        context,
      ),
      toldAt: newest?.time?.occurredAt,
      orderId: from.tag,
      scans,
      overall: overallOf(status, newest, scans),
    },
    context,
  );
}

/**
 * The status of the whole, dated and described by the newest event. `Exception_Other` is what 17TRACK says when it does
 * not know more: an event of the same time whose stage does know (a parcel that waits to be picked up) goes before it.
 */
function overallOf(
  status: { status?: string | undefined; sub_status?: string | undefined } | undefined,
  newest: SaidScan | undefined,
  scans: readonly SaidScan[],
): SaidScan | undefined {
  if (status?.status === undefined && status?.sub_status === undefined) return undefined;
  const knowsMore = scans.some(
    (scan) =>
      scan.meant.status !== undefined &&
      scan.meant.status !== 'exception' &&
      scan.time?.occurredAt.getTime() === newest?.time?.occurredAt.getTime(),
  );
  if (knowsMore && (status.sub_status ?? 'Exception_Other') === 'Exception_Other' && status.status === 'Exception') {
    return undefined;
  }
  return {
    rawCode: status.sub_status ?? status.status,
    meant: meaningOf(status.status, status.sub_status),
    description: newest?.description,
    time: newest?.time,
    place: newest?.place,
  };
}

function readEvent(
  from: Event,
  carrier: string | undefined,
  countryOfProvider: string | undefined,
  context: ReadingContext,
): SaidScan {
  const ofLocation = from.location?.split(',').at(-1);
  const place = placeOf({
    name: from.address?.city === undefined ? from.location : undefined,
    city: from.address?.city,
    region: from.address?.state,
    postalCode: from.address?.postal_code,
    country: from.address?.country ?? countryCodeOf(ofLocation),
  });
  const zone = zoneOf(place?.countryCode ?? countryCodeOf(countryOfProvider), place?.region);
  return {
    rawCode: from.sub_status ?? from.stage,
    meant: meaningOfEvent(from.stage, from.sub_status),
    description: from.description,
    time: timeOf(from, [zone, ...zonesOf(place, carrier, context)]),
    place,
  };
}

/**
 * 17TRACK puts a country's winter offset onto the local time of its summers (`+01:00` in a German September): the wall
 * clock is right and the offset, and the UTC made of it, are not.
 */
function timeOf({ time_iso, time_utc }: Event, zones: readonly (string | undefined)[]): ResolvedTime | undefined {
  const said = resolveLocalTime(time_iso, zones) ?? resolveLocalTime(time_utc, ['UTC']);
  const [zone] = zones;
  const parts = /^(.*T[\d:.]+)([+-]\d{2}:\d{2})$/.exec(time_iso ?? '');
  if (said === undefined || zone === undefined || parts === null) return said;
  const offsetAt = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).offset;
  const year = said.occurredAt.getUTCFullYear();
  const inOtherSeason = [0, 6].some((month) => offsetAt(new Date(Date.UTC(year, month, 1))) === parts[2]);
  const local = resolveLocalTime(parts[1], [zone]);
  if (local === undefined || !inOtherSeason || offsetAt(local.occurredAt) === parts[2]) return said;
  return { occurredAt: local.occurredAt, saidAt: said.saidAt };
}
