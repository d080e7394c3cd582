import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { getBrand, putBrand } from './index.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const put = (name: string) =>
  workshop.perform((work) => putBrand(work, { id: 'b', name, origin: 'https://b.example' }));
const nameNow = async () => (await workshop.store.read((reader) => getBrand(reader, 'b'))).name;

test('ok: a brand that is changed is seen changed, within the transaction and after it', async () => {
  await put('Old');
  const names = await workshop.perform(async (work) => {
    const before = await getBrand(work.tx, 'b');
    await putBrand(work, { id: 'b', name: 'New', origin: 'https://b.example' });
    return [before.name, (await getBrand(work.tx, 'b')).name];
  });
  expect(names).toEqual(['Old', 'New']);
  expect(await nameNow()).toBe('New');
});

test('ok: what was rolled back was never seen', async () => {
  await put('Kept');
  const broken = workshop.perform(async (work) => {
    await putBrand(work, { id: 'b', name: 'Lost', origin: 'https://b.example' });
    await getBrand(work.tx, 'b');
    throw new Error('the end of it');
  });
  await expect(broken).rejects.toThrow('the end of it');
  expect(await nameNow()).toBe('Kept');
});

test.each([
  'shop.example',
  'ftp://b.example',
  'https://b.example/track',
  'https://b.example/?a=1',
  'https://a@b.example',
])('refuses %s as an origin: pages are served from the root of a host', async (origin) => {
  await expect(workshop.perform((work) => putBrand(work, { id: 'b', name: 'B', origin }))).rejects.toMatchObject({
    code: 'invalid',
    fields: [{ field: 'origin', message: 'must be http(s)://host, without a path' }],
  });
});
