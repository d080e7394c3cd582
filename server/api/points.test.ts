/** Points over the merchant API and the shopper's redeeming, as they come in by HTTP. */
import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outboxMessages, products } from '../../db/schema/index.ts';
import { findCustomer } from '../customers/index.ts';
import { codePurpose, readRewardsPage } from '../loyalty/index.ts';
import { expectBooksToBalance } from '../testing/books.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { readTrackingPage } from '../trackingPage.ts';

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());
beforeEach(async () => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand({
    locales: ['en', 'de'],
    loyalty: {
      unlock: { when: 'placed', days: 0 },
      earn: {
        order: { pointsPerUnit: 10 },
        sign_up: { points: 50 },
        review: { points: 25, limit: { per: 'month', times: 1 } },
      },
      tiers: {
        ladder: [{ id: 'gold', names: { en: 'Gold', de: 'Gold' }, threshold: 500, benefits: { en: ['First look'] } }],
      },
    },
  });
});
afterEach(async () => void (await expectBooksToBalance(home.house.store, shop.id)));

const account = async (id: string) => (await shop.api('GET', `customers/c-${id}/points`)).body.account;
const give = (id: string, body: object, headers = {}) => shop.api('POST', `customers/c-${id}/points`, body, headers);
const fiveOff = {
  kind: 'money_off',
  title: { en: '5 € off', de: '5 € Rabatt' },
  pricePoints: 200,
  valueMinor: 500,
  currency: 'EUR',
  minimumOrderMinor: 2_000,
};
const webhookBodies = async (kind: string) => {
  const rows = await home.house.store.read((reader) =>
    reader
      .select()
      .from(outboxMessages)
      .where(and(eq(outboxMessages.brandId, shop.id), eq(outboxMessages.channel, 'webhook'))),
  );
  return rows
    .map(({ payload }) => (payload as { body: { type: string; data: Record<string, unknown> } }).body)
    .filter(({ type }) => type === kind)
    .map(({ data }) => data);
};

const rewardsPage = (id: string, personal: boolean, locale = 'en') => {
  const { store, clock, media, sealer, newId } = home.house;
  const open = (sealed: string) => sealer.open(sealed, codePurpose);
  return store.read(async (reader) => {
    const customer = await findCustomer(reader, shop.id, id);
    const asked = { customerId: customer?.id ?? '', locale, timeZone: 'UTC', now: clock(), personal };
    return readRewardsPage(reader, { picture: media.picture, open, newKey: newId }, shop.brand, asked);
  });
};

