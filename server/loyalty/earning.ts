/**
 * How many points an order is worth, by a rule that is kept with them: a refund takes back by the same rule, whatever the
 * programme has become since. Whole numbers only, rounded down once, at the end. Pure.
 */
import type { ProgrammeSettings } from '../brands/index.ts';
import { minorExponent } from '../kit/currency.shared.ts';

/** Everything that the points of an order were reckoned from. Multipliers are in hundredths. */
export interface EarnRule {
  readonly kind: 'order';
  readonly currency: string;
  readonly basisMinor: number;
  readonly rate: { readonly points: number; readonly perMinor: number };
  readonly tierHundredths: number;
  /** The products' multipliers, weighed by price: `of` hundredths in `in`. */
  readonly products: { readonly of: number; readonly in: number };
  /** The most that the limit of the period left. */
  readonly atMost: number | null;
}

export interface EarningOrder {
  readonly currency: string;
  readonly totalMinor: number;
  readonly taxMinor: number | null;
  readonly shippingMinor: number | null;
  readonly discountMinor: number | null;
  readonly items: readonly {
    readonly productId: string | null;
    readonly quantity: number;
    readonly unitPriceMinor: number;
  }[];
}

/** What is left of an order after its refunds. */
export interface Left {
  readonly minor: number;
  readonly ofMinor: number;
}

export const everything: Left = { minor: 1, ofMinor: 1 };
export const nothing: Left = { minor: 0, ofMinor: 1 };

/** @returns null when orders, or those in this currency, earn nothing */
export const ruleFor = (
  programme: ProgrammeSettings,
  order: EarningOrder,
  standing: { readonly tierMultiplier: number; readonly atMost: number | null },
): EarnRule | null => {
  const { order: earn } = programme.earn;
  const rate = earn && rateOf(earn, order.currency);
  if (!earn || !rate) return null;
  return {
    kind: 'order',
    currency: order.currency,
    basisMinor: basisOf(earn, order),
    rate,
    tierHundredths: hundredths(standing.tierMultiplier),
    products: productsOf(earn, order),
    atMost: standing.atMost,
  };
};

/** The same rule for an order that has changed. */
export const ruleForChanged = (rule: EarnRule, programme: ProgrammeSettings, order: EarningOrder): EarnRule => {
  const { order: earn } = programme.earn;
  if (!earn || order.currency !== rule.currency) return rule;
  return { ...rule, basisMinor: basisOf(earn, order), products: productsOf(earn, order) };
};

/** Points for what is left, rounded down. */
export const pointsBy = (rule: EarnRule, left: Left = everything): number => {
  const above = [rule.basisMinor, rule.rate.points, rule.tierHundredths, rule.products.of, left.minor];
  const below = [rule.rate.perMinor, 100, 100 * rule.products.in, left.ofMinor];
  const points = Number(product(above) / product(below));
  return rule.atMost === null ? points : Math.min(points, rule.atMost);
};

/** What counts towards a tier that is reckoned in money. */
export const spendBy = (rule: EarnRule, left: Left = everything): number =>
  Number((BigInt(rule.basisMinor) * BigInt(left.minor)) / BigInt(left.ofMinor));

/** What is left of an order when so much of it was paid back, in the order's currency. */
export const leftAfter = (order: { readonly totalMinor: number }, refundedMinor: number): Left => {
  if (order.totalMinor <= 0) return refundedMinor > 0 ? nothing : everything;
  return { minor: Math.max(0, order.totalMinor - refundedMinor), ofMinor: order.totalMinor };
};

type OrderEarning = NonNullable<ProgrammeSettings['earn']['order']>;

const rateOf = (earn: OrderEarning, currency: string): EarnRule['rate'] | null =>
  earn.rates[currency] ??
  (earn.pointsPerUnit === null ? null : { points: earn.pointsPerUnit, perMinor: 10 ** minorExponent(currency) });

const basisOf = (earn: OrderEarning, order: EarningOrder): number => {
  const tax = earn.withTax ? 0 : (order.taxMinor ?? 0);
  const shipping = earn.withShipping ? 0 : (order.shippingMinor ?? 0);
  const discount = earn.beforeDiscounts ? (order.discountMinor ?? 0) : 0;
  return Math.max(0, order.totalMinor - tax - shipping + discount);
};

const productsOf = (earn: OrderEarning, { items }: EarningOrder): EarnRule['products'] => {
  let of = 0;
  let whole = 0;
  for (const { productId, quantity, unitPriceMinor } of items) {
    const price = quantity * unitPriceMinor;
    whole += price;
    of += price * hundredths((productId === null ? undefined : earn.products[productId]) ?? 1);
  }
  // What a sender says of quantities and prices may go beyond exact numbers; it multiplies nothing then.
  return whole === 0 || !Number.isSafeInteger(of) ? { of: 100, in: 1 } : { of, in: whole };
};

const hundredths = (multiplier: number): number => Math.round(multiplier * 100);

const product = (factors: readonly number[]): bigint => factors.reduce((all, factor) => all * BigInt(factor), 1n);
