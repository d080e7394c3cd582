/**
 * How many points an order is worth, by a rule that is kept with them whole: a refund takes back by the same rule, and an
 * order that changes is reckoned by its terms, whatever the programme has become since. Whole numbers only, rounded down
 * once, at the end. Pure.
 */
import type { ProgrammeSettings } from '../brands/index.ts';
import { minorExponent } from '../kit/currency.shared.ts';

/** Everything that the points of an order were reckoned from. Multipliers are in hundredths. */
export interface EarnRule {
  readonly kind: 'order';
  readonly currency: string;
  readonly rate: { readonly points: number; readonly perMinor: number };
  readonly tierHundredths: number;
  /** The most that the limit of the period left. */
  readonly atMost: number | null;
  /** What of the money earns. */
  readonly terms: Terms;
  /** Of every product that the order ever had, as it was when it came into the order. */
  readonly multipliers: Readonly<Record<string, number>>;
  /** What was paid, and what of it earns: before discounts, more than was paid. */
  readonly paid: Money;
  readonly earning: Money;
  readonly lines: readonly RuleLine[];
  /** Items that a change took out of the order: their refund is part of that change. */
  readonly formerItems: readonly string[];
  /** Of the whole order: `earning` together, and the multipliers weighed by price, `of` hundredths in `in`. */
  readonly basisMinor: number;
  readonly products: Weighed;
  /** Of a rule from before lines were kept: what stands in for their multipliers. */
  readonly everyLine?: Weighed;
}

interface Terms {
  readonly withTax: boolean;
  readonly withShipping: boolean;
  readonly beforeDiscounts: boolean;
}

interface Money {
  readonly goodsMinor: number;
  readonly shippingMinor: number;
}

interface Weighed {
  readonly of: number;
  readonly in: number;
}

export interface RuleLine {
  /** The merchant's id of the item. */
  readonly id: string;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly hundredths: number;
}

/** As rules were kept at first: what they were reckoned from is not told, only what came of it. */
export type OldRule = Pick<
  EarnRule,
  'kind' | 'currency' | 'rate' | 'tierHundredths' | 'atMost' | 'basisMinor' | 'products'
>;

export interface EarningOrder {
  readonly currency: string;
  readonly totalMinor: number;
  readonly taxMinor: number | null;
  readonly shippingMinor: number | null;
  readonly discountMinor: number | null;
  readonly items: readonly {
    readonly externalId: string;
    readonly productId: string | null;
    readonly quantity: number;
    readonly unitPriceMinor: number;
  }[];
}

/** One refund, in the currency of the order. */
export interface Refunded {
  readonly amountMinor: number;
  /** Of it, for shipping, as far as the sender says. */
  readonly shippingMinor: number | null;
  readonly items: readonly {
    readonly itemId: string;
    readonly quantity: number;
    readonly amountMinor?: number | undefined;
  }[];
}

/** @returns null when orders, or those in this currency, earn nothing */
export const ruleFor = (
  programme: ProgrammeSettings,
  order: EarningOrder,
  standing: { readonly tierMultiplier: number; readonly atMost: number | null },
): EarnRule | null => {
  const { order: earn } = programme.earn;
  const rate = earn && rateOf(earn, order.currency);
  if (!earn || !rate) return null;
  const { withTax, withShipping, beforeDiscounts } = earn;
  return reckonedFrom(order, {
    kind: 'order',
    currency: order.currency,
    rate,
    tierHundredths: hundredths(standing.tierMultiplier),
    atMost: standing.atMost,
    terms: { withTax, withShipping, beforeDiscounts },
    multipliers: multipliersOf(earn, order),
    formerItems: [],
  });
};

/**
 * The same rule for an order that has changed: by its own terms. Of today's programme comes only what the rule cannot
 * know: the multiplier of a product that the order did not have before, and the rate of another currency.
 */
