import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageAfterSignIn } from './next.ts';

const link = 'AbC_-9'.repeat(8);
const own = `/t/${link}`;

describe('pageAfterSignIn', () => {
  test.each([
    own,
    `${own}/rewards`,
    `${own}/settings?done=profile`,
    `${own}/subscriptions#s-1`,
    `${own}?score=4&parcel=s-1#ask-s-1`,
  ])('ok: %s', (next) => expect(pageAfterSignIn(link, next)).toBe(next));

  test.each([
    undefined,
    '',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/desk',
    `${own}/../../desk`,
    `${own}/..%2f..%2fdesk`,
    `${own}//evil.example`,
    `${own}\\evil`,
    `${own}@evil.example`,
    `${own}.evil.example`,
    `${own}x`,
    `${own}/rewards\r\nSet-Cookie: a=b`,
    `${own}/sign-in`,
    `${own}/sign-in/code`,
    `${own}/sign-out`,
    `/t/${'X'.repeat(48)}/rewards`,
  ])('refuses %s', (next) => expect(pageAfterSignIn(link, next)).toBe(own));

  test('refuses whatever a browser would not read as a page below the link', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (rest) => {
        const { origin, pathname } = new URL(pageAfterSignIn(link, own + rest), 'https://shop.example');
        expect(origin).toBe('https://shop.example');
        expect(pathname === own || pathname.startsWith(`${own}/`)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
