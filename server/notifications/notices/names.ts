/** What the programme calls things, as its settings have it; our own words where they say nothing. */
import { z } from 'zod';
import { de } from '../../../site/messages/french.ts';
import type { Messages } from '../../../site/messages/index.ts';
import { pluralIn, type TwoForms } from '../../../site/messages/plural.ts';

const byLocale = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value);

/** Only what is needed here; the rest of the programme passes by. */
const programme = z.object({
  loyalty: z.object({
    pointsWords: byLocale(z.object({ one: z.string(), other: z.string() })).default({}),
    tiers: z
      .object({
        counts: z.enum(['points', 'spend']),
        ladder: z.array(z.object({ id: z.string(), names: byLocale(z.string()) })),
      })
      .nullish(),
  }),
});

export interface ProgrammeNames {
  /** “500 points” */
  points(count: number): string;
  /** Null for the ground below the first tier, and for a tier that is gone. */
  tier(id: string | null): string | null;
  readonly tiersCount: 'points' | 'spend';
}

export const programmeNames = (settings: unknown, locale: string, m: Messages): ProgrammeNames => {
  const parsed = programme.safeParse(settings);
  const loyalty = parsed.success ? parsed.data.loyalty : null;
  const language = locale.split('-')[0] ?? locale;
  const own = loyalty?.pointsWords[language];
  const counted = pluralIn<TwoForms & { readonly many?: string }>(language === 'ar' ? 'ar-u-nu-arab' : locale);
  return {
    // What the programme calls a point by our own word is counted by all the forms that we know of it.
    points: (count) =>
      own === undefined || m.notices.points(2).includes(own.other) || m.notices.points(3).includes(own.other)
        ? m.notices.points(count)
        : counted(count, {
            one: `# ${own.one}`,
            other: `# ${own.other}`,
            ...(language === 'fr' ? { many: `# ${de(own.other)}` } : {}),
          }),
    tier(id) {
      const names = loyalty?.tiers?.ladder.find((tier) => tier.id === id)?.names;
      return names?.[language] ?? names?.en ?? null;
    },
    tiersCount: loyalty?.tiers?.counts ?? 'points',
  };
};