export const ruleForChanged = (kept: EarnRule, programme: ProgrammeSettings, order: EarningOrder): EarnRule => {
  const { order: earn } = programme.earn;
  const isOld = kept.everyLine !== undefined;
  // What an old rule was reckoned from shows in its basis as long as the order has not changed.
  if (isOld && (earn === null || basisOf(kept.terms, order) === kept.basisMinor)) return kept;
  const { kind, tierHundredths, atMost } = kept;
  const ids = new Set(order.items.map(({ externalId }) => externalId));
  const were = [...kept.formerItems, ...kept.lines.map(({ id }) => id)];
  return reckonedFrom(order, {
    kind,
    tierHundredths,
    atMost,
    currency: order.currency,
    rate: order.currency === kept.currency ? kept.rate : ((earn && rateOf(earn, order.currency)) ?? noRate),
    terms: isOld && earn ? termsOf(earn) : kept.terms,
    multipliers: { ...(earn && multipliersOf(earn, order)), ...(isOld ? {} : kept.multipliers) },
    formerItems: [...new Set(were)].filter((id) => !ids.has(id)),
  });
};

/** A kept rule with everything that a refund needs to know. @param order as it is now, for a rule that says less */
export const wholeRule = (kept: EarnRule | OldRule, order: EarningOrder): EarnRule => {
  if ('lines' in kept) return kept;
  const terms = guesses.find((some) => basisOf(some, order) === kept.basisMinor) ?? guesses[0];
  const shippingMinor = terms.withShipping ? Math.min(paidFor(order).shippingMinor, kept.basisMinor) : 0;
  return {
    ...kept,
    terms,
    multipliers: {},
    paid: paidFor(order),
    earning: { goodsMinor: kept.basisMinor - shippingMinor, shippingMinor },
    lines: linesOf(order, () => 100),
    formerItems: [],
    everyLine: kept.products,
  };
};

/** What of an order is left. */
export type Left = readonly Refunded[] | 'nothing';

export interface Worth {
  readonly points: number;
  /** What counts towards a tier that is reckoned in money. */
  readonly spendMinor: number;
}

/**
 * What the rule gives for what its refunds left of the order, the same for every order of their arrival. Items that a
 * refund names are gone by their quantity, with the points of their own line; what it pays back beyond them was for
 * shipping first. A refund that names none takes in proportion of the money that earns.
 */
export const worthBy = (rule: EarnRule, left: Left = []): Worth => {
  if (left === 'nothing') return { points: 0, spendMinor: 0 };
  const back = sortBack(rule, left);
  const { paid, earning } = rule;
  if (back.totalMinor > 0 && back.totalMinor >= paid.goodsMinor + paid.shippingMinor)
    return { points: 0, spendMinor: 0 };

  const kept = keptLines(rule, back);
  const shippingLeft = Math.max(0, paid.shippingMinor - back.besidesMinor);
  const aside = Math.max(0, back.besidesMinor - paid.shippingMinor) + back.amountMinor;
  const shippingIn = Math.max(1, paid.shippingMinor);
  // Money is counted in units of price here, so that no division comes before the last.
  const price = kept.price;
  const goodsLeft = paid.goodsMinor > 0 ? kept.goods : 0n;
  const moneyLeft = goodsLeft + (earning.shippingMinor > 0 ? big(shippingLeft) * price : 0n);
  const share =
    moneyLeft === 0n
      ? { of: aside > 0 ? 0n : 1n, in: 1n }
      : { of: atLeastNone(moneyLeft - big(aside) * price), in: moneyLeft };

  const whole = price * kept.scale;
  const ofShipping = big(earning.shippingMinor) * big(shippingLeft) * whole;
  const goods = big(earning.goodsMinor) * kept.goods * big(shippingIn) + ofShipping;
  const weighed = big(earning.goodsMinor) * kept.weighed * big(shippingIn) + ofShipping * 100n;
  const { rate, tierHundredths, atMost, everyLine = { of: 100, in: 1 } } = rule;
  // Three multipliers in hundredths: of the tier, of the lines, and what stands in for theirs.
  const points = Number(
    (big(rate.points) * big(tierHundredths) * big(everyLine.of) * share.of * weighed) /
      (big(rate.perMinor) * 1_000_000n * big(everyLine.in) * share.in * whole * big(shippingIn)),
  );
  return {
    points: atMost === null ? points : Math.min(points, atMost),
    spendMinor: Number((share.of * goods) / (share.in * whole * big(shippingIn))),
  };
};

