/**
 * A brand's loyalty programme as its settings say it. What was earned keeps the rule that held then; a change here counts
 * from now on. Days and years are those of the brand's time zone.
 */
import { z } from 'zod';

/** More points than any programme gives at once, and far below 2^53. */
export const pointsMax = 1_000_000_000;

const points = z.int().min(1).max(pointsMax);
const dayCount = z.int().min(0).max(3_650);
/** By locale, with `en` for those that are not there. */
const words = z.record(z.string().max(35), z.string().min(1).max(120));
/** 1.5 times: to the hundredth, because it is reckoned in whole numbers. */
const multiplier = z.number().min(0).max(100).multipleOf(0.01);
const tierId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/);

export const limitPeriods = ['day', 'month', 'year', 'ever'] as const;

const limit = z.strictObject({
  per: z.enum(limitPeriods),
  times: z.int().min(1).max(10_000).optional(),
  points: points.optional(),
});

const fixedRule = z.strictObject({ points, limit: limit.nullable().default(null) });

const orderRule = z.strictObject({
  /** For one whole unit of any currency that `rates` does not name; null: those earn nothing. */
  pointsPerUnit: points.nullable().default(1),
  /** By currency: so many points for so many minor units. */
  rates: z.record(z.string().regex(/^[A-Z]{3}$/), z.strictObject({ points, perMinor: points })).default({}),
  withTax: z.boolean().default(true),
  withShipping: z.boolean().default(false),
  /** True: on the price before discounts. */
  beforeDiscounts: z.boolean().default(false),
  /** By the merchant's product id. */
  products: z.record(z.string().max(200), multiplier).default({}),
  limit: limit.nullable().default(null),
});

/** When points of an order can be spent. */
const unlockRule = z.discriminatedUnion('when', [
  /** All its parcels are there and the return window is over. */
  z.strictObject({
    when: z.literal('delivered'),
    returnDays: dayCount,
    /** Of an order that no parcel is announced for (a gift card, a pick-up): so many days after it was placed. */
    withoutParcelDays: dayCount.default(30),
    /** A parcel that nothing is heard of for so long is waited for no longer; the return window runs from then. */
    silentDays: dayCount.default(60),
  }),
  z.strictObject({ when: z.literal('placed'), days: dayCount }),
]);

/** Counted from the day on which they can be spent, until the end of the last day. */
const expiryRule = z.discriminatedUnion('policy', [
  z.strictObject({ policy: z.literal('none') }),
  /** A day that the month does not have is its last: from 31 January one month is 28 or 29 February. */
  z.strictObject({ policy: z.literal('after_months'), months: z.int().min(1).max(120) }),
  z.strictObject({ policy: z.literal('after_days'), days: z.int().min(1).max(3_650) }),
  /** Nothing earned and nothing redeemed for so long. */
  z.strictObject({ policy: z.literal('inactivity'), days: z.int().min(1).max(3_650) }),
  /** `MM-DD`, the first one that leaves at least so many days. */
  z.strictObject({
    policy: z.literal('calendar_date'),
    on: z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/),
    minimumDays: dayCount.default(30),
  }),
]);

const tierRules = z
  .strictObject({
    counts: z.enum(['points', 'spend']).default('points'),
    period: z.enum(['lifetime', 'calendar_year', 'rolling_12_months']).default('rolling_12_months'),
    /** How long somebody below the mark keeps the tier after the end of the period. */
    graceDays: z.int().min(0).max(365).default(30),
    /** From how long before the end of the period on it is said that the tier is at risk. */
    riskDays: z.int().min(1).max(365).default(60),
    ladder: z
      .array(
        z.strictObject({
          id: tierId,
          names: words,
          threshold: points,
          multiplier: multiplier.default(1),
          benefits: z.record(z.string().max(35), z.array(z.string().min(1).max(200)).max(20)).default({}),
        }),
      )
      .min(1)
      .max(10),
  })
  .refine(
    ({ ladder }) => ladder.every((step, at) => at === 0 || step.threshold > (ladder[at - 1]?.threshold ?? 0)),
    'the ladder must rise',
  )
  .refine(({ ladder }) => new Set(ladder.map(({ id }) => id)).size === ladder.length, 'tiers must not share an id');

