import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

test('ok: stable, and the border between two parts counts', () => {
  expect(fingerprint('a', 'b')).toBe(fingerprint('a', Buffer.from('b')));
  expect(fingerprint('ab', '')).not.toBe(fingerprint('a', 'b'));
});
