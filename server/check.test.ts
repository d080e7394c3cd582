/** The check finds what is broken: each rule is broken once, on purpose. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  customers,
  loyaltyAccounts,
  orderItems,
  orders,
  pointDebts,
  pointEntries,
  pointLots,
  redemptions,
  referrals,
  refunds,
  rewardCodes,
} from '../db/schema/index.ts';
import type { Tx } from '../db/store.ts';
import { checkDatabase } from './check.ts';
import { openTestHouse, type TestBrand, type TestHouse } from './testing/house.ts';

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
  shop = await home.addBrand({
    loyalty: {
      unlock: { when: 'placed', days: 0 },
      earn: { order: { pointsPerUnit: 10 } },
      tiers: {
        ladder: [
          { id: 'silver', names: { en: 'Silver' }, threshold: 100 },
          { id: 'gold', names: { en: 'Gold' }, threshold: 5_000 },
        ],
      },
    },
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
  await shop.api('PUT', 'rewards/mug', {
    kind: 'free_product',
    title: { en: 'Mug' },
    productId: 'mug',
    pricePoints: 10,
    fulfilment: 'pool',
  });
  await shop.api('POST', 'rewards/mug/codes', { codes: ['MUG-1', 'MUG-2', 'MUG-3'] });
  for (const id of ['mug-1', 'mug-2']) await shop.api('POST', 'customers/c-1/redemptions', { id, rewardId: 'mug' });
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

test('refuses a code that was given twice, and one of the pool that somebody else has', async () => {
  const rule = ['no code is given twice'];
  const given = await home.house.store.read((reader) =>
    reader.select().from(redemptions).where(eq(redemptions.brandId, shop.id)).orderBy(redemptions.id),
  );
  const [first, second] = given.filter(({ externalId }) => externalId?.startsWith('mug'));
  if (!first || !second) throw new Error('no redemptions');
  const has = (codeHash: string | null) => (tx: Tx) =>
    tx.update(redemptions).set({ codeHash }).where(eq(redemptions.id, second.id));
  expect(await broken(has(first.codeHash), has(second.codeHash))).toEqual(rule);
  const goesTo = (redemptionId: string) => (tx: Tx) =>
    tx
      .update(rewardCodes)
      .set({ redemptionId })
      .where(eq(rewardCodes.codeHash, second.codeHash ?? ''));
  expect(await broken(goesTo(first.id), goesTo(second.id))).toEqual(rule);
  expect(await broken(goesTo('nobody'), goesTo(second.id))).toEqual(rule);
  // Whoever was erased has no code, and that is well.
  await home.house.store.write(has(null));
  expect(await check()).toMatchObject({ ok: true });
  await home.house.store.write(has(second.codeHash));
});

test('refuses to confirm with a code that went out before', async () => {
  await shop.api('POST', 'customers/c-1/redemptions', { id: 'own-1', points: 1 });
  await shop.api('POST', 'customers/c-1/redemptions', { id: 'own-2', points: 1 });
  const confirm = (id: string) => shop.api('PUT', `redemptions/${id}`, { status: 'redeemed', code: 'SUMMER' });
  expect(await confirm('own-1')).toMatchObject({ status: 200 });
  expect(await confirm('own-1')).toMatchObject({ status: 200 });
  expect(await confirm('own-2')).toMatchObject({ status: 422, body: { fields: [{ field: 'code' }] } });
  expect(await check()).toMatchObject({ ok: true });
});

test('refuses a friend who was paid for with an order that was off or paid back by then', async () => {
  const rule = ['no friend was paid for whose order was off or refunded by then'];
  const idOf = async (externalId: string): Promise<string> => {
    const rows = await home.house.store.read((reader) =>
      reader.select().from(orders).where(eq(orders.brandId, shop.id)),
    );
    return rows.find((row) => row.externalId === externalId)?.id ?? '';
  };
  const paid = (orderId: string, at: Date) => (tx: Tx) =>
    tx.insert(referrals).values({
      id: 'friend',
      brandId: shop.id,
      referrerId: 'referrer',
      codeId: 'code',
      friendId: 'c-1',
      orderId,
      status: 'rewarded',
      heldFor: [],
      createdAt: at,
      updatedAt: at,
    });
  const unpaid = (tx: Tx) => tx.delete(referrals).where(eq(referrals.id, 'friend'));
  const [refundedOrder, soundOrder] = [await idOf('1'), await idOf('2')];
  const now = home.clock();
  expect(await broken(paid(refundedOrder, now), unpaid)).toEqual(rule);
  // A refund that came after the payment undoes nothing.
  const told = (createdAt: Date) => (tx: Tx) =>
    tx.update(refunds).set({ createdAt }).where(eq(refunds.orderId, refundedOrder));
  await home.house.store.write(paid(refundedOrder, now));
  await home.house.store.write(told(new Date(now.getTime() + 1)));
  expect(await check()).toMatchObject({ ok: true });
  await home.house.store.write(told(now));
  await home.house.store.write(unpaid);
  await home.house.store.write(paid(soundOrder, now));
  expect(await check()).toMatchObject({ ok: true });
  const off = (cancelledAt: Date | null) => (tx: Tx) =>
    tx.update(orders).set({ cancelledAt }).where(eq(orders.id, soundOrder));
  // Nobody has taken its points back either.
  expect(await broken(off(now), off(null))).toEqual([
    'an order earned what its rule gives for what refunds left',
    ...rule,
  ]);
  await home.house.store.write(unpaid);
});

test('refuses points of an order that are not what its rule gives for what refunds left', async () => {
  const rule = ['an order earned what its rule gives for what refunds left'];
  const [refund] = await home.house.store.read((reader) =>
    reader.select().from(refunds).where(eq(refunds.brandId, shop.id)),
  );
  if (!refund) throw new Error('no refund');
  const of = (amountMinor: number) => (tx: Tx) =>
    tx.update(refunds).set({ amountMinor }).where(eq(refunds.id, refund.id));
  expect(await broken(of(refund.amountMinor - 500), of(refund.amountMinor))).toEqual(rule);
  const another = (tx: Tx) => tx.insert(refunds).values({ ...refund, id: 'second', externalId: 'second' });
  expect((await check()).ok).toBe(true);
  const moved = (tx: Tx) => tx.update(refunds).set({ orderId: 'gone' }).where(eq(refunds.id, refund.id));
  const back = (tx: Tx) => tx.update(refunds).set({ orderId: refund.orderId }).where(eq(refunds.id, refund.id));
  expect(await broken(moved, back)).toEqual([...rule, 'a refund has its order']);
  // More than everything is still everything.
  await home.house.store.write(another);
  expect((await check()).ok).toBe(true);
  await home.house.store.write((tx) => tx.delete(refunds).where(eq(refunds.id, 'second')));
});

test('ok an order is judged by the rule that it has now, whatever it grew or shrank to', async () => {
  await shop.order('3', { customer: { id: 'c-1' }, totalMinor: 3_000 });
  await shop.order('3', { customer: { id: 'c-1' }, totalMinor: 1_000 });
  expect(await check()).toMatchObject({ ok: true });
  const shrunk = await home.house.store.read((reader) =>
    reader
      .select({ rule: pointEntries.rule })
      .from(pointEntries)
      .where(and(eq(pointEntries.brandId, shop.id), eq(pointEntries.kind, 'reverse'))),
  );
  expect(shrunk).toContainEqual({ rule: expect.objectContaining({ becomes: expect.anything() }) });
  await shop.order('3', { customer: { id: 'c-1' }, totalMinor: 5_000 });
  expect(await check()).toMatchObject({ ok: true });
});

test('refuses a tier that is not what the rules make, and one that nothing led to', async () => {
  const rule = ['a tier is what the rules make of what counted'];
  const [account] = await home.house.store.read((reader) =>
    reader.select().from(loyaltyAccounts).where(eq(loyaltyAccounts.brandId, shop.id)),
  );
  if (!account) throw new Error('no account');
  expect(account.tier).toBe('silver');
  const set = (changes: Partial<typeof account>) => (tx: Tx) =>
    tx.update(loyaltyAccounts).set(changes).where(eq(loyaltyAccounts.id, account.id));
  expect(await broken(set({ tier: 'gold' }), set(account))).toEqual(rule);
  expect(await broken(set({ tier: null, tierSince: null, tierUntil: null }), set(account))).toEqual(rule);
  // Under rules that are younger than the last look nobody can tell.
  await home.house.store.write(set({ tier: null, updatedAt: new Date(account.updatedAt.getTime() - 1) }));
  expect((await check()).ok).toBe(true);
  await home.house.store.write(set(account));
});
