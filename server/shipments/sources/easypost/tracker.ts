/**
 * One EasyPost Tracker to news of one shipment. Scans without a usable time cannot stand in a timeline and are left
 * out; the tracker's own status then still comes as `latest`, dated by its last update.
 */
import { z } from 'zod';
import { isPlausible, resolveDay, resolveLocalTime } from '../../../kit/localTime.ts';
import { someId, someList, someRecord, someText, someWebAddress } from '../../../kit/payload.ts';
import { zoneOf } from '../../../kit/zones.ts';
import type { ReadingContext, TrackingNews } from '../../../source.ts';
import type { EstimateInput, TrackingEventInput } from '../../index.ts';
import { carrierCountry } from '../carrierCountries.ts';
import { meaningOf, rawCodeOf, saysNothing } from './codes.ts';

/** What a shipment may hold; a tracker with more keeps its newest scans. */
const mostEvents = 500;
/** A scan may be ahead by an offset that was taken for UTC, not by more. */
const eventDaysAhead = 2;
/** EasyPost's test trackers promise a day in the year 2875. */
const estimateDaysAhead = 366;

const code = someText(80);

const trackingLocation = someRecord({
  city: someText(200),
  state: someText(200),
  country: someText(60),
  zip: someText(32),
});

const trackingDetail = z.object({
  status: code,
  status_detail: code,
  message: someText(1000),
  description: someText(1000),
  datetime: someText(64),
  tracking_location: trackingLocation,
});

export const tracker = z.object({
  id: someId,
  tracking_code: someText(100),
  carrier: someText(100),
  status: code,
  status_detail: code,
  updated_at: someText(64),
  est_delivery_date: someText(64),
  signed_by: someText(200),
  public_url: someWebAddress,
  /** Not of EasyPost's Tracker itself: merchants who relay events copy the reference of their Shipment or Order here. */
  reference: someId,
  order_reference: someId,
  shipment_reference: someId,
  tracking_details: someList(trackingDetail, 2000),
  carrier_detail: someRecord({
    est_delivery_date_local: someText(64),
    destination_tracking_location: trackingLocation,
  }),
});
export type Tracker = z.infer<typeof tracker>;

interface Scan {
  readonly event: TrackingEventInput;
  /** EasyPost's parent status of the scan. */
  readonly parent: string | undefined;
}

/** The news of a tracker that has a tracking code, and the codes in it that we do not know. */
export function readTracker(
  from: Tracker & { tracking_code: string },
  context: ReadingContext,
): { news: TrackingNews; unmappedCodes: string[] } {
  const unmappedCodes = new Set<string>();
  const scans = from.tracking_details
    .flatMap((detail) => readScan(detail, from, context, unmappedCodes))
    .sort((a, b) => a.event.occurredAt.getTime() - b.event.occurredAt.getTime())
    .slice(-mostEvents);
  const news: TrackingNews = {
    trackingNumber: from.tracking_code,
    carrier: from.carrier,
    trackingUrl: from.public_url,
    carrierEstimate: readEstimate(from, context),
    toldAt: toldAt(from, context),
    signedBy: from.signed_by,
    events: scans.map((scan) => scan.event),
    latest: readLatest(from, scans, context, unmappedCodes),
    orderId: from.order_reference ?? from.reference,
    shipmentId: from.shipment_reference ?? from.reference,
  };
  return { news, unmappedCodes: [...unmappedCodes] };
}

function readScan(
  detail: z.infer<typeof trackingDetail>,
  from: Tracker,
  context: ReadingContext,
  unmappedCodes: Set<string>,
): Scan[] {
  const place = detail.tracking_location;
  const countryOfCarrier = carrierCountry(from.carrier);
  const country = countryCode(place?.country);
  const time = resolveLocalTime(detail.datetime, [
    zoneOf(country ?? countryOfCarrier, place?.state),
    zoneOf(countryOfCarrier),
    context.brandTimeZone,
  ]);
  if (time === undefined || !isPlausible(time.occurredAt, context.receivedAt, eventDaysAhead)) return [];
  const { unmapped, ...meaning } = meaningOf(detail.status, detail.status_detail);
  const rawCode = rawCodeOf(detail.status, detail.status_detail);
  if (unmapped) unmappedCodes.add(rawCode);
  const said = {
    city: place?.city,
    region: place?.state,
    postalCode: place?.zip,
    countryCode: country,
  };
  const event: TrackingEventInput = {
    ...meaning,
    rawCode: rawCode === '' ? undefined : rawCode,
    description: detail.message ?? detail.description,
    occurredAt: time.occurredAt,
    saidAt: time.saidAt,
    place: Object.values(said).some((value) => value !== undefined) ? said : undefined,
  };
  return [{ event, parent: detail.status }];
}

/** The tracker's own status as an event, when its newest scan says something else. */
function readLatest(
  from: Tracker,
  scans: readonly Scan[],
  context: ReadingContext,
  unmappedCodes: Set<string>,
): TrackingEventInput | undefined {
  if (from.status === undefined) return undefined;
  const { unmapped, ...meaning } = meaningOf(from.status, from.status_detail);
  const rawCode = rawCodeOf(from.status, from.status_detail);
  if (unmapped) unmappedCodes.add(rawCode);
  const newest = scans.at(-1);
  const repeatsNewest =
    newest !== undefined &&
    ((meaning.status !== undefined && newest.event.status === meaning.status) ||
      (newest.parent === from.status && (saysNothing(from.status_detail) || newest.event.rawCode === rawCode)));
  // Test trackers date their delivery before the scans that led to it.
  const arrived = meaning.status === 'delivered' && scans.some((scan) => scan.event.status === 'delivered');
  if (repeatsNewest || arrived) return undefined;
  // `updated_at` moves with every update: the id keeps one status after one scan from being told twice.
  const after = newest?.event.occurredAt.toISOString() ?? 'nothing';
  return {
    id: `${(from.id ?? from.tracking_code ?? '').slice(0, 100)}/${rawCode.slice(0, 60)}/${after}`,
    ...meaning,
    rawCode,
    occurredAt: toldAt(from, context),
  };
}

/** When EasyPost last updated the tracker; where it does not say, when we heard of it. */
function toldAt(from: Tracker, context: ReadingContext): Date {
  const updated = resolveLocalTime(from.updated_at, ['UTC'])?.occurredAt;
  const usable = updated !== undefined && isPlausible(updated, context.receivedAt, eventDaysAhead);
  return usable ? updated : context.receivedAt;
}

/**
 * EasyPost documents the estimate as a date; its time of day is midnight, or the carrier's local time marked as UTC.
 * The day that was said is kept, without turning it through a time zone.
 */
function readEstimate(from: Tracker, context: ReadingContext): EstimateInput | undefined {
  const on = resolveDay(from.carrier_detail?.est_delivery_date_local) ?? resolveDay(from.est_delivery_date);
  return on !== undefined && isPlausible(new Date(on), context.receivedAt, estimateDaysAhead) ? { on } : undefined;
}

const countryCode = (text: string | undefined): string | undefined => {
  const upper = text?.toUpperCase();
  return upper !== undefined && /^[A-Z]{2}$/.test(upper) ? upper : undefined;
};
