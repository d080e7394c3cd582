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
  quietHours: z.tuple([clockTime, clockTime]).default(['20:00', '09:00']),
});

export const brandSettings = z.strictObject({
  locales: z.array(z.string()).min(1).default(['en', 'de', 'ar']),
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
  /** The programme, or the name of a preset: `points`, `eggpoints`, `cashback`. Null: there is none. */
  loyalty: programmeSettings.nullable().default(null),
});

/** As stored: a setting that no longer exists is passed over, so that dropping one needs no migration either. */
export const storedSettings = z.object(brandSettings.shape);

export type BrandSettings = z.infer<typeof brandSettings>;
export type ThemeSettings = z.infer<typeof themeSettings>;
export type SupportSettings = z.infer<typeof supportSettings>;
