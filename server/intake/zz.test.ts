/**
 * Every recorded payload of EasyPost and Shopify through the real hook, signed, for an order that fits it: the answer,
 * the outcome and what the order's shipments are afterwards. The recordings are the workshop's and not ours to ship.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse, orderBody, type TestBrand, type TestHouse } from '../testing/house.ts';

const recordings = new URL('../../../shared/data/webhooks/', import.meta.url);
const hasRecordings = existsSync(recordings);

/** Status · outcome · tracking number or shipment id and its status. */
const easypost: Readonly<Record<string, string>> = {};

const shopify: Readonly<Record<string, string>> = {};

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
const webhookTopic = (file: string): string => file.replace(/^webhook_([a-z]+(?:_contracts)?)_([a-z]+(?:_request)?).*$/, '$1/$2');

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
      await shop.order(orderId, { placedAt, items: orderBody('1').items, shipments });
    }
    const { status, body: answer } = await hook.deliver(body, { 'x-shopify-topic': topic });
    told.push([status, answer.outcome, ...(await statuses(shop, orderId))].join(' · '));
  }
  return told.join(' | ');
};

describe.runIf(hasRecordings)('recorded deliveries', () => {
  test('ok: the tables name every file', () => {
    expect(readdirSync(new URL('easypost/', recordings)).sort()).toEqual(Object.keys(easypost).sort());
    expect(readdirSync(new URL('shopify/', recordings)).sort()).toEqual(Object.keys(shopify).sort());
  });

  test('ok EasyPost', async () => {
    const table: Record<string, string> = {};
    for (const file of readdirSync(new URL('easypost/', recordings))) table[file] = await takeEasypost(file);
    writeFileSync("/tmp/t_easypost.json", JSON.stringify(table, null, 2));
  });

  test('ok Shopify', async () => {
    const table: Record<string, string> = {};
    for (const file of readdirSync(new URL('shopify/', recordings))) table[file] = await takeShopify(file);
    writeFileSync("/tmp/t_shopify.json", JSON.stringify(table, null, 2));
  });
});

describe.skipIf(hasRecordings)('recorded deliveries', () => {
  test.skip(`skipped: there are no recordings at ${recordings.pathname}`, () => {});
});
