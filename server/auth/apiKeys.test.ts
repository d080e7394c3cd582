import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeys } from '../../db/schema/index.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { addApiKey, authenticateKey, revokeApiKey } from './apiKeys.ts';
import { scopes } from './scopes.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.close());

const add = (input: Partial<Parameters<typeof addApiKey>[1]> = {}) =>
  shop.perform((work) => addApiKey(work, { brandId: shop.newId(), name: 'Shop', ...input }));
const authenticate = (header: string | undefined) => shop.store.read((reader) => authenticateKey(reader, header));

describe('API keys', () => {
  it('ok: a key says whose it is and has every scope unless given fewer', async () => {
    const brandId = shop.newId();
    const { id, key } = await add({ brandId });
    expect(key).toMatch(/^dsk_[0-9a-f]{8}_[\w-]{43}$/);
    expect(await authenticate(`Bearer ${key}`)).toEqual({ id, brandId, name: 'Shop', scopes });
    const narrow = await add({ brandId, scopes: ['promos:read', 'orders:read'] });
    expect((await authenticate(`bearer ${narrow.key}`))?.scopes).toEqual(['orders:read', 'promos:read']);
  });

  it('ok S44: the row holds neither the key nor its secret', async () => {
    const { id, key } = await add();
    const rows = await shop.store.read((reader) => reader.select().from(apiKeys).where(eq(apiKeys.id, id)));
    expect(JSON.stringify(rows)).not.toContain(key.slice(13));
    expect(JSON.stringify(rows)).toContain(key.slice(0, 12));
  });

  it('refuses a revoked key, and to revoke the key of another brand', async () => {
    const brandId = shop.newId();
    const { id, key } = await add({ brandId });
    await expect(shop.perform((work) => revokeApiKey(work, { brandId: 'other', id }))).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await authenticate(`Bearer ${key}`)).not.toBeNull();
    await shop.perform((work) => revokeApiKey(work, { brandId, id }));
    expect(await authenticate(`Bearer ${key}`)).toBeNull();
  });

  it('refuses whatever is no key', async () => {
    const { key } = await add();
    const other = key.endsWith('A') ? 'B' : 'A';
    for (const header of [undefined, '', key, `Basic ${key}`, `Bearer ${key}x`, `Bearer ${key.slice(0, -1)}${other}`]) {
      expect(await authenticate(header)).toBeNull();
    }
  });

  it('refuses scopes that do not exist, no scope at all, and a name of two lines', async () => {
    for (const input of [{ scopes: ['orders:delete'] }, { scopes: [] }, { name: 'a\nb' }, { name: '' }]) {
      await expect(add(input)).rejects.toMatchObject({ code: 'invalid' });
    }
  });
});
