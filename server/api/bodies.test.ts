/** What may be sent to the merchant API at all: every refusal is clear, names its field, and changes nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse, orderBody, type TestBrand, type TestHouse } from '../testing/house.ts';

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
  shop = await home.addBrand();
  await shop.order('1001');
});
afterAll(() => home.close());

const put = (changes: object) => shop.api('PUT', 'orders/2001', orderBody('2001', changes));
const raw = (body: string | Uint8Array<ArrayBuffer> | ReadableStream, type = 'application/json') =>
  shop.api('PUT', 'orders/2001', body, { 'content-type': type });
const refusesField = async (changes: object, ...fields: string[]) => {
  const answer = await put(changes);
  expect.soft(answer.status, JSON.stringify(changes)).toBe(422);
  expect.soft(answer.headers.get('content-type')).toBe('application/problem+json');
  expect.soft([...new Set(answer.body.fields?.map(({ field }: { field: string }) => field))]).toEqual(fields);
};
const item = (changes: object) => ({ items: [{ ...orderBody('1').items[0], ...changes }] });
const everyRefusalChangedNothing = async () => expect((await shop.api('GET', 'orders/2001')).status).toBe(404);

describe('fields', () => {
  test('S5 refuses extra fields and names them', async () => {
    await refusesField({ points: 100 }, 'points');
    await refusesField({ brandId: 'b', tier: 'gold' }, 'brandId', 'tier');
    await refusesField({ customer: { id: 'c', points: 1 } }, 'customer.points');
    await refusesField(item({ cost: 1 }), 'items.0.cost');
    await refusesField({ shipments: [{ id: 's', status: 'delivered' }] }, 'shipments.0.status');
    const proto = JSON.stringify(orderBody('2001')).replace('{', '{"__proto__":{"admin":true},');
    expect((await raw(proto)).status).toBe(422);
    await everyRefusalChangedNothing();
  });

  test('S5 refuses query parameters that it does not know: a mistyped channel must not slip past', async () => {
    for (const path of ['promos/decision?customer=c-1001&chanel=push', 'alerts?stauts=open', 'suppressions?page=2']) {
      expect.soft((await shop.api('GET', path)).status, path).toBe(422);
    }
  });

  test('refuses wrong types and what is missing', async () => {
    await refusesField({ number: 7 }, 'number');
    await refusesField({ placedAt: 'yesterday' }, 'placedAt');
    await refusesField({ customer: null }, 'customer');
    await refusesField({ items: undefined }, 'items');
    await refusesField({ currency: 'euro' }, 'currency');
    await refusesField({ customer: { id: 'c', email: 'nobody' } }, 'customer.email');
    await refusesField({ customer: { id: 'c', promoConsent: 'yes' } }, 'customer.promoConsent');
    await refusesField(item({ imageUrl: 'javascript:alert(1)' }), 'items.0.imageUrl');
    for (const body of ['[]', 'null', '"order"', '7']) expect.soft((await raw(body)).status, body).toBe(422);
    expect((await shop.api('PUT', 'orders/2001')).status).toBe(422);
    await everyRefusalChangedNothing();
  });

  test('S27 refuses negative, fractional, huge and no amounts', async () => {
    for (const amount of [-1, 0.5, 2 ** 53, 1e21, '100', null, true]) {
      await refusesField({ totalMinor: amount }, 'totalMinor');
      await refusesField(item({ unitPriceMinor: amount }), 'items.0.unitPriceMinor');
      await refusesField(item({ quantity: amount }), 'items.0.quantity');
      const refund = { id: 'r', currency: 'EUR', refundedAt: '2026-11-20T08:00:00Z', amountMinor: amount };
      expect.soft((await shop.api('POST', 'orders/1001/refunds', refund)).status).toBe(422);
    }
    const text = JSON.stringify(orderBody('2001'));
    expect((await raw(text.replace('2580', 'NaN'))).status).toBe(400);
    expect((await raw(text.replace('2580', '1e999'))).status).toBe(422);
    expect((await raw(text.replace('2580', '9007199254740993'))).status).toBe(422);
    await everyRefusalChangedNothing();
  });

  test('refuses instants that no calendar agrees on', async () => {
    for (const placedAt of [
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:59-23:59',
      '2026-02-30T00:00:00Z',
      '2026-11-20',
    ]) {
      await refusesField({ placedAt }, 'placedAt');
    }
  });

  test('F27 refuses NUL in text and in ids, and text that is too long', async () => {
    await refusesField(item({ name: 'Espresso\u0000' }), 'items.0.name');
    await refusesField(item({ name: 'x'.repeat(301) }), 'items.0.name');
    await refusesField({ customer: { id: 'c\u0000' } }, 'customer.id');
    expect((await shop.api('GET', 'orders/a%00b')).status).toBe(422);
    expect((await shop.api('GET', `orders/${'x'.repeat(201)}`)).status).toBe(422);
    expect((await shop.api('GET', 'promos/decision?customer=a%00b')).status).toBe(422);
    const review = { customerId: 'c-1001', score: 1, source: 'Reviews', comment: 'schlecht\u0000' };
    expect((await shop.api('POST', 'sentiment', review)).status).toBe(422);
  });

  test('F27 refuses a comment of 1 MB clearly', async () => {
    const review = { customerId: 'c-1001', score: 1, source: 'Reviews', comment: '😀'.repeat(262_144) };
    expect(await shop.api('POST', 'sentiment', review)).toMatchObject({
      status: 422,
      body: { fields: [{ field: 'comment' }] },
    });
  });
});

describe('bodies', () => {
  test('F28 refuses malformed, deep, ambiguous and half JSON', async () => {
    const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const order = JSON.stringify(orderBody('2001'));
    const wrong = [
      '{',
      order.slice(0, -1),
      `${order}}`,
      "{'number':1}",
      '{"number":"1","number":"2"}',
      '{"number":"1","n\\u0075mber":"2"}',
      `{"items":${deep(40)}}`,
      deep(100_000),
      order.replace('Espresso', '\\ud83d'),
    ];
    for (const body of wrong) {
      const answer = await raw(body);
      expect.soft(answer, body.slice(0, 60)).toMatchObject({ status: 400, body: { code: 'malformed' } });
    }
    expect((await raw(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]))).status).toBe(400);
    await everyRefusalChangedNothing();
  });

  test('refuses what does not say that it is JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect.soft(await raw(JSON.stringify(orderBody('2001')), type)).toMatchObject({ status: 415 });
    }
    await everyRefusalChangedNothing();
  });

  test('S32 refuses bodies over 2 MB: announced at once, chunked as soon as they are', async () => {
    const large = await raw(`{"number":"${'x'.repeat(2_000_000)}"}`);
    expect(large).toMatchObject({ status: 413, body: { code: 'too_large' } });
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    expect((await raw(endless)).status).toBe(413);
    expect(sent).toBeLessThan(2_500_000);
    const announced = await shop.api('PUT', 'orders/2001', '{}', { 'content-length': '999999999' });
    expect(announced.status).toBe(413);
    await everyRefusalChangedNothing();
  });

  test('S45 ok: refusals carry no stack and no SQL', async () => {
    for (const answer of [await raw('{'), await put({ number: 7 }), await shop.api('GET', 'orders/none')]) {
      expect(answer.text).not.toMatch(/\bat \S+:\d+|node_modules|select |insert |ZodError/i);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });
});
