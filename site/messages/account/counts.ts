/** How every language says what counts for a tier: one sentence, and in it what is counted in which period. */
import type { TierView } from '../../../server/loyalty/view.shared.ts';

export interface Counted {
  /** So many points, or so much money. */
  readonly counted: string;
  /** The first day of it; empty where it has none. */
  readonly from: string;
}

type Period = TierView['period'];
export type CountsWords = Readonly<Record<Period, (p: Counted) => string>>;

/**
 * @param sentence says the whole of it
 * @returns what makes the sentences of all periods from what is counted in each, `#` standing for the first day
 */
export const countsIn =
  (sentence: (p: { counted: string; what: string }) => string) =>
  (what: Readonly<Record<Period, string>>): CountsWords => {
    const told = (period: Period) => (p: Counted) =>
      sentence({ counted: p.counted, what: what[period].replace('#', p.from) });
    return {
      lifetime: told('lifetime'),
      calendar_year: told('calendar_year'),
      rolling_12_months: told('rolling_12_months'),
    };
  };
