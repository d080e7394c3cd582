/** However long a history is: what counts is shown, and the rest can be asked for page by page. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putBrand } from '../brands/index.ts';
import { findCustomer } from '../customers/index.ts';
import { days } from '../kit/clock.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { earnPoints } from './ledger.ts';
import { readRewardsPage } from './queries.ts';

let home: TestHouse;
let shop: TestBrand;
let customerId: string;
const spent = 230;

beforeAll(async () => {
  home = await openTestHouse();
  const programme = (goodForDays: number) => ({
    loyalty: { earn: { order: null }, expiry: { policy: 'after_days', days: goodForDays } },
  });
  shop = await home.addBrand(programme(3_000));
  await shop.order('1');
  const { perform } = home.house;
  customerId = await perform(async (work) => (await findCustomer(work.tx, shop.id, 'c-1'))?.id ?? '');
  const member = { brandId: shop.id, customerId };
  const give = (source: string, points: number) =>
    perform((work) => earnPoints(work, { ...member, kind: 'import', points, source, spendableAt: work.now }));
  await shop.api('POST', 'customers/c-1/points', { id: 'oldest', kind: 'goodwill', points: 77 });
  // What comes from now on goes first, and is spent first.
  const { name, origin, timeZone } = shop.brand;
  await perform((work) => putBrand(work, { id: shop.id, name, origin, timeZone, settings: programme(100) }));
  home.clock.advance(days(1));
  for (let n = 0; n < spent; n += 1) {
    home.clock.advance(60_000);
    await give(`n-${n}`, 1);
  }
  await shop.api('POST', 'customers/c-1/redemptions', { id: 'r', points: spent + 7 });
  await shop.api('PUT', 'redemptions/r', { status: 'redeemed' });
}, 120_000);
afterAll(() => home.close());

const page = async (query = '') => {
  const answer = await shop.api('GET', `customers/c-1/points${query}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.account;
};

test('ok an old lot that still counts is there, however many came after it', async () => {
  const first = await page();
  const left = first.lots.filter((lot: { remaining: number }) => lot.remaining > 0);
  expect(left).toMatchObject([{ kind: 'goodwill', points: 77, remaining: 70, state: 'spendable' }]);
  expect(first.balance).toBe(70);
  const parts = { picture: () => null, open: () => null, newKey: () => 'k' };
  const asked = { customerId, locale: 'en', timeZone: 'UTC', now: home.clock(), personal: true };
  const rooms = await home.house.store.read(async (reader) => {
    const newest = await readRewardsPage(reader, parts, shop.brand, asked);
    const before = newest?.personal?.historyGoesOn ?? '';
    return [newest, await readRewardsPage(reader, parts, shop.brand, { ...asked, before })];
  });
  expect(rooms.map((room) => room?.personal?.lots.at(-1)?.kind)).toEqual(['goodwill', 'goodwill']);
  expect(rooms[0]?.personal?.history).toHaveLength(200);
  expect(rooms[1]?.personal?.history[0]?.id).not.toBe(rooms[0]?.personal?.history[0]?.id);
});

test.each([
  ['lots', 'lotsAfter', spent + 1],
  ['entries', 'entriesAfter', 2 * spent + 2],
] as const)('ok page by page no %s are missing and none twice', async (rows, after, count) => {
  const seen: string[] = [];
  for (let place: string | null = ''; place !== null; ) {
    const from = place === '' ? '' : `&${after}=${encodeURIComponent(place)}`;
    const told = await page(`?limit=50${from}`);
    seen.push(...told[rows].map(({ id }: { id: string }) => id));
    place = told.next[rows];
  }
  expect(seen).toHaveLength(count);
  expect(new Set(seen).size).toBe(count);
});

test('refuses a place that is none, and more than a page holds', async () => {
  for (const query of ['?lotsAfter=x', '?entriesAfter=1', '?limit=201', '?limit=0', '?other=1'])
    expect((await shop.api('GET', `customers/c-1/points${query}`)).status, query).toBe(422);
});
