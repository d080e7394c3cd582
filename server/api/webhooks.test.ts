/** Places that our webhooks go to: what may be registered, and how their secrets change. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { webhookEndpoints } from '../../db/schema/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { openWebhookSink, type WebhookSink } from '../testing/webhookSink.ts';

let home: TestHouse;
let shop: TestBrand;
let sink: WebhookSink;
beforeAll(async () => {
  home = await openTestHouse();
  sink = await openWebhookSink();
  home.house.runner.start();
});
afterAll(async () => {
  await home.close();
  await sink.close();
});
beforeEach(async () => {
  shop = await home.addBrand();
});

const url = 'https://hooks.shop.example/doorstep';
const put = (body: object) => shop.api('PUT', 'webhooks/main', body);

describe('webhooks', () => {
  test('ok: a secret is made and shown once; the same again keeps it; rotate makes another', async () => {
    const first = await put({ url });
    expect(first.body).toEqual({
      id: 'main',
      url,
      kinds: [],
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    });
    expect((await put({ url, kinds: ['alert.opened'] })).body).toEqual({
      id: 'main',
      url,
      kinds: ['alert.opened'],
      secret: null,
    });
    const rotated = await put({ url, rotate: true });
    expect(rotated.body.secret).not.toBe(first.body.secret);
    expect(rotated.body.secret).toMatch(/^whsec_/);
  });

  test('S44 ok: no secret is readable in the database', async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    expect((await put({ url, secret })).body.secret).toBeNull();
    const [row] = await home.house.store.read((reader) =>
      reader.select().from(webhookEndpoints).where(eq(webhookEndpoints.brandId, shop.id)),
    );
    expect(JSON.stringify(row)).not.toContain(secret.slice(6, 20));
  });

  test('S25 ok: what is sent is signed with the new secret and, for a day, with the old one', async () => {
    // The official library goes by the clock of the machine.
    home.clock.set(new Date());
    const { secret } = (await put({ url: sink.url, kinds: ['order.placed'] })).body;
    const rotated = (await put({ url: sink.url, rotate: true })).body.secret;
    for (const [n, known] of [secret, rotated].entries()) {
      sink.useSecrets(known);
      await shop.order(`100${n}`);
      const delivery = await sink.next((one) => JSON.stringify(one.body).includes(`100${n}`));
      expect(delivery).toMatchObject({ genuine: true, body: { type: 'order.placed' } });
    }
  });

  test('ok: deleted, nothing is sent there any more', async () => {
    await put({ url });
    expect((await shop.api('DELETE', 'webhooks/main')).body).toEqual({ id: 'main' });
    expect((await shop.api('DELETE', 'webhooks/other')).status).toBe(404);
    const other = await home.addBrand();
    expect((await other.api('DELETE', 'webhooks/main')).status).toBe(404);
  });

  test.each([
    'http://hooks.shop.example/',
    'https://10.1.2.3/',
    'https://192.168.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::ffff:10.0.0.1]/',
    'https://[fd00::1]/',
    'https://printer.local/',
    'https://intranet/',
    'https://user:secret@hooks.shop.example/',
    'https://hooks.shop.example:22/',
    'ftp://hooks.shop.example/',
    'javascript:alert(1)',
    '/hooks',
    '',
  ])('S20 refuses %s', async (target) => {
    expect(await put({ url: target })).toMatchObject({ status: 422, body: { fields: [{ field: 'url' }] } });
  });

  test('refuses kinds that there are not and secrets that are too short', async () => {
    expect((await put({ url, kinds: ['alert.exploded'] })).status).toBe(422);
    expect((await put({ url, secret: 'whsec_short' })).body.fields).toMatchObject([{ field: 'secret' }]);
    expect((await put({ url, secret: 'x' })).status).toBe(422);
  });
});
