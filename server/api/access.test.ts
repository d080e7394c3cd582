/** Who may ask the merchant API what: over every route of the document, so that a new one is covered when it is added. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../auth/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly scope: string;
}

let home: TestHouse;
let shop: TestBrand;
let other: TestBrand;
let operations: readonly Operation[];

beforeAll(async () => {
  home = await openTestHouse();
  shop = await home.addBrand();
  other = await home.addBrand();
  await shop.order('1001');
  const { body } = await shop.ask('/api/openapi.json');
  operations = Object.entries<Record<string, { security: { key: string[] }[] }>>(body.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: `/api/v1${path.replaceAll('{id}', path.includes('shipments') ? 's-1001' : '1001')}`,
      scope: operation.security[0]?.key[0] ?? '',
    })),
  );
});
afterAll(() => home.close());

const each = async (check: (operation: Operation) => Promise<unknown>): Promise<void> => {
  expect(operations.length).toBeGreaterThan(18);
  for (const operation of operations) await check(operation);
};
const send = (at: TestBrand, { method, path }: Operation, headers: Record<string, string>) =>
  at.ask(path, { method, headers, ...(method === 'GET' ? {} : { body: {} }) });

describe('every route of the merchant API', () => {
  test('S2 refuses the key of another brand like an absent route', async () => {
    const absent = await other.api('GET', 'nothing-is-here');
    await each(async (operation) => {
      const answer = await send(other, operation, { authorization: `Bearer ${shop.key}` });
      expect.soft(answer.status, `${operation.method} ${operation.path}`).toBe(404);
      expect.soft({ ...answer.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
    });
  });

  test('refuses no key, half a key, a key that never was and one that was revoked', async () => {
    const wrong = [
      '',
      'Bearer',
      `Basic ${shop.key}`,
      `Bearer ${shop.key.slice(0, -1)}`,
      `Bearer ${shop.key.slice(0, -2)}AA`,
    ];
    await each(async (operation) => {
      for (const authorization of wrong) {
        const answer = await send(shop, operation, authorization === '' ? {} : { authorization });
        expect.soft(answer.status, `${operation.path} ${authorization}`).toBe(401);
        expect.soft(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
    });
  });

  test('refuses a key that lacks just the scope of the route, and names it', async () => {
    const keys = new Map<string, string>();
    for (const scope of scopes) keys.set(scope, await shop.addKey(scopes.filter((one) => one !== scope)));
    await each(async (operation) => {
      const answer = await send(shop, operation, { authorization: `Bearer ${keys.get(operation.scope)}` });
      expect.soft(answer, `${operation.method} ${operation.path}`).toMatchObject({
        status: 403,
        body: { code: 'forbidden', detail: expect.stringContaining(operation.scope) },
      });
    });
  });

  test('ok: the one scope is enough to get past the door', async () => {
    await each(async (operation) => {
      const key = await shop.addKey([operation.scope]);
      const { status } = await send(shop, operation, { authorization: `Bearer ${key}` });
      // Streams take another type.
      expect
        .soft(
          operation.path.endsWith('/promos/filter') ? [415] : [200, 404, 422],
          `${operation.method} ${operation.path}`,
        )
        .toContain(status);
    });
  });

  test('refuses methods that a path does not have', async () => {
    for (const [method, path] of [
      ['DELETE', 'orders/1001'],
      ['PATCH', 'orders/1001'],
      ['GET', 'orders/1001/refunds'],
      ['POST', 'promos/decision'],
      ['GET', 'sentiment'],
    ] as const) {
      expect.soft((await shop.api(method, path)).status, `${method} ${path}`).toBe(404);
    }
  });
});

test('S2 ok: under a name of ours that is no brand’s, the key says which brand is meant', async () => {
  const headers = { host: 'somewhere.else.example', authorization: `Bearer ${shop.key}` };
  expect((await shop.ask('/api/v1/orders/1001', { headers })).status).toBe(200);
  expect((await shop.ask('/api/v1/orders/1001', { headers: { host: headers.host } })).status).toBe(404);
});
