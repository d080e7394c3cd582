/** Orders, refunds, shipments and customers over the merchant API. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { days } from '../kit/clock.ts';
import { openTestHouse, orderBody, type TestBrand, type TestHouse } from '../testing/house.ts';
import { readTrackingPage } from '../trackingPage.ts';

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());
beforeEach(async () => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand();
});

const put = (id: string, changes: object = {}, headers = {}) =>
  shop.api('PUT', `orders/${encodeURIComponent(id)}`, orderBody('1001', changes), headers);
const fieldsOf = (answer: { body: { fields?: { field: string }[] } }) => answer.body.fields?.map(({ field }) => field);

describe('orders', () => {
  test('ok: the whole order comes back as it was told, with an absolute link', async () => {
    const answer = await put('1001');
    expect(answer.status).toBe(200);
    expect(answer.body.link).toMatch(new RegExp(`^${shop.brand.origin}/t/[\\w-]{48}$`));
    const { order } = answer.body;
    expect(order).toMatchObject({
      ...orderBody('1001'),
      placedAt: '2026-11-18T09:12:00.000Z',
      shipments: expect.any(Array),
    });
    expect(order.shipments).toMatchObject([
      { id: 's-1001', orderId: '1001', status: 'pending', promisedOn: '2026-11-24' },
    ]);
    expect((await shop.api('GET', 'orders/1001')).body).toEqual(answer.body);
  });

  test('ok: told again it is replaced; shipments and what is left out stay; the link stays the same', async () => {
    const first = await put('1001');
    home.clock.advance(days(1));
    const items = [{ id: 'i-2', name: 'Filter', quantity: 1, unitPriceMinor: 900 }];
    const { shippingAddress: _left, shipments: _out, ...rest } = orderBody('1001', { items, totalMinor: 900 });
    const again = await shop.api('PUT', 'orders/1001', rest);
    expect(again.body.link).toBe(first.body.link);
    expect(again.body.order).toMatchObject({
      totalMinor: 900,
      shippingAddress: { city: 'Köln' },
      shipments: [{ id: 's-1001' }],
    });
    expect(again.body.order.items.map(({ id }: { id: string }) => id)).toEqual(['i-2']);
    expect(again.body.order.createdAt).toBe(first.body.order.createdAt);
  });

  test('ok: one that is older than what we hold is not applied, and answered with what we hold', async () => {
    await put('1001', { updatedAt: '2026-11-19T10:00:00Z', totalMinor: 100 });
    const stale = await put('1001', { updatedAt: '2026-11-19T09:59:59Z', totalMinor: 200 });
    expect([stale.status, stale.body.order.totalMinor]).toEqual([200, 100]);
    expect((await put('1001', { updatedAt: '2026-11-19T10:00:00Z', totalMinor: 300 })).body.order.totalMinor).toBe(300);
  });

  test('ok: an id may hold a slash, a space and any script', async () => {
    for (const id of ['A/7 b', '注文-1', '%2F', 'a?b#c']) {
      expect((await put(id, { shipments: [] })).status, id).toBe(200);
      expect((await shop.api('GET', `orders/${encodeURIComponent(id)}`)).body.order.id).toBe(id);
    }
  });

  test('F27 ok: emoji joiners and right-to-left text come back as they went in', async () => {
    const name = '👩🏽‍🚀 عطر الورد \u202Bليلى\u202C é é';
    const answer = await put('1001', { items: [{ id: 'i-1', name, quantity: 1, unitPriceMinor: 1 }] });
    expect(answer.body.order.items[0].name).toBe(name);
    expect((await shop.api('GET', 'orders/1001')).body.order.items[0].name).toBe(name);
  });

  test('F6 ok: the same Idempotency-Key gives the stored answer; refuses it for another body', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const first = await put('1001', {}, key);
    const again = await put('1001', {}, key);
    expect(again.body).toEqual(first.body);
    expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect(await put('1001', { totalMinor: 1 }, key)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await put('1002', {}, key)).toMatchObject({ status: 409 });
    expect((await shop.api('GET', 'orders/1001')).body.order.totalMinor).toBe(2580);
    expect(await put('1001', {}, { 'idempotency-key': 'two words' })).toMatchObject({ status: 422 });
  });

  test('F3 ok: the same request twenty times at once is one order and one answer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => put('1001', {}, { 'idempotency-key': 'k-2' })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const without = await Promise.all(Array.from({ length: 8 }, () => put('1002', { shipments: [] })));
    expect(new Set(without.map(({ body }) => body.link)).size).toBe(1);
    expect((await shop.api('GET', 'customers/c-1001')).body.orders).toHaveLength(2);
  });

  test('refuses an order that nobody has, and a shipment that is another order’s', async () => {
    expect(await shop.api('GET', 'orders/1001')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    await put('1001');
    expect(await put('1002')).toMatchObject({ status: 409 });
    expect((await shop.api('GET', 'orders/1002')).status).toBe(404);
    const strange = await put('1003', { shipments: [{ id: 's-3', itemIds: ['i-9'] }] });
    expect([strange.status, fieldsOf(strange)]).toEqual([422, ['itemIds']]);
  });

  test('refuses one id twice in a list', async () => {
    const [item] = orderBody('1001').items;
    expect(fieldsOf(await put('1001', { items: [item, item] }))).toEqual(['items']);
    expect(fieldsOf(await put('1001', { shipments: [{ id: 's-1' }, { id: 's-1' }] }))).toEqual(['shipments']);
  });
});

describe('refunds', () => {
  const refund = {
    id: 'r-1',
    amountMinor: 1290,
    currency: 'EUR',
    refundedAt: '2026-11-20T08:00:00Z',
    reason: 'damaged',
  };

  test('ok: once, however often it is told', async () => {
    await put('1001');
    expect((await shop.api('POST', 'orders/1001/refunds', refund)).body).toEqual({ outcome: 'recorded' });
    expect((await shop.api('POST', 'orders/1001/refunds', refund)).body).toEqual({ outcome: 'duplicate' });
    const { order } = (await shop.api('GET', 'orders/1001')).body;
    expect(order.refunds).toEqual([
      { ...refund, items: [], shippingMinor: null, refundedAt: '2026-11-20T08:00:00.000Z' },
    ]);
  });

  test('refuses a refund of an order that nobody has', async () => {
    expect((await shop.api('POST', 'orders/1001/refunds', refund)).status).toBe(404);
  });
});

describe('shipments', () => {
  test('ok: a promise that moves is a slip with its history on the page', async () => {
    const { link } = await shop.order('1001');
    for (const promisedOn of ['2026-11-25', '2026-11-27', '2026-11-27']) {
      await shop.api('PUT', 'shipments/s-1001', { orderId: '1001', promisedOn });
    }
    const { body } = await shop.api('GET', 'shipments/s-1001');
    expect(body.shipment.promisedOn).toBe('2026-11-27');
    const { store, links, clock } = home.house;
    const view = await store.read((reader) =>
      readTrackingPage(reader, { links, picture: () => null }, shop.brand, { link, now: clock() }),
    );
    expect(view?.shipments[0]?.slips.map(({ from, to }) => [from, to])).toEqual([
      ['2026-11-24', '2026-11-25'],
      ['2026-11-25', '2026-11-27'],
    ]);
  });

  test('ok: scans in any order, each kept once, the status that of all of them', async () => {
    await put('1001');
    const scan = (status: string, occurredAt: string) => ({ status, occurredAt });
    await shop.api('POST', 'shipments/s-1001/events', { events: [scan('delivered', '2026-11-20T08:00:00Z')] });
    const late = [scan('in_transit', '2026-11-19T08:00:00+01:00'), scan('delivered', '2026-11-20T08:00:00Z')];
    const { shipment } = (await shop.api('POST', 'shipments/s-1001/events', { events: late })).body;
    expect(shipment).toMatchObject({ status: 'delivered', deliveredAt: '2026-11-20T08:00:00.000Z' });
    expect(shipment.events.map(({ occurredAt }: { occurredAt: string }) => occurredAt)).toEqual([
      '2026-11-20T08:00:00.000Z',
      '2026-11-19T07:00:00.000Z',
    ]);
  });

  test('refuses a shipment of no order, events of no shipment, no events and too many', async () => {
    await put('1001');
    expect((await shop.api('PUT', 'shipments/s-9', { orderId: '9' })).status).toBe(404);
    expect((await shop.api('PUT', 'shipments/s-9', {})).status).toBe(422);
    const event = { status: 'in_transit', occurredAt: '2026-11-19T08:00:00Z' };
    expect((await shop.api('POST', 'shipments/s-9/events', { events: [event] })).status).toBe(404);
    expect((await shop.api('POST', 'shipments/s-1001/events', { events: [] })).status).toBe(422);
    expect((await shop.api('POST', 'shipments/s-1001/events', { events: Array(501).fill(event) })).status).toBe(422);
  });
});

describe('customers', () => {
  test('ok: everything about her in one answer', async () => {
    const { portal } = await shop.order('1001');
    await shop.api('POST', 'shipments/s-1001/events', {
      events: [{ status: 'delivered', occurredAt: '2026-11-20T08:00:00Z' }],
    });
    await shop.ask(`${portal}/sentiment`, {
      method: 'POST',
      body: { shipmentId: 's-1001', score: 1, reasons: ['damaged'] },
    });
    const { status, body } = await shop.api('GET', 'customers/c-1001');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      customer: { id: 'c-1001', email: '1001@shopper.example' },
      orders: [{ id: '1001', shipments: [{ id: 's-1001', status: 'delivered', events: [{ status: 'delivered' }] }] }],
      sentiment: [{ score: 1, reasons: ['damaged'], occasion: 'delivered', source: 'page' }],
      alerts: [{ status: 'open', orderId: '1001', shipmentId: 's-1001', customerId: 'c-1001' }],
      holds: [{ reason: 'negative_sentiment', liftedAt: null }],
    });
    expect(JSON.stringify(body)).not.toContain(shop.id);
  });

  test('ok: added or changed; what is left out stays', async () => {
    await shop.api('PUT', 'customers/c-1', { email: 'A@Shopper.example', promoConsent: true });
    const { body } = await shop.api('PUT', 'customers/c-1', { name: 'Naomi' });
    expect(body.customer).toMatchObject({ id: 'c-1', email: 'A@Shopper.example', name: 'Naomi', promoConsent: true });
  });

  test('ok: what she allows, with where it was said, and nothing else of her', async () => {
    const { portal } = await shop.order('1001');
    const cookie = await shop.signInShopper('c-1001');
    const consents = [{ topic: 'points', channel: 'sms', given: true }];
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const told = await shop.ask(`${portal}/consents`, { method: 'PUT', headers, body: { consents } });
    expect(told.status).toBe(204);
    const { body } = await shop.api('GET', 'customers/c-1001/consents');
    expect(body.consents).toHaveLength(18);
    expect(body.consents).toEqual(
      expect.arrayContaining([
        { topic: 'points', channel: 'sms', given: true, said: { at: home.clock().toISOString(), source: 'portal' } },
        { topic: 'parcel', channel: 'email', given: true, said: null },
        { topic: 'parcel', channel: 'sms', given: false, said: null },
        { topic: 'promo', channel: 'email', given: true, said: null },
      ]),
    );
    expect(JSON.stringify(body)).not.toMatch(/Unverkennbar|shopper\.example/);
  });

  test('ok: what she was told and what was held back, with why, and without the words', async () => {
    const { portal } = await shop.order('1001');
    await shop.api('POST', 'shipments/s-1001/events', {
      events: [{ status: 'returning', occurredAt: home.clock().toISOString() }],
    });
    const cookie = await shop.signInShopper('c-1001');
    const consents = [{ topic: 'parcel', channel: 'email', given: false }];
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    await shop.ask(`${portal}/consents`, { method: 'PUT', headers, body: { consents } });
    home.clock.advance(60_000);
    await shop.order('1002', { customer: { id: 'c-1001', email: '1001@shopper.example' } });
    await shop.api('POST', 'shipments/s-1002/events', {
      events: [{ status: 'returning', occurredAt: home.clock().toISOString() }],
    });
    const { body } = await shop.api('GET', 'customers/c-1001/notices');
    const about = { topic: 'parcel', kind: 'parcel.trouble' };
    expect(body.notices).toMatchObject([
      { ...about, orderId: '1002', shipmentId: 's-1002', state: { is: 'held_back', why: 'no_consent' } },
      { ...about, orderId: '1001', shipmentId: 's-1001', state: { is: 'waiting', why: 'now' } },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Unverkennbar|shopper\.example|Espresso/);
  });

  test('refuses a customer that nobody has, and a time zone that there is not', async () => {
    for (const path of ['', '/consents', '/referral', '/notices'])
      expect((await shop.api('GET', `customers/c-9${path}`)).status).toBe(404);
    expect(fieldsOf(await shop.api('PUT', 'customers/c-1', { timeZone: 'Mars/Olympus' }))).toEqual(['timeZone']);
  });
});
