import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { slackConnections } from '../../db/schema/index.ts';
import { putBrand } from '../brands/index.ts';
import { checkTargetUrl } from '../kit/outbound.ts';
import { createSealer } from '../kit/seal.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { slackUrlPurpose } from './channels/index.ts';
import { connectSlack, disconnectSlack, findSlackUrl } from './slack.ts';

const url = 'https://hooks.slack.com/services/T0/B0/secret';
const sealer = createSealer('a secret of at least 32 characters');
let workshop: Workshop;
let brandId: string;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());
beforeEach(async () => {
  brandId = randomUUID();
  await workshop.perform((work) =>
    putBrand(work, { id: brandId, name: 'Röstwerk', origin: `https://${brandId}.example` }),
  );
});

const connect = (to: string, brand = brandId) =>
  workshop.perform((work) => connectSlack(work, { sealer, outbound: { checkTargetUrl } }, { brandId: brand, url: to }));
const rows = () =>
  workshop.store.read((reader) => reader.select().from(slackConnections).where(eq(slackConnections.brandId, brandId)));
const opened = async (brand = brandId) => {
  const sealed = await workshop.store.read((reader) => findSlackUrl(reader, brand));
  return sealed && sealer.open(sealed, slackUrlPurpose);
};

test('S44 ok: what is stored opens with the secret and says nothing without it', async () => {
  await connect(url);
  expect(await opened()).toBe(url);
  expect(await opened('another brand')).toBeNull();
  expect(JSON.stringify(await rows())).not.toMatch(/slack\.com|secret/);
});

test('ok: a brand has one, which outlives a change of its settings', async () => {
  await connect(url);
  await connect(`${url}-2`);
  await workshop.perform((work) => putBrand(work, { id: brandId, name: 'R.', origin: `https://${brandId}.example` }));
  expect(await rows()).toHaveLength(1);
  expect(await opened()).toBe(`${url}-2`);
});

test('ok: disconnected it is gone; refuses to disconnect what is not there', async () => {
  await connect(url);
  const disconnect = () => workshop.perform((work) => disconnectSlack(work, { brandId }));
  await disconnect();
  expect(await opened()).toBeNull();
  await expect(disconnect()).rejects.toMatchObject({ code: 'not_found' });
});

test.each(['https://10.0.0.1/secret', 'http://hooks.slack.com/secret', 'secret'])(
  'S20 refuses %s, without repeating it',
  async (inward) => {
    const refused = connect(inward);
    await expect(refused).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'url' }] });
    await expect(refused).rejects.not.toThrow(/secret|slack/);
    expect(await rows()).toEqual([]);
  },
);

test('refuses a brand that is not there', async () => {
  await expect(connect(url, 'nobody')).rejects.toMatchObject({ code: 'not_found' });
});
