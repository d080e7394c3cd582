import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesHmac } from './signature.ts';

const body = Buffer.from('{"a":1}');
const digest = (key: string) => createHmac('sha256', key).update(body).digest();

describe('matchesHmac', () => {
  test('ok in hex, in either case, and in base64', () => {
    expect(matchesHmac(body, digest('k').toString('hex'), ['k'], 'hex')).toBe(true);
    expect(matchesHmac(body, digest('k').toString('hex').toUpperCase(), ['k'], 'hex')).toBe(true);
    expect(matchesHmac(body, digest('k').toString('base64'), ['k'], 'base64')).toBe(true);
  });

  test('ok under the second of two keys', () => {
    expect(matchesHmac(body, digest('new').toString('hex'), ['old', 'new'], 'hex')).toBe(true);
  });

  test('refuses every single flipped bit (S23)', () => {
    for (let bit = 0; bit < 256; bit++) {
      const bytes = digest('k');
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(matchesHmac(body, bytes.toString('hex'), ['k'], 'hex')).toBe(false);
    }
  });

  test('refuses an empty key, no key, and no signature', () => {
    expect(matchesHmac(body, digest('').toString('hex'), [''], 'hex')).toBe(false);
    expect(matchesHmac(body, digest('k').toString('hex'), [], 'hex')).toBe(false);
    expect(matchesHmac(body, undefined, ['k'], 'hex')).toBe(false);
    expect(matchesHmac(body, '', ['k'], 'hex')).toBe(false);
  });

  test('refuses what decodes to the right bytes but is not in the encoding (S23)', () => {
    const right = digest('k').toString('base64');
    expect(matchesHmac(body, `${right} `, ['k'], 'base64')).toBe(false);
    expect(matchesHmac(body, right.replace('=', ''), ['k'], 'base64')).toBe(false);
    expect(matchesHmac(body, `${digest('k').toString('hex')}zz`, ['k'], 'hex')).toBe(false);
  });

  test('refuses anything else without throwing (S23)', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('hex' as const, 'base64' as const),
        (text, encoding) => {
          expect(matchesHmac(body, text, ['k'], encoding)).toBe(false);
        },
      ),
    );
  });
});