const programme = z.strictObject({
  names: words.default({
    en: 'Rewards',
    de: 'Bonusprogramm',
    ar: 'برنامج المكافآت',
    fr: 'Programme de fidélité',
    pt: 'Programa de pontos',
  }),
  pointsWords: z
    .record(z.string().max(35), z.strictObject({ one: z.string().min(1).max(40), other: z.string().min(1).max(40) }))
    .default({
      en: { one: 'point', other: 'points' },
      de: { one: 'Punkt', other: 'Punkte' },
      ar: { one: 'نقطة', other: 'نقاط' },
      fr: { one: 'point', other: 'points' },
      pt: { one: 'ponto', other: 'pontos' },
    }),
  /** `YYYY-MM-DD`: orders placed before that day earn nothing. */
  since: z.iso.date().nullable().default(null),
  /** So many points are worth one whole unit of the brand's currency; null: that is not said. */
  pointsWorthUnit: points.nullable().default(100),
  earn: z
    .strictObject({
      order: orderRule.nullable().prefault({}),
      sign_up: fixedRule.nullable().default(null),
      review: fixedRule.nullable().default(null),
      share: fixedRule.nullable().default(null),
      birthday: fixedRule.nullable().default(null),
    })
    .prefault({}),
  unlock: unlockRule.prefault({ when: 'delivered', returnDays: 14 }),
  expiry: expiryRule.default({ policy: 'after_months', months: 12 }),
  /** What comes back, from a redemption or a refund, is good for at least so many days. */
  returnGraceDays: dayCount.default(14),
  /** How long the shop has to answer for what is held. */
  holdMinutes: z.int().min(1).max(43_200).default(1_440),
  tiers: tierRules.nullable().default(null),
});

const ladder = [
  { id: 'bronze', names: { en: 'Bronze', de: 'Bronze', ar: 'برونزي', fr: 'Bronze', pt: 'Bronze' }, threshold: 100 },
  {
    id: 'silver',
    names: { en: 'Silver', de: 'Silber', ar: 'فضي', fr: 'Argent', pt: 'Prata' },
    threshold: 500,
    multiplier: 1.25,
  },
  {
    id: 'gold',
    names: { en: 'Gold', de: 'Gold', ar: 'ذهبي', fr: 'Or', pt: 'Ouro' },
    threshold: 1_500,
    multiplier: 1.5,
  },
];

/** Good beginnings: `"loyalty": "points"` in the settings is all that it takes. */
const presets = {
  points: {
    earn: { sign_up: { points: 50 }, review: { points: 25, limit: { per: 'month', times: 4 } } },
    tiers: { ladder },
  },
  /** As Newegg's EggPoints: 100 points are one unit, to be spent 30 days after the purchase and within 90 from then. */
  eggpoints: {
    names: { en: 'EggPoints' },
    pointsWorthUnit: 100,
    unlock: { when: 'placed', days: 30 },
    expiry: { policy: 'after_days', days: 90 },
  },
  /** One point is the hundredth part of a unit; three of a hundred come back, and stay while somebody buys. */
  cashback: {
    names: { en: 'Cashback' },
    pointsWorthUnit: 100,
    earn: { order: { pointsPerUnit: 3 } },
    expiry: { policy: 'inactivity', days: 365 },
  },
} as const satisfies Record<string, z.input<typeof programme>>;

export const programmeSettings = z.preprocess(
  (given) =>
    typeof given === 'string' && Object.hasOwn(presets, given) ? presets[given as keyof typeof presets] : given,
  programme,
);

export type ProgrammeSettings = z.output<typeof programme>;
