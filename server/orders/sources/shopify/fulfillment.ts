/**
 * Fulfillments to shipments (one for each tracking number), and what Shopify says of their journey to tracking news.
 * The first shipment of a fulfillment bears its id, so that a replaced tracking number stays the same shipment.
 */
import type { z } from 'zod';
import { isPlausible, resolveDay, resolveLocalTime } from '../../../kit/localTime.ts';
import type { ShipmentInput, TrackingEventInput } from '../../../shipments/index.ts';
import type { ReadingContext, TrackingNews } from '../../../source.ts';
import { meaningOf } from './codes.ts';
import type { Fulfillment, fulfillmentEvent } from './wire.ts';

const eventDaysAhead = 2;
const estimateDaysAhead = 366;
const mostShipments = 20;

export interface NewsReading {
  readonly news: TrackingNews;
  readonly unmappedCodes: readonly string[];
}

/** The shipments of a fulfillment, without events; none when it has no id. */
export function readShipments(from: Fulfillment): ShipmentInput[] {
  const { id } = from;
  if (id === undefined) return [];
  const numbers = numbersOf(from);
  const itemIds = [...new Set(from.line_items.flatMap((item) => item.id ?? []))];
  return (numbers.length === 0 ? [undefined] : numbers).map((trackingNumber, index) => ({
    id: index === 0 ? id : `${id}-${index + 1}`,
    carrier: from.tracking_company,
    trackingNumber,
    trackingUrl: from.tracking_urls[index] ?? (index === 0 ? from.tracking_url : undefined),
    // Shopify does not say which item lies in which parcel.
    itemIds: itemIds.length === 0 ? undefined : itemIds,
  }));
}

/** What the fulfillment itself says of each of its shipments: its `shipment_status`, or that it was cancelled. */
export function readFulfillmentNews(from: Fulfillment, orderId: string, context: ReadingContext): NewsReading[] {
  const cancelled = from.status?.toLowerCase() === 'cancelled';
  const rawCode = cancelled ? 'cancelled' : from.shipment_status;
  const time = resolveLocalTime(from.updated_at ?? from.created_at, [context.brandTimeZone]);
  if (rawCode === undefined || time === undefined) return [];
  const occurredAt = notAhead(time.occurredAt, context);
  const meaning = cancelled ? { status: 'cancelled' as const } : meaningOf(rawCode);
  return readShipments(from).map((shipment) => ({
    news: {
      trackingNumber: shipment.trackingNumber,
      carrier: shipment.carrier,
      trackingUrl: shipment.trackingUrl,
      events: [],
      latest: {
        // `updated_at` moves with every edit: one status is told at most once a day.
        id: `${shipment.id.slice(0, 80)}/${rawCode}/${occurredAt.toISOString().slice(0, 10)}`,
        ...meaning,
        rawCode,
        occurredAt,
        saidAt: time.saidAt,
      },
      orderId,
      shipmentId: shipment.id,
    },
    unmappedCodes: meaning === undefined ? [rawCode] : [],
  }));
}

/** A FulfillmentEvent, which names its fulfillment but no tracking number; or the name of the field that it lacks. */
export function readFulfillmentEvent(
  from: z.infer<typeof fulfillmentEvent>,
  context: ReadingContext,
): NewsReading | { readonly why: string } {
  const time = resolveLocalTime(from.happened_at ?? from.created_at, [context.brandTimeZone]);
  if (from.fulfillment_id === undefined) return { why: 'fulfillment_event.fulfillment_id: missing' };
  if (from.status === undefined) return { why: 'fulfillment_event.status: missing' };
  if (time === undefined) return { why: 'fulfillment_event.happened_at: missing or not a time' };
  const meaning = meaningOf(from.status);
  const event: TrackingEventInput = {
    id: from.id,
    ...meaning,
    rawCode: from.status,
    description: from.message,
    occurredAt: notAhead(time.occurredAt, context),
    saidAt: time.saidAt,
    place: readPlace(from),
  };
  const on = resolveDay(from.estimated_delivery_at);
  const believable = on !== undefined && isPlausible(new Date(on), context.receivedAt, estimateDaysAhead);
  return {
    news: {
      carrierEstimate: believable ? { on } : undefined,
      toldAt: event.occurredAt,
      events: [event],
      orderId: from.order_id,
      shipmentId: from.fulfillment_id,
    },
    unmappedCodes: meaning === undefined ? [from.status] : [],
  };
}

function numbersOf(from: Fulfillment): string[] {
  const several = [...new Set(from.tracking_numbers.filter((number) => number !== undefined))];
  if (several.length > 0) return several.slice(0, mostShipments);
  return from.tracking_number === undefined ? [] : [from.tracking_number];
}

/** A time in the far future would stay the newest for ever; what we know is that it was said by now. */
const notAhead = (at: Date, context: ReadingContext): Date =>
  isPlausible(at, context.receivedAt, eventDaysAhead) ? at : context.receivedAt;

function readPlace(from: z.infer<typeof fulfillmentEvent>): TrackingEventInput['place'] {
  const country = from.country?.toUpperCase();
  const place = {
    city: from.city,
    region: from.province,
    postalCode: from.zip,
    countryCode: country !== undefined && /^[A-Z]{2}$/.test(country) ? country : undefined,
  };
  return Object.values(place).some((value) => value !== undefined) ? place : undefined;
}
