/** A Shopify contract, whose webhook names neither things nor days, beside the order that it began with. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Hook, openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { shopifyOrder } from '../testing/trackers.ts';

let home: TestHouse;
let shop: TestBrand;
let shopify: Hook;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());
beforeEach(async () => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand();
  shopify = await shop.connect('shopify');
});

const orderId = 5001;
const orderComes = (fields: object = {}) =>
  shopify.deliver(
    shopifyOrder(orderId, {
      shipping_address: { name: 'Naomi Unverkennbar', address1: 'Geheimgasse 7', city: 'Köln', country_code: 'DE' },
      ...fields,
    }),
    { 'x-shopify-topic': 'orders/create' },
  );
const contractComes = (fields: object = {}) =>
  shopify.deliver(
    {
      id: 801,
      customer_id: orderId + 1,
      origin_order_id: orderId,
      status: 'active',
      currency_code: 'EUR',
      billing_policy: { interval: 'month', interval_count: 1 },
      delivery_policy: { interval: 'month', interval_count: 1 },
      created_at: '2026-11-18T09:00:05Z',
      updated_at: '2026-11-18T09:00:05Z',
      ...fields,
    },
    { 'x-shopify-topic': 'subscription_contracts/update' },
  );
const subscription = async () => (await shop.api('GET', 'subscriptions/801')).body.subscription;

const espresso = { productId: '7', name: 'Espresso', quantity: 2, unitPriceMinor: 1290 };
const asTheOrderShows = {
  status: 'active',
  items: [espresso],
  nextChargeOn: '2026-12-18',
  deliveryAddress: { line1: 'Geheimgasse 7', city: 'Köln' },
};

describe('a contract that says nothing of what comes and when', () => {
  test('ok: shows what the order that it began with brought, and the day after one interval', async () => {
    await orderComes();
    await contractComes();
    expect(await subscription()).toMatchObject(asTheOrderShows);
  });

  test('ok: is filled when the order comes later', async () => {
    await contractComes();
    expect(await subscription()).toMatchObject({ items: [], nextChargeOn: null });
    await orderComes();
    expect(await subscription()).toMatchObject(asTheOrderShows);
  });

  test('ok: a later message of Shopify leaves what the shop told by the API', async () => {
    await orderComes();
    await contractComes();
    const told = { items: [{ ...espresso, quantity: 1 }], nextChargeOn: '2026-12-20' };
    await shop.api('PUT', 'subscriptions/801', {
      customer: { id: String(orderId + 1) },
      status: 'active',
      currency: 'EUR',
      interval: { count: 1, unit: 'month' },
      updatedAt: '2026-11-18T10:00:00Z',
      ...told,
    });
    await contractComes({ updated_at: '2026-11-19T09:00:00Z' });
    expect(await subscription()).toMatchObject(told);
  });

  test('ok: what has ended has no next day, and what starts again has one', async () => {
    await orderComes();
    await contractComes({ status: 'cancelled' });
    expect(await subscription()).toMatchObject({ items: [espresso], nextChargeOn: null });
    await contractComes({ updated_at: '2026-11-19T09:00:00Z' });
    expect((await subscription()).nextChargeOn).toBe('2026-12-18');
  });

  const two = [
    { id: 1, product_id: 7, title: 'Espresso', quantity: 2, price: '12.90' },
    { id: 2, product_id: 8, title: 'Mug', quantity: 1, price: '9.00' },
  ];

  test('ok: of several things of an order it takes those that the catalogue has in subscriptions', async () => {
    await shop.api('PUT', 'products/7', { name: 'Espresso', swapGroup: 'coffee' });
    await shop.api('PUT', 'products/8', { name: 'Mug' });
    await orderComes({ line_items: two });
    await contractComes();
    expect((await subscription()).items).toEqual([espresso]);
  });

  test('refuses to guess which of several things come again', async () => {
    await orderComes({ line_items: two });
    await contractComes();
    expect(await subscription()).toMatchObject({ items: [], nextChargeOn: '2026-12-18' });
  });

  test('refuses to call an amount of another currency its price', async () => {
    await orderComes();
    await contractComes({ currency_code: 'USD' });
    expect(await subscription()).toMatchObject({ items: [], nextChargeOn: '2026-12-18' });
  });
});
