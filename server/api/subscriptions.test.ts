/** Subscriptions and products as the shop's software sees them, and what it hears of changes. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';

let testHouse: TestHouse;
let brand: TestBrand;
beforeAll(async () => {
  testHouse = await openTestHouse();
});
afterAll(() => testHouse.close());
beforeEach(async () => {
  brand = await testHouse.addBrand();
});

const told = (more: object = {}) => ({
  customer: { id: 'c-1003' },
  status: 'active',
  items: [{ productId: 'p-1', name: 'Espresso', quantity: 2, unitPriceMinor: 1290 }],
  currency: 'EUR',
  interval: { count: 1, unit: 'month' },
  nextChargeOn: '2026-12-18',
  ...more,
});
const put = (id: string, more: object = {}) => brand.api('PUT', `subscriptions/${id}`, told(more));
const skip = async (): Promise<string> => {
  const { portal } = await brand.order('1003');
  const cookie = await brand.signInShopper('c-1003');
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  const [{ id, version }] = (await brand.ask(`${portal}/subscriptions`)).body.subscriptions;
  const body = { version, on: '2026-12-18' };
  const answer = await brand.ask(`${portal}/subscriptions/${id}/skip`, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  return answer.body.changeId;
};

describe('subscriptions', () => {
  test('ok: told, read, and listed with the customer', async () => {
    expect((await put('501')).body).toMatchObject({ outcome: 'created', subscription: { id: '501', source: 'api' } });
    expect((await put('501', { status: 'paused', pausedUntil: '2027-02-01' })).body.outcome).toBe('changed');
    const { subscription } = (await brand.api('GET', 'subscriptions/501')).body;
    expect(subscription).toMatchObject({ status: 'paused', upcoming: [{ on: '2027-02-01' }, {}, {}], changes: [] });
    const { subscriptions } = (await brand.api('GET', 'customers/c-1003/subscriptions')).body;
    expect(subscriptions).toEqual([subscription]);
    expect((await brand.api('GET', 'subscriptions/502')).status).toBe(404);
  });

  test('ok: a change waits, is overdue after its time, and is confirmed once', async () => {
    await put('501');
    const changeId = await skip();
    const waiting = (query = '') => brand.api('GET', `subscription-changes${query}`);
    expect((await waiting()).body.changes).toMatchObject([
      { id: changeId, action: 'skip', change: { on: '2026-12-18' }, subscriptionId: '501', overdue: false },
    ]);
    expect((await waiting('?overdue=true')).body.changes).toEqual([]);
    testHouse.clock.advance(25 * 3_600_000);
    expect((await waiting('?overdue=true')).body.changes).toMatchObject([{ id: changeId, overdue: true }]);

    const settle = (status: string) => brand.api('PUT', `subscriptions/501/changes/${changeId}`, { status });
    expect((await settle('confirmed')).body).toEqual({ outcome: 'settled' });
    expect((await settle('confirmed')).body).toEqual({ outcome: 'unchanged' });
    expect((await settle('refused')).status).toBe(409);
    expect((await waiting()).body.changes).toEqual([]);
  });

  test('ok: Shopify confirms with a contract that shows the change', async () => {
    const shopify = await brand.connect('shopify');
    const { portal } = await brand.order('1003');
    const contract = (status: string, updatedAt: string) =>
      shopify.deliver(
        {
          id: 9001,
          admin_graphql_api_id: 'gid://shopify/SubscriptionContract/9001',
          customer_id: 'c-1003',
          status,
          currency_code: 'EUR',
          delivery_policy: { interval: 'month', interval_count: 1 },
          created_at: '2026-08-01T10:00:00Z',
          updated_at: updatedAt,
        },
        { 'x-shopify-topic': 'subscription_contracts/update' },
      );
    const now = testHouse.clock().getTime();
    const at = (ms: number) => new Date(now + ms).toISOString();
    expect((await contract('active', at(-1000))).status).toBe(200);
    const headers = { cookie: await brand.signInShopper('c-1003'), 'sec-fetch-site': 'same-origin' };
    const [{ id, version }] = (await brand.ask(`${portal}/subscriptions`)).body.subscriptions;
    await brand.ask(`${portal}/subscriptions/${id}/cancel`, { method: 'POST', headers, body: { version } });
    await contract('cancelled', at(1000));
    const [{ changes }] = (await brand.ask(`${portal}/subscriptions`)).body.subscriptions;
    expect(changes).toMatchObject([{ action: 'cancel', state: 'confirmed' }]);
  });

  test('S1 S2 refuses the change of another brand or subscription: 404', async () => {
    await put('501');
    await put('502');
    const changeId = await skip();
    const body = { status: 'refused' };
    expect((await brand.api('PUT', `subscriptions/502/changes/${changeId}`, body)).status).toBe(404);
    const other = await testHouse.addBrand();
    expect((await other.api('PUT', `subscriptions/501/changes/${changeId}`, body)).status).toBe(404);
  });

  test('S5 S27 refuses extra fields and amounts that are none: 422', async () => {
    expect((await put('501', { brandId: 'other' })).status).toBe(422);
    for (const unitPriceMinor of [-1, 0.5, 2 ** 53]) {
      const items = [{ productId: 'p', name: 'P', quantity: 1, unitPriceMinor }];
      expect((await put('501', { items })).status).toBe(422);
    }
  });
});

describe('the gate', () => {
  const codes = async (product: string) => {
    const answer = await brand.api('GET', `promos/decision?customer=c-1003&product=${product}`);
    return answer.body.reasons.map(({ code, source }: { code: string; source: string }) => `${code} ${source}`);
  };
  test('ok: story 3: refuses what comes by an active or a paused subscription, until it ends', async () => {
    await brand.order('1003');
    await put('501', { items: [{ productId: 'p-9', name: 'Filter', quantity: 1, unitPriceMinor: 100 }] });
    expect(await codes('p-9')).toEqual(['already_subscribed subscription:501']);
    await put('501', { status: 'paused', items: undefined });
    expect(await codes('p-9')).toEqual(['already_subscribed subscription:501']);
    await put('501', { status: 'cancelled', items: undefined });
    expect(await codes('p-9')).toEqual([]);
  });
});

describe('products', () => {
  test('ok: told whole, read, and listed in pages', async () => {
    const price = { amountMinor: 1290, currency: 'EUR' };
    const espresso = { name: 'Espresso', price, swapGroup: 'beans', imageUrl: 'https://shop.example/e.jpg' };
    expect((await brand.api('PUT', 'products/p-1', espresso)).body.product).toMatchObject({ id: 'p-1', inStock: true });
    await brand.api('PUT', 'products/p-2', { name: 'Decaf', inStock: false });
    await brand.api('PUT', 'products/p-1', { name: 'Espresso 2' });
    expect((await brand.api('GET', 'products/p-1')).body.product).toMatchObject({ name: 'Espresso 2', price: null });
    const first = (await brand.api('GET', 'products?limit=1')).body;
    expect(first).toMatchObject({ products: [{ id: 'p-1' }], next: 'p-1' });
    expect((await brand.api('GET', 'products?after=p-1')).body).toMatchObject({
      products: [{ id: 'p-2' }],
      next: null,
    });
    expect((await brand.api('GET', 'products/p-3')).status).toBe(404);
  });
});
