/**
 * The gate: may this be promoted to this person on this channel now? A pure decision over what is known of her, with
 * every reason against it and not only the first.
 */
import { after, days } from '../kit/clock.ts';
import type { PromoChannel, PromoReason } from './inputs.ts';
import { disturbs, quietUntil } from './quietHours.ts';

export interface Reason {
  readonly code: PromoReason;
  /** When this reason ends by itself; null while nobody can say. */
  readonly until: Date | null;
  readonly source: string;
}

export interface Decision {
  readonly allowed: boolean;
  readonly reasons: readonly Reason[];
}

/** What is promoted, and how. */
export interface Ask {
  readonly productId: string | null;
  readonly channel: PromoChannel | null;
}

export interface Policy {
  readonly useUpDays: number;
  readonly quietHours: readonly [string, string];
  readonly frequencyCap: number;
  readonly frequencyCapDays: number;
}

/** What is known of the person. Holds are those that stand. */
export interface Person {
  /** Null: never asked, which is no. */
  readonly promoConsent: boolean | null;
  readonly timeZone: string;
  /** Her own; null: the brand's. */
  readonly quietHours: readonly [string, string] | null;
  readonly holds: readonly {
    readonly code: 'negative_sentiment' | 'delivery_trouble' | 'suppressed_by_support';
    readonly channel: string | null;
    readonly productId: string | null;
    readonly until: Date | null;
    readonly source: string;
  }[];
  /** Sources of trouble with deliveries that are under way. */
  readonly troubles: readonly string[];
  /** Sources of subscriptions by which she gets the product that is promoted anyway. */
  readonly subscriptions: readonly string[];
  /** Her last purchase of the product that is promoted. */
  readonly lastPurchase: { readonly at: Date; readonly source: string } | null;
  /** When promotions of ours went to her within the days that the cap looks back, oldest first. */
  readonly promotedAt: readonly Date[];
}

export const decide = (now: Date, policy: Policy, person: Person, ask: Ask): Decision => {
  const reasons = [
    ...person.holds
      .filter((hold) => concerns(hold, ask))
      .map(({ code, until, source }): Reason => ({ code, until, source })),
    ...person.troubles.map((source): Reason => ({ code: 'delivery_trouble', until: null, source })),
    ...person.subscriptions.map((source): Reason => ({ code: 'already_subscribed', until: null, source })),
    ...recentlyBought(now, policy, person),
    ...(person.promoConsent === true ? [] : [{ code: 'no_consent' as const, until: null, source: 'customer' }]),
    ...quiet(now, policy, person, ask),
    ...toldOften(policy, person),
  ];
  return { allowed: reasons.length === 0, reasons };
};

/** Who does not name the channel may be using the held one; who names no product is not promoting the held one. */
const concerns = (hold: Person['holds'][number], ask: Ask): boolean =>
  (hold.channel === null || ask.channel === null || hold.channel === ask.channel) &&
  (hold.productId === null || hold.productId === ask.productId);

const recentlyBought = (now: Date, policy: Policy, { lastPurchase }: Person): readonly Reason[] => {
  if (lastPurchase === null) return [];
  const until = after(lastPurchase.at, days(policy.useUpDays));
  return until > now ? [{ code: 'recently_bought', until, source: lastPurchase.source }] : [];
};

const quiet = (now: Date, policy: Policy, person: Person, { channel }: Ask): readonly Reason[] => {
  const until =
    channel !== null && disturbs(channel)
      ? quietUntil(now, person.timeZone, person.quietHours ?? policy.quietHours)
      : null;
  return until === null ? [] : [{ code: 'quiet_hours', until, source: `zone:${person.timeZone}` }];
};

/** Ends when the oldest of those that fill the cap is far enough back. */
const toldOften = ({ frequencyCap, frequencyCapDays }: Policy, { promotedAt }: Person): readonly Reason[] => {
  if (promotedAt.length < frequencyCap) return [];
  const oldest = frequencyCap === 0 ? undefined : promotedAt[promotedAt.length - frequencyCap];
  const until = oldest === undefined ? null : after(oldest, days(frequencyCapDays));
  return [{ code: 'frequency_cap', until, source: 'policy' }];
};