/** What is left of an order's money when so much of it was paid back, in the order's currency. */
export const leftAfter = (
  order: { readonly totalMinor: number },
  refundedMinor: number,
): { readonly minor: number; readonly ofMinor: number } => {
  if (order.totalMinor <= 0) return { minor: refundedMinor > 0 ? 0 : 1, ofMinor: 1 };
  return { minor: Math.max(0, order.totalMinor - refundedMinor), ofMinor: order.totalMinor };
};

/** By what the money of the order is multiplied on the whole, in hundredths. */
export const meanMultiplier = (rule: EarnRule | OldRule): number => {
  const { products, tierHundredths, basisMinor } = rule;
  const goods = 'earning' in rule && basisMinor > 0 ? rule.earning.goodsMinor / basisMinor : 1;
  return Math.round(tierHundredths * (goods * (products.of / (100 * products.in)) + 1 - goods));
};

type OrderEarning = NonNullable<ProgrammeSettings['earn']['order']>;

const noRate = { points: 0, perMinor: 1 };

const rateOf = (earn: OrderEarning, currency: string): EarnRule['rate'] | null =>
  earn.rates[currency] ??
  (earn.pointsPerUnit === null ? null : { points: earn.pointsPerUnit, perMinor: 10 ** minorExponent(currency) });

const termsOf = ({ withTax, withShipping, beforeDiscounts }: OrderEarning): Terms => ({
  withTax,
  withShipping,
  beforeDiscounts,
});

/** The likelier first. */
const guesses = [true, false].flatMap((withTax) =>
  [false, true].flatMap((withShipping) =>
    [false, true].map((beforeDiscounts) => ({ withTax, withShipping, beforeDiscounts })),
  ),
) as [Terms, ...Terms[]];

type Agreed = Omit<EarnRule, 'paid' | 'earning' | 'lines' | 'basisMinor' | 'products' | 'everyLine'>;

const reckonedFrom = (order: EarningOrder, agreed: Agreed): EarnRule => {
  const { terms, multipliers } = agreed;
  const basisMinor = basisOf(terms, order);
  const paid = paidFor(order);
  const shippingMinor = terms.withShipping ? Math.min(paid.shippingMinor, basisMinor) : 0;
  const lines = linesOf(order, (productId) => (productId === null ? undefined : multipliers[productId]) ?? 100);
  return {
    ...agreed,
    paid,
    earning: { goodsMinor: basisMinor - shippingMinor, shippingMinor },
    lines,
    basisMinor,
    products: weigh(lines),
  };
};

const basisOf = (terms: Terms, order: EarningOrder): number => {
  const tax = terms.withTax ? 0 : (order.taxMinor ?? 0);
  const shipping = terms.withShipping ? 0 : (order.shippingMinor ?? 0);
  const discount = terms.beforeDiscounts ? (order.discountMinor ?? 0) : 0;
  return Math.max(0, order.totalMinor - tax - shipping + discount);
};

const paidFor = ({ totalMinor, shippingMinor }: EarningOrder): Money => {
  const shipping = Math.min(shippingMinor ?? 0, totalMinor);
  return { goodsMinor: totalMinor - shipping, shippingMinor: shipping };
};

const linesOf = ({ items }: EarningOrder, multiplier: (productId: string | null) => number): readonly RuleLine[] =>
  items.map(({ externalId, productId, quantity, unitPriceMinor }) => ({
    id: externalId,
    quantity,
    unitMinor: unitPriceMinor,
    hundredths: multiplier(productId),
  }));

const multipliersOf = (earn: OrderEarning, { items }: EarningOrder): Record<string, number> =>
  Object.fromEntries(
    items.flatMap(({ productId }) =>
      productId === null ? [] : [[productId, hundredths(earn.products[productId] ?? 1)]],
    ),
  );

