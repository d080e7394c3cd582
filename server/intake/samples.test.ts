/**
 * Every recorded payload of EasyPost, of Shopify and of carriers through the real hook, signed, for an order that fits
 * it: the answer, the outcome and what the order's shipments are afterwards. The recordings are the workshop's and not ours to ship.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inboxMessages } from '../../db/schema/index.ts';
import { openTestHouse, orderBody, type TestBrand, type TestHouse } from '../testing/house.ts';

const recordings = new URL('../../../shared/data/webhooks/', import.meta.url);

/** Status · outcome · tracking number or shipment id and its status. */
const easypost: Readonly<Record<string, string>> = {
  'api_event_retrieve.json': '200 · ignored',
  'api_events_list.json': '200 · ignored',
  'api_tracker_delete.json': '200 · not_understood',
  'api_tracker_landing_page.json': '200 · understood · EZ1000000001 delivered',
  'api_tracker_retrieve.json': '200 · understood · EZ1000000001 info_received',
  'api_trackers_list.json': '200 · understood · EZ1000000001 info_received',
  'easypost_error.json': '200 · not_understood',
  'easypost_schema_sample_trackers_response.json': '200 · understood · EZ1000000001 info_received',
  'event_batch_created.json': '200 · ignored',
  'event_batch_guide.json': '200 · ignored',
  'event_listed_batch_updated_1.json': '200 · ignored',
  'event_listed_scan_form_created.json': '200 · ignored',
  'event_listed_tracker_created_1.json': '200 · ignored',
  'event_listed_tracker_updated_1.json': '200 · ignored',
  'event_tracker_landing_page.json': '200 · understood · EZ4000000004 delivered',
  'event_tracker_updated_delivered_2014_ups.json': '200 · understood · EZ4000000004 delivered',
  'event_tracker_updated_in_transit_fedex.json': '200 · understood · 1 in_transit',
  'event_tracker_updated_without_result.json': '200 · ignored',
  'tracker_recorded_error.json': '200 · understood · 9400110898825022579493 exception',
  'tracker_recorded_in_transit.json': '200 · understood · 9400100105440258924671 in_transit',
  'tracker_test_mode_EZ1000000001_pre_transit.json': '200 · understood · EZ1000000001 info_received',
  'tracker_test_mode_EZ3000000003_out_for_delivery.json': '200 · understood · EZ3000000003 out_for_delivery',
  'tracker_test_mode_EZ5000000005_return_to_sender.json': '200 · understood · EZ5000000005 returning',
  'tracker_test_mode_EZ6000000006_failure.json': '200 · understood · EZ6000000006 exception',
  'tracker_test_mode_EZ7000000007_unknown.json': '200 · understood · EZ7000000007 pending',
};

