import fc from 'fast-check';
import { expect, test } from 'vitest';
import { after, hours } from './clock.ts';
import { type RotatingSecret, secretsValidAt, withNewSecret } from './rotation.ts';

const now = new Date('2026-11-20T09:00:00Z');

test('ok: the first secret is valid until it is replaced', () => {
  const secrets = withNewSecret([], 'first', now);
  expect(secrets).toEqual([{ sealed: 'first', acceptedUntil: null }]);
  expect(secretsValidAt(secrets, new Date('2126-01-01'))).toEqual(['first']);
});

test('ok: the one before is valid for another day, to the millisecond, and comes second', () => {
  const secrets = withNewSecret(withNewSecret([], 'old', now), 'new', now);
  expect(secretsValidAt(secrets, now)).toEqual(['new', 'old']);
  expect(secretsValidAt(secrets, after(now, hours(24) - 1))).toEqual(['new', 'old']);
  expect(secretsValidAt(secrets, after(now, hours(24)))).toEqual(['new']);
});

test('refuses the one before the one before, however fast they were changed', () => {
  const secrets = withNewSecret(withNewSecret(withNewSecret([], 'first', now), 'second', now), 'third', now);
  expect(secretsValidAt(secrets, now)).toEqual(['third', 'second']);
});

test('ok: whenever they are changed, the newest is valid and at most two are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: hours(72) }), { minLength: 1, maxLength: 10 }), (waits) => {
      let secrets: readonly RotatingSecret[] = [];
      let at = now;
      for (const [index, wait] of waits.entries()) {
        at = after(at, wait);
        secrets = withNewSecret(secrets, String(index), at);
        const valid = secretsValidAt(secrets, at);
        expect(valid).toEqual(index === 0 ? ['0'] : [String(index), String(index - 1)]);
      }
    }),
  );
});
