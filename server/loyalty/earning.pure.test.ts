import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brandSettings } from '../brands/settings.ts';
import {
  type EarningOrder,
  everything,
  leftAfter,
  nothing,
  pointsBy,
  ruleFor,
  ruleForChanged,
  spendBy,
} from './earning.ts';
import { worthOf } from './redemptions.ts';

const programme = (loyalty: unknown) => {
  const found = brandSettings.parse({ loyalty }).loyalty;
  if (found === null) throw new Error('no programme');
  return found;
};
const order = (own: Partial<EarningOrder> = {}): EarningOrder => ({
  currency: 'EUR',
  totalMinor: 5_990,
  taxMinor: 950,
  shippingMinor: 490,
  discountMinor: 500,
  items: [{ productId: 'p-1', quantity: 1, unitPriceMinor: 5_500 }],
  ...own,
});
const plain = { tierMultiplier: 1, atMost: null };
const points = (loyalty: unknown, own: Partial<EarningOrder> = {}, standing: Parameters<typeof ruleFor>[2] = plain) => {
  const rule = ruleFor(programme(loyalty), order(own), standing);
  return rule && pointsBy(rule);
};

describe('points of an order', () => {
  test.each([
    ['with shipping left out', { earn: { order: { pointsPerUnit: 1 } } }, 55],
    ['on everything', { earn: { order: { withShipping: true } } }, 59],
    ['without tax', { earn: { order: { withTax: false } } }, 45],
    ['before discounts', { earn: { order: { beforeDiscounts: true } } }, 60],
    ['ten a unit, to the cent', { earn: { order: { pointsPerUnit: 10 } } }, 550],
    ['two for five euros', { earn: { order: { rates: { EUR: { points: 2, perMinor: 500 } } } } }, 22],
  ])('ok %s', (_name, loyalty, expected) => expect(points(loyalty)).toBe(expected));

  test('ok the yen has no cents, the dinar has a thousand', () => {
    const some = { totalMinor: 12_345, taxMinor: null, shippingMinor: null };
    expect(points('points', { ...some, currency: 'JPY' })).toBe(12_345);
    expect(points('points', { ...some, currency: 'KWD' })).toBe(12);
  });
  test('ok only the named currencies earn when the rest is switched off', () => {
    const loyalty = { earn: { order: { pointsPerUnit: null, rates: { USD: { points: 1, perMinor: 100 } } } } };
    expect(points(loyalty)).toBeNull();
    expect(points(loyalty, { currency: 'USD' })).toBe(55);
  });
  test('ok tiers and products multiply; products by their share of the price', () => {
    const loyalty = { earn: { order: { withShipping: true, products: { double: 2 } } } };
    const items = [
      { productId: 'double', quantity: 1, unitPriceMinor: 3_000 },
      { productId: null, quantity: 3, unitPriceMinor: 1_000 },
    ];
    expect(points(loyalty, { items, totalMinor: 6_000 })).toBe(90);
    expect(points(loyalty, { items, totalMinor: 6_000 }, { tierMultiplier: 1.25, atMost: null })).toBe(112);
  });
  test('ok no more than the limit leaves, and a refund first takes what was above it', () => {
    const rule = ruleFor(programme('points'), order({ totalMinor: 50_490 }), { tierMultiplier: 1, atMost: 100 });
    if (!rule) throw new Error('no rule');
    expect(pointsBy(rule)).toBe(100);
    expect(pointsBy(rule, { minor: 9, ofMinor: 10 })).toBe(100);
    expect(pointsBy(rule, { minor: 1, ofMinor: 10 })).toBe(50);
  });
  test('ok a kept rule does not change with the programme', () => {
    const rule = ruleFor(programme({ earn: { order: { pointsPerUnit: 10 } } }), order(), plain);
    if (!rule) throw new Error('no rule');
    const changed = ruleForChanged(
      rule,
      programme({ earn: { order: { pointsPerUnit: 1 } } }),
      order({ totalMinor: 1_490 }),
    );
    expect(pointsBy(changed)).toBe(100);
  });
  test('ok refunds take everything in the end, never more, and never give', () => {
    const minor = fc.integer({ min: 1, max: 1_000_000_000 });
    fc.assert(
      fc.property(
        minor,
        fc.array(minor, { maxLength: 6 }),
        fc.integer({ min: 1, max: 400 }),
        (totalMinor, parts, tier) => {
          const rule = ruleFor(programme('cashback'), order({ totalMinor, shippingMinor: 0 }), {
            tierMultiplier: tier / 100,
            atMost: null,
          });
          if (!rule) throw new Error('no rule');
          let refunded = 0;
          let before = pointsBy(rule, everything);
          for (const part of parts) {
            refunded += part;
            const kept = pointsBy(rule, leftAfter({ totalMinor }, refunded));
            expect(kept).toBeGreaterThanOrEqual(0);
            expect(kept).toBeLessThanOrEqual(before);
            before = kept;
          }
          expect(pointsBy(rule, nothing)).toBe(0);
          expect(spendBy(rule, everything)).toBe(totalMinor);
          expect(spendBy(rule, leftAfter({ totalMinor }, totalMinor + 1))).toBe(0);
        },
      ),
    );
  });
  test('ok an order that cost nothing', () => {
    expect(points('points', { totalMinor: 0, items: [] })).toBe(0);
    expect(leftAfter({ totalMinor: 0 }, 0)).toBe(everything);
    expect(leftAfter({ totalMinor: 0 }, 1)).toBe(nothing);
  });
});

test('ok a preset is a whole programme, and 100 EggPoints are one unit', () => {
  const eggs = programme('eggpoints');
  expect(eggs).toMatchObject({ expiry: { policy: 'after_days', days: 90 }, unlock: { when: 'placed', days: 30 } });
  expect(worthOf(250, eggs.pointsWorthUnit, 'USD')).toBe(250);
  expect(worthOf(250, eggs.pointsWorthUnit, 'JPY')).toBe(2);
  expect(worthOf(250, null, 'JPY')).toBeNull();
});

test.each([
  ['a preset that is none', 'stars'],
  ['a fraction of a point', { earn: { review: { points: 1.5 } } }],
  ['a multiplier below the hundredth', { earn: { order: { products: { p: 1.001 } } } }],
  [
    'a ladder that does not rise',
    {
      tiers: {
        ladder: [
          { id: 'a', names: { en: 'A' }, threshold: 5 },
          { id: 'b', names: { en: 'B' }, threshold: 5 },
        ],
      },
    },
  ],
  [
    'a ladder with one id twice',
    {
      tiers: {
        ladder: [
          { id: 'a', names: { en: 'A' }, threshold: 5 },
          { id: 'a', names: { en: 'B' }, threshold: 6 },
        ],
      },
    },
  ],
])('refuses %s', (_name, loyalty) => {
  expect(brandSettings.safeParse({ loyalty }).success).toBe(false);
});