const shopify: Readonly<Record<string, string>> = {
  'rest_customer_get_customers_2025_07_test_4.json': '200 · ignored',
  'rest_customer_get_customers_id_2025_07_test_12.json': '200 · ignored',
  'rest_customer_get_customers_search_2025_01_test_8.json': '200 · ignored',
  'rest_customer_get_customers_search_2025_07_test_9.json': '200 · ignored',
  'rest_customer_older.json': '200 · ignored',
  'rest_customer_post_customers_2025_07_test_21.json': '200 · ignored',
  'rest_customer_put_customers_id_2025_07_test_16.json': '200 · ignored',
  'rest_discount_code_post_price_rules_id_batch_2025_07_test_7.json': '200 · not_understood',
  'rest_event_get_events_id_2025_01_test_9.json': '200 · not_understood',
  'rest_fulfillment_event_get_orders_id_fulfillments_id_events_id_2025_07_test_3.json':
    '200 · understood · 255858046 in_transit',
  'rest_fulfillment_event_post_orders_id_fulfillments_id_events_2025_07_test_2.json':
    '200 · understood · 255858046 in_transit',
  'rest_fulfillment_get_fulfillment_orders_id_fulfillments_2024_10_test_3.json':
    '200 · understood · #☠1☢ --- 4321 pending',
  'rest_fulfillment_get_fulfillment_orders_id_fulfillments_2025_07_test_3.json':
    '200 · understood · #☠1☢ --- 4321 pending',
  'rest_fulfillment_get_orders_id_fulfillments_2025_07_test_1.json': '200 · understood · 1Z1234512345123456 pending',
  'rest_fulfillment_get_orders_id_fulfillments_id_2024_10_test_5.json': '200 · understood · 1Z2345 pending',
  'rest_fulfillment_get_orders_id_fulfillments_id_2025_07_test_5.json': '200 · understood · 1Z1234512345123456 pending',
  'rest_fulfillment_older.json': '200 · understood · 1Z2345 pending',
  'rest_fulfillment_order_get_fulfillment_orders_id_2025_07_test_6.json': '200 · not_understood',
  'rest_fulfillment_order_post_fulfillment_orders_id_cancel_2025_07_test_7.json':
    '200 · not_understood | 200 · not_understood',
  'rest_fulfillment_order_post_fulfillment_orders_id_close_2025_07_test_8.json': '200 · not_understood',
  'rest_fulfillment_order_post_fulfillment_orders_id_move_2025_07_test_9.json':
    '200 · not_understood | 200 · not_understood | 200 · not_understood',
  'rest_fulfillment_post_fulfillments_2024_10_test_6.json': '200 · understood · MS1562678 pending',
  'rest_fulfillment_post_fulfillments_2024_10_test_8.json': '200 · understood · MS1562678 pending',
  'rest_fulfillment_post_fulfillments_2025_07_test_8.json': '200 · understood · MS1562678 pending',
  'rest_fulfillment_post_fulfillments_id_cancel_2025_07_test_13.json': '200 · understood · #☠1☢ --- 4321 cancelled',
  'rest_fulfillment_post_fulfillments_id_update_tracking_2025_07_test_11.json':
    '200 · understood · 1Z001985YW99744790 pending',
  'rest_gift_card_older.json': '200 · not_understood',
  'rest_gift_card_post_gift_cards_2025_07_test_8.json': '200 · not_understood',
  'rest_gift_card_put_gift_cards_id_2025_07_test_4.json': '200 · not_understood',
  'rest_gift_card_put_gift_cards_id_2025_07_test_5.json': '200 · not_understood',
  'rest_order_get_orders_2025_07_test_5.json': '200 · understood · 1Z1234512345123456 pending · refund 20900 USD',
  'rest_order_get_orders_id_2025_07_test_8.json': '200 · understood · 1Z1234512345123456 pending · refund 20900 USD',
  'rest_order_post_orders_2025_07_test_16.json': '200 · understood',
  'rest_order_post_orders_2025_07_test_17.json': '200 · understood',
  'rest_order_post_orders_2025_07_test_18.json': '200 · understood',
  'rest_order_post_orders_2025_07_test_20.json': '200 · understood',
  'rest_order_post_orders_2025_07_test_22.json': '200 · understood · 1069019862 pending',
  'rest_order_post_orders_2025_07_test_23.json': '200 · understood',
  'rest_order_post_orders_2025_07_test_24.json': '200 · understood',
  'rest_order_post_orders_id_cancel_2025_07_test_13.json':
    '200 · understood · 1Z1234512345123456 pending · refund 20900 USD',
  'rest_order_post_orders_id_cancel_2025_07_test_14.json':
    '200 · understood · 1Z1234512345123456 pending · refund 1000 USD',
  'rest_order_post_orders_id_cancel_2025_07_test_15.json':
    '200 · understood · 1Z1234512345123456 pending · refund 11000 USD',
  'rest_order_post_orders_id_open_2025_07_test_12.json':
    '200 · understood · 1Z1234512345123456 pending · refund 20900 USD',
  'rest_order_put_orders_id_2024_10_test_32.json': '200 · understood · 1Z2345 pending · refund 20900 USD',
  'rest_order_put_orders_id_2024_10_test_33.json': '200 · understood · 1Z2345 pending · refund 20900 USD',
  'rest_order_put_orders_id_2025_07_test_26.json': '200 · understood · 1Z1234512345123456 pending · refund 20900 USD',
  'rest_order_put_orders_id_2025_07_test_31.json': '200 · understood · 1Z1234512345123456 pending · refund 20900 USD',
  'rest_order_put_orders_id_2025_07_test_33.json': '200 · understood · 1Z1234512345123456 pending · refund 20900 USD',
  'rest_order_risk_older.json': '200 · not_understood',
  'rest_price_rule_get_price_rules_id_2025_10_test_8.json': '200 · not_understood',
  'rest_price_rule_put_price_rules_id_2025_10_test_7.json': '200 · not_understood',
  'rest_refund_get_orders_id_refunds_2025_07_test_1.json': '200 · understood · refund 20900 USD',
  'rest_refund_get_orders_id_refunds_id_2025_07_test_4.json': '200 · understood · refund 20900 USD',
  'rest_refund_post_orders_id_refunds_2025_07_test_2.json': '200 · understood · refund 4194 USD',
  'rest_refund_post_orders_id_refunds_2025_07_test_3.json': '200 · understood · refund 500 USD',
  'rest_webhook_get_webhooks_id_2025_07_test_8.json': '200 · not_understood',
  'rest_webhook_put_webhooks_id_2025_07_test_9.json': '200 · not_understood',
  'webhook_customers_data_request_minimal.json': '200 · ignored',
  'webhook_orders_cancelled.json': '200 · not_understood',
  'webhook_orders_paid.json': '200 · understood',
  'webhook_shop_redact.json': '200 · ignored',
  'webhook_subscription_contracts_create.json': '200 · understood',
  'webhook_subscription_contracts_create_no_revision.json': '200 · understood',
  'webhook_subscription_contracts_create_null_order.json': '200 · not_understood',
  'webhook_unsupported_event.json': '200 · not_understood',
};

