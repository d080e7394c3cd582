/** What a refund takes, as the shop sees it from outside: by the rule of then, and by what came back. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { putBrand } from '../brands/index.ts';
import { expectBooksToBalance } from '../testing/books.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());
beforeEach(() => home.clock.set('2026-11-20T09:00:00Z'));
afterEach(async () => void (await expectBooksToBalance(home.house.store, shop.id)));

const programmeOf = (order: object) => ({ earn: { order }, unlock: { when: 'placed', days: 0 }, tiers: null });
const open = async (order: object) => {
  shop = await home.addBrand({ loyalty: programmeOf(order) });
};
/** The merchant changes the programme. */
const nowEarns = (order: object) => {
  const { name, origin, timeZone } = shop.brand;
  const settings = { loyalty: programmeOf(order) };
  return home.house.perform((work) => putBrand(work, { id: shop.id, name, origin, timeZone, settings }));
};
const item = (id: string, unitPriceMinor: number, quantity = 1) => ({
  id,
  productId: `p-${id}`,
  name: id,
  quantity,
  unitPriceMinor,
});
const goods = (own: object) => ({ customer: { id: 'c' }, shipments: [], ...own });
const points = async (): Promise<number> => (await shop.api('GET', 'customers/c/points')).body.account.balance;
let refunds = 0;
const refund = (amountMinor: number, own: object = {}) => {
  refunds += 1;
  const told = { id: `r-${refunds}`, amountMinor, currency: 'EUR', refundedAt: '2026-11-20T08:00:00Z', ...own };
  return shop.api('POST', 'orders/o/refunds', told);
};

describe('the rule that was kept with the order', () => {
  test('ok a multiplier that is gone today: a cent takes a cent, and telling the order again gives nothing', async () => {
    await open({ products: { 'p-1': 5 } });
    const order = goods({ totalMinor: 10_000, items: [item('1', 10_000)] });
    await shop.order('o', order);
    expect(await points()).toBe(500);
    await nowEarns({});
    await refund(1);
    expect(await points()).toBe(499);
    await shop.order('o', order);
    expect(await points()).toBe(499);
    await nowEarns({ products: { 'p-1': 5 } });
    await shop.order('o', order);
    expect(await points()).toBe(499);
  });

  const whole = { totalMinor: 12_000, taxMinor: 1_916, shippingMinor: 500, discountMinor: 1_000 };
  const settings: readonly (readonly [string, object, object])[] = [
    ['pointsPerUnit', { pointsPerUnit: 3 }, { pointsPerUnit: 1 }],
    ['rates', { rates: { EUR: { points: 4, perMinor: 100 } } }, { rates: { EUR: { points: 1, perMinor: 500 } } }],
    ['withTax', { withTax: false }, { withTax: true }],
    ['withShipping', { withShipping: true }, { withShipping: false }],
    ['beforeDiscounts', { beforeDiscounts: true }, { beforeDiscounts: false }],
    ['products', { products: { 'p-1': 3 } }, { products: { 'p-2': 3 } }],
    ['limit', { limit: { per: 'ever', points: 60 } }, { limit: null }],
    ['all at once', { withTax: false, beforeDiscounts: true, products: { 'p-1': 2 } }, { withShipping: true }],
  ];
  test.each(settings)(
    'ok %s: whatever it is today, a refund and a change go by what it was',
    async (_name, then, today) => {
      const order = goods({ ...whole, items: [item('1', 8_000), item('2', 4_500)] });
      const changed = goods({
        ...whole,
        totalMinor: 15_500,
        items: [item('1', 8_000), item('2', 4_500), item('3', 3_500)],
      });
      const told = [
        () => refund(1),
        () => shop.order('o', order),
        () => shop.order('o', changed),
        () => refund(11_000),
      ];
      const live = async (later: object): Promise<number[]> => {
        await open(then);
        await shop.order('o', order);
        const seen = [await points()];
        await nowEarns(later);
        for (const tell of told) {
          await tell();
          seen.push(await points());
        }
        return seen;
      };
      const asItWas = await live(then);
      expect(await live(today)).toEqual(asItWas);
      expect(new Set(asItWas).size).toBeGreaterThan(1);
    },
  );
});