describe('S27: amounts that are none', () => {
  const amounts = [-1, 0, 1.5, 2 ** 53, 1e300, '100', null, true];
  test.each(amounts)('refuses %s points: 422, and nothing changes', async (points) => {
    await shop.order('1');
    for (const body of [
      { id: 'g', kind: 'goodwill', points },
      { id: 'g', kind: 'correction', points },
      { id: 'g', kind: 'import', points },
    ])
      expect((await give('1', body)).status).toBe(422);
    expect((await shop.api('POST', 'customers/c-1/redemptions', { id: 'r', points })).status).toBe(422);
    expect((await shop.api('PUT', 'rewards/five', { ...fiveOff, pricePoints: points })).status).toBe(422);
    expect(await account('1')).toMatchObject({ balance: 258, entries: [{ kind: 'earn' }] });
  });
  test('refuses NaN, which is no JSON', async () => {
    await shop.order('1');
    const answer = await shop.ask('/api/v1/customers/c-1/points', {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.key}`, 'content-type': 'application/json' },
      body: '{"id":"g","kind":"goodwill","points":NaN}',
    });
    expect([400, 422]).toContain(answer.status);
    expect(await account('1')).toMatchObject({ balance: 258 });
  });
});

describe('giving and taking', () => {
  test('ok goodwill, a correction, what the rules give, each id once', async () => {
    await shop.order('1');
    expect((await give('1', { id: 'g1', kind: 'goodwill', points: 40, note: 'sorry', by: 'Anna' })).body).toMatchObject(
      {
        outcome: 'given',
        account: { balance: 298, entries: [{ kind: 'earn', earnKind: 'goodwill', points: 40, note: 'sorry' }, {}] },
      },
    );
    expect((await give('1', { id: 'g1', kind: 'goodwill', points: 40 })).body.outcome).toBe('duplicate');
    expect((await give('1', { id: 'x1', kind: 'correction', points: 8 })).body).toMatchObject({
      outcome: 'taken',
      account: { balance: 290 },
    });
    expect((await give('1', { id: 's1', kind: 'sign_up' })).body).toMatchObject({
      outcome: 'given',
      account: { balance: 340 },
    });
    expect((await give('1', { id: 's2', kind: 'sign_up' })).body.outcome).toBe('duplicate');
    expect((await give('1', { id: 'v1', kind: 'review' })).body.outcome).toBe('given');
    expect((await give('1', { id: 'v2', kind: 'review' })).body.outcome).toBe('over_limit');
    expect((await give('1', { id: 'f1', kind: 'share' })).status).toBe(409);
    expect((await give('1', { id: 'x2', kind: 'correction', points: 10_000 })).status).toBe(409);
    expect((await give('1', { id: 'x3', kind: 'review', points: 5 })).status).toBe(422);
    expect((await give('nobody', { id: 'x4', kind: 'goodwill', points: 5 })).status).toBe(404);
  });

  test('F6: the same Idempotency-Key answers the same, with another body 409', async () => {
    await shop.order('1');
    const key = { 'idempotency-key': 'k-1' };
    const first = await give('1', { id: 'g1', kind: 'goodwill', points: 40 }, key);
    const again = await give('1', { id: 'g1', kind: 'goodwill', points: 40 }, key);
    expect(again.body).toEqual(first.body);
    expect((await give('1', { id: 'g1', kind: 'goodwill', points: 41 }, key)).status).toBe(409);
    expect(await account('1')).toMatchObject({ balance: 298 });
  });

  test('ok a review elsewhere earns, whatever it says, once for the order', async () => {
    await shop.order('1');
    for (const externalId of ['r1', 'r2']) {
      const said = {
        customerId: 'c-1',
        orderId: '1',
        score: 1,
        comment: 'bad',
        source: 'trusted',
        externalId,
        answeredAt: '2026-11-20T08:00:00Z',
      };
      expect((await shop.api('POST', 'sentiment', said)).status).toBe(200);
    }
    expect(await account('1')).toMatchObject({ balance: 283 });
  });

  test('refuses without the scope, without a programme', async () => {
    await shop.order('1');
    const key = await shop.addKey(['orders:read']);
    const asked = await shop.ask('/api/v1/customers/c-1/points', { headers: { authorization: `Bearer ${key}` } });
    expect(asked.status).toBe(403);
    const bare = await home.addBrand();
    await bare.order('1');
    expect((await bare.api('GET', 'customers/c-1/points')).status).toBe(409);
    expect((await bare.api('GET', 'programme')).body.programme).toBeNull();
    expect((await shop.api('GET', 'programme')).body).toMatchObject({
      timeZone: 'Europe/Berlin',
      programme: { pointsWorthUnit: 100 },
    });
  });
});

describe('expiry waits for the parcel and the case', () => {
  test('ok points stay while a parcel is under way, and seven days more', async () => {
    shop = await home.addBrand({
      loyalty: { unlock: { when: 'placed', days: 0 }, expiry: { policy: 'after_days', days: 2 } },
    });
    await shop.order('1');
    home.clock.set('2026-11-25T12:00:00Z');
    expect(await account('1')).toMatchObject({
      spendable: 25,
      nextExpiry: { pausedFor: 'delivery', on: '2026-12-02' },
    });
    await shop.api('POST', 'shipments/s-1/events', {
      events: [{ status: 'delivered', occurredAt: '2026-11-25T12:00:00Z' }],
    });
    expect(await account('1')).toMatchObject({ nextExpiry: { on: '2026-12-02', pausedFor: null } });
    home.clock.set('2026-12-02T22:59:59Z');
    expect(await account('1')).toMatchObject({ spendable: 25 });
    home.clock.set('2026-12-02T23:00:00Z');
    expect(await account('1')).toMatchObject({ spendable: 0 });
  });

  test('ok points stay while she is unhappy', async () => {
    shop = await home.addBrand({
      loyalty: { unlock: { when: 'placed', days: 0 }, expiry: { policy: 'after_days', days: 2 } },
    });
    const { portal } = await shop.order('1', { shipments: [{ id: 's-1', itemIds: ['i-1'] }] });
    await shop.api('POST', 'shipments/s-1/events', {
      events: [{ status: 'delivered', occurredAt: '2026-11-20T08:00:00Z' }],
    });
    const said = await shop.ask(`${portal}/sentiment`, {
      method: 'POST',
      body: { shipmentId: 's-1', score: 1, reasons: ['damaged'], comment: '' },
    });
    expect(said.status, said.text).toBe(200);
    home.clock.set('2026-12-20T12:00:00Z');
    expect(await account('1')).toMatchObject({ spendable: 25, nextExpiry: { pausedFor: 'hold' } });
    // A hold lasts for ninety days at most, and so does the pause.
    home.clock.set('2027-03-05T12:00:00Z');
    expect(await account('1')).toMatchObject({ spendable: 0 });
  });
});

describe('redeeming', () => {
  test('ok on the page: signed in, held, confirmed by the shop, its code shown to her alone', async () => {
    const { link, page, portal } = await shop.order('1');
    await shop.api('PUT', 'webhooks/w', { url: 'https://shop.example/hook' });
    expect((await shop.api('PUT', 'rewards/five', fiveOff)).body.reward).toMatchObject({ id: 'five', codesLeft: null });
    const cookie = await shop.signInShopper('c-1');
    const form = {
      method: 'POST',
      headers: { origin: shop.brand.origin, cookie },
      body: new URLSearchParams({ reward: 'five', key: 'once' }),
    };
    const [first, second] = [
      await shop.ask(`${page}/rewards/redeem`, form),
      await shop.ask(`${page}/rewards/redeem`, form),
    ];
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toMatch(new RegExp(`^/t/${link}/rewards\\?done=held#`));
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(await account('1')).toMatchObject({
      spendable: 108,
      entries: [{ kind: 'redeem', points: -200, rewardTitle: '5 € off' }, { earnKind: 'sign_up' }, {}],
    });

    const [told, ...more] = await webhookBodies('redemption.held');
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      customerId: 'c-1',
      points: 200,
      status: 'held',
      reward: { rewardId: 'five', valueMinor: 500, minimumOrderMinor: 2_000 },
    });
    expect(told?.code).toMatch(/^[2-9A-Z-]{19}$/);

    const pageOf = (personal: boolean) => rewardsPage('c-1', personal);
    expect((await pageOf(true))?.personal?.redemptions).toMatchObject([
      { status: 'held', code: null, title: '5 € off' },
    ]);
    const settled = await shop.api('PUT', `redemptions/${told?.redemptionId}`, { status: 'redeemed' });
    expect(settled.body.redemption).toMatchObject({ status: 'redeemed', code: told?.code });
    expect((await pageOf(true))?.personal?.redemptions).toMatchObject([{ status: 'redeemed', code: told?.code }]);
    expect(await pageOf(false)).toMatchObject({
      personal: null,
      spendable: 108,
      rewards: [{ id: 'five', availability: 'missing_points', missingPoints: 92 }],
    });

    // Refunding the order on which it was used brings the points back.
    await shop.order('2', { customer: { id: 'c-1' }, codes: [told?.code], totalMinor: 1_000 });
    await shop.api('POST', 'orders/2/refunds', {
      id: 'r',
      amountMinor: 1_000,
      currency: 'EUR',
      refundedAt: '2026-11-20T09:00:00Z',
    });
    expect(await account('1')).toMatchObject({ spendable: 308 });
    expect(
      (
        await shop.ask(`${portal}/rewards/redeem`, {
          method: 'POST',
          headers: { origin: shop.brand.origin, cookie },
          body: { reward: 'five', key: 'two' },
        })
      ).body.redemption,
    ).toMatchObject({ status: 'held', code: null, points: 200 });
  });

  test('S3: refuses without her session: the form leads to the code by mail, JSON is 401', async () => {
    const { page, portal, link } = await shop.order('1');
    await shop.order('2');
    await shop.api('PUT', 'rewards/five', fiveOff);
    const others = await shop.signInShopper('c-2');
    for (const headers of [{ origin: shop.brand.origin }, { origin: shop.brand.origin, cookie: others }]) {
      const json = await shop.ask(`${portal}/rewards/redeem`, { method: 'POST', headers, body: { reward: 'five' } });
      expect(json.status).toBe(401);
      const form = await shop.ask(`${page}/rewards/redeem`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ reward: 'five' }),
      });
      expect(form.status).toBe(303);
      expect(form.headers.get('location')).toContain(`/t/${link}/sign-in?next=`);
    }
    expect(await account('1')).toMatchObject({ spendable: 258 });
  });

  test('refuses what cannot be had, in a word that the page knows', async () => {
    const { page } = await shop.order('1');
    await shop.api('PUT', 'rewards/five', { ...fiveOff, pricePoints: 1_000 });
    const cookie = await shop.signInShopper('c-1');
    const redeem = (body: Record<string, string>) =>
      shop.ask(`${page}/rewards/redeem`, {
        method: 'POST',
        headers: { origin: shop.brand.origin, cookie },
        body: new URLSearchParams(body),
      });
    expect((await redeem({ reward: 'five' })).headers.get('location')).toMatch(/fault=not_available$/);
    expect((await redeem({})).headers.get('location')).toMatch(/fault=reward_missing$/);
    expect((await redeem({ reward: 'none' })).status).toBe(404);
  });

  test('ok at the merchant’s own checkout: held, used on an order, or left', async () => {
    await shop.order('1');
    const hold = (id: string, points: number) => shop.api('POST', 'customers/c-1/redemptions', { id, points });
    expect((await hold('k-1', 150)).body.redemption).toMatchObject({
      status: 'held',
      externalId: 'k-1',
      reward: { kind: 'points', valueMinor: 150, currency: 'EUR' },
    });
    expect((await hold('k-1', 150)).body.redemption).toMatchObject({ status: 'held', points: 150 });
    expect((await hold('k-2', 150)).status).toBe(409);
    expect((await shop.api('PUT', 'redemptions/k-1', { status: 'released' })).body.redemption.status).toBe('released');
    expect((await hold('k-3', 250)).status).toBe(200);
    expect(
      (await shop.api('PUT', 'redemptions/k-3', { status: 'redeemed', orderId: '1' })).body.redemption,
    ).toMatchObject({ status: 'redeemed', orderId: '1' });
    expect((await shop.api('PUT', 'redemptions/k-3', { status: 'released' })).status).toBe(409);
    expect((await shop.api('PUT', 'redemptions/none', { status: 'released' })).status).toBe(404);
    expect((await shop.api('GET', 'redemptions/k-3')).body.redemption.points).toBe(250);
    expect((await shop.api('POST', 'customers/c-1/redemptions', { id: 'k-4' })).status).toBe(422);
  });

  test('ok a pool: uploaded, given once, sold out', async () => {
    await shop.order('1');
    await shop.api('PUT', 'rewards/five', { ...fiveOff, fulfilment: 'pool', pricePoints: 100 });
    expect((await shop.api('POST', 'rewards/five/codes', { codes: ['SAVE-1'] })).body).toEqual({
      added: 1,
      codesLeft: 1,
    });
    const redeem = (id: string) => shop.api('POST', 'customers/c-1/redemptions', { id, rewardId: 'five' });
    expect((await redeem('a')).body.redemption).toMatchObject({ status: 'redeemed', code: 'SAVE-1' });
    expect((await redeem('b')).status).toBe(409);
    expect((await shop.api('GET', 'rewards/five')).body.reward).toMatchObject({ codesLeft: 0, fulfilment: 'pool' });
  });

  test('ok all rewards in pages, with what is left of each pool; codes that nobody was given are taken back', async () => {
    await shop.order('1');
    await shop.api('PUT', 'rewards/five', { ...fiveOff, fulfilment: 'pool', pricePoints: 100 });
    await shop.api('PUT', 'rewards/old', { ...fiveOff, archived: true });
    await shop.api('POST', 'rewards/five/codes', { codes: ['SAVE-1', 'SAVE-2', 'SAVE-3'] });
    await shop.api('POST', 'customers/c-1/redemptions', { id: 'a', rewardId: 'five' });
    const first = (await shop.api('GET', 'rewards?limit=1')).body;
    expect(first).toMatchObject({ rewards: [{ id: 'five', codesLeft: 2, codesGiven: 1 }], next: 'five' });
    const second = (await shop.api('GET', 'rewards?after=five')).body;
    expect(second).toMatchObject({ rewards: [{ id: 'old', archived: true, codesLeft: null }], next: null });
    expect((await shop.api('DELETE', 'rewards/five/codes')).body).toEqual({ deleted: 2 });
    expect((await shop.api('DELETE', 'rewards/five/codes')).body).toEqual({ deleted: 0 });
    expect((await shop.api('GET', 'rewards/five')).body.reward).toMatchObject({ codesLeft: 0, codesGiven: 1 });
    expect((await shop.api('DELETE', 'rewards/none/codes')).status).toBe(404);
  });
});

