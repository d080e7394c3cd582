/** What arrives before the order or the shipment that it is about waits, and is applied once that is there. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inboxMessages, waitingMessages } from '../../db/schema/index.ts';
import { type Hook, openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import {
  shopifyFulfillment,
  shopifyFulfillmentEvent,
  shopifyOrder,
  shopifyRefund,
  shuffled,
  sixScans,
  trackerEvent,
} from '../testing/trackers.ts';

let home: TestHouse;
let shop: TestBrand;
let carrier: Hook;
let shopify: Hook;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());
beforeEach(async () => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand();
  carrier = await shop.connect('easypost');
  shopify = await shop.connect('shopify');
});

const waiting = async () =>
  (
    await home.house.store.read((reader) =>
      reader.select().from(waitingMessages).where(eq(waitingMessages.brandId, shop.id)),
    )
  ).map(({ awaits }) => awaits);
const details = async () =>
  (
    await home.house.store.read((reader) =>
      reader.select().from(inboxMessages).where(eq(inboxMessages.brandId, shop.id)).orderBy(inboxMessages.id),
    )
  ).map(({ outcome, detail, tries }) => ({ outcome, detail, tries }));
const shipment = async (id: string) => (await shop.api('GET', `shipments/${id}`)).body.shipment;
const fromShopify = (topic: string, body: object) => shopify.deliver(body, { 'x-shopify-topic': topic });

describe('scans before their shipment', () => {
  test('ok: wait by number and are applied when the order comes', async () => {
    const early = await carrier.deliver(trackerEvent('00 3404 34', sixScans));
    expect(early).toMatchObject({ status: 200, body: { outcome: 'understood', detail: 'waits for number:00340434' } });
    expect(await waiting()).toEqual(['number:00340434']);
    await shop.order('1001', { shipments: [{ id: 's-1001', trackingNumber: '0034-0434' }] });
    expect(await shipment('s-1001')).toMatchObject({ status: 'delivered', carrier: 'DHLPaket' });
    expect(await waiting()).toEqual([]);
    expect(await details()).toEqual([{ outcome: 'understood', detail: null, tries: 2 }]);
  });

  test('ok: are applied when a shipment gets its number later', async () => {
    await shop.order('1002', { shipments: [{ id: 's-1002' }] });
    await carrier.deliver(trackerEvent('LATE1', sixScans.slice(0, 3)));
    await shop.api('PUT', 'shipments/s-1002', { orderId: '1002', trackingNumber: 'LATE1' });
    expect((await shipment('s-1002')).status).toBe('in_transit');
  });

  test('ok: wait by the merchant’s own id and by number, and come only once', async () => {
    await carrier.deliver(trackerEvent('TWICE1', sixScans, { reference: 's-other' }));
    expect((await waiting()).sort()).toEqual(['number:TWICE1', 'shipment:s-other']);
    await shop.order('1003', { shipments: [{ id: 's-1003', trackingNumber: 'TWICE1' }] });
    expect((await shipment('s-1003')).status).toBe('delivered');
    expect(await waiting()).toEqual([]);
    await shop.order('1004', { shipments: [{ id: 's-other' }] });
    expect((await shipment('s-other')).status).toBe('pending');
  });

  test('ok: the same early message again is one', async () => {
    const early = trackerEvent('SAME1', sixScans);
    await Promise.all([carrier.deliver(early), carrier.deliver(early), carrier.deliver(early)]);
    expect(await waiting()).toEqual(['number:SAME1']);
  });

  test('S2 refuses to give them to an order of another brand', async () => {
    const other = await home.addBrand();
    await carrier.deliver(trackerEvent('MINE1', sixScans));
    await other.order('1001', { shipments: [{ id: 's-1', trackingNumber: 'MINE1' }] });
    expect((await other.api('GET', 'shipments/s-1')).body.shipment.status).toBe('pending');
    expect(await waiting()).toEqual(['number:MINE1']);
  });
});

describe('what Shopify says before its order', () => {
  test('ok: a fulfilment, its event, a refund and a cancellation wait for the order', async () => {
    await fromShopify('fulfillment_events/create', shopifyFulfillmentEvent(100, 200, 300));
    await fromShopify('refunds/create', shopifyRefund(100, 400));
    await fromShopify('fulfillments/create', shopifyFulfillment(100, 200));
    await carrier.deliver(trackerEvent('SHOP200', sixScans));
    expect(new Set(await waiting())).toEqual(new Set(['shipment:200', 'order:100', 'number:SHOP200']));
    await fromShopify('orders/create', shopifyOrder(100));
    expect(await waiting()).toEqual([]);
    const { order } = (await shop.api('GET', 'orders/100')).body;
    expect(order.refunds).toMatchObject([{ id: '400', amountMinor: 1290, currency: 'EUR' }]);
    expect(order.shipments).toMatchObject([{ id: '200', status: 'delivered', itemIds: ['102'] }]);
    expect(new Set((await details()).map(({ detail }) => detail))).toEqual(new Set([null]));
  });

  test('ok: in whatever order they come, the end is the same', async () => {
    const say = (id: number): (readonly [string, object])[] => [
      ['orders/create', shopifyOrder(id)],
      [
        'orders/updated',
        shopifyOrder(id, { updated_at: '2026-11-18T13:00:00Z', fulfillments: [shopifyFulfillment(id, id + 10)] }),
      ],
      ['fulfillments/create', shopifyFulfillment(id, id + 10)],
      ['fulfillment_events/create', shopifyFulfillmentEvent(id, id + 10, id + 20)],
      ['refunds/create', shopifyRefund(id, id + 30)],
      [
        'orders/cancelled',
        shopifyOrder(id, { updated_at: '2026-11-20T08:30:00Z', cancelled_at: '2026-11-20T08:30:00Z' }),
      ],
    ];
    const ends = new Set<string>();
    for (let run = 1; run <= 12; run += 1) {
      const id = 100_000 * run;
      for (const [topic, body] of shuffled(say(id), run)) {
        expect((await fromShopify(topic, body)).status).toBe(200);
      }
      const { order } = (await shop.api('GET', `orders/${id}`)).body;
      const { status, itemIds, events } = order.shipments[0];
      ends.add(JSON.stringify([order.cancelledAt, order.refunds.length, status, itemIds.length, events.length]));
    }
    expect([...ends]).toEqual([JSON.stringify(['2026-11-20T08:30:00.000Z', 1, 'in_transit', 1, 1])]);
    expect(await waiting()).toEqual([]);
  });

  test('ok: a parcel with an item that the order does not have yet is taken all the same', async () => {
    await fromShopify('orders/create', shopifyOrder(700));
    const parcel = shopifyFulfillment(700, 710, { line_items: [{ id: 702 }, { id: 799 }] });
    expect((await fromShopify('fulfillments/create', parcel)).body.outcome).toBe('understood');
    expect(await shipment('710')).toMatchObject({ itemIds: ['702'] });
  });

  test('refuses a waiting message that no longer fits, without taking its order down', async () => {
    await fromShopify('fulfillments/create', shopifyFulfillment(800, 810));
    await shop.order('1001', { shipments: [{ id: '810' }] });
    expect((await fromShopify('orders/create', shopifyOrder(800))).body.outcome).toBe('understood');
    expect((await shop.api('GET', 'orders/800')).status).toBe(200);
    expect((await details())[0]).toMatchObject({ outcome: 'failed', tries: 2 });
    expect((await shipment('810')).orderId).toBe('1001');
  });
});

describe('a number that the carrier gives out again', () => {
  const oldScan = [['delivered', 'arrived_at_destination', '2026-02-10T10:00:00Z']] as const;
  const oldOrder = () =>
    shop.order('old', { placedAt: '2026-02-01T09:00:00Z', shipments: [{ id: 's-old', trackingNumber: 'AGAIN1' }] });

  test('ok: means the newer order, and for old scans the older one', async () => {
    await oldOrder();
    await shop.order('new', { shipments: [{ id: 's-new', trackingNumber: 'AGAIN1' }] });
    await carrier.deliver(trackerEvent('AGAIN1', oldScan));
    await carrier.deliver(trackerEvent('AGAIN1', sixScans.slice(0, 5)));
    expect(await shipment('s-old')).toMatchObject({ status: 'delivered', deliveredAt: '2026-02-10T10:00:00.000Z' });
    expect(await shipment('s-new')).toMatchObject({ status: 'out_for_delivery', deliveredAt: null });
  });

  test('ok: waits for the newer order instead of going to a parcel that arrived long ago', async () => {
    await oldOrder();
    await carrier.deliver(trackerEvent('AGAIN1', oldScan));
    await carrier.deliver(trackerEvent('AGAIN1', sixScans.slice(0, 5)));
    expect((await shipment('s-old')).events).toHaveLength(1);
    expect(await waiting()).toEqual(['number:AGAIN1']);
    await shop.order('new', { shipments: [{ id: 's-new', trackingNumber: 'AGAIN1' }] });
    expect((await shipment('s-new')).status).toBe('out_for_delivery');
  });
});
