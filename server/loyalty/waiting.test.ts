/** Until when points wait, for orders whose parcel never comes or never was; and what the shopper reads of it. */
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pointLots } from '../../db/schema/index.ts';
import { days } from '../kit/clock.ts';
import { expectBooksToBalance } from '../testing/books.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());
beforeEach(async () => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand({
    loyalty: {
      unlock: { when: 'delivered', returnDays: 14, withoutParcelDays: 20, silentDays: 40 },
      expiry: { policy: 'after_months', months: 12 },
    },
  });
});
afterEach(async () => void (await expectBooksToBalance(home.house.store, shop.id)));

const account = async () => (await shop.api('GET', 'customers/c-1/points')).body.account;
const lot = async () => (await account()).lots[0];
const scan = (status: string, own: object = {}) =>
  shop.api('POST', 'shipments/s-1/events', {
    events: [{ status, occurredAt: home.clock().toISOString(), ...own }],
  });
const today = { placedAt: '2026-11-20T08:00:00Z' };

describe('an order without a parcel', () => {
  test('ok a gift card: the days of the programme after it was placed, by the clock alone', async () => {
    await shop.order('1', { ...today, shipments: [] });
    const waits = {
      state: 'pending',
      waitsFor: 'no_parcel',
      spendableOn: null,
      latestOn: '2026-12-11',
      expiresOn: null,
    };
    expect(await lot()).toMatchObject(waits);
    // Nothing is said of an end that hangs on a beginning nobody knows.
    expect(await account()).toMatchObject({ pending: 25, nextExpiry: null, forecast: { unlocksOn: null } });
    home.clock.set('2026-12-10T22:59:59Z');
    expect(await account()).toMatchObject({ spendable: 0, pending: 25 });
    home.clock.set('2026-12-10T23:00:00Z');
    expect(await account()).toMatchObject({ spendable: 25, pending: 0, nextExpiry: { on: '2027-12-11' } });
    expect(await lot()).toMatchObject({
      state: 'spendable',
      waitsFor: null,
      spendableOn: '2026-12-11',
      latestOn: null,
    });
  });

  test('ok one that is sent later waits for its parcel', async () => {
    await shop.order('1', { ...today, shipments: [] });
    home.clock.advance(days(10));
    await shop.api('PUT', 'shipments/s-1', { orderId: '1' });
    expect(await lot()).toMatchObject({ waitsFor: 'delivery', spendableOn: null, latestOn: '2027-01-24' });
    home.clock.set('2026-12-15T09:00:00Z');
    expect(await account()).toMatchObject({ spendable: 0, pending: 25 });
    await scan('delivered');
    expect(await lot()).toMatchObject({ waitsFor: 'return_window', spendableOn: '2026-12-30', latestOn: null });
  });
});

describe('a parcel that never comes', () => {
  test.each([
    ['expired', {}],
    ['returned', {}],
    ['exception', { reason: 'lost' }],
  ])('ok %s: the return window after its last event', async (status, own) => {
    await shop.order('1', today);
    home.clock.advance(days(3));
    await scan(status, own);
    expect(await lot()).toMatchObject({ waitsFor: 'parcel_ended', spendableOn: '2026-12-08', latestOn: null });
    home.clock.set('2026-12-07T23:00:00Z');
    expect(await account()).toMatchObject({ spendable: 25, pending: 0 });
  });

  test('ok lost and refunded in full: nothing waits', async () => {
    await shop.order('1', today);
    await scan('exception', { reason: 'lost' });
    await shop.api('POST', 'orders/1/refunds', {
      id: 'r',
      amountMinor: 2_580,
      currency: 'EUR',
      refundedAt: home.clock().toISOString(),
    });
    expect(await account()).toMatchObject({ spendable: 0, pending: 0 });
  });

  test('ok called off: as if there had been none, from then', async () => {
    await shop.order('1', today);
    home.clock.advance(days(3));
    await scan('cancelled');
    expect(await lot()).toMatchObject({ waitsFor: 'no_parcel', latestOn: '2026-12-14' });
  });

  test('ok nothing is heard of it: the silence and then the window, put off by each scan towards its end', async () => {
    await shop.order('1', today);
    await scan('in_transit');
    expect(await lot()).toMatchObject({ waitsFor: 'delivery', latestOn: '2027-01-14' });
    home.clock.set('2026-12-24T09:00:00Z');
    await scan('in_transit', { rawCode: 'HUB', place: { city: 'Leipzig' } });
    expect(await lot()).toMatchObject({ waitsFor: 'delivery', latestOn: '2027-02-17' });
    home.clock.set('2027-02-16T23:00:00Z');
    expect(await account()).toMatchObject({ spendable: 25, pending: 0 });
  });
});

test('ok points from before every one had a day get theirs', async () => {
  await shop.order('1', { ...today, shipments: [] });
  await home.house.store.write((tx) =>
    tx
      .update(pointLots)
      .set({ spendableAt: null, expiresAt: null, waitsFor: null })
      .where(eq(pointLots.brandId, shop.id)),
  );
  expect(await lot()).toMatchObject({ waitsFor: 'delivery', latestOn: null });
  await home.house.recurring.runDue();
  expect(await lot()).toMatchObject({ waitsFor: 'no_parcel', latestOn: '2026-12-11' });
});
