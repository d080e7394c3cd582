import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addApiKey, authenticateKey, revokeApiKey } from '../auth/index.ts';
import { testApp, testBrand } from '../testing/httpApp.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { keyOf, readApiKey, requireScope } from './apiKey.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.close());

const apiApp = (brandId: string) =>
  testApp(testBrand({ id: brandId }))
    .get('/api/open', (c) => c.text(keyOf(c).name))
    .use('/api/v1/*', readApiKey({ store: shop.store, authenticateKey }))
    .get('/api/v1/alerts', requireScope('alerts:read'), (c) => c.text(keyOf(c).name))
    .put('/api/v1/orders', requireScope('orders:write'), (c) => c.text(keyOf(c).name));

const addKey = (brandId: string, scopes?: string[]) =>
  shop.perform((work) => addApiKey(work, { brandId, name: 'Shop', scopes }));
const bearer = (key: string, method = 'GET') => ({ method, headers: { Authorization: `Bearer ${key}` } });

describe('API key', () => {
  it('ok: the key of the brand gets through, by its scopes', async () => {
    const brandId = shop.newId();
    const app = apiApp(brandId);
    const all = await addKey(brandId);
    expect(await (await app.request('/api/v1/alerts', bearer(all.key))).text()).toBe('Shop');
    const narrow = await addKey(brandId, ['alerts:read']);
    expect((await app.request('/api/v1/alerts', bearer(narrow.key))).status).toBe(200);
    const refused = await app.request('/api/v1/orders', bearer(narrow.key, 'PUT'));
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('orders:write') });
  });

  it('refuses a missing, malformed, unknown or revoked key alike, and says how to send one', async () => {
    const brandId = shop.newId();
    const app = apiApp(brandId);
    const { id, key } = await addKey(brandId);
    await shop.perform((work) => revokeApiKey(work, { brandId, id }));
    const answers = await Promise.all(
      [{}, bearer('x'), bearer(`dsk_00000000_${'A'.repeat(43)}`), bearer(key)].map((init) =>
        app.request('/api/v1/alerts', init),
      ),
    );
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  it('refuses S2: the key of one brand at another, like a route that is not there', async () => {
    const { key } = await addKey(shop.newId());
    const app = apiApp(shop.newId());
    for (const path of ['/api/v1/alerts', '/api/v1/orders', '/api/v1/nothing']) {
      expect((await app.request(path, bearer(key))).status).toBe(404);
    }
  });

  it('refuses a handler that asks for a key where none was read', async () => {
    expect((await apiApp(shop.newId()).request('/api/open')).status).toBe(401);
  });
});