test('ok the tracking page has the account at a glance, with nothing that says who she is', async () => {
  const { link } = await shop.order('1');
  await home.house.perform((work) =>
    work.tx.insert(products).values({
      id: work.newId(),
      brandId: shop.id,
      externalId: 'p-new',
      name: 'New',
      inStock: true,
      earlyAccessTier: 'gold',
      earlyAccessUntil: new Date('2026-12-01T00:00:00Z'),
      createdAt: work.now,
      updatedAt: work.now,
    }),
  );
  const { store, clock, links, media } = home.house;
  const tracking = await store.read((reader) =>
    readTrackingPage(reader, { links, picture: media.picture }, shop.brand, { link, now: clock() }),
  );
  const glance = tracking?.account;
  expect(glance).toMatchObject({
    programmeName: 'Rewards',
    pointsWord: { other: 'points' },
    spendable: 258,
    worth: { minor: 258 },
    tier: { progress: 258 / 500 },
  });
  expect(JSON.stringify(glance)).not.toMatch(/Naomi|Geheimgasse|example/);
  const page = await rewardsPage('c-1', false, 'de');
  expect(page).toMatchObject({
    programmeName: 'Bonusprogramm',
    earlyAccess: [{ name: 'New', hers: false, opensAt: null, tierName: 'Gold' }],
    waysToEarn: [{ kind: 'order', points: 10, perMinor: 100 }, { kind: 'sign_up', done: false }, { kind: 'review' }],
  });
  expect(page?.expiryByMonth).toHaveLength(13);
  expect(page?.expiryByMonth[0]?.month).toBe('2026-11');
});
