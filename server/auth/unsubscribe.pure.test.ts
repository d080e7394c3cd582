import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createUnsubscribes, unsubscribeTopics } from './unsubscribe.ts';

const tokens = createUnsubscribes('a secret of these tests');
const what = { brandId: 'tarn', customerId: '0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b', topic: 'points' } as const;

test('ok: says whose mails end, and which', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.constantFrom(...unsubscribeTopics), (customerId, topic) => {
      const token = tokens.tokenOf({ brandId: 'tarn', customerId, topic });
      expect(token).toHaveLength(44);
      expect(tokens.read(token, 'tarn')).toEqual({ customerId, topic });
    }),
  );
});

test('refuses another brand, another secret, and every altered sign', () => {
  const token = tokens.tokenOf(what);
  expect(tokens.read(token, 'other')).toBeNull();
  expect(createUnsubscribes('another').read(token, 'tarn')).toBeNull();
  for (let at = 0; at < token.length; at += 1) {
    const altered = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    expect(tokens.read(altered, 'tarn')).toBeNull();
  }
  for (const wrong of ['', 'x', `${token}A`, token.slice(1), 'ä'.repeat(44)])
    expect(tokens.read(wrong, 'tarn')).toBeNull();
});
