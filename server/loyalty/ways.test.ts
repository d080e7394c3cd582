/** Whatever the page promises points for is given for, once or as often as the rule lets. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { referralCodes } from '../../db/schema/index.ts';
import { findCustomer } from '../customers/index.ts';
import { ensureCode, takeInvitation } from '../referrals/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { readRewardsPage } from './queries.ts';

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());

const open = async (earn: object, own: object = {}) => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand({ loyalty: { earn: { order: null, ...earn } }, ...own });
  await shop.order('1');
};
const points = async (): Promise<number> => (await shop.api('GET', 'customers/c-1/points')).body.account.balance;
const way = async (kind: string) => {
  const page = await home.house.store.read(async (reader) => {
    const customerId = (await findCustomer(reader, shop.id, 'c-1'))?.id ?? '';
    const asked = { customerId, locale: 'en', timeZone: 'UTC', now: home.clock(), personal: false };
    return readRewardsPage(reader, { picture: () => null, open: () => null, newKey: () => '' }, shop.brand, asked);
  });
  return page?.waysToEarn.find((one) => one.kind === kind);
};

describe('for joining', () => {
  test('ok the first time that she signs in, and never again', async () => {
    await open({ sign_up: { points: 50 } });
    expect(await points()).toBe(0);
    expect(await way('sign_up')).toMatchObject({ done: false, where: 'sign_in' });
    await shop.signInShopper('c-1');
    expect(await points()).toBe(50);
    expect(await way('sign_up')).toMatchObject({ done: true });
    await shop.signInShopper('c-1');
    expect((await shop.api('POST', 'customers/c-1/points', { id: 'x', kind: 'sign_up' })).body.outcome).toBe(
      'duplicate',
    );
    expect(await points()).toBe(50);
  });
  test('ok a member whom the shop welcomed first is not welcomed twice', async () => {
    await open({ sign_up: { points: 50 } });
    await shop.api('POST', 'customers/c-1/points', { id: 'x', kind: 'sign_up' });
    await shop.signInShopper('c-1');
    expect(await points()).toBe(50);
  });
});

describe('for passing it on', () => {
  const referrals = {
    referrals: { friend: { kind: 'percentage', percent: 10 }, referrer: { kind: 'points', points: 9 } },
  };
  let visits = 0;
  const visit = (deviceHash = `device-${visits}`) =>
    home.house.perform(async (work) => {
      const customerId = (await findCustomer(work.tx, shop.id, 'c-1'))?.id ?? '';
      await ensureCode(work, { brandId: shop.id, customerId, deviceHash: 'her-own' });
      const [code] = await work.tx.select().from(referralCodes).where(eq(referralCodes.brandId, shop.id));
      visits += 1;
      if (code) await takeInvitation(work, code, { token: `token-${visits}`, deviceHash });
    });

  test('ok the first friend who takes the invitation, once', async () => {
    await open({ share: { points: 15 } }, referrals);
    expect(await way('share')).toMatchObject({ done: false, where: 'refer' });
    await visit();
    await visit();
    expect(await points()).toBe(15);
    expect(await way('share')).toMatchObject({ done: true });
  });
  test('ok as many in a period as the limit lets', async () => {
    await open({ share: { points: 15, limit: { per: 'month', times: 2 } } }, referrals);
    for (let n = 0; n < 3; n += 1) await visit();
    expect(await points()).toBe(30);
    home.clock.set('2026-12-02T09:00:00Z');
    await visit();
    expect(await points()).toBe(45);
  });
  test('refuses her own browser', async () => {
    await open({ share: { points: 15 } }, referrals);
    await visit('her-own');
    expect(await points()).toBe(0);
    await visit();
    expect(await points()).toBe(15);
  });
});

describe('for a review', () => {
  const rate = (own: object) =>
    shop.api('POST', 'sentiment', { customerId: 'c-1', orderId: '1', score: 4, source: 'reviews', ...own });
  const answer = async (body: object) => {
    const { portal } = await shop.order('1');
    const headers = { origin: shop.brand.origin };
    const told = { shipmentId: 's-1', score: 2, reasons: [], ...body };
    return shop.ask(`${portal}/sentiment`, { method: 'POST', headers, body: told });
  };
  test('ok words at the ask count as much as a review elsewhere, once an order', async () => {
    await open({ review: { points: 25 } });
    await shop.api('POST', 'shipments/s-1/events', {
      events: [{ status: 'delivered', occurredAt: home.clock().toISOString() }],
    });
    expect((await answer({ comment: '' })).status).toBe(200);
    expect(await points()).toBe(0);
    expect((await answer({ comment: 'Der Karton war offen.' })).status).toBe(200);
    expect(await points()).toBe(25);
    await answer({ score: 5, comment: 'Alles gut.' });
    await rate({ externalId: 'v-1' });
    expect(await points()).toBe(25);
    expect(await way('review')).toMatchObject({ where: 'parcel' });
  });
});