/** Raw answers of other carriers: the source that they are posted to, and what the order's shipments are afterwards. */
const carriers: Readonly<Record<string, readonly [source: string, taken: string]>> = {
  'allied_express_delivered_tracking.json': ['alliedexpress', '200 · understood · AOE10060817R delivered'],
  'amazon_shipping_error_2.json': ['amazon-shipping', '200 · ignored'],
  'amazon_shipping_tracking.json': ['amazon-shipping', '200 · understood · 89108749065090 delivered'],
  'amazon_shipping_tracking_2.json': ['amazon-shipping', '200 · understood · 89108749065090 delivered'],
  'asendia_error_2.json': ['asendia', '200 · ignored'],
  'asendia_tracking_2.json': ['asendia', '200 · understood · ASENDIA123456789 delivered'],
  'australiapost_error.json': ['australiapost', '200 · not_understood'],
  'australiapost_error_3.json': ['australiapost', '200 · ignored'],
  'australiapost_tracking.json': [
    'australiapost',
    '200 · understood · 00123456789000123400 delivered · ET123456789AU in_transit · LX123456789US delivered',
  ],
  'australiapost_tracking_2.json': ['australiapost', '200 · understood · 7XX1000634011427 delivered'],
  'colissimo_error.json': ['laposte', '200 · ignored'],
  'geodis_tracking.json': ['geodis', '200 · understood · 1GA6DUUZQZJM returning'],
  'geodis_tracking_2.json': ['geodis', '200 · understood · 1G6CPLT3JB5U returning'],
  'gls_group_tracking.json': ['gls-group', '200 · understood · 12345678901234567890 in_transit'],
  'gls_tracking.json': ['gls', '200 · understood · 36301917596 in_transit'],
  'gls_tracking_2.json': ['gls', '200 · understood · 604831862623 in_transit'],
  'hermes_error.json': ['hermes', '200 · ignored'],
  'hermes_tracking.json': ['hermes', '200 · understood · H1234567890123456789 delivered'],
  'laposte_schema_sample_tracking_response.json': ['laposte', '200 · understood · EW112720413FR delivered'],
  'nationex_error.json': ['nationex', '200 · ignored'],
  'parcelone_code100.json': ['parcelone', '200 · understood · 4050100151016 info_received'],
  'parcelone_no_events.json': ['parcelone', '200 · ignored'],
  'parcelone_tracking.json': ['parcelone', '200 · understood · DHL123456 delivered'],
  'royalmail_error.json': ['royalmail', '200 · not_understood'],
  'seko_tracking.json': ['seko', '200 · understood · WFY9001843 in_transit'],
  'seko_tracking2.json': [
    'seko',
    '200 · understood · DG30754101650 info_received · DG30754101664 info_received · DG30754101665 info_received · DG30754101666 info_received',
  ],
  'seko_tracking_2.json': ['seko', '200 · understood · 999880931315 delivered'],
  'sendle_error.json': ['sendle', '200 · ignored'],
  'sendle_tracking.json': ['sendle', '200 · understood · SABC123 delivered'],
  'sendle_tracking_2.json': ['sendle', '200 · understood · SABC123 delivered'],
  'sendle_tracking_3.json': ['sendle', '200 · understood · SABC123 delivered'],
  'sendle_tracking_5.json': ['sendle', '200 · understood · SABC123 delivered'],
  'shipengine_tracking_2.json': ['shipengine', '200 · understood · 1Z999AA1234567890 delivered'],
  'smartkargo_dot_net_ticks_tracking.json': ['smartkargo', '200 · understood · XIA12316189 in_transit'],
  'smartkargo_error_2.json': ['smartkargo', '200 · ignored'],
  'smartkargo_partner_tracking.json': ['smartkargo', '200 · understood · ABC12345678 in_transit'],
  'smartkargo_tracking_3.json': ['smartkargo', '200 · understood · AXB00006510 in_transit'],
  'smartkargo_tracking_4.json': ['smartkargo', '200 · understood · AXB00006510 in_transit'],
  'teleship_error.json': ['teleship', '200 · ignored'],
  'teleship_tracking.json': ['teleship', '200 · understood · TELESHIP12345678901 in_transit'],
  'teleship_tracking_2.json': ['teleship', '200 · understood · TELESHIP12345678901 in_transit'],
  'usps_auth_error.json': ['usps', '200 · not_understood'],
  'usps_tracking_2.json': ['usps', '200 · understood · 9400109104250532908587 delivered'],
  'zoom2u_error.json': ['zoom2u', '200 · not_understood'],
  'zoom2u_tracking.json': ['zoom2u', '200 · understood · Z20190101123456 delivered'],
};

