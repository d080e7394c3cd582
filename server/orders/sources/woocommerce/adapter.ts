/**
 * WooCommerce's webhooks about orders. An order counts once it is placed: what waits for its payment, or never got it,
 * is no order yet and is ignored until its status moves on.
 */
import { z } from 'zod';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { firstFault, parseJson, someId } from '../../../kit/payload.ts';
import { matchesHmac } from '../../../kit/signature.ts';
import { cleanLine } from '../../../kit/text.ts';
import { shipmentInput } from '../../../shipments/index.ts';
import type { Delivery, Effect, Reading, ReadingContext, Source, Verdict } from '../../../source.ts';
import { readOrder, readRefunds } from './order.ts';
import { orderIdIn, shipmentsOf } from './shipments.ts';
import { order, tracking } from './wire.ts';

export const woocommerce: Source = {
  name: 'woocommerce',
  title: 'WooCommerce',
  feeds: 'orders',
  verify,
  deduplicationKey,
  topic,
  read,
};

/**
 * What WooCommerce sends, unsigned, when a webhook is switched on: it must be answered with success or the webhook is
 * not kept. It changes nothing, and one row a connection is kept of it.
 */
const isPing = ({ rawBody }: Delivery): boolean => rawBody.length < 40 && /^webhook_id=\d+$/.test(rawBody.toString());

function verify(delivery: Delivery, secrets: readonly string[]): Verdict {
  if (isPing(delivery)) return 'genuine';
  const signature = delivery.headers['x-wc-webhook-signature']?.trim();
  return matchesHmac(delivery.rawBody, signature, secrets, 'base64') ? 'genuine' : 'forged';
}

/**
 * The delivery's id is not signed, so the body decides: it holds its time of change. A deletion holds only an id and may
 * happen twice, with a restoration between.
 */
function deduplicationKey(delivery: Delivery): string {
  if (isPing(delivery)) return 'ping';
  const deleted = topic(delivery) === 'order.deleted';
  const of = deleted ? (delivery.headers['x-wc-webhook-delivery-id'] ?? '') : '';
  return `body:${fingerprint(delivery.rawBody, topic(delivery), of)}`;
}

function topic(delivery: Delivery): string {
  if (isPing(delivery)) return 'ping';
  return cleanLine(delivery.headers['x-wc-webhook-topic'] ?? '', 100)?.toLowerCase() ?? 'unknown';
}

const deletion = z.object({ id: someId });
const trackings = z.object({ data: z.array(tracking).optional().catch(undefined) });
const notPlaced = new Set(['pending', 'failed', 'checkout-draft', 'auto-draft', 'draft']);

function read(delivery: Delivery, context: ReadingContext): Reading {
  const name = topic(delivery);
  if (name === 'ping') return ignored('WooCommerce asks whether anybody is there');
  const body = parseJson(delivery.rawBody);
  if (name === 'order.created' || name === 'order.updated' || name === 'order.restored') return readBody(body, context);
  if (name === 'order.deleted') return readDeletion(body, context);
  if (/shipment.?tracking/.test(name)) return readTrackings(body);
  if (/^(customer|product|coupon|action)\./.test(name)) return ignored(`${name} is not about an order`);
  return refused(name === 'unknown' ? 'no X-WC-Webhook-Topic header' : `unknown topic ${name}`);
}

function readBody(body: unknown, context: ReadingContext): Reading {
  const from = order.safeParse(body).data;
  if (from === undefined) return refused('the body is not a JSON object');
  const { id: orderId } = from;
  if (orderId === undefined) return refused('order.id: missing');
  if (notPlaced.has(from.status ?? '')) return ignored(`an order that is ${from.status} is not placed`);
  const reading = readOrder(from, context);
  if ('why' in reading) return refused(reading.why);
  const refunds = readRefunds(from, context).map((refund): Effect => ({ kind: 'refund', orderId, refund }));
  return understood([{ kind: 'order', orderId, order: reading }, ...refunds]);
}

/** A deleted order names nothing but itself; when is told by when we heard of it. */
function readDeletion(body: unknown, context: ReadingContext): Reading {
  const orderId = deletion.safeParse(body).data?.id;
  if (orderId === undefined) return refused('order.id: missing');
  return understood([{ kind: 'order_cancelled', orderId, cancelledAt: context.receivedAt }]);
}

/** The Shipment Tracking plugin's own resource, as relayed by automations that shops use. */
function readTrackings(body: unknown): Reading {
  const said = Array.isArray(body) ? z.array(tracking).safeParse(body).data : trackings.safeParse(body).data?.data;
  const list = said ?? [];
  const orderId = orderIdIn(list);
  if (orderId === undefined) return refused('no link to the order');
  const parsed = z.array(shipmentInput).safeParse(shipmentsOf(orderId, list));
  if (!parsed.success) return refused(`shipment_trackings.${firstFault(parsed.error)}`);
  return understood(parsed.data.map((shipment): Effect => ({ kind: 'shipment', orderId, shipment })));
}

const understood = (effects: readonly Effect[]): Reading => ({ outcome: 'understood', effects, unmappedCodes: [] });
const ignored = (why: string): Reading => ({ outcome: 'ignored', why });
const refused = (why: string): Reading => ({ outcome: 'not_understood', why });
