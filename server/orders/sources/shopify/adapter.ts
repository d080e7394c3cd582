/**
 * Shopify's webhooks: orders, their fulfillments, the events of those, refunds and subscriptions. The topic header
 * says what the body is; it is not signed, so a body is only ever read as what its own fields bear out.
 */
import { z } from 'zod';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { resolveLocalTime } from '../../../kit/localTime.ts';
import { firstFault, parseJson, someId } from '../../../kit/payload.ts';
import { matchesHmac } from '../../../kit/signature.ts';
import { cleanLine } from '../../../kit/text.ts';
import { shipmentInput } from '../../../shipments/index.ts';
import type { Delivery, Effect, Reading, ReadingContext, Source, Verdict } from '../../../source.ts';
import { type NewsReading, readFulfillmentEvent, readFulfillmentNews, readShipments } from './fulfillment.ts';
import { readOrder } from './order.ts';
import { readRefund } from './refund.ts';
import { contract, readContract } from './subscription.ts';
import { fulfillment, fulfillmentEvent, order, refund } from './wire.ts';

export const shopify: Source = {
  name: 'shopify',
  title: 'Shopify',
  feeds: 'orders',
  verify,
  deduplicationKey,
  topic,
  read,
};

/** Headers are not part of what Shopify signs, so a delivery bears no time that could make it stale. */
function verify(delivery: Delivery, secrets: readonly string[]): Verdict {
  const signature = delivery.headers['x-shopify-hmac-sha256']?.trim();
  return matchesHmac(delivery.rawBody, signature, secrets, 'base64') ? 'genuine' : 'forged';
}

/**
 * One act of the merchant has one event id over several webhooks (an order that is created and paid; fifty orders
 * fulfilled at once), so the topic and the resource belong to the key. A webhook id is of one delivery alone.
 */
function deduplicationKey(delivery: Delivery): string {
  const eventId = header(delivery, 'x-shopify-event-id');
  const webhookId = header(delivery, 'x-shopify-webhook-id');
  if (eventId !== undefined) {
    const resource = z.object({ id: someId }).safeParse(parseJson(delivery.rawBody)).data?.id ?? '';
    return `event:${fingerprint(eventId, topic(delivery), resource)}`;
  }
  if (webhookId !== undefined) return `webhook:${webhookId}`;
  return `body:${fingerprint(delivery.rawBody, topic(delivery))}`;
}

function topic(delivery: Delivery): string {
  return header(delivery, 'x-shopify-topic')?.toLowerCase() ?? 'unknown';
}

const header = (delivery: Delivery, name: string): string | undefined => cleanLine(delivery.headers[name] ?? '', 150);

type Reader = (body: unknown, context: ReadingContext) => Reading;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['orders/create', readOrderBody],
  ['orders/updated', readOrderBody],
  ['orders/paid', readOrderBody],
  ['orders/fulfilled', readOrderBody],
  ['orders/partially_fulfilled', readOrderBody],
  ['orders/cancelled', readCancelledBody],
  ['fulfillments/create', readFulfillmentBody],
  ['fulfillments/update', readFulfillmentBody],
  ['fulfillment_events/create', readFulfillmentEventBody],
  ['refunds/create', readRefundBody],
  ...['create', 'update', 'activate', 'cancel', 'expire', 'fail', 'pause'].map((act): [string, Reader] => [
    `subscription_contracts/${act}`,
    readContractBody,
  ]),
]);

const ignored: readonly (readonly [RegExp, string])[] = [
  [/^customers\/(data_request|redact)$/, 'privacy requests are answered with `doorstep export` and `doorstep erase`'],
  [/^customers?(\/|_)/, 'customers are taken from their orders'],
  [/^shop\/redact$/, 'a whole shop is erased by its operator, not by a webhook'],
  [/^subscription_(billing|contracts\/destroy)/, 'only contracts themselves are taken'],
];

