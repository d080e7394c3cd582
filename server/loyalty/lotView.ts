/** Every lot and entry explained: why so many, what they wait for, when they go, what a refund would take. Pure. */
import { dayIn } from '../kit/clock.ts';
import type { Entry, Lot } from './book.ts';
import { lastDayBefore } from './calendar.ts';
import { type EarnRule, meanMultiplier, type OldRule } from './earning.ts';
import { earliestExpiry } from './lots.ts';
import type { AccountReading, Underway } from './reading.ts';
import { isOpenEnded } from './unlocking.ts';
import type { EarnedBecauseView, EntryView, LotView } from './view.shared.ts';

/** What came of a lot, by kind of entry. */
export interface LotSums {
  readonly lotId: string;
  readonly kind: Entry['kind'];
  readonly points: number;
  readonly qualifyingPoints: number;
}

export interface LotAbout {
  readonly sums: readonly LotSums[];
  /** The entry that earned it. */
  readonly earned: Pick<Entry, 'rule' | 'note'> | undefined;
  readonly order: Underway | undefined;
}

export const lotView = (account: AccountReading, lot: Lot, about: LotAbout): LotView => {
  const { brand, now, pause, pauses } = account;
  const day = (at: Date | null): string | null => at && dayIn(at, brand.timeZone);
  const isOpen = isOpenEnded(lot, now);
  const goesAt = isOpen ? null : earliestExpiry(lot, pauses, now, brand.timeZone);
  const state = stateOf(lot, about.sums, goesAt !== null && goesAt <= now, now);
  const isLive = state === 'pending' || state === 'spendable';
  return {
    id: lot.id,
    kind: lot.kind,
    orderNumber: about.order?.number ?? null,
    earnedOn: dayIn(lot.earnedAt, brand.timeZone),
    points: lot.points,
    remaining: state === 'expired' ? 0 : lot.remaining,
    state,
    waitsFor: state === 'pending' ? (lot.waitsFor ?? (lot.spendableAt === null ? 'delivery' : 'return_window')) : null,
    spendableOn: isOpen ? null : day(lot.spendableAt),
    latestOn: isOpen && state === 'pending' ? day(lot.spendableAt) : null,
    expiresOn: goesAt && lastDayBefore(goesAt, brand.timeZone),
    pausedFor: isLive && lot.expiresAt !== null ? (pause?.reason ?? null) : null,
    because: becauseOf(about.earned),
    refundTakes: lot.kind === 'order' ? refundTakes(about.sums) : null,
  };
};

const stateOf = (lot: Lot, sums: readonly LotSums[], hasGone: boolean, now: Date): LotView['state'] => {
  if (lot.remaining > 0 && hasGone) return 'expired';
  const isPending = lot.spendableAt === null || lot.spendableAt > now;
  if (lot.remaining > 0) return isPending ? 'pending' : 'spendable';
  const out = (...kinds: Entry['kind'][]): number =>
    -sums.reduce((all, sum) => (kinds.includes(sum.kind) ? all + sum.points : all), 0);
  const spent = out('redeem', 'release', 'restore');
  const expired = out('expire');
  const back = out('reverse');
  if (back > 0 && back >= spent && back >= expired) return 'taken_back';
  return expired > spent ? 'expired' : 'spent';
};

/** Whatever the order still earns, less what went unused. */
const refundTakes = (sums: readonly LotSums[]): number => {
  const counts = sums.reduce((all, { qualifyingPoints }) => all + qualifyingPoints, 0);
  const unused = -sums.reduce((all, { kind, points }) => (kind === 'expire' ? all + points : all), 0);
  return Math.max(0, counts - unused);
};

const becauseOf = (earned: LotAbout['earned']): EarnedBecauseView => {
  // Written by `orderPoints.ts` alone, or nothing.
  const rule = (earned?.rule ?? null) as EarnRule | OldRule | null;
  if (rule === null) return { rate: null, basis: null, multiplier: 1, note: earned?.note ?? null };
  const { rate, basisMinor, currency } = rule;
  return {
    rate: { points: rate.points, perMinor: rate.perMinor },
    basis: { minor: basisMinor, currency },
    multiplier: meanMultiplier(rule) / 100,
    note: earned?.note ?? null,
  };
};

export const entryView = (
  { brand }: AccountReading,
  entry: Entry,
  about: {
    readonly earnKind: Lot['kind'];
    readonly orderNumber: string | null;
    readonly rewardTitle: string | null;
  },
): EntryView => ({
  id: entry.id,
  kind: entry.kind,
  earnKind: about.earnKind,
  points: entry.points,
  on: dayIn(entry.at, brand.timeZone),
  orderNumber: about.orderNumber,
  rewardTitle: about.rewardTitle,
  redemptionId: entry.redemptionId,
  note: entry.note,
});
