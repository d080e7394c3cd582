/** Every kind of column gives back what it was given, or refuses it: the same on both engines. */
import { desc, eq, gt, inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from './store.ts';
import { createSpecimens, specimens } from './testing/specimens.ts';

type Specimen = typeof specimens.$inferInsert;

const url = process.env.DATABASE_URL ?? '';
let store: Store;
let ids = 0;

beforeAll(async () => {
  store = await openStore(url);
  await createSpecimens(url);
});
afterAll(() => store.close());

/** Writes one row and reads it back, past what the write itself may have kept. */
const roundTrip = async (values: Partial<Specimen>): Promise<typeof specimens.$inferSelect | undefined> => {
  ids += 1;
  const id = String(ids);
  await store.write(async (tx) => void (await tx.insert(specimens).values({ ...values, id })));
  const [row] = await store.read((q) => q.select().from(specimens).where(eq(specimens.id, id)));
  return row;
};

describe('ok', () => {
  test.each<[string, Partial<Specimen>]>([
    ['an instant to the millisecond', { at: new Date('2026-11-20T09:12:00.007Z') }],
    ['an instant before 1970', { at: new Date('1969-12-31T23:59:59.999Z') }],
    ['an instant far ahead', { at: new Date('9999-12-31T23:59:59.999Z') }],
    ['true', { flag: true }],
    ['false', { flag: false }],
    ['the integers of 32 bits', { small: -2_147_483_647 }],
    ['the largest integer of 32 bits', { small: 2_147_483_647 }],
    ['the largest amount', { sum: Number.MAX_SAFE_INTEGER }],
    ['the smallest amount', { sum: Number.MIN_SAFE_INTEGER }],
    ['zero', { sum: 0, small: 0 }],
    ['text from right to left', { word: 'وصل الطرد ‏(اليوم)‏' }],
    ['emoji with joiners', { word: '👩🏽‍🚒 🏳️‍🌈 é' }],
    ['empty text', { word: '' }],
    ['a megabyte of text', { note: '🙂ä\n'.repeat(150_000) }],
    ['bytes with NUL', { raw: Buffer.from([0, 1, 0, 255, 254, 0]) }],
    ['no bytes', { raw: Buffer.alloc(0) }],
    [
      'an object',
      { data: { text: 'zoë "🙂" \\u0000 \\', none: null, list: [1, -0.5, true, { deep: [] }], empty: {} } },
    ],
    ['a list', { data: [] }],
    ['a text that is JSON itself', { data: '{"a":1}' }],
    ['a text that reads like a number', { data: '123' }],
    ['the text null', { data: 'null' }],
    ['a number', { data: 1.5 }],
    ['a large number', { data: { n: Number.MAX_SAFE_INTEGER, e: 1e300, small: 5e-324 } }],
    ['false as JSON', { data: false }],
    ['key names with dots, quotes and emoji', { data: { 'a.b': 1, "it's": 2, '🙂': 3, '': 4 } }],
  ])('%s', async (_kind, values) => {
    expect(await roundTrip(values)).toMatchObject(values);
  });

  test('nothing at all', async () => {
    const none = { word: null, note: null, flag: null, at: null, small: null, sum: null, data: null, raw: null };
    expect(await roundTrip(none)).toMatchObject(none);
  });

  test('any JSON', async () => {
    const values = fc
      .sample(fc.jsonValue({ stringUnit: 'binary' }), 100)
      .filter((value) => !JSON.stringify(value).includes('\\u0000'));
    const rows = values.map((data, at) => ({ id: `json-${at}`, data }));
    await store.write(async (tx) => void (await tx.insert(specimens).values(rows)));
    const found = await store.read((q) => q.select({ id: specimens.id, data: specimens.data }).from(specimens));
    const byId = new Map(found.map(({ id, data }) => [id, data]));
    for (const { id, data } of rows)
      expect(byId.get(id)).toEqual(data === null ? null : JSON.parse(JSON.stringify(data)));
  });

  test('half a surrogate pair, as any UTF-8 has it: replaced', async () => {
    const broken = 'cut 🙂'.slice(0, -1);
    const whole = 'cut \ufffd';
    expect(await roundTrip({ word: broken, data: { [broken]: [broken, `\\${broken}`] } })).toMatchObject({
      word: whole,
      data: { [whole]: [whole, `\\${whole}`] },
    });
  });

  test('values are compared as they are stored', async () => {
    const at = new Date('2026-03-01T00:00:00.123Z');
    const row = await roundTrip({ at, sum: 9_007_199_254_740_000, flag: true, word: 'compared' });
    const found = await store.read((q) =>
      q
        .select({ id: specimens.id })
        .from(specimens)
        .where(inArray(specimens.at, [at]))
        .orderBy(desc(specimens.sum)),
    );
    expect(found).toEqual([{ id: row?.id }]);
    const larger = await store.read((q) => q.select().from(specimens).where(gt(specimens.at, at)));
    expect(larger.map(({ id }) => id)).not.toContain(row?.id);
  });
});

describe('refuses', () => {
  test.each<[string, Partial<Specimen>]>([
    ['NUL in text', { word: 'a\0b' }],
    ['NUL in JSON', { data: { comment: 'a\0b' } }],
    ['NUL in a key of JSON', { data: { 'a\0': 1 } }],
    ['NUL after a backslash in JSON', { data: '\\\0' }],
    ['what is not JSON', { data: () => {} }],
    ['an integer of more than 32 bits', { small: 2_147_483_648 }],
    ['a fraction', { small: 1.5 }],
    ['a fraction of an amount', { sum: 0.1 }],
    ['an amount of 2^53', { sum: 2 ** 53 }],
    ['NaN', { sum: Number.NaN }],
    ['an invalid date', { at: new Date(Number.NaN) }],
  ])('%s', async (_kind, values) => {
    await expect(roundTrip(values)).rejects.toThrow(Error);
    expect(
      await store.read((q) =>
        q
          .select()
          .from(specimens)
          .where(eq(specimens.id, String(ids))),
      ),
    ).toEqual([]);
  });
});