function read(delivery: Delivery, context: ReadingContext): Reading {
  const name = topic(delivery);
  const why = ignored.find(([pattern]) => pattern.test(name))?.[1];
  if (why !== undefined) return { outcome: 'ignored', why: `${name}: ${why}` };
  const reader = readers.get(name);
  if (reader === undefined) {
    return {
      outcome: 'not_understood',
      why: name === 'unknown' ? 'no X-Shopify-Topic header' : `unknown topic ${name}`,
    };
  }
  const body = parseJson(delivery.rawBody);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { outcome: 'not_understood', why: 'the body is not a JSON object' };
  }
  return reader(body, context);
}

function readOrderBody(body: unknown, context: ReadingContext): Reading {
  const from = order.parse(body);
  const reading = readOrder(from, context);
  if (!reading.understood) return { outcome: 'not_understood', why: reading.why };
  const { orderId } = reading;
  const news = from.fulfillments.flatMap((one) => readFulfillmentNews(one, orderId, context));
  // Refunds stand in every later state of their order, which makes up for a refunds/create that never came.
  const refunds = from.refunds
    .map((one) => readRefund(one, orderId, context))
    .flatMap((one): Effect[] =>
      one.outcome === 'understood' && one.orderId === orderId ? [{ kind: 'refund', orderId, refund: one.refund }] : [],
    );
  return understood([{ kind: 'order', orderId, order: reading.order }, ...trackingEffects(news), ...refunds], news);
}

/** The cancellation is told apart from the order, which is not applied when a newer one is already known. */
function readCancelledBody(body: unknown, context: ReadingContext): Reading {
  const from = order.parse(body);
  if (from.id === undefined) return { outcome: 'not_understood', why: 'order.id: missing' };
  const said = resolveLocalTime(from.cancelled_at ?? from.updated_at, [context.brandTimeZone]);
  const cancelled: Effect = {
    kind: 'order_cancelled',
    orderId: from.id,
    cancelledAt: said?.occurredAt ?? context.receivedAt,
  };
  const whole = readOrderBody(body, context);
  if (whole.outcome !== 'understood') return understood([cancelled], []);
  return { ...whole, effects: [...whole.effects, cancelled] };
}

function readFulfillmentBody(body: unknown, context: ReadingContext): Reading {
  const from = fulfillment.parse(body);
  const orderId = from.order_id;
  if (orderId === undefined) return { outcome: 'not_understood', why: 'fulfillment.order_id: missing' };
  if (from.id === undefined) return { outcome: 'not_understood', why: 'fulfillment.id: missing' };
  const parsed = z.array(shipmentInput).safeParse(readShipments(from));
  if (!parsed.success) return { outcome: 'not_understood', why: `fulfillment.${firstFault(parsed.error)}` };
  const news = readFulfillmentNews(from, orderId, context);
  const shipments = parsed.data.map((shipment): Effect => ({ kind: 'shipment', orderId, shipment }));
  return understood([...shipments, ...trackingEffects(news)], news);
}

function readFulfillmentEventBody(body: unknown, context: ReadingContext): Reading {
  const reading = readFulfillmentEvent(fulfillmentEvent.parse(body), context);
  return 'why' in reading
    ? { outcome: 'not_understood', why: reading.why }
    : understood(trackingEffects([reading]), [reading]);
}

function readRefundBody(body: unknown, context: ReadingContext): Reading {
  const reading = readRefund(refund.parse(body), undefined, context);
  if (reading.outcome !== 'understood') return reading;
  return understood([{ kind: 'refund', orderId: reading.orderId, refund: reading.refund }], []);
}

function readContractBody(body: unknown, context: ReadingContext): Reading {
  const reading = readContract(contract.parse(body), context);
  return 'why' in reading
    ? { outcome: 'not_understood', why: reading.why }
    : understood([{ kind: 'subscription', subscription: reading }], []);
}

const trackingEffects = (readings: readonly NewsReading[]): Effect[] =>
  readings.map(({ news }) => ({ kind: 'tracking', news }));

const understood = (effects: readonly Effect[], news: readonly NewsReading[]): Reading => ({
  outcome: 'understood',
  effects,
  unmappedCodes: [...new Set(news.flatMap(({ unmappedCodes }) => unmappedCodes))],
});
