import { describe, expect, test } from 'vitest';
import { sentimentInput, shopperAnswerInput } from './inputs.ts';
import { type Answer, standing, unhappiest } from './things.ts';

const fieldsOf = (result: { error?: { issues: readonly { path: PropertyKey[]; code: string }[] } | undefined }) =>
  result.error?.issues.map(({ path, code }) => (code === 'unrecognized_keys' ? code : path.join('.')));

describe('the portal’s answer', () => {
  test('ok: one tap is enough', () => {
    expect(shopperAnswerInput.parse({ shipmentId: 's-1', score: 4 })).toEqual({
      shipmentId: 's-1',
      score: 4,
      occasion: 'delivered',
      reasons: [],
      comment: '',
      contactWish: 'none',
    });
    expect(shopperAnswerInput.parse({ shipmentId: 's-1', occasion: 'problem' }).score).toBeUndefined();
  });

  test('F27 ok: 4,000 characters of anything but NUL', () => {
    const comment = '👩‍👩‍👧‍👦'.repeat(363).padEnd(4000, 'م');
    expect(shopperAnswerInput.parse({ shipmentId: 's-1', score: 1, comment }).comment).toBe(comment);
  });

  test.each([
    ['an extra field', { brandId: 'b' }, 'unrecognized_keys'],
    ['no score', { score: undefined }, 'score'],
    ['a score of 6', { score: 6 }, 'score'],
    ['half a score', { score: 1.5 }, 'score'],
    ['a score in words', { score: '1' }, 'score'],
    ['an unknown reason', { reasons: ['ugly'] }, 'reasons.0'],
    ['nine reasons', { reasons: Array.from({ length: 9 }, () => 'late') }, 'reasons'],
    ['F27 4,001 characters', { comment: 'x'.repeat(4001) }, 'comment'],
    ['F27 NUL', { comment: 'a\u0000b' }, 'comment'],
    ['an unknown wish', { contactWish: 'fax' }, 'contactWish'],
    ['a review', { occasion: 'review' }, 'occasion'],
  ])('S5 refuses %s', (_, wrong, field) => {
    expect(fieldsOf(shopperAnswerInput.safeParse({ shipmentId: 's-1', score: 1, ...wrong }))).toEqual([field]);
  });
});

test('S5 refuses an outside review with extra fields, without a customer or from nowhere', () => {
  expect(fieldsOf(sentimentInput.safeParse({ customerId: 'c-1', score: 1, source: 'x', tier: 'gold' }))).toEqual([
    'unrecognized_keys',
  ]);
  expect(fieldsOf(sentimentInput.safeParse({ score: 1 }))).toEqual(['customerId', 'source']);
});

describe('which answer counts', () => {
  const answer = (id: string, shipmentId: string | null, score: Answer['score'], at: string): Answer => ({
    id,
    brandId: 'b',
    customerId: 'c',
    orderId: 'o',
    shipmentId,
    occasion: 'delivered',
    score,
    reasons: [],
    comment: '',
    contactWish: 'none',
    callNumber: null,
    contradicts: false,
    source: 'page',
    externalId: null,
    answeredAt: new Date(at),
    createdAt: new Date(at),
  });
  const early = answer('a', 's-1', 1, '2026-01-01T00:00Z');
  const late = answer('b', 's-1', 5, '2026-01-02T00:00Z');
  const other = answer('c', 's-2', 2, '2026-01-01T12:00Z');
  const ofOrder = answer('d', null, 2, '2026-01-01T13:00Z');

  test('ok: the newest of each thing, in whatever order they came', () => {
    expect(standing([late, early, ofOrder, other])).toEqual(expect.arrayContaining([late, other, ofOrder]));
    expect(standing([late, early])).toEqual([late]);
  });

  test('ok: the unhappiest of these speaks for them, the newest of equals', () => {
    expect(unhappiest([late, early, other, ofOrder])).toBe(ofOrder);
    expect(unhappiest([early, late])).toBe(late);
    expect(unhappiest([])).toBeNull();
  });
});
