/** The check finds what is broken: each rule is broken once, on purpose. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { customers, orderItems, pointDebts, pointEntries, pointLots, redemptions } from '../db/schema/index.ts';
import type { Tx } from '../db/store.ts';
import { checkDatabase } from './check.ts';
import { openTestHouse, type TestBrand, type TestHouse } from './testing/house.ts';

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
  shop = await home.addBrand({
    loyalty: { unlock: { when: 'placed', days: 0 }, earn: { order: { pointsPerUnit: 10 } } },
  });
  await shop.order('1');
  for (const [id, points] of [
    ['a', 50],
    ['b', 20],
  ] as const)
    await shop.api('POST', 'customers/c-1/redemptions', { id, points });
  await shop.api('PUT', 'redemptions/b', { status: 'released' });
  await shop.api('POST', 'orders/1/refunds', {
    id: 'r-1',
    amountMinor: 2580,
    currency: 'EUR',
    refundedAt: '2026-11-20T09:00:00Z',
  });
  await shop.order('2', { customer: { id: 'c-1' } });
});
afterAll(() => home.close());

const check = () => checkDatabase(home.house.store);
/** Breaks something, looks, and mends it. */
const broken = async (breakIt: (tx: Tx) => Promise<unknown>, mend: (tx: Tx) => Promise<unknown>) => {
  await home.house.store.write(breakIt);
  const { violations, ok } = await check();
  await home.house.store.write(mend);
  expect(ok).toBe(false);
  return violations.map(({ rule }) => rule);
};

test('ok a database that was used holds together', async () => {
  const report = await check();
  expect(report).toMatchObject({ ok: true, violations: [] });
  expect(report.lots).toBeGreaterThanOrEqual(2);
  expect(report.entries).toBeGreaterThan(report.lots);
});

test('refuses a lot that is not the sum of its entries, and an entry of somebody else', async () => {
  const [lot] = await home.house.store.read((reader) =>
    reader.select().from(pointLots).where(eq(pointLots.brandId, shop.id)),
  );
  if (!lot) throw new Error('no lot');
  const rule = ['a lot is the sum of its entries, all of its customer, and not below zero'];
  const set = (remaining: number) => (tx: Tx) =>
    tx.update(pointLots).set({ remaining }).where(eq(pointLots.id, lot.id));
  expect(await broken(set(lot.remaining + 1), set(lot.remaining))).toEqual(rule);
  const own = (customerId: string) => (tx: Tx) =>
    tx.update(pointEntries).set({ customerId }).where(eq(pointEntries.lotId, lot.id));
  expect(await broken(own('somebody'), own(lot.customerId))).toContain(rule[0]);
});

test('refuses an entry without a lot, a source that earned twice, a lot without an entry', async () => {
  const [entry] = await home.house.store.read((reader) =>
    reader.select().from(pointEntries).where(eq(pointEntries.brandId, shop.id)).orderBy(pointEntries.id),
  );
  if (!entry) throw new Error('no entry');
  const stray = { ...entry, id: 'stray', lotId: 'nowhere' };
  const remove = (tx: Tx) => tx.delete(pointEntries).where(eq(pointEntries.id, 'stray'));
  expect(await broken((tx) => tx.insert(pointEntries).values(stray), remove)).toEqual([
    'an entry belongs to a lot',
    'a source earns once',
  ]);
  const rows = await home.house.store.read((reader) =>
    reader.select().from(pointLots).where(eq(pointLots.id, entry.lotId)),
  );
  const empty = rows.map((row) => ({ ...row, id: 'empty', remaining: 0 }));
  expect(
    await broken(
      (tx) => tx.insert(pointLots).values(empty),
      (tx) => tx.delete(pointLots).where(eq(pointLots.id, 'empty')),
    ),
  ).toHaveLength(1);
});

test('refuses a redemption and a debt that their entries do not bear out', async () => {
  const status = (to: 'held' | 'released') => (tx: Tx) =>
    tx.update(redemptions).set({ status: to }).where(eq(redemptions.externalId, 'a'));
  expect(await broken(status('released'), status('held'))).toEqual([
    'what a redemption holds was taken, what it gave up is back',
  ]);
  const [debt] = await home.house.store.read((reader) =>
    reader.select().from(pointDebts).where(eq(pointDebts.brandId, shop.id)),
  );
  if (!debt) throw new Error('no debt');
  const settled = (points: number) => (tx: Tx) =>
    tx.update(pointDebts).set({ settled: points }).where(eq(pointDebts.id, debt.id));
  expect(debt.settled).toBeGreaterThan(0);
  expect(await broken(settled(debt.settled - 1), settled(debt.settled))).toEqual(['what a debt has settled was taken']);
});

test('refuses orphans', async () => {
  const move = (from: string, to: string) => (tx: Tx) =>
    tx.update(orderItems).set({ orderId: to }).where(eq(orderItems.orderId, from));
  const [item] = await home.house.store.read((reader) =>
    reader.select().from(orderItems).where(eq(orderItems.brandId, shop.id)),
  );
  if (!item) throw new Error('no item');
  expect(await broken(move(item.orderId, 'gone'), move('gone', item.orderId))).toEqual(['an item has its order']);
  const rename = (from: string, to: string) => (tx: Tx) =>
    tx.update(customers).set({ id: to }).where(eq(customers.id, from));
  const [row] = await home.house.store.read((reader) =>
    reader.select().from(customers).where(eq(customers.brandId, shop.id)),
  );
  if (!row) throw new Error('no customer');
  expect(await broken(rename(row.id, 'gone'), rename('gone', row.id))).toEqual([
    'an order has its customer',
    'an account of points has its customer',
  ]);
});