const weigh = (lines: readonly RuleLine[]): Weighed => {
  let of = 0;
  let whole = 0;
  for (const { quantity, unitMinor, hundredths: times } of lines) {
    whole += quantity * unitMinor;
    of += quantity * unitMinor * times;
  }
  // What a sender says of quantities and prices may go beyond exact numbers; it multiplies nothing then.
  return whole === 0 || !Number.isSafeInteger(of) ? { of: 100, in: 1 } : { of, in: whole };
};

/** Refunds by what they are of. */
interface Back {
  readonly totalMinor: number;
  /** Of the lines, by item: how many came back, and what was paid back for some that did not. */
  readonly quantities: ReadonlyMap<string, number>;
  readonly lineMinor: ReadonlyMap<string, number>;
  /** Beyond the items that were named: shipping first. */
  readonly besidesMinor: number;
  /** Of refunds that name no item. */
  readonly amountMinor: number;
}

const sortBack = (rule: EarnRule, refunds: readonly Refunded[]): Back => {
  const quantities = new Map<string, number>();
  const lineMinor = new Map<string, number>();
  const add = (to: Map<string, number>, id: string, more: number) => to.set(id, (to.get(id) ?? 0) + more);
  let [totalMinor, besidesMinor, amountMinor] = [0, 0, 0];
  for (const refund of refunds) {
    const shipping = Math.min(refund.shippingMinor ?? 0, refund.amountMinor);
    const forGoods = refund.amountMinor - shipping;
    let named: number | null = null;
    let former = 0;
    for (const { itemId, quantity, amountMinor: said = 0 } of refund.items) {
      const line = rule.lines.find(({ id }) => id === itemId);
      if (line && quantity > 0) {
        add(quantities, itemId, quantity);
        named = (named ?? 0) + Math.max(said, priceOf(rule, line, quantity));
      } else if (line && said > 0) {
        add(lineMinor, itemId, said);
        named = (named ?? 0) + said;
      } else if (rule.formerItems.includes(itemId)) {
        named = (named ?? 0) + (said || forGoods);
        former += said || forGoods;
      }
    }
    totalMinor += Math.max(0, refund.amountMinor - former);
    besidesMinor += shipping + (named === null ? 0 : Math.max(0, forGoods - named));
    if (named === null) amountMinor += forGoods;
  }
  return { totalMinor, quantities, lineMinor, besidesMinor, amountMinor };
};

/** What was paid for so many of a line, its share of discounts and taxes included; rounded up. */
const priceOf = (rule: EarnRule, line: RuleLine, quantity: number): number => {
  const price = rule.lines.reduce((all, one) => all + priceOfLine(one), 0n);
  if (price === 0n) return 0;
  return Number((big(rule.paid.goodsMinor) * big(quantity) * big(line.unitMinor) + price - 1n) / price);
};

const priceOfLine = ({ quantity, unitMinor }: RuleLine): bigint => big(quantity) * big(unitMinor);

/** Prices of what is left of the lines, times `scale`; `weighed` by their multipliers. */
const keptLines = (
  rule: EarnRule,
  back: Back,
): { readonly price: bigint; readonly scale: bigint; readonly goods: bigint; readonly weighed: bigint } => {
  const paid = big(rule.paid.goodsMinor);
  const scale = paid > 0n ? paid : 1n;
  const price = rule.lines.reduce((all, line) => all + priceOfLine(line), 0n);
  // Goods without prices are one thing.
  if (price === 0n) return { price: 1n, scale, goods: scale, weighed: scale * 100n };
  let [goods, weighed] = [0n, 0n];
  for (const line of rule.lines) {
    const quantity = Math.max(0, line.quantity - (back.quantities.get(line.id) ?? 0));
    const minor = paid > 0n ? big(back.lineMinor.get(line.id) ?? 0) : 0n;
    const left = atLeastNone(priceOfLine({ ...line, quantity }) * scale - minor * price);
    goods += left;
    weighed += left * big(line.hundredths);
  }
  return { price, scale, goods, weighed };
};

const hundredths = (multiplier: number): number => Math.round(multiplier * 100);

const big = (whole: number): bigint => BigInt(whole);
const atLeastNone = (amount: bigint): bigint => (amount > 0n ? amount : 0n);