/**
 * Klaviyo's are no messages: each is a part of the OpenAPI document that says what one sends to Klaviyo. There is
 * nothing in them to take in, and Klaviyo is no source; mail tools hear of holds by our webhooks instead.
 */
const klaviyo: Readonly<Record<string, string>> = {
  'schema_create_coupon_code.json': 'describes POST /api/coupon-codes',
  'schema_create_event.json': 'describes POST /api/events',
  'schema_create_or_update_profile.json': 'describes POST /api/profile-import',
  'schema_create_webhook.json': 'describes POST /api/webhooks',
};

let home: TestHouse;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());

// biome-ignore lint/suspicious/noExplicitAny: recordings are whatever somebody once sent.
type Json = any;
const recorded = (source: string, file: string): Json =>
  JSON.parse(readFileSync(new URL(`${source}/${file}`, recordings), 'utf8'));

const placedAt = '2010-01-01T00:00:00Z';
const statuses = async (shop: TestBrand, orderId: string): Promise<string[]> => {
  const { body } = await shop.api('GET', `orders/${orderId}`);
  const { shipments = [], refunds = [] } = body.order ?? {};
  return [
    ...shipments.map((one: Json) => `${one.trackingNumber ?? one.id} ${one.status}`).sort(),
    ...refunds.map((one: Json) => `refund ${one.amountMinor} ${one.currency}`),
  ];
};

/** All trackers in a payload, however deep. */
const numbersIn = (value: Json): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = typeof value.tracking_code === 'string' ? [value.tracking_code] : [];
  return [...new Set([...own, ...Object.values(value).flatMap(numbersIn)])];
};

const takeEasypost = async (file: string): Promise<string> => {
  const shop = await home.addBrand();
  const hook = await shop.connect('easypost');
  const payload = recorded('easypost', file);
  const shipments = numbersIn(payload).map((trackingNumber) => ({ id: trackingNumber, trackingNumber }));
  await shop.order('1', { placedAt, shipments });
  const { status, body } = await hook.deliver(payload);
  return [status, body.outcome, ...(await statuses(shop, '1'))].join(' · ');
};

const keptBodies = async (shop: TestBrand): Promise<Json[]> => {
  const kept = await home.house.store.read((reader) =>
    reader.select().from(inboxMessages).where(eq(inboxMessages.brandId, shop.id)),
  );
  return kept.map(({ body }) => JSON.parse(String(body)));
};

/** For an order whose shipments have the numbers of the table, since an answer moves only what the shop has sent. */
const takeAnswer = async (source: string, file: string): Promise<string> => {
  const shop = await home.addBrand();
  const hook = await shop.connect(source);
  const payload = recorded('carriers_other', file);
  const numbers = (carriers[file]?.[1] ?? '').split(' · ').slice(2);
  const shipments = numbers.map((one) => one.replace(/ .*/, '')).map((id) => ({ id, trackingNumber: id }));
  await shop.order('1', { placedAt, shipments });
  const { status, body } = await hook.deliver(
    payload,
    file.startsWith('sendle_') ? { 'x-doorstep-number': 'SABC123' } : {},
  );
  expect(await keptBodies(shop)).toEqual([payload]);
  return [status, body.outcome, ...(await statuses(shop, '1'))].join(' · ');
};

