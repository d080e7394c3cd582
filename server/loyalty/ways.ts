/** The ways in which somebody can earn points now, and those that are used up for the time being. Pure. */
import type { Lot } from './book.ts';
import { ruleFor } from './earning.ts';
import { periodStart } from './ledger.ts';
import type { AccountReading } from './reading.ts';
import { tierMultiplier } from './standing.ts';
import type { WayToEarnView } from './view.shared.ts';

export type Earned = Pick<Lot, 'kind' | 'points' | 'earnedAt'>;

const fixedKinds = ['sign_up', 'review', 'share', 'birthday'] as const;

export const waysToEarn = (account: AccountReading, earned: readonly Earned[]): readonly WayToEarnView[] => [
  ...byOrders(account),
  ...fixedKinds.flatMap((kind) => byKind(account, kind, earned)),
  ...byFriends(account),
];

const byOrders = ({ programme, brand, standing }: AccountReading): readonly WayToEarnView[] => {
  const multiplier = tierMultiplier(programme.tiers, standing);
  const none = { currency: brand.currency, totalMinor: 0, taxMinor: 0, shippingMinor: 0, discountMinor: 0, items: [] };
  const rule = ruleFor(programme, none, { tierMultiplier: multiplier, atMost: null });
  return rule === null ? [] : [{ kind: 'order', ...rule.rate, multiplier, done: false }];
};

const byKind = (
  { programme, brand, now }: AccountReading,
  kind: (typeof fixedKinds)[number],
  earned: readonly Earned[],
): readonly WayToEarnView[] => {
  const rule = programme.earn[kind];
  if (rule === null) return [];
  const limit = natural[kind] ?? rule.limit;
  return [{ kind, points: rule.points, perMinor: null, multiplier: 1, done: limit !== null && isUsedUp() }];

  function isUsedUp(): boolean {
    if (limit === null || rule === null) return false;
    const from = periodStart(limit.per, now, brand.timeZone);
    const counted = earned.filter((one) => one.kind === kind && one.earnedAt >= from);
    const points = counted.reduce((all, one) => all + one.points, 0);
    return (
      (limit.times !== undefined && counted.length >= limit.times) ||
      (limit.points !== undefined && points + rule.points > limit.points)
    );
  }
};

type Limit = { readonly per: 'day' | 'month' | 'year' | 'ever'; readonly times?: number; readonly points?: number };

/** Once is in the nature of signing up, and once a year of a birthday. */
const natural: Partial<Record<(typeof fixedKinds)[number], Limit>> = {
  sign_up: { per: 'ever', times: 1 },
  birthday: { per: 'year', times: 1 },
};

const byFriends = ({ brand }: AccountReading): readonly WayToEarnView[] => {
  const given = brand.settings.referrals?.referrer;
  if (given?.kind !== 'points') return [];
  return [{ kind: 'referral', points: given.points, perMinor: null, multiplier: 1, done: false }];
};
