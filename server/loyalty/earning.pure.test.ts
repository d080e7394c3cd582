import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brandSettings } from '../brands/settings.ts';
import {
  type EarningOrder,
  type EarnRule,
  leftAfter,
  meanMultiplier,
  type OldRule,
  type Refunded,
  ruleFor,
  ruleForChanged,
  wholeRule,
  worthBy,
} from './earning.ts';
import { worthOf } from './redemptions.ts';

const programme = (loyalty: unknown) => {
  const found = brandSettings.parse({ loyalty }).loyalty;
  if (found === null) throw new Error('no programme');
  return found;
};
const item = (externalId: string, unitPriceMinor: number, own: Partial<EarningOrder['items'][number]> = {}) => ({
  externalId,
  productId: `p-${externalId}`,
  quantity: 1,
  unitPriceMinor,
  ...own,
});
const order = (own: Partial<EarningOrder> = {}): EarningOrder => ({
  currency: 'EUR',
  totalMinor: 5_990,
  taxMinor: 950,
  shippingMinor: 490,
  discountMinor: 500,
  items: [item('1', 5_500)],
  ...own,
});
const plain = { tierMultiplier: 1, atMost: null };
const rule = (loyalty: unknown, own: Partial<EarningOrder> = {}, standing: Parameters<typeof ruleFor>[2] = plain) => {
  const found = ruleFor(programme(loyalty), order(own), standing);
  if (found === null) throw new Error('no rule');
  return found;
};
const points = (...about: Parameters<typeof rule>) => worthBy(rule(...about)).points;
const back = (amountMinor: number, items: Refunded['items'] = [], shippingMinor: number | null = null): Refunded => ({
  amountMinor,
  items,
  shippingMinor,
});
const kept = (by: EarnRule, ...refunds: Refunded[]) => worthBy(by, refunds).points;

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
    expect(ruleFor(programme(loyalty), order(), plain)).toBeNull();
    expect(points(loyalty, { currency: 'USD' })).toBe(55);
  });
  test('ok tiers and products multiply: products by their share of the price, and nothing of the shipping', () => {
    const loyalty = { earn: { order: { withShipping: true, products: { 'p-double': 2 } } } };
    const items = [item('double', 3_000), item('x', 1_000, { productId: null, quantity: 3 })];
    const free = { items, totalMinor: 6_000, shippingMinor: 0 };
    expect(points(loyalty, free)).toBe(90);
    expect(points(loyalty, free, { tierMultiplier: 1.25, atMost: null })).toBe(112);
    expect(meanMultiplier(rule(loyalty, free, { tierMultiplier: 1.25, atMost: null }))).toBe(188);
    expect(points(loyalty, { items, totalMinor: 7_000, shippingMinor: 1_000 })).toBe(100);
  });
  test('ok no more than the limit leaves, and a refund first takes what was above it', () => {
    const limited = rule('points', { totalMinor: 50_490 }, { tierMultiplier: 1, atMost: 100 });
    expect(kept(limited)).toBe(100);
    expect(kept(limited, back(5_000))).toBe(100);
    expect(kept(limited, back(45_000))).toBe(50);
  });
  test('ok an order that cost nothing', () => {
    const free = rule('points', { totalMinor: 0, items: [] });
    expect([kept(free), kept(free, back(0)), kept(free, back(1))]).toEqual([0, 0, 0]);
    expect(leftAfter({ totalMinor: 0 }, 0)).toEqual({ minor: 1, ofMinor: 1 });
    expect(leftAfter({ totalMinor: 0 }, 1)).toEqual({ minor: 0, ofMinor: 1 });
  });
});

