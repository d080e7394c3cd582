import { expect, test } from 'vitest';
import { z } from 'zod';
import { firstFault, parseJson, someId, someList, someRecord, someText, someWebAddress } from './payload.ts';

const shape = z.object({
  id: someId,
  name: someText(5),
  url: someWebAddress,
  place: someRecord({ city: someText(9) }),
  list: someList(someId, 2),
});

test('ok: every field is read on its own', () => {
  expect(
    shape.parse({ id: 7, name: 'too long', url: 'https://a.example/☃', place: { city: 'Köln' }, list: ['a', 3, 'c'] }),
  ).toEqual({
    id: '7',
    name: 'too l',
    url: 'https://a.example/%E2%98%83',
    place: { city: 'Köln' },
    list: ['a', '3'],
  });
});

test.each([
  {},
  { id: null, name: null, url: null, place: null, list: null },
  { id: {}, name: [], url: 1, place: 'x', list: {} },
])('ok: absent, null and wrong fields cost nothing else', (value) => {
  expect(shape.parse(value)).toEqual({ list: [] });
});

test('ok: JSON inside a JSON string is taken out, a byte order mark dropped', () => {
  expect(parseJson(Buffer.from(JSON.stringify('{"a":1}')))).toEqual({ a: 1 });
  expect(parseJson(Buffer.from('\ufeff{"a":1}'))).toEqual({ a: 1 });
});

test('ok: the first fault names its field', () => {
  const read = z.object({ items: z.array(z.object({ quantity: z.int() })) }).safeParse({ items: [{}] });
  expect(firstFault(read.error ?? new z.ZodError([]))).toContain('items.0.quantity: ');
});

test('refuses addresses that a page must not link to', () => {
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    '/relative',
    'https://user:pw@bank.example',
    `https://a.example/${'x'.repeat(2000)}`,
  ]) {
    expect(someWebAddress.parse(url)).toBeUndefined();
  }
});

test('refuses ids that lost their digits, and text that is no JSON', () => {
  expect(someId.parse(2 ** 60)).toBeUndefined();
  expect(someId.parse(1.5)).toBeUndefined();
  expect(parseJson(Buffer.from([0xff, 0xfe, 0x00]))).toBeUndefined();
  expect(parseJson(Buffer.from('['.repeat(100_000)))).toBeUndefined();
});