describe('in proportion', () => {
  test('ok the whole product back takes all that it earned, with or without its name', async () => {
    for (const named of [{}, { items: [{ itemId: '1', quantity: 1 }] }]) {
      await open({ pointsPerUnit: 3, withShipping: false });
      await shop.order('o', goods({ totalMinor: 11_000, shippingMinor: 1_000, items: [item('1', 10_000)] }));
      expect(await points()).toBe(300);
      await refund(10_000, named);
      expect(await points()).toBe(0);
    }
  });

  test('ok shipping that earns nothing takes nothing', async () => {
    await open({ pointsPerUnit: 3, withShipping: false });
    await shop.order('o', goods({ totalMinor: 11_000, shippingMinor: 1_000, items: [item('1', 5_000, 2)] }));
    await refund(1_000, { shippingMinor: 1_000 });
    expect(await points()).toBe(300);
    await refund(5_000, { items: [{ itemId: '1', quantity: 1 }] });
    expect(await points()).toBe(150);
  });

  test('ok the line that comes back takes its own points', async () => {
    await open({ products: { 'p-five': 5 } });
    await shop.order('o', goods({ totalMinor: 100_000, items: [item('five', 50_000), item('one', 50_000)] }));
    expect(await points()).toBe(3_000);
    const five = { id: 'five-back', items: [{ itemId: 'five', quantity: 1 }] };
    expect((await refund(50_000, five)).body.outcome).toBe('recorded');
    expect(await points()).toBe(500);
    expect((await refund(50_000, five)).body.outcome).toBe('duplicate');
    expect(await points()).toBe(500);
    expect((await shop.api('GET', 'orders/o')).body.order.refunds).toMatchObject([
      { id: 'five-back', items: five.items },
    ]);
  });

  test('ok many parts, in any order, come to the same, and to nothing in the end', async () => {
    const parts = [
      [2_500, { items: [{ itemId: '2', quantity: 1 }] }],
      [1_000, { items: [{ itemId: '1', quantity: 0, amountMinor: 1_000 }] }],
      [700, {}],
      [500, { shippingMinor: 500 }],
    ] as const;
    const ends: number[] = [];
    for (const some of [parts, parts.toReversed()]) {
      await open({ pointsPerUnit: 7, withShipping: true, products: { 'p-1': 2 } });
      const items = [item('1', 4_000), item('2', 2_500, 2)];
      await shop.order('o', goods({ totalMinor: 9_500, shippingMinor: 500, items }));
      let before = await points();
      for (const [amount, own] of some) {
        await refund(amount, own);
        const after = await points();
        expect(after).toBeLessThan(before);
        before = after;
      }
      ends.push(before);
      await refund(9_500);
      expect(await points()).toBe(0);
      await refund(9_500);
      expect(await points()).toBe(0);
    }
    expect(ends[0]).toBe(ends[1]);
  });

  test('refuses another currency than the order’s, and more shipping than money', async () => {
    await open({});
    await shop.order('o', goods({ totalMinor: 10_000, items: [item('1', 10_000)] }));
    const foreign = await refund(5_000, { currency: 'USD' });
    expect(foreign.status).toBe(422);
    expect(foreign.body.fields ?? foreign.body.errors).toMatchObject([{ field: 'currency' }]);
    expect((await refund(500, { shippingMinor: 501 })).status).toBe(422);
    expect(await points()).toBe(100);
  });

  test('refuses one that a shop tells of: kept, and shown to the operator with the reason', async () => {
    await open({});
    const hook = await shop.connect('shopify');
    await shop.order('77', goods({ totalMinor: 10_000, items: [item('1', 10_000)] }));
    const transactions = [{ kind: 'refund', status: 'success', amount: '50.00', currency: 'USD' }];
    const payload = { id: 5, order_id: 77, created_at: '2026-11-20T08:00:00Z', transactions, refund_line_items: [] };
    await hook.deliver(payload, { 'x-shopify-topic': 'refunds/create', 'x-shopify-webhook-id': 'w-1' });
    const { inboxMessages } = await import('../../db/schema/index.ts');
    const { eq } = await import('drizzle-orm');
    const kept = await home.house.store.read((reader) =>
      reader.select().from(inboxMessages).where(eq(inboxMessages.brandId, shop.id)),
    );
    expect(kept).toMatchObject([{ outcome: 'failed', detail: expect.stringContaining('must be EUR') }]);
    expect(await points()).toBe(100);
  });
});
