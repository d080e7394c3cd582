import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putBrand } from '../brands/index.ts';
import { createSealer } from '../kit/seal.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { addConnection, rotateSecret } from './index.ts';

let workshop: Workshop;
const sealer = createSealer('the secret of this deployment, long enough');
beforeAll(async () => {
  workshop = await openWorkshop();
  await workshop.perform((work) => putBrand(work, { id: 'b', name: 'B', origin: 'https://b.example' }));
});
afterAll(() => workshop.close());

const add = (source: string, secret?: string) =>
  workshop.perform((work) => addConnection(work, sealer, { brandId: 'b', source, secret }));

describe('addConnection', () => {
  test('ok: a secret of its own, and the address to deliver to', async () => {
    const { id, secret, path } = await add('easypost');
    expect(path).toBe(`/hooks/${id}`);
    expect(secret.length).toBeGreaterThanOrEqual(43);
  });

  test('ok: the secret in the address, for a source that signs nothing', async () => {
    const { id, path } = await add('shippo', 'a&b');
    expect(path).toBe(`/hooks/${id}?secret=a%26b`);
    const rotated = await workshop.perform((work) => rotateSecret(work, sealer, { brandId: 'b', id }));
    expect(rotated.path).toBe(`/hooks/${id}?secret=${encodeURIComponent(rotated.secret)}`);
  });

  test.each(['doorstep', 'doorstep-orders'])('ok: %s gets one as Standard Webhooks writes them', async (source) => {
    expect((await add(source)).secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });

  test('refuses a source that does not exist', async () => {
    await expect(add('pigeon')).rejects.toMatchObject({ code: 'invalid' });
  });
});
