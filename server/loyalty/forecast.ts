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
  readonly arrivesInWindow: boolean;
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
  const arrivals = order.parcels
    .filter(({ status }) => status !== 'delivered')
    .map((one) => arrivalOf(one, now, brand.timeZone));
  const last = arrivals.includes(null) ? null : lastOf(arrivals.filter((one) => one !== null));
  const arrivesOn = last?.to ?? null;
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
    arrivesInWindow: last !== null && last.from < last.to && last.to > dayIn(now, brand.timeZone),
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

/** The days in which a parcel is to come; the same one twice where it is one day. */
interface Arrival {
  readonly from: string;
  readonly to: string;
}

/** Of those that end last, the one that begins last: beside a parcel that comes on that very day a window is none. */
const lastOf = (arrivals: readonly Arrival[]): Arrival | null =>
  arrivals.toSorted((a, b) => a.to.localeCompare(b.to) || a.from.localeCompare(b.from)).at(-1) ?? null;

/**
 * The days that are named, by whoever knows best and has not been proved wrong. Of a parcel that something happened to
 * only the carrier's own days count: what was promised and reckoned before it is overtaken.
 */
const arrivalOf = (parcel: Parcel, now: Date, timeZone: string): Arrival | null => {
  const { estimateOn, estimateFrom, estimateTo, ourFrom, ourTo, promisedOn } = parcel;
  if (stopped.has(parcel.status)) return null;
  const today = dayIn(now, timeZone);
  const instantDay = (at: Date | null): string | null => at && dayIn(at, timeZone);
  const named =
    estimateOn === null ? between(instantDay(estimateFrom), instantDay(estimateTo)) : between(estimateOn, estimateOn);
  const known = isBadNews(parcel) ? [named] : [named, between(ourFrom, ourTo), between(promisedOn, promisedOn)];
  return known.find((one) => one !== null && one.to >= today) ?? null;
};

const between = (from: string | null, to: string | null): Arrival | null => {
  const end = to ?? from;
  return end === null ? null : { from: from ?? end, to: end };
};
