/** A birthday is a present once a year, not a field to set. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findCustomer, setProfile } from '../customers/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());
beforeEach(async () => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand({ loyalty: { earn: { order: null, birthday: { points: 50 } } } });
  await shop.order('1');
});

const points = async (): Promise<number> => {
  await home.house.recurring.runDue();
  return (await shop.api('GET', 'customers/c-1/points')).body.account.balance;
};
const on = (day: string) => home.clock.set(`${day}T12:00:00Z`);
const sheSays = (birthday: string | null) =>
  home.house.perform(async (work) => {
    const customer = await findCustomer(work.tx, shop.id, 'c-1');
    await setProfile(work, { brandId: shop.id, customerId: customer?.id ?? '' }, { birthday });
  });

test('refuses today, said today, by her or by the shop', async () => {
  await sheSays('11-20');
  expect(await points()).toBe(0);
  await shop.api('PUT', 'customers/c-2', { birthday: '11-20' });
  await home.house.recurring.runDue();
  expect((await shop.api('GET', 'customers/c-2/points')).body.account.balance).toBe(0);
});

test('ok 30 days after it was said, not one before; saying the same again changes nothing', async () => {
  await sheSays('12-20');
  on('2026-12-10');
  await sheSays('12-20');
  await shop.api('PUT', 'customers/c-1', { birthday: '12-20' });
  home.clock.set('2026-12-20T08:59:59Z');
  expect(await points()).toBe(0);
  home.clock.set('2026-12-20T10:00:00Z');
  expect(await points()).toBe(50);
  home.clock.set('2026-12-20T20:00:00Z');
  expect(await points()).toBe(50);
  on('2027-12-20');
  expect(await points()).toBe(100);
});

test('refuses a second one within 330 days, however the date moves', async () => {
  await sheSays('12-31');
  on('2026-12-31');
  expect(await points()).toBe(50);
  await sheSays('01-01');
  on('2027-01-01');
  expect(await points()).toBe(50);
  await sheSays('02-15');
  on('2027-02-15');
  expect(await points()).toBe(50);
  // A date that is nearly a year later is one.
  await sheSays('11-27');
  on('2027-11-27');
  expect(await points()).toBe(100);
});

test('ok one that the shop told of before anybody noted when', async () => {
  const { customers } = await import('../../db/schema/index.ts');
  const { eq } = await import('drizzle-orm');
  await home.house.store.write((tx) =>
    tx.update(customers).set({ birthday: '11-20', birthdaySetAt: null }).where(eq(customers.brandId, shop.id)),
  );
  expect(await points()).toBe(50);
});
