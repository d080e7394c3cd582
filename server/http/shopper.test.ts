/** Under whose link a session counts. */
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findShopperSession, needsTouch, touchSession } from '../auth/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { findLinkedOrder } from '../trackingPage.ts';
import type { HttpEnv } from './context.ts';
import { readShopperSession } from './shopper.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const whoIsAt = async ({ brand }: TestBrand, path: string, cookie: string) => {
  const { store, perform, clock, links } = house.house;
  const customerOfLink = async (reader: Parameters<typeof findLinkedOrder>[0], id: string, link: string) =>
    (await findLinkedOrder(reader, links, { id }, link))?.customerId ?? null;
  const parts = { store, perform, clock, findShopperSession, needsTouch, touchSession, customerOfLink };
  const app = new Hono<HttpEnv>()
    .use(async (c, next) => {
      c.set('brand', brand);
      await next();
    })
    .use(readShopperSession(parts))
    .get('*', (c) => c.json(c.var.shopper?.customerId ?? null))
    .onError((error, c) => c.json(error.message, 404));
  const answer = await app.request(path, { headers: { cookie } });
  return { status: answer.status, who: await answer.json() };
};

describe('readShopperSession', () => {
  test('ok: her session counts under each of her links, and outside of links', async () => {
    const brand = await house.addBrand();
    const customer = { id: 'c-1', email: 'c@shopper.example' };
    const [one, two] = [await brand.order('1', { customer }), await brand.order('2', { customer })];
    const cookie = await brand.signInShopper('c-1');
    const { who } = await whoIsAt(brand, '/account', cookie);
    expect(who).toMatch(/^[0-9a-f-]{36}$/);
    for (const path of [one.page, `${one.page}/settings`, two.portal, `${two.portal}/live`]) {
      expect((await whoIsAt(brand, path, cookie)).who).toBe(who);
    }
  });

  test('S1 refuses to count somebody else’s session under a link, or any under a forged one', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1');
    await brand.order('2');
    const cookie = await brand.signInShopper('c-2');
    expect(await whoIsAt(brand, page, cookie)).toEqual({ status: 200, who: null });
    expect(await whoIsAt(brand, '/t/forged', await brand.signInShopper('c-1'))).toEqual({ status: 200, who: null });
  });

  test('S2 refuses a session of another brand like an absent page', async () => {
    const [brand, other] = [await house.addBrand(), await house.addBrand()];
    const { page } = await brand.order('1');
    await other.order('1');
    expect((await whoIsAt(brand, page, await other.signInShopper('c-1'))).status).toBe(404);
  });
});
