/** Runs over the recorded payloads of the workshop, where they are at hand; they are not ours to ship. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../source.ts';
import { shopify } from './adapter.ts';

const receivedAt = new Date('2026-03-04T12:00:00Z');
const context = { brandTimeZone: 'Europe/Berlin', brandCurrency: 'EUR', receivedAt };

/** REST answers hold the webhook's body inside a key, which tells the topic. */
const topicsByKey: Readonly<Record<string, string>> = {
  order: 'orders/updated',
  orders: 'orders/updated',
  fulfillment: 'fulfillments/update',
  fulfillments: 'fulfillments/update',
  fulfillment_event: 'fulfillment_events/create',
  refund: 'refunds/create',
  refunds: 'refunds/create',
  customer: 'customers/update',
  customers: 'customers/update',
};
const webhookTopics: Readonly<Record<string, string>> = {
  'webhook_customers_data_request_minimal.json': 'customers/data_request',
  'webhook_orders_cancelled.json': 'orders/cancelled',
  'webhook_orders_paid.json': 'orders/paid',
  'webhook_shop_redact.json': 'shop/redact',
  'webhook_subscription_contracts_create.json': 'subscription_contracts/create',
  'webhook_subscription_contracts_create_no_revision.json': 'subscription_contracts/create',
  'webhook_subscription_contracts_create_null_order.json': 'subscription_contracts/create',
  'webhook_unsupported_event.json': 'checkouts/create',
};
const recorded: Readonly<Record<string, string>> = {
  'rest_customer_get_customers_2025_07_test_4.json': 'ignored',
  'rest_customer_get_customers_id_2025_07_test_12.json': 'ignored',
  'rest_customer_get_customers_search_2025_01_test_8.json': 'ignored',
  'rest_customer_get_customers_search_2025_07_test_9.json': 'ignored',
  'rest_customer_older.json': 'ignored',
  'rest_customer_post_customers_2025_07_test_21.json': 'ignored',
  'rest_customer_put_customers_id_2025_07_test_16.json': 'ignored',
  'rest_discount_code_post_price_rules_id_batch_2025_07_test_7.json': 'not_understood',
  'rest_event_get_events_id_2025_01_test_9.json': 'not_understood',
  'rest_fulfillment_event_get_orders_id_fulfillments_id_events_id_2025_07_test_3.json': 'tracking in_transit',
  'rest_fulfillment_event_post_orders_id_fulfillments_id_events_2025_07_test_2.json': 'tracking in_transit',
  'rest_fulfillment_get_fulfillment_orders_id_fulfillments_2024_10_test_3.json': 'shipment #☠1☢ --- 4321',
  'rest_fulfillment_get_fulfillment_orders_id_fulfillments_2025_07_test_3.json': 'shipment #☠1☢ --- 4321',
  'rest_fulfillment_get_orders_id_fulfillments_2025_07_test_1.json': 'shipment 1Z1234512345123456',
  'rest_fulfillment_get_orders_id_fulfillments_id_2024_10_test_5.json': 'shipment 1Z2345',
  'rest_fulfillment_get_orders_id_fulfillments_id_2025_07_test_5.json': 'shipment 1Z1234512345123456',
  'rest_fulfillment_older.json': 'shipment 1Z2345',
  'rest_fulfillment_order_get_fulfillment_orders_id_2025_07_test_6.json': 'not_understood',
  'rest_fulfillment_order_post_fulfillment_orders_id_cancel_2025_07_test_7.json': 'not_understood & not_understood',
  'rest_fulfillment_order_post_fulfillment_orders_id_close_2025_07_test_8.json': 'not_understood',
  'rest_fulfillment_order_post_fulfillment_orders_id_move_2025_07_test_9.json':
    'not_understood & not_understood & not_understood',
  'rest_fulfillment_post_fulfillments_2024_10_test_6.json': 'shipment MS1562678',
  'rest_fulfillment_post_fulfillments_2024_10_test_8.json': 'shipment MS1562678',
  'rest_fulfillment_post_fulfillments_2025_07_test_8.json': 'shipment MS1562678',
  'rest_fulfillment_post_fulfillments_id_cancel_2025_07_test_13.json': 'shipment #☠1☢ --- 4321 + tracking cancelled',
  'rest_fulfillment_post_fulfillments_id_update_tracking_2025_07_test_11.json': 'shipment 1Z001985YW99744790',
  'rest_gift_card_older.json': 'not_understood',
  'rest_gift_card_post_gift_cards_2025_07_test_8.json': 'not_understood',
  'rest_gift_card_put_gift_cards_id_2025_07_test_4.json': 'not_understood',
  'rest_gift_card_put_gift_cards_id_2025_07_test_5.json': 'not_understood',
  'rest_order_get_orders_2025_07_test_5.json': 'order 1001 59894 USD, items 3, shipments 1 + refund 20900 USD',
  'rest_order_get_orders_id_2025_07_test_8.json': 'order 1001 59894 USD, items 3, shipments 1 + refund 20900 USD',
  'rest_order_post_orders_2025_07_test_16.json': 'order 1002 23847 EUR, items 1, shipments 0',
  'rest_order_post_orders_2025_07_test_17.json': 'order 1002 19900 USD, items 1, shipments 0',
  'rest_order_post_orders_2025_07_test_18.json': 'order 1002 19900 USD, items 1, shipments 0',
  'rest_order_post_orders_2025_07_test_20.json': 'order 1002 19900 USD, items 1, shipments 0',
  'rest_order_post_orders_2025_07_test_22.json': 'order 1002 19900 USD, items 1, shipments 1',
  'rest_order_post_orders_2025_07_test_23.json': 'order 1002 18109 USD, items 1, shipments 0',
  'rest_order_post_orders_2025_07_test_24.json': 'order 1002 27037 USD, items 3, shipments 0',
  'rest_order_post_orders_id_cancel_2025_07_test_13.json':
    'order 1001 59894 USD, items 3, shipments 1 + refund 20900 USD + cancelled',
  'rest_order_post_orders_id_cancel_2025_07_test_14.json':
    'order 1001 59894 USD, items 3, shipments 1 + refund 1000 USD + cancelled',
  'rest_order_post_orders_id_cancel_2025_07_test_15.json':
    'order 1001 59894 USD, items 3, shipments 1 + refund 11000 USD + cancelled',
  'rest_order_post_orders_id_open_2025_07_test_12.json':
    'order 1001 59894 USD, items 3, shipments 1 + refund 20900 USD',
  'rest_order_put_orders_id_2024_10_test_32.json': 'order 1001 59894 USD, items 3, shipments 1 + refund 20900 USD',
  'rest_order_put_orders_id_2024_10_test_33.json': 'order 1001 59894 USD, items 3, shipments 1 + refund 20900 USD',
  'rest_order_put_orders_id_2025_07_test_26.json': 'order 1001 59894 USD, items 3, shipments 1 + refund 20900 USD',
  'rest_order_put_orders_id_2025_07_test_31.json': 'order 1001 59894 USD, items 3, shipments 1 + refund 20900 USD',
  'rest_order_put_orders_id_2025_07_test_33.json': 'order 1001 59894 USD, items 3, shipments 1 + refund 20900 USD',
  'rest_order_risk_older.json': 'not_understood',
  'rest_price_rule_get_price_rules_id_2025_10_test_8.json': 'not_understood',
  'rest_price_rule_put_price_rules_id_2025_10_test_7.json': 'not_understood',
  'rest_refund_get_orders_id_refunds_2025_07_test_1.json': 'refund 20900 USD',
  'rest_refund_get_orders_id_refunds_id_2025_07_test_4.json': 'refund 20900 USD',
  'rest_refund_post_orders_id_refunds_2025_07_test_2.json': 'refund 4194 USD',
  'rest_refund_post_orders_id_refunds_2025_07_test_3.json': 'refund 500 USD',
  'rest_webhook_get_webhooks_id_2025_07_test_8.json': 'not_understood',
  'rest_webhook_put_webhooks_id_2025_07_test_9.json': 'not_understood',
  'webhook_customers_data_request_minimal.json': 'ignored',
  'webhook_orders_cancelled.json': 'not_understood',
  'webhook_orders_paid.json': 'order 1017 60000 USD, items 1, shipments 0',
  'webhook_shop_redact.json': 'ignored',
  'webhook_subscription_contracts_create.json': 'subscription 10746691881 active',
  'webhook_subscription_contracts_create_no_revision.json': 'subscription 1729724621 active',
  'webhook_subscription_contracts_create_null_order.json': 'not_understood',
  'webhook_unsupported_event.json': 'not_understood',
};
const recordings = new URL('../../../../../shared/data/webhooks/shopify/', import.meta.url);

