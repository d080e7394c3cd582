import { expect, test } from 'vitest';
import { paths } from './paths.ts';

test('ok: another language keeps where the sign-in leads on to and its step, and nothing else', () => {
  const search = '?next=%2Ft%2Fx%2Frewards%3Fbefore%3D1%26lang%3Dde&lang=de&step=code&fault=wrong';
  const url = paths.inLanguage('/t/x/sign-in', 'en', search);
  expect(url).toBe('/t/x/sign-in?lang=en&next=%2Ft%2Fx%2Frewards%3Fbefore%3D1%26lang%3Dde&step=code');
  expect(paths.inLanguage('/t/x', 'pt-BR')).toBe('/t/x?lang=pt-BR');
});
