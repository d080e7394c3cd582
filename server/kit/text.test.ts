import fc from 'fast-check';
import { expect, test } from 'vitest';
import { line } from './schemas.ts';
import { cleanLine } from './text.ts';

test('ok: controls become one space, the ends are trimmed', () => {
  expect(cleanLine('#1\n---\n4321\n', 100)).toBe('#1 --- 4321');
  expect(cleanLine('a\u0000b\r\nBcc: x', 100)).toBe('a b Bcc: x');
  expect(cleanLine('Grüße 👍🏽 שלום', 100)).toBe('Grüße 👍🏽 שלום');
});

test('ok: a surrogate pair is never cut in half', () => {
  expect(cleanLine('ab👍', 3)).toBe('ab');
  expect(cleanLine('ab👍', 4)).toBe('ab👍');
});

test('refuses text of which nothing is left', () => {
  expect(cleanLine('', 10)).toBeUndefined();
  expect(cleanLine(' \t\u0000\u202e ', 10)).toBeUndefined();
});

test('ok: whatever passes is a valid line of the schemas', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, max) => {
      const cleaned = cleanLine(text, max);
      if (cleaned !== undefined) expect(line(max).safeParse(cleaned).success).toBe(true);
    }),
  );
});