function summarise(effect: Effect): string {
  switch (effect.kind) {
    case 'order':
      return `order ${effect.order.number} ${effect.order.totalMinor} ${effect.order.currency}, items ${effect.order.items.length}, shipments ${effect.order.shipments?.length}`;
    case 'order_cancelled':
      return 'cancelled';
    case 'shipment':
      return `shipment ${effect.shipment.trackingNumber}`;
    case 'refund':
      return `refund ${effect.refund.amountMinor} ${effect.refund.currency}`;
    case 'subscription':
      return `subscription ${effect.subscription.id} ${effect.subscription.status}`;
    case 'tracking':
      return `tracking ${effect.news.latest?.status ?? effect.news.events.at(-1)?.status}`;
  }
}

function readRecording(file: string): string {
  const json: unknown = JSON.parse(readFileSync(new URL(file, recordings), 'utf8'));
  const topic = webhookTopics[file];
  const bodies =
    topic !== undefined
      ? [[topic, json] as const]
      : Object.entries(json as object)
          .filter(([key]) => key !== 'notice')
          .flatMap(([key, value]) => {
            const cancelling = key === 'order' && file.includes('_cancel_');
            const ofKey = cancelling ? 'orders/cancelled' : (topicsByKey[key] ?? `${key}/update`);
            return [value].flat().map((body: object) => [ofKey, body] as const);
          });
  return bodies
    .map(([ofBody, body]) => {
      const rawBody = Buffer.from(JSON.stringify(body));
      const reading = shopify.read({ rawBody, headers: { 'x-shopify-topic': ofBody }, url: '/', receivedAt }, context);
      return reading.outcome === 'understood' ? reading.effects.map(summarise).join(' + ') : reading.outcome;
    })
    .join(' & ');
}

describe.runIf(existsSync(recordings))('recorded payloads', () => {
  test('ok: the table names every file', () => {
    expect(readdirSync(recordings).sort()).toEqual(Object.keys(recorded).sort());
  });

  test.each(Object.entries(recorded))('ok %s is %s', (file, expected) => {
    expect(readRecording(file)).toBe(expected);
  });
});