/** REST answers hold the webhook's body inside a key, which tells the topic; some hold several. */
const topicOf: Readonly<Record<string, string>> = {
  fulfillment: 'fulfillments/update',
  fulfillments: 'fulfillments/update',
  fulfillment_event: 'fulfillment_events/create',
  order: 'orders/updated',
  orders: 'orders/updated',
  refund: 'refunds/create',
  refunds: 'refunds/create',
};
const webhookTopic = (file: string): string =>
  file.replace(/^webhook_([a-z]+(?:_contracts)?)_([a-z]+(?:_request)?).*$/, '$1/$2');

const messagesIn = (file: string): (readonly [topic: string, body: Json])[] => {
  const payload = recorded('shopify', file);
  if (file.startsWith('webhook_')) return [[webhookTopic(file), payload]];
  return Object.entries(payload)
    .filter(([key]) => key !== 'notice')
    .flatMap(([key, value]) => {
      const cancelling = key === 'order' && file.includes('_cancel_');
      const topic = cancelling ? 'orders/cancelled' : (topicOf[key] ?? `${key}/update`);
      return [value].flat().map((body: Json) => [topic, body] as const);
    });
};

const takeShopify = async (file: string): Promise<string> => {
  const shop = await home.addBrand();
  const hook = await shop.connect('shopify');
  const told: string[] = [];
  for (const [topic, body] of messagesIn(file)) {
    const orderId = String(body?.order_id ?? body?.id ?? 'none');
    if (/^(fulfil|refund)/.test(topic) && body?.order_id) {
      const shipments = topic.startsWith('fulfillment_events') ? [{ id: String(body.fulfillment_id) }] : [];
      await shop.order(orderId, { placedAt, currency: 'USD', items: orderBody('1').items, shipments });
    }
    const { status, body: answer } = await hook.deliver(body, { 'x-shopify-topic': topic });
    told.push([status, answer.outcome, ...(await statuses(shop, orderId))].join(' · '));
  }
  return told.join(' | ');
};

describe.runIf(existsSync(recordings))('recorded deliveries (skipped without ../shared/data)', () => {
  test('ok: the tables name every file', () => {
    expect(readdirSync(new URL('easypost/', recordings)).sort()).toEqual(Object.keys(easypost).sort());
    expect(readdirSync(new URL('shopify/', recordings)).sort()).toEqual(Object.keys(shopify).sort());
  });

  test('ok EasyPost', async () => {
    const table: Record<string, string> = {};
    for (const file of readdirSync(new URL('easypost/', recordings))) table[file] = await takeEasypost(file);
    expect(table).toEqual(easypost);
  });

  test('ok Shopify', async () => {
    const table: Record<string, string> = {};
    for (const file of readdirSync(new URL('shopify/', recordings))) table[file] = await takeShopify(file);
    expect(table).toEqual(shopify);
  });

  test('ok: raw answers of other carriers, each kept whole', async () => {
    const table: Record<string, readonly [string, string]> = {};
    for (const file of readdirSync(new URL('carriers_other/', recordings))) {
      const [source = ''] = carriers[file] ?? [];
      table[file] = [source, await takeAnswer(source, file)];
    }
    expect(table).toEqual(carriers);
  });

  test('ok: what is no message is kept whole, and never taken for one', async () => {
    expect(readdirSync(new URL('klaviyo/', recordings)).sort()).toEqual(Object.keys(klaviyo).sort());
    for (const [file, says] of Object.entries(klaviyo)) {
      const described = recorded('klaviyo', file);
      const paths = Object.entries<Json>(described.paths).map(([path, verbs]) => `${Object.keys(verbs)} ${path}`);
      expect([file, paths.join()]).toEqual([file, says.replace('describes POST', 'post')]);
      const shop = await home.addBrand();
      for (const source of ['easypost', 'shopify', 'usps']) {
        const hook = await shop.connect(source);
        const { status, body } = await hook.deliver(described);
        expect([file, source, status]).toEqual([file, source, 200]);
        expect(['ignored', 'not_understood'], `${file} by ${source}`).toContain(body.outcome);
      }
      expect(await keptBodies(shop)).toEqual(Array.from({ length: 3 }, () => described));
    }
  });
});