/** Every setting of the rule, before and after somebody changed it. */
const settings: readonly (readonly [name: string, then: object, today: object])[] = [
  ['pointsPerUnit', { pointsPerUnit: 3 }, { pointsPerUnit: 9 }],
  ['pointsPerUnit, none', { pointsPerUnit: 3 }, { pointsPerUnit: null }],
  ['rates', { rates: { EUR: { points: 7, perMinor: 200 } } }, { rates: { EUR: { points: 1, perMinor: 900 } } }],
  ['rates, dropped', { rates: { EUR: { points: 7, perMinor: 200 } } }, {}],
  ['withTax', { withTax: false }, { withTax: true }],
  ['withTax, the other way', { withTax: true }, { withTax: false }],
  ['withShipping', { withShipping: true }, { withShipping: false }],
  ['withShipping, the other way', { withShipping: false }, { withShipping: true }],
  ['beforeDiscounts', { beforeDiscounts: true }, { beforeDiscounts: false }],
  ['beforeDiscounts, the other way', { beforeDiscounts: false }, { beforeDiscounts: true }],
  ['products, dropped', { products: { 'p-1': 5 } }, { products: {} }],
  ['products, changed', { products: { 'p-1': 5 } }, { products: { 'p-1': 0.5, 'p-2': 7 } }],
  ['products, added', { products: {} }, { products: { 'p-1': 3 } }],
  ['limit', { limit: { per: 'day', points: 40 } }, { limit: null }],
  ['limit, added', {}, { limit: { per: 'ever', times: 1, points: 1 } }],
];

describe('the rule that was kept', () => {
  const two = {
    totalMinor: 11_000,
    taxMinor: 1_756,
    shippingMinor: 500,
    discountMinor: 700,
    items: [item('1', 8_000), item('2', 3_200)],
  };
  const standing = { tierMultiplier: 1.5, atMost: 90 };
  const more = order({ ...two, totalMinor: 14_200, items: [item('1', 8_000), item('2', 3_200, { quantity: 2 })] });

  test.each(settings)('ok holds for an order that changes: %s', (_name, then, today) => {
    const known = rule({ earn: { order: then } }, two, standing);
    const now = programme({ earn: { order: today } });
    expect(ruleForChanged(known, now, order(two))).toEqual(known);
    expect(ruleForChanged(known, programme({ earn: { order: null } }), order(two))).toEqual(known);
    expect(worthBy(ruleForChanged(known, now, more))).toEqual(
      worthBy(ruleFor(programme({ earn: { order: then } }), more, standing) as EarnRule),
    );
    // And back again.
    expect(ruleForChanged(ruleForChanged(known, now, more), now, order(two))).toEqual(known);
  });

  test('ok a product that comes into the order is multiplied as on that day, and stays so', () => {
    const known = rule({ earn: { order: {} } }, two);
    const doubled = programme({ earn: { order: { products: { 'p-1': 2, 'p-3': 2 } } } });
    const third = order({ ...two, totalMinor: 12_000, items: [...two.items, item('3', 1_000)] });
    const changed = ruleForChanged(known, doubled, third);
    expect(changed.lines.map(({ hundredths }) => hundredths)).toEqual([100, 100, 200]);
    const dropped = ruleForChanged(changed, programme('points'), order(two));
    expect(ruleForChanged(dropped, programme('points'), third).lines).toEqual(changed.lines);
  });

  test('ok another currency is reckoned by the rate of today: there was none', () => {
    const known = rule({ earn: { order: { pointsPerUnit: 3 } } }, two);
    const yen = order({ ...two, currency: 'JPY' });
    expect(worthBy(ruleForChanged(known, programme({ earn: { order: { pointsPerUnit: 2 } } }), yen)).points).toBe(
      21_000,
    );
    expect(worthBy(ruleForChanged(known, programme({ earn: { order: { pointsPerUnit: null } } }), yen)).points).toBe(0);
  });

  const old = (loyalty: unknown, own: Partial<EarningOrder>): OldRule => {
    const { kind, currency, rate, tierHundredths, atMost, basisMinor, products } = rule(loyalty, own);
    return { kind, currency, rate, tierHundredths, atMost, basisMinor, products };
  };
  test.each(settings)('ok one from before this said what it came from is read as it was: %s', (_name, then, today) => {
    const known = rule({ earn: { order: then } }, { ...two, shippingMinor: 0 });
    const read = wholeRule(
      old({ earn: { order: then } }, { ...two, shippingMinor: 0 }),
      order({ ...two, shippingMinor: 0 }),
    );
    expect(worthBy(read)).toEqual(worthBy(known));
    expect(kept(read, back(5_500))).toBe(kept(known, back(5_500)));
    expect(kept(read, back(11_000))).toBe(0);
    // Told again as it was, it stays; told otherwise, today's terms are all there is to go by.
    const now = programme({ earn: { order: today } });
    expect(ruleForChanged(read, now, order({ ...two, shippingMinor: 0 }))).toEqual(read);
    expect(ruleForChanged(read, now, more).everyLine).toBeUndefined();
  });
});

