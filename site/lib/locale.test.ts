import { expect, test } from 'vitest';
import { isSpoken } from './locale.ts';

test.each([
  ['pt', 'pt', ['en', 'pt'], true],
  ['pt', 'pt-BR', ['en', 'pt'], true],
  ['en', 'pt-BR', ['en', 'pt'], false],
  ['pt', 'pt-BR', ['pt', 'pt-BR'], false],
  ['pt-BR', 'pt-BR', ['pt', 'pt-BR'], true],
])('ok: %s is what a page in %s is in, of %j: %s', (offered, locale, all, spoken) => {
  expect(isSpoken(offered, locale, all)).toBe(spoken);
});
