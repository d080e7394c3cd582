/**
 * What holds for every route there is, generated from the app's own table: a route that is added is in it. One brand's
 * session and key mean nothing at another, and what a link alone may read names nobody.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dumpTables } from './testing/dump.ts';
import { type Answered, openTestHouse, type TestBrand, type TestHouse } from './testing/house.ts';

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

/** The desk's pages are Astro's, so the table has none of them. */
const deskPages = ['/desk', '/desk/cases/1', '/desk/watch', '/desk/watch/1', '/desk/sign-in'];

/** Each route is answered with 404 in the words of `absent`, and nothing changes in either brand. */
const expectRefusals = async (
  routes: readonly (readonly [string, string])[],
  absent: Answered,
  ask: (method: string, path: string, address: string) => Promise<Answered>,
): Promise<void> => {
  const said = ({ status, text }: Answered): string => `${status} ${text.replace(/"requestId":"[^"]*"/, '')}`;
  const dump = () => Promise.all([brand, other].map((one) => dumpTables(house.house.store, at(one).id)));
  const before = await dump();
  const answers: string[] = [];
  for (const [index, [method, path]] of routes.entries()) {
    // Limits count by address.
    const answer = said(await ask(method, path, `203.0.113.${index}`));
    if (answer !== said(absent)) answers.push(`${method} ${path}: ${answer}`);
  }
  expect(answers).toEqual([]);
  expect(await dump()).toEqual(before);
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
    const absent = await here.ask('/api/portal/t/nothing-is-here/glance');
    await expectRefusals(routes, absent, (method, path, address) =>
      here.ask(path, { method, headers: { cookie }, address, ...bodyFor(method) }),
    );
  });

  test('S2 refuses a desk’s session of another brand: 404 on every route of the desk', async () => {
    const cookie = await at(brand).signInStaff('admin');
    const here = at(other);
    const routes = [...routesUnder(/^\/desk\//, { id: '1' }), ...deskPages.map((path) => ['GET', path] as const)];
    expect(routes.length).toBeGreaterThan(10);
    const absent = await here.ask('/api/portal/t/nothing-is-here/glance');
    await expectRefusals(routes, absent, (method, path, address) =>
      here.ask(path, {
        method,
        headers: { cookie },
        address,
        ...(method === 'POST' ? { body: new URLSearchParams() } : {}),
      }),
    );
  });

  test('S2 refuses a key of another brand: 404 on every route of the API', async () => {
    const routes = routesUnder(/^\/api\/v1\//, { id: '1' });
    expect(routes.length).toBeGreaterThan(20);
    const absent = await at(other).api('GET', 'nothing-is-here');
    const headers = { authorization: `Bearer ${at(brand).key}` };
    await expectRefusals(routes, absent, (method, path, address) =>
      at(other).ask(path, { method, headers, address, ...bodyFor(method) }),
    );
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
