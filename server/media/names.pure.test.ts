import { expect, test } from 'vitest';
import { createNames } from './names.ts';

const names = createNames(Buffer.alloc(32, 1));
const url = 'https://cdn.example.com/ä/kaffee.jpg?v=1&width=400';
const name = names.nameOf(url);

test('ok: the address comes back, from a name that is safe in a path', () => {
  expect(name).toMatch(/^[\w-]+\.[\w-]{22}$/);
  expect(names.urlOf(name)).toBe(url);
});

test('S36 refuses every other name', () => {
  const [encoded, mac] = name.split('.') as [string, string];
  const other = Buffer.from('https://elsewhere.example/x.png').toString('base64url');
  const forged = [`${other}.${mac}`, encoded, `${encoded}.`, `${encoded}.${'A'.repeat(22)}`, `${encoded}A.${mac}`];
  for (const one of [...forged, `.${mac}`, '', 'x', `${name} `, createNames(Buffer.alloc(32, 2)).nameOf(url)]) {
    expect(names.urlOf(one)).toBeNull();
  }
});
