/**
 * Everything that a brand can set about itself, in one validated shape with a sensible value for each. Stored whole as
 * JSON, so that a new setting needs no migration.
 */
import { z } from 'zod';
import { programmeSettings } from './programme.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const themeSettings = z.strictObject({
  /** The one brand colour, any CSS hex. Everything else is derived from its hue and chroma. */
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .default('#3d4f5c'),
  typeface: z.enum(['fraunces', 'instrument-sans', 'readex-pro']).default('instrument-sans'),
  radius: z.enum(['none', 'small', 'medium', 'large']).default('medium'),
});

export const supportSettings = z.strictObject({
  name: z.string().max(80).nullable().default(null),
  email: z.email().nullable().default(null),
  /** Local opening hours by ISO weekday (1 = Monday); a day that is absent is closed. */
  hours: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), z.tuple([clockTime, clockTime])).default({
    1: ['09:00', '17:00'],
    2: ['09:00', '17:00'],
    3: ['09:00', '17:00'],
    4: ['09:00', '17:00'],
    5: ['09:00', '17:00'],
  }),
  /** Within how many open minutes a person answers. */
  answerWithinMinutes: z.int().min(5).max(10_000).default(240),
});

export const policySettings = z.strictObject({
  /** Days for which a hold outlives the resolution of its case. */
  holdCoolDownDays: z.int().min(0).max(90).default(7),
  /** The most that a hold lasts. */
  holdMaxDays: z.int().min(1).max(365).default(90),
  /** Promotions of a product just bought are refused for so many days. */
  useUpDays: z.int().min(0).max(365).default(30),
  /** At most so many promotions in `frequencyCapDays`. */
  frequencyCap: z.int().min(0).max(100).default(3),
  frequencyCapDays: z.int().min(1).max(90).default(7),
  /** The most that one agent gives in one case as goodwill, in points; administrators are not bound by it. */
  goodwillPointsMax: z.int().min(0).max(1_000_000).default(500),
  quietHours: z.tuple([clockTime, clockTime]).default(['20:00', '09:00']),
});

const benefits = {
  percentage: z.strictObject({ kind: z.literal('percentage'), percent: z.int().min(1).max(100) }),
  moneyOff: z.strictObject({ kind: z.literal('money_off'), valueMinor: z.int().min(1).max(100_000_000) }),
  points: z.strictObject({ kind: z.literal('points'), points: z.int().min(1).max(10_000_000) }),
  /** By the merchant's id of a reward. */
  reward: z.strictObject({ kind: z.literal('reward'), id: z.string().min(1).max(200) }),
};

export const referralSettings = z.strictObject({
  /**
   * What the friend gets: off her first order by the code that the landing page gives her, which the shop makes good, or
   * points once both sides are paid.
   */
  friend: z.discriminatedUnion('kind', [benefits.percentage, benefits.moneyOff, benefits.reward, benefits.points]),
  referrer: z.discriminatedUnion('kind', [benefits.points, benefits.reward]),
  /** An order below it does not count. */
  minimumOrderMinor: z.int().min(0).max(100_000_000).default(0),
  /**
   * Both sides are paid so many days after the delivery: the return window. Where points of an order wait longer than
   * that for theirs, so do these.
   */
  windowDays: z.int().min(0).max(90).default(14),
  /** More friends in a calendar month are held, to be looked at. */
  monthlyLimit: z.int().min(1).max(1000).default(10),
  newCustomersOnly: z.boolean().default(true),
  /** Where the friend is led, with `{code}` in it; null: to the shop, with `?code=`. */
  shopLink: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable()
    .default(null),
});

export const subscriptionSettings = z.strictObject({
  /** So many days before a charge, the customer is told of it. */
  remindDays: z.int().min(0).max(30).default(3),
  /** Within so many hours the shop answers a change; after that it is shown as not confirmed. */
  answerWithinHours: z.int().min(1).max(336).default(24),
  /** What may be chosen from, beside the rhythm that it has. */
  frequencies: z
    .array(z.strictObject({ count: z.int().min(1).max(365), unit: z.enum(['day', 'week', 'month', 'year']) }))
    .max(12)
    .default([
      { count: 2, unit: 'week' },
      { count: 1, unit: 'month' },
      { count: 2, unit: 'month' },
      { count: 3, unit: 'month' },
    ]),
  /** Offered once to those who leave because of the price; null: no such offer. */
  discount: z
    .strictObject({ percent: z.int().min(1).max(90), charges: z.int().min(1).max(24) })
    .nullable()
    .default({ percent: 15, charges: 3 }),
});

/** For how long deliveries of sources are kept as they came. That they came stays known: nothing is taken in twice. */
export const inboxSettings = z.strictObject({
  /** What was understood, or is of no concern here. */
  keptDays: z.int().min(14).max(3650).default(90),
  /** What was not understood or failed, and may still be read again. */
  unclearKeptDays: z.int().min(14).max(3650).default(365),
});

export const brandSettings = z.strictObject({
  locales: z.array(z.string()).min(1).default(['en', 'de', 'ar', 'fr', 'pt']),
  address: z.enum(['familiar', 'formal']).default('familiar'),
  journeyWords: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  logoSvg: z.string().max(50_000).nullable().default(null),
  shopUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  helpUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /** Where alerts go by mail. Empty: to every agent and admin of the brand. */
  alertEmails: z.array(z.email()).max(20).default([]),
  theme: themeSettings.prefault({}),
  support: supportSettings.prefault({}),
  policy: policySettings.prefault({}),
  inbox: inboxSettings.prefault({}),
  /** Null: nobody is asked to bring friends. */
  referrals: referralSettings.nullable().default(null),
  subscriptions: subscriptionSettings.prefault({}),
  /** The programme, or the name of a preset: `points`, `eggpoints`, `cashback`. Null: there is none. */
  loyalty: programmeSettings.nullable().default(null),
});

/** As stored: a setting that no longer exists is passed over, so that dropping one needs no migration either. */
export const storedSettings = z.object(brandSettings.shape);

export type BrandSettings = z.infer<typeof brandSettings>;
export type ThemeSettings = z.infer<typeof themeSettings>;
export type SupportSettings = z.infer<typeof supportSettings>;
export type ReferralSettings = z.infer<typeof referralSettings>;
export type SubscriptionSettings = z.infer<typeof subscriptionSettings>;