describe('refunds', () => {
  const three = { earn: { order: { pointsPerUnit: 3 } } };
  const hundredAndTen = {
    totalMinor: 11_000,
    taxMinor: null,
    shippingMinor: 1_000,
    discountMinor: null,
    items: [item('1', 10_000)],
  };

  test('ok everything that earned is back: nothing is kept, whether or not shipping was paid back', () => {
    const known = rule(three, hundredAndTen);
    expect(kept(known)).toBe(300);
    expect(kept(known, back(10_000))).toBe(0);
    expect(kept(known, back(10_000, [{ itemId: '1', quantity: 1 }]))).toBe(0);
    expect(kept(known, back(11_000))).toBe(0);
  });
  test('ok shipping takes nothing where it does not earn, and its own where it does', () => {
    const known = rule(three, hundredAndTen);
    expect(kept(known, back(1_000, [], 1_000))).toBe(300);
    expect(kept(known, back(1_500, [], 1_000))).toBe(285);
    const withShipping = rule({ earn: { order: { pointsPerUnit: 3, withShipping: true } } }, hundredAndTen);
    expect(kept(withShipping)).toBe(330);
    expect(kept(withShipping, back(1_000, [], 1_000))).toBe(300);
    expect(kept(withShipping, back(10_000, [{ itemId: '1', quantity: 1 }]))).toBe(30);
    expect(kept(withShipping, back(10_400, [{ itemId: '1', quantity: 1 }]))).toBe(18);
    expect(kept(withShipping, back(5_500))).toBe(165);
  });
  test('ok what came back by name takes the points of its own line', () => {
    const items = [item('five', 50_000), item('one', 50_000)];
    const known = rule(
      { earn: { order: { products: { 'p-five': 5 } } } },
      { ...hundredAndTen, totalMinor: 100_000, shippingMinor: 0, items },
    );
    expect(kept(known)).toBe(3_000);
    expect(kept(known, back(50_000, [{ itemId: 'five', quantity: 1 }]))).toBe(500);
    expect(kept(known, back(50_000, [{ itemId: 'one', quantity: 1 }]))).toBe(2_500);
    expect(kept(known, back(50_000))).toBe(1_500);
    // The rest of it without a name.
    expect(kept(known, back(50_000, [{ itemId: 'five', quantity: 1 }]), back(25_000))).toBe(250);
  });
  test('ok some of a line; twice the same; more than there was; money back for what is kept', () => {
    const known = rule(three, {
      ...hundredAndTen,
      totalMinor: 10_000,
      shippingMinor: 0,
      items: [item('1', 2_500, { quantity: 4 })],
    });
    const some = (quantity: number, amountMinor = 2_500 * quantity) => back(amountMinor, [{ itemId: '1', quantity }]);
    expect(kept(known, some(1))).toBe(225);
    expect(kept(known, some(1), some(2))).toBe(75);
    expect(kept(known, some(3), some(3))).toBe(0);
    // However little was paid back for it.
    expect(kept(known, some(1, 0))).toBe(225);
    expect(kept(known, back(1_000, [{ itemId: '1', quantity: 0, amountMinor: 1_000 }]))).toBe(270);
  });
  test('ok items that nobody knows are as if not named; those of before a change went with it', () => {
    const known = rule(three, hundredAndTen);
    expect(kept(known, back(5_000, [{ itemId: 'x', quantity: 1 }]))).toBe(150);
    const both = {
      ...hundredAndTen,
      totalMinor: 10_000,
      shippingMinor: 0,
      items: [item('1', 5_000), item('2', 5_000)],
    };
    const less = ruleForChanged(
      rule(three, both),
      programme(three),
      order({ ...both, totalMinor: 5_000, items: [item('1', 5_000)] }),
    );
    expect(kept(less, back(5_000, [{ itemId: '2', quantity: 1 }]))).toBe(150);
    expect(kept(less, back(5_000))).toBe(0);
  });
  test('ok goods without prices, and those that points alone paid for', () => {
    const priceless = rule(three, { ...hundredAndTen, items: [item('1', 0)] });
    expect(kept(priceless, back(5_000, [{ itemId: '1', quantity: 1 }]))).toBe(180);
    expect(kept(priceless, back(5_000))).toBe(150);
    const given = rule(
      { earn: { order: { beforeDiscounts: true } } },
      {
        ...hundredAndTen,
        totalMinor: 0,
        shippingMinor: 0,
        discountMinor: 10_000,
        items: [item('1', 5_000), item('2', 5_000)],
      },
    );
    expect(kept(given)).toBe(100);
    expect(kept(given, back(0, [{ itemId: '1', quantity: 1 }]))).toBe(50);
  });

  const anyRefund = fc.record({
    amountMinor: fc.integer({ min: 0, max: 20_000 }),
    shippingMinor: fc.option(fc.integer({ min: 0, max: 3_000 })),
    items: fc.array(
      fc.record({
        itemId: fc.constantFrom('1', '2', '3', 'unknown'),
        quantity: fc.integer({ min: 0, max: 3 }),
        amountMinor: fc.option(fc.integer({ min: 0, max: 9_000 }), { nil: undefined }),
      }),
      { maxLength: 3 },
    ),
  });
  const anyRule = fc
    .record({
      order: fc.record({
        pointsPerUnit: fc.integer({ min: 1, max: 20 }),
        withTax: fc.boolean(),
        withShipping: fc.boolean(),
        beforeDiscounts: fc.boolean(),
        products: fc.dictionary(fc.constantFrom('p-1', 'p-2', 'p-3'), fc.constantFrom(0, 0.5, 2, 5)),
      }),
      totalMinor: fc.integer({ min: 0, max: 40_000 }),
      taxMinor: fc.option(fc.integer({ min: 0, max: 5_000 })),
      shippingMinor: fc.option(fc.integer({ min: 0, max: 5_000 })),
      discountMinor: fc.option(fc.integer({ min: 0, max: 5_000 })),
      prices: fc.array(fc.tuple(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 1, max: 3 })), { maxLength: 3 }),
      tierMultiplier: fc.constantFrom(1, 1.25, 3),
      atMost: fc.option(fc.integer({ min: 0, max: 2_000 })),
    })
    .map(({ order: earn, prices, tierMultiplier, atMost, ...own }) =>
      rule(
        { earn: { order: earn } },
        { ...own, items: prices.map(([price, quantity], n) => item(`${n + 1}`, price, { quantity })) },
        { tierMultiplier, atMost },
      ),
    );

  test('ok no refund gives, all of them take no more than was earned, and their order is all one', () => {
    fc.assert(
      fc.property(anyRule, fc.array(anyRefund, { maxLength: 5 }), (known, refunds) => {
        let before = worthBy(known);
        for (const [at] of refunds.entries()) {
          const after = worthBy(known, refunds.slice(0, at + 1));
          expect(after.points).toBeGreaterThanOrEqual(0);
          expect(after.points).toBeLessThanOrEqual(before.points);
          expect(after.spendMinor).toBeGreaterThanOrEqual(0);
          expect(after.spendMinor).toBeLessThanOrEqual(before.spendMinor);
          before = after;
        }
        expect(worthBy(known, refunds.toReversed())).toEqual(before);
        const rest = back(known.paid.goodsMinor + known.paid.shippingMinor);
        if (rest.amountMinor > 0) expect(worthBy(known, [...refunds, rest])).toEqual({ points: 0, spendMinor: 0 });
        expect(worthBy(known).spendMinor).toBe(known.basisMinor);
        expect(worthBy(known, 'nothing')).toEqual({ points: 0, spendMinor: 0 });
      }),
      { numRuns: 1_000 },
    );
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
