import {
  boolean,
  bytes,
  index,
  instant,
  integer,
  json,
  primaryKey,
  share,
  table,
  text,
  uniqueIndex,
} from '../columns.ts';
import type { ShipmentReason, ShipmentStatus, WatchReason } from './words.ts';

/**
 * A consignment under one tracking number. Everything from `status` down to `deliveredAt` is a function of the set of
 * its tracking events, and of how long nothing was heard, and is written only by the fold over them.
 */
export const shipments = table(
  'shipments',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    orderId: text().notNull(),
    externalId: text().notNull(),
    carrier: text(),
    service: text(),
    trackingNumber: text(),
    /** Letters and digits only, upper case, for look-ups. Numbers are recycled by carriers: never unique. */
    trackingKey: text(),
    trackingUrl: text(),
    promisedOn: text(),
    estimateOn: text(),
    estimateFrom: instant(),
    estimateTo: instant(),
    /** Our own estimate: the days between which it comes, four times out of five. Null while we have none. */
    ourFrom: text(),
    ourTo: text(),
    /** How likely the promise is missed. */
    missProbability: share(),
    pickupPoint: json<{
      name: string;
      address?: string | undefined;
      openingHours?: string | undefined;
      code?: string | undefined;
      until?: string | undefined;
    }>(),
    proofOfDelivery: json<{
      signedBy?: string | undefined;
      leftWith?: string | undefined;
      photoUrl?: string | undefined;
    }>(),
    status: text<ShipmentStatus>().notNull(),
    reason: text<ShipmentReason>(),
    actionRequired: boolean().notNull(),
    /** When the status was reached, by the carrier's clock. */
    statusAt: instant(),
    lastEventAt: instant(),
    deliveredAt: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('shipments_external').on(t.brandId, t.externalId),
    index('shipments_order').on(t.orderId),
    index('shipments_tracking').on(t.brandId, t.trackingKey),
  ],
);

export const shipmentItems = table(
  'shipment_items',
  {
    brandId: text().notNull(),
    shipmentId: text().notNull(),
    orderItemId: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shipmentId, t.orderItemId] })],
);

/** One dated scan, kept as it was said. Append only. */
export const trackingEvents = table(
  'tracking_events',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    shipmentId: text().notNull(),
    /** Source, code, time and place, or the source's own id: the same event told twice is one row. */
    identity: text().notNull(),
    source: text().notNull(),
    status: text<ShipmentStatus>(),
    reason: text<ShipmentReason>(),
    actionRequired: boolean().notNull(),
    rawCode: text(),
    description: text(),
    place: json<{
      name?: string | undefined;
      city?: string | undefined;
      region?: string | undefined;
      postalCode?: string | undefined;
      countryCode?: string | undefined;
    }>(),
    signedBy: text(),
    occurredAt: instant().notNull(),
    saidAt: text(),
    receivedAt: instant().notNull(),
  },
  (t) => [uniqueIndex('tracking_events_identity').on(t.shipmentId, t.identity)],
);

/** How the promise and the carrier's estimate moved. Append only. */
export const estimates = table(
  'estimates',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    shipmentId: text().notNull(),
    kind: text<'promise' | 'carrier_estimate' | 'our_estimate'>().notNull(),
    on: text(),
    from: instant(),
    to: instant(),
    source: text().notNull(),
    notedAt: instant().notNull(),
  },
  (t) => [index('estimates_shipment').on(t.shipmentId, t.notedAt)],
);

/** Why a shipment is, or was, on the watch list: one row a reason, kept so that nobody is told twice. */
export const shipmentWatches = table(
  'shipment_watches',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    shipmentId: text().notNull(),
    reason: text<WatchReason>().notNull(),
    /** When it came to be so. */
    since: instant().notNull(),
    notedAt: instant().notNull(),
    /** Null while it is so. */
    leftAt: instant(),
    /** When support said that it is taken care of; null again once it comes anew. */
    acknowledgedAt: instant(),
  },
  (t) => [
    uniqueIndex('shipment_watches_reason').on(t.shipmentId, t.reason),
    index('shipment_watches_brand').on(t.brandId, t.leftAt, t.shipmentId),
  ],
);

/** Who ticked a shipment off the watch list, when, and whether it was taken back. */
export const watchAcknowledgements = table(
  'watch_acknowledgements',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    shipmentId: text().notNull(),
    /** Null when it came by the merchant's API. */
    agentId: text(),
    agentName: text().notNull(),
    /** For colleagues. */
    note: text(),
    acknowledgedAt: instant().notNull(),
    withdrawnAt: instant(),
    withdrawnBy: text(),
  },
  (t) => [index('watch_acknowledgements_shipment').on(t.shipmentId, t.id)],
);

/** A message that names an order, a shipment or a number that is not known yet: it is read again once that comes. */
export const waitingMessages = table(
  'waiting_messages',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    /** `order:{id}`, `shipment:{id}` or `number:{tracking key}`. */
    awaits: text().notNull(),
    messageId: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex('waiting_messages_awaits').on(t.brandId, t.awaits, t.messageId)],
);

/** Every genuine delivery of a source, as it came. The row commits together with what it changed. */
export const inboxMessages = table(
  'inbox_messages',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    connectionId: text().notNull(),
    source: text().notNull(),
    topic: text().notNull(),
    deduplicationKey: text().notNull(),
    headers: json<Record<string, string>>().notNull(),
    body: bytes().notNull(),
    outcome: text<'understood' | 'ignored' | 'not_understood' | 'failed'>().notNull(),
    detail: text(),
    unmappedCodes: json<string[]>().notNull(),
    tries: integer().notNull(),
    receivedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('inbox_messages_key').on(t.connectionId, t.deduplicationKey),
    index('inbox_messages_outcome').on(t.brandId, t.outcome, t.receivedAt),
  ],
);
