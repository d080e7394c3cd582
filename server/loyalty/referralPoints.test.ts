/** S30, the side of the points: nothing that a friend brings can be spent before the friend's return window is over. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '../../site/lib/paths.ts';
import { findCustomer } from '../customers/index.ts';
import { days } from '../kit/clock.ts';
import { ensureCode, payDueReferrals } from '../referrals/index.ts';
import { expectBooksToBalance } from '../testing/books.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());

const begin = async (referrals: object) => {
  home.clock.set('2026-11-20T09:00:00Z');
  const brand = await home.addBrand({
    locales: ['en'],
    loyalty: { earn: { order: null } },
    referrals: { windowDays: 14, ...referrals },
  });
  await brand.order('1', { customer: { id: 'ann', email: 'ann@shopper.example' }, paymentHash: 'visa-1' });
  const { code } = await home.house.perform(async (work) => {
    const ann = await findCustomer(work.tx, brand.id, 'ann');
    return ensureCode(work, { brandId: brand.id, customerId: ann?.id ?? '', deviceHash: null });
  });
  expect(paths.landing(code)).toContain(code);
  await brand.order('f', {
    placedAt: home.clock().toISOString(),
    customer: { id: 'ben', email: 'ben@elsewhere.example' },
    shippingAddress: { line1: 'Waldweg 3', postalCode: '10115', countryCode: 'DE' },
    shipments: [{ id: 's-f' }],
    codes: [code],
  });
  return brand;
};
const of = async (brand: TestBrand, id: string) => {
  const { account } = (await brand.api('GET', `customers/${id}/points`)).body;
  await expectBooksToBalance(home.house.store, brand.id);
  return { spendable: account.spendable, pending: account.pending };
};
const pay = ({ id: brandId }: TestBrand) => home.house.perform((work) => payDueReferrals(work, { brandId, limit: 10 }));
const both = { friend: { kind: 'points', points: 100 }, referrer: { kind: 'points', points: 300 } };

test('S30 ok: pending for both from the order on, to be spent once the window is over, by what was promised', async () => {
  const brand = await begin(both);
  expect([await of(brand, 'ann'), await of(brand, 'ben')]).toEqual([
    { spendable: 0, pending: 300 },
    { spendable: 0, pending: 100 },
  ]);
  expect((await brand.api('POST', 'customers/ann/redemptions', { id: 'r', points: 1 })).status).toBe(409);
  await brand.api('POST', 'shipments/s-f/events', {
    events: [{ status: 'delivered', occurredAt: home.clock().toISOString() }],
  });
  home.clock.advance(days(14) - 1);
  await pay(brand);
  expect(await of(brand, 'ann')).toEqual({ spendable: 0, pending: 300 });
  home.clock.advance(1);
  expect(await pay(brand)).toBe(1);
  await pay(brand);
  expect([await of(brand, 'ann'), await of(brand, 'ben')]).toEqual([
    { spendable: 300, pending: 0 },
    { spendable: 100, pending: 0 },
  ]);
});

test('ok a friend who sends everything back brings nothing to either', async () => {
  const brand = await begin(both);
  await brand.api('POST', 'orders/f/refunds', {
    id: 'x',
    amountMinor: 2580,
    currency: 'EUR',
    refundedAt: home.clock().toISOString(),
  });
  expect([await of(brand, 'ann'), await of(brand, 'ben')]).toEqual([
    { spendable: 0, pending: 0 },
    { spendable: 0, pending: 0 },
  ]);
});

test('ok a reward costs the referrer nothing and waits for the shop as long as it takes', async () => {
  const brand = await begin({ friend: { kind: 'percentage', percent: 10 }, referrer: { kind: 'reward', id: 'mug' } });
  await brand.api('PUT', 'rewards/mug', {
    kind: 'free_product',
    title: { en: 'A mug' },
    pricePoints: 500,
    productId: 'mug',
    fulfilment: 'pool',
  });
  await brand.api('POST', 'shipments/s-f/events', {
    events: [{ status: 'delivered', occurredAt: home.clock().toISOString() }],
  });
  home.clock.advance(days(14));
  // The pool is empty, which must not keep anybody else from being paid.
  expect(await pay(brand)).toBe(1);
  home.clock.advance(days(60));
  await home.house.recurring.runDue();
  const referral = (await brand.api('GET', 'referrals')).body.referrals[0];
  const given = (id: string) => brand.api('PUT', `redemptions/referral:${id}:referrer`, { status: 'redeemed' });
  expect((await given(referral.id)).body.redemption).toMatchObject({
    status: 'redeemed',
    points: 0,
    reward: { rewardId: 'mug' },
    code: expect.stringMatching(/^[2-9A-Z-]{19}$/),
  });
});
