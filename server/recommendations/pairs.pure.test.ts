import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countsOf, differenceOf, likeness } from './pairs.ts';

const placedAt = new Date('2026-11-20T09:00:00Z');
const products = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 });

/** The counts as a flat record, which is easy to add and to compare. */
const flat = (differences: readonly ReturnType<typeof differenceOf>[]): Record<string, number> =>
  Object.fromEntries(
    countsOf(differences.map((difference) => ({ ...difference, placedAt }))).map((count) => [
      `${count.productId}+${count.withProductId}`,
      count.orders,
    ]),
  );

describe('countsOf', () => {
  test('ok: an order counts once for itself, for each product and for each pair both ways', () => {
    expect(flat([differenceOf([], ['a', 'b'])])).toEqual({ '+': 1, 'a+a': 1, 'b+b': 1, 'a+b': 1, 'b+a': 1 });
  });

  test('ok: an order without products counts nothing', () => {
    expect(flat([differenceOf([], [])])).toEqual({});
  });

  test('ok: whatever an order was before, the differences add up to what it is now', () => {
    fc.assert(
      fc.property(fc.array(products, { maxLength: 6 }), products, (before, last) => {
        const ways = [[], ...before, last];
        const steps = ways.slice(1).map((after, at) => differenceOf(ways[at] ?? [], after));
        expect(flat(steps)).toEqual(flat([differenceOf([], last)]));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('likeness', () => {
  test.each([
    ['always together', { one: 5, other: 5, both: 5, all: 50 }, 1],
    ['often together', { one: 8, other: 8, both: 4, all: 100 }, 0.5],
    ['too few to say', { one: 2, other: 2, both: 2, all: 100 }, null],
    ['no more than chance: everybody buys it', { one: 40, other: 50, both: 20, all: 100 }, null],
    ['less than chance', { one: 50, other: 50, both: 5, all: 100 }, null],
    ['unknown', { one: 0, other: 0, both: 3, all: 0 }, null],
  ] as const)('ok: %s', (_, shared, expected) => {
    expect(likeness(shared)).toBe(expected);
  });
});
