/**
 * What holds for every route there is, generated from the app's own table: a route that is added is in it. One brand's
 * session and key mean nothing at another, and what a link alone may read names nobody.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse, type TestBrand, type TestHouse } from './testing/house.ts';

let house: TestHouse;
let [brand, other]: TestBrand[] = [];
let link = '';
beforeAll(async () => {
  house = await openTestHouse();
  [brand, other] = [await house.addBrand(), await house.addBrand()];
  for (const one of [brand, other]) await one.order('1');
  link = (await richOrder(brand)).link;
});
afterAll(() => house.close());

const at = (one: TestBrand | undefined): TestBrand => one ?? expect.unreachable();

/** An order with everything that could slip out. */
const richOrder = async (shop: TestBrand) => {
  const order = await shop.order('rich');
  await shop.api('POST', 'shipments/s-rich/events', {
    events: [{ status: 'delivered', occurredAt: '2026-11-19T09:00:00Z', place: { city: 'Köln', postalCode: '50667' } }],
  });
  await shop.api('POST', 'orders/rich/refunds', {
    id: 'r-1',
    amountMinor: 100,
    currency: 'EUR',
    reason: 'Interne Notiz: Kulanz',
    refundedAt: '2026-11-19T10:00:00Z',
  });
  await shop.ask(`${order.portal}/sentiment`, {
    method: 'POST',
    body: { shipmentId: 's-rich', score: 1, reasons: ['damaged'], comment: 'Zerbrochen.' },
  });
  return order;
};

/** Method and path of every route, with `ids` in the place of parameters. */
const routesUnder = (prefix: RegExp, ids: Readonly<Record<string, string>>): readonly (readonly [string, string])[] => {
  const all = house.app.routes.filter(
    ({ method, path }) => method !== 'ALL' && prefix.test(path) && !path.includes('*'),
  );
  const filled = all.map(({ method, path }) => {
    const url = path.replace(/:(\w+)(?:\{[^}]*\})?/g, (_, name: string) => ids[name] ?? '1');
    return [method, url] as const;
  });
  return [...new Map(filled.map((one) => [one.join(' '), one])).values()];
};

const bodyFor = (method: string) => (method === 'GET' || method === 'DELETE' ? {} : { body: {} });

describe('every route', () => {
  test('S2 refuses a session of another brand: 404 wherever sessions are read', async () => {
    const cookie = await at(brand).signInShopper('c-rich');
    const here = at(other);
    const own = (await here.order('1')).link;
    const routes = [
      ...routesUnder(/^\/(?:t|api\/portal\/t)\//, { link: own }),
      ...routesUnder(/^\/(?:t|api\/portal\/t)\//, { link }),
    ];
    expect(routes.length).toBeGreaterThan(40);
    const answers: string[] = [];
    for (const [method, path] of routes) {
      const { status } = await here.ask(path, { method, headers: { cookie }, ...bodyFor(method) });
      if (status !== 404) answers.push(`${method} ${path.replace(own, ':link')}: ${status}`);
    }
    expect(answers).toEqual([]);
  });

  test('S2 refuses a key of another brand: 404 on every route of the API', async () => {
    const routes = routesUnder(/^\/api\/v1\//, { id: '1' });
    expect(routes.length).toBeGreaterThan(20);
    const answers: string[] = [];
    for (const [method, path] of routes) {
      const headers = { authorization: `Bearer ${at(brand).key}` };
      const { status } = await at(other).ask(path, { method, headers, ...bodyFor(method) });
      if (status !== 404) answers.push(`${method} ${path}: ${status}`);
    }
    expect(answers).toEqual([]);
  });

  test('S4 ok: whatever a link alone may read names nobody: no mail, phone, name, street, and no word of the shop’s own', async () => {
    const routes = routesUnder(/^\/(?:t|api\/portal\/t)\//, { link }).filter(([method]) => method === 'GET');
    const read: string[] = [];
    for (const [, path] of routes) {
      if (path.endsWith('/live')) continue;
      const { status, text } = await at(brand).ask(path);
      if (status === 200) read.push(path);
      expect(text, path).not.toMatch(
        /rich@shopper|shopper\.example|unverkennbar|naomi|4915112345678|geheimgasse|50667|interne notiz|kulanz/i,
      );
    }
    expect(read.length).toBeGreaterThan(0);
  });
});
