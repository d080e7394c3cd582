/** Runs over the recorded payloads of the workshop, where they are at hand; they are not ours to ship. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../source.ts';
import { woocommerce } from './adapter.ts';

const receivedAt = new Date('2026-11-20T12:00:00Z');
const context = { brandTimeZone: 'Europe/Berlin', brandCurrency: 'EUR', receivedAt };
const recordings = new URL('../../../../../shared/data/webhooks/woocommerce/', import.meta.url);

/** File → the topic that a webhook with this body would bear, and what comes of each body in it. */
const recorded: Readonly<Record<string, readonly [string, string]>> = {
  'rest_legacy_v2_orders_None_2.json': ['order.updated', 'not_understood'],
  'rest_legacy_v2_orders_None_4.json': ['order.updated', 'not_understood'],
  'rest_legacy_v2_orders_None_6.json': ['order.updated', 'not_understood'],
  'rest_legacy_v2_orders_None_7.json': ['order.updated', 'not_understood'],
  'rest_legacy_v2_orders_list.json': ['order.updated', 'not_understood'],
  'rest_legacy_v2_orders_processing.json': ['order.updated', 'not_understood'],
  'rest_legacy_v3_customers.json': ['customer.updated', 'ignored'],
  'rest_legacy_v3_orders_list.json': ['order.updated', 'not_understood'],
  'rest_v1_order_refunds.json': ['order.updated', 'not_understood'],
  'rest_v1_orders_batch.json': [
    'order.updated',
    'ignored & order 156 6300 USD, items 2, guest & order 154 3795 USD, items 2, guest & order 154 3795 USD, items 2, guest',
  ],
  'rest_v1_orders_list.json': ['order.updated', 'order 154 3795 USD, items 2, guest & order 116 1400 USD, items 1, 1'],
  'rest_v1_orders_processing.json': ['order.updated', 'order 154 3795 USD, items 2, guest'],
  'rest_v3_customers_2.json': ['customer.updated', 'ignored'],
  'rest_v3_customers_list.json': ['customer.updated', 'ignored & ignored'],
  'rest_v3_customers_list_2.json': ['customer.updated', 'ignored'],
  'rest_v3_order_notes.json': ['order.updated', 'not_understood'],
  'rest_v3_order_notes_list.json': ['order.updated', 'not_understood & not_understood & not_understood'],
  'rest_v3_order_refunds.json': ['order.updated', 'not_understood'],
  'rest_v3_order_refunds_list.json': ['order.updated', 'not_understood & not_understood'],
  'rest_v3_orders_batch.json': [
    'order.updated',
    'ignored & order 729 5440 USD, items 2, guest & order 727 2935 USD, items 2, guest & order 723 3900 USD, items 2, 26 + refund 1000 + refund 900',
  ],
  'rest_v3_orders_processing.json': ['order.updated', 'order 727 2935 USD, items 2, guest'],
  'rest_v3_product_reviews.json': ['product.updated', 'ignored'],
  'rest_v3_product_reviews_3.json': ['product.updated', 'ignored'],
  'rest_v3_product_reviews_list.json': ['product.updated', 'ignored & ignored'],
  'rest_v3_webhooks_2.json': ['action.webhook', 'ignored'],
  'rest_v3_webhooks_3.json': ['action.webhook', 'ignored'],
  'rest_v3_webhooks_batch.json': ['action.webhook', 'ignored & ignored & ignored'],
  'shipment_trackings_three_parcels_one_custom_carrier.json': [
    'shipment-tracking.created',
    'shipment 345645674567 of 198 + shipment 56734563456 of 198 + shipment 456345623453454352323452345235 of 198',
  ],
};

const summarise = (effect: Effect): string => {
  if (effect.kind === 'order') {
    const { number, totalMinor, currency, items, customer } = effect.order;
    return `order ${number} ${totalMinor} ${currency}, items ${items.length}, ${customer.id.replace(/-.*/, '')}`;
  }
  if (effect.kind === 'shipment') return `shipment ${effect.shipment.trackingNumber} of ${effect.orderId}`;
  return effect.kind === 'refund' ? `refund ${effect.refund.amountMinor}` : effect.kind;
};

const readRecording = (file: string, topic: string): string => {
  const json: unknown = JSON.parse(readFileSync(new URL(file, recordings), 'utf8'));
  const batch = Array.isArray(json)
    ? json
    : Object.entries(json as object).every(([key]) => /^(create|update|delete)$/.test(key))
      ? Object.values(json as object).flat()
      : [json];
  return batch
    .map((body) => {
      const rawBody = Buffer.from(JSON.stringify(body));
      const reading = woocommerce.read(
        { rawBody, headers: { 'x-wc-webhook-topic': topic }, url: '/', receivedAt },
        context,
      );
      return reading.outcome === 'understood' ? reading.effects.map(summarise).join(' + ') : reading.outcome;
    })
    .join(' & ');
};

describe.runIf(existsSync(recordings))('recorded payloads', () => {
  test('ok: the table names every file', () => {
    expect(readdirSync(recordings).sort()).toEqual(Object.keys(recorded).sort());
  });

  test.each(Object.entries(recorded))('ok %s', (file, [topic, expected]) => {
    expect(readRecording(file, topic)).toBe(expected);
  });
});
