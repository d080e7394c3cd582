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

  test('ok: a carrier that we ask takes pushes only with a secret of their own', async () => {
    const hookSecret = 'sixteen characters and more';
    expect(await add('dhl', '{"apiKey":"k"}')).toMatchObject({ path: null, pulls: true, pushes: false });
    const both = await add('ups', ` ${JSON.stringify({ clientId: 'i', clientSecret: 's', hookSecret })}\n`);
    expect(both).toMatchObject({ path: `/hooks/${both.id}`, pulls: true, pushes: true });
    expect(await add('fedex', 'only for pushes')).toMatchObject({ pulls: false, pushes: true });
    expect(await add('easypost')).toMatchObject({ pulls: false, pushes: true });
  });

  test.each([
    ['dhl', '{"apikey":"typo"}', /DHL.*apiKey.*Unrecognized key: "apikey"/],
    ['dhl', '{"apiKey":"k","hooksecret":"sixteen characters"}', /Unrecognized key: "hooksecret"/],
    ['dhl', '{"apiKey":"k","hookSecret":"short"}', /hookSecret/],
    ['dhl', '{"apiKey":"k"', /not JSON/],
    ['ups', '{"clientId":"i"}', /clientSecret/],
    ['fedex', '{"clientId":"i","clientSecret":"s","baseUrl":"sandbox"}', /baseUrl/],
  ])('refuses for %s the credential %s', async (source, secret, why) => {
    await expect(add(source, secret)).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(why) });
  });

  test('refuses a source that does not exist', async () => {
    await expect(add('pigeon')).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('rotateSecret', () => {
  const rotate = (id: string, secret?: string) =>
    workshop.perform((work) => rotateSecret(work, sealer, { brandId: 'b', id, secret }));

  test('ok: a new credential', async () => {
    const { id } = await add('dhl', '{"apiKey":"k-1"}');
    expect(await rotate(id, '{"apiKey":"k-2"}')).toMatchObject({ pulls: true, pushes: false, path: null });
  });

  test('refuses to stop asking without being told: with no credential, or with one that cannot be used', async () => {
    const { id } = await add('dhl', '{"apiKey":"k-1"}');
    await expect(rotate(id)).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('asks DHL') });
    await expect(rotate(id, 'k-2')).rejects.toMatchObject({ code: 'invalid' });
    await expect(rotate(id, '{"apikey":"k-2"}')).rejects.toMatchObject({ message: expect.stringContaining('apiKey') });
  });
});
