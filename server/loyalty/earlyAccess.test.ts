/** What opens to some before it opens to all: each sees her own day, and that of everybody. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCustomer } from '../customers/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { readRewardsPage } from './queries.ts';

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
  const ladder = [
    { id: 'bronze', names: { en: 'Bronze' }, threshold: 20 },
    { id: 'silver', names: { en: 'Silver' }, threshold: 100 },
    { id: 'gold', names: { en: 'Gold' }, threshold: 500 },
    { id: 'black', names: { en: 'Black' }, threshold: 1_000 },
  ];
  shop = await home.addBrand({ loyalty: { unlock: { when: 'placed', days: 0 }, tiers: { ladder } } });
  for (const [tier, totalMinor] of [
    ['none', 100],
    ['bronze', 2_000],
    ['silver', 10_000],
    ['gold', 50_000],
    ['black', 100_000],
  ] as const)
    await shop.order(tier, { totalMinor, placedAt: '2026-11-19T09:00:00Z' });
});
afterAll(() => home.close());

const put = (id: string, earlyAccess: object) =>
  shop.api('PUT', `products/${id}`, { name: id, url: `https://shop.example/${id}`, earlyAccess });
const seenBy = (tier: string) => {
  const { store, clock, media, newId } = home.house;
  return store.read(async (reader) => {
    const customer = await findCustomer(reader, shop.id, `c-${tier}`);
    const asked = { customerId: customer?.id ?? '', locale: 'en', timeZone: 'UTC', now: clock(), personal: false };
    const parts = { picture: media.picture, open: () => null, newKey: newId };
    const page = await readRewardsPage(reader, parts, shop.brand, asked);
    return page?.earlyAccess.map(({ tierName, hers, opensAt, everybodyFrom }) => ({
      tierName,
      hers,
      opensAt: opensAt?.toISOString() ?? null,
      everybodyFrom: everybodyFrom?.toISOString(),
    }));
  });
};

test('ok opens by tier, each on a day of its own, and then to all', async () => {
  const [gold, silver, all] = ['2026-11-25T09:00:00.000Z', '2026-12-02T09:00:00.000Z', '2026-12-09T09:00:00.000Z'];
  const put1 = await put('geisha', { tier: 'silver', from: { silver, gold }, until: all });
  expect(put1.body.product.earlyAccess).toEqual({ tier: 'silver', from: { silver, gold }, until: all });
  const view = (tierName: string, hers: boolean, opensAt: string | null) => [
    { tierName, hers, opensAt, everybodyFrom: all },
  ];
  expect(await seenBy('none')).toEqual(view('Silver', false, silver));
  expect(await seenBy('bronze')).toEqual(view('Silver', false, silver));
  expect(await seenBy('silver')).toEqual(view('Silver', true, silver));
  expect(await seenBy('gold')).toEqual(view('Gold', true, gold));
  // One that is not named has it with the next lower one.
  expect(await seenBy('black')).toEqual(view('Black', true, gold));

  home.clock.set(gold);
  expect(await seenBy('gold')).toEqual(view('Gold', true, null));
  expect(await seenBy('silver')).toEqual(view('Silver', true, silver));
  home.clock.set(silver);
  expect(await seenBy('bronze')).toEqual(view('Silver', false, null));
  home.clock.set(all);
  expect(await seenBy('gold')).toEqual([]);
});

test('ok without a day of its own it is open at once to the tier and above', async () => {
  const until = '2026-12-20T09:00:00.000Z';
  const { body } = await put('drip', { tier: 'gold', until });
  expect(body.product.earlyAccess).toEqual({ tier: 'gold', from: null, until });
  expect(await seenBy('black')).toMatchObject([{ tierName: 'Black', hers: true, opensAt: null }]);
  expect(await seenBy('silver')).toMatchObject([{ tierName: 'Gold', hers: false, opensAt: null }]);
});

test('refuses a day that is no earlier than that of everybody', async () => {
  const until = '2026-12-20T09:00:00.000Z';
  expect(await put('late', { tier: 'gold', from: { gold: until }, until })).toMatchObject({
    status: 422,
    body: { fields: [{ field: 'earlyAccess.from' }] },
  });
});
