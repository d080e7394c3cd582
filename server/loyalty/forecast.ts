/** “Arrives Tuesday, 120 points unlock Thursday, which makes you Gold”: told from the parcels on the way. Pure. */
import { after, dayIn } from '../kit/clock.ts';
import { isBadNews, type ShipmentStatus } from '../shipments/status.shared.ts';
import { endOfDay } from './calendar.ts';

import type { AccountReading, LiveLot, Parcel, Underway } from './reading.ts';
import { advance, rankOf, stepFor, stepOf, type TierRules } from './tiers.ts';
import { isOpenEnded, unlockAfter } from './unlocking.ts';

export interface Forecast {
  readonly orderNumber: string;
  readonly points: number;
  readonly arrivesOn: string | null;
  readonly unlocksOn: string | null;
  readonly makesTier: TierRules['ladder'][number] | null;
}

/** Of the pending orders, the one whose points come first; those of which nobody can say when come last. */
export const forecastOf = (account: AccountReading, underway: readonly Underway[]): Forecast | null => {
  const pending = account.lots.filter(({ lot, isSpendable }) => !isSpendable && lot.kind === 'order');
  const forecasts = pending.flatMap((one) => {
    const order = underway.find(({ id }) => id === one.lot.orderId);
    return order ? [forecastFor(account, one, order)] : [];
  });
  const [first] = forecasts.sort((a, b) => (a.unlocksOn ?? '9999').localeCompare(b.unlocksOn ?? '9999'));
  return first ?? null;
};

const forecastFor = (account: AccountReading, { lot }: LiveLot, order: Underway): Forecast => {
  const { brand, programme, now } = account;
  const days = order.parcels
    .filter(({ status }) => status !== 'delivered')
    .map((one) => arrivalDay(one, now, brand.timeZone));
  const arrivesOn = days.length === 0 || days.includes(null) ? null : (days.toSorted().at(-1) ?? null);
  const { unlock } = programme;
  const expected =
    arrivesOn === null || unlock.when !== 'delivered'
      ? null
      : unlockAfter(after(endOfDay(arrivesOn, brand.timeZone), -1), unlock, brand.timeZone);
  const unlocksAt = isOpenEnded(lot, now) ? expected : lot.spendableAt;
  return {
    orderNumber: order.number,
    points: lot.remaining,
    arrivesOn,
    unlocksOn: unlocksAt && dayIn(unlocksAt, brand.timeZone),
    makesTier: tierMadeBy(account, lot.id, unlocksAt ?? now),
  };
};

const tierMadeBy = (
  { ladder, lotCredits, standing }: AccountReading,
  lotId: string,
  at: Date,
): TierRules['ladder'][number] | null => {
  const own = lotCredits.find((credit) => credit.lotId === lotId);
  if (ladder === null || !own) return null;
  const credits = own.at === null ? [...ladder.credits, { at, amount: own.amount }] : ladder.credits;
  const then = advance(standing, { ...ladder, credits }, at).standing;
  const { rules } = ladder;
  if (rankOf(rules, then.tier) <= rankOf(rules, standing.tier)) return null;
  return stepOf(rules, then.tier) ?? stepFor(rules, 0);
};

const stopped: ReadonlySet<ShipmentStatus> = new Set([
  'exception',
  'on_hold',
  'returning',
  'returned',
  'cancelled',
  'expired',
]);

/**
 * The last day that is named, by whoever knows best and has not been proved wrong. Of a parcel that something happened to
 * only the carrier's own day counts: what was promised and reckoned before it is overtaken.
 */
const arrivalDay = (parcel: Parcel, now: Date, timeZone: string): string | null => {
  const { estimateOn, estimateFrom, estimateTo, ourTo, promisedOn } = parcel;
  const end = estimateTo ?? estimateFrom;
  const today = dayIn(now, timeZone);
  const named = estimateOn ?? (end && dayIn(end, timeZone));
  if (stopped.has(parcel.status)) return null;
  const days = isBadNews(parcel) ? [named] : [named, ourTo, promisedOn];
  return days.find((day) => day !== null && day >= today) ?? null;
};
