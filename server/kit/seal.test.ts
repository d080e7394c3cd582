import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSealer } from './seal.ts';

const sealer = createSealer('a secret of the deployment, long enough');

describe('seal', () => {
  test('ok: any text comes back, and no two seals of it look alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, purpose) => {
        const sealed = sealer.seal(text, purpose);
        expect(sealed).toMatch(/^v1\.[\w-]+$/);
        expect(sealed).not.toBe(sealer.seal(text, purpose));
        expect(sealer.open(sealed, purpose)).toBe(text);
      }),
    );
  });

  test('refuses another purpose', () => {
    expect(sealer.open(sealer.seal('whsec_x', 'webhook'), 'slack')).toBeNull();
  });

  test('refuses another secret', () => {
    expect(createSealer('another secret').open(sealer.seal('whsec_x', 'webhook'), 'webhook')).toBeNull();
  });

  test('refuses a single flipped bit anywhere', () => {
    const bytes = Buffer.from(sealer.seal('whsec_x', 'webhook').slice(3), 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(sealer.open(`v1.${altered.toString('base64url')}`, 'webhook')).toBeNull();
    }
  });

  test.each(['', 'v1.', 'v1.AAAA', 'v2.AAAA', 'whsec_plain', `v1.${'A'.repeat(36)}`])('refuses %j', (sealed) => {
    expect(sealer.open(sealed, 'webhook')).toBeNull();
  });

  test('refuses an empty secret', () => {
    expect(() => createSealer('')).toThrow(RangeError);
  });
});

describe('keys and hashes', () => {
  test('ok: stable for a purpose, 256 bits, unrelated between purposes and secrets', () => {
    expect(sealer.deriveKey('link')).toEqual(createSealer('a secret of the deployment, long enough').deriveKey('link'));
    expect(sealer.deriveKey('link')).toHaveLength(32);
    expect(sealer.deriveKey('link')).not.toEqual(sealer.deriveKey('code'));
    expect(sealer.deriveKey('link')).not.toEqual(createSealer('another secret').deriveKey('link'));
  });

  test('S44 ok: the hash of a short code depends on the secret and the purpose', () => {
    const hash = sealer.hashToken('123456', 'sign-in');
    expect(hash).toBe(sealer.hashToken('123456', 'sign-in'));
    expect(hash).not.toBe(sealer.hashToken('123456', 'api-key'));
    expect(hash).not.toBe(createSealer('another secret').hashToken('123456', 'sign-in'));
  });
});
