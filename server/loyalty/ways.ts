/** The ways in which somebody can earn points now, and those that are used up for the time being. */
import type { Reader } from '../../db/store.ts';
import { hasHadBirthday } from './birthdays.ts';
import { ruleFor } from './earning.ts';
import { roomUnder } from './ledger.ts';
import type { AccountReading } from './reading.ts';
import { tierMultiplier } from './standing.ts';
import type { WayToEarnView } from './view.shared.ts';

const fixedKinds = ['sign_up', 'review', 'share', 'birthday'] as const;
type FixedKind = (typeof fixedKinds)[number];

export const readWays = async (
  reader: Reader,
  account: AccountReading,
  customerId: string,
): Promise<readonly WayToEarnView[]> => {
  const fixed: WayToEarnView[] = [];
  for (const kind of fixedKinds) {
    const rule = account.programme.earn[kind];
    if (rule === null) continue;
    const done = await isUsedUp(reader, account, { kind, customerId });
    fixed.push({ kind, points: rule.points, perMinor: null, multiplier: 1, done, where: whereOf(account, kind) });
  }
  return [...byOrders(account), ...fixed, ...byFriends(account)];
};

const byOrders = ({ programme, brand, standing }: AccountReading): readonly WayToEarnView[] => {
  const multiplier = tierMultiplier(programme.tiers, standing);
  const none = { currency: brand.currency, totalMinor: 0, taxMinor: 0, shippingMinor: 0, discountMinor: 0, items: [] };
  const rule = ruleFor(programme, none, { tierMultiplier: multiplier, atMost: null });
  const where = brand.settings.shopUrl === null ? null : 'shop';
  return rule === null ? [] : [{ kind: 'order', ...rule.rate, multiplier, done: false, where }];
};

/** By the very limit that whoever gives them asks. */
const isUsedUp = async (
  reader: Reader,
  { programme, brand, now }: AccountReading,
  { kind, customerId }: { readonly kind: FixedKind; readonly customerId: string },
): Promise<boolean> => {
  const member = { brandId: brand.id, customerId };
  const rule = programme.earn[kind];
  if (rule === null) return false;
  if (kind === 'birthday') return hasHadBirthday(reader, member, now);
  const limit = kind === 'sign_up' ? once : (rule.limit ?? (kind === 'share' ? once : null));
  const room = await roomUnder(reader, member, { brand, kind, limit, now });
  return room !== null && room < rule.points;
};

/** In the nature of joining, and of passing it on where the programme does not say how often. */
const once = { per: 'ever', times: 1 } as const;

const whereOf = ({ brand }: AccountReading, kind: FixedKind): WayToEarnView['where'] => {
  if (kind === 'share') return brand.settings.referrals === null ? null : 'refer';
  return ({ sign_up: 'sign_in', review: 'parcel', birthday: 'settings' } as const)[kind];
};

const byFriends = ({ brand }: AccountReading): readonly WayToEarnView[] => {
  const given = brand.settings.referrals?.referrer;
  if (given?.kind !== 'points') return [];
  return [{ kind: 'referral', points: given.points, perMinor: null, multiplier: 1, done: false, where: 'refer' }];
};
