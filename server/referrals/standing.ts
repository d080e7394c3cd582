/** How far the friend's order has come, and from when on both sides are paid: read from its parcels, never counted up. */
import type { BrandSettings } from '../brands/index.ts';
import { after, days } from '../kit/clock.ts';
import type { ShipmentStatus } from '../shipments/index.ts';

export interface Standing {
  readonly status: 'ordered' | 'on_its_way';
  /** Null until every parcel that is still to come has arrived, and one has (proof S30). */
  readonly rewardAt: Date | null;
}

/** Of these nothing more comes. */
const ended: readonly ShipmentStatus[] = ['cancelled', 'returned', 'expired'];
const notYetSent: readonly ShipmentStatus[] = ['pending', 'info_received'];

export const standingOf = (
  shipments: readonly { readonly status: ShipmentStatus; readonly deliveredAt: Date | null }[],
  windowDays: number,
): Standing => {
  const isOnItsWay = shipments.some(({ status }) => status !== 'cancelled' && !notYetSent.includes(status));
  const awaited = shipments.filter(({ status }) => !ended.includes(status));
  const arrivals = awaited.flatMap(({ status, deliveredAt }) =>
    status === 'delivered' && deliveredAt ? [deliveredAt] : [],
  );
  const last = arrivals.toSorted((a, b) => b.getTime() - a.getTime())[0];
  return {
    status: isOnItsWay ? 'on_its_way' : 'ordered',
    rewardAt: last && arrivals.length === awaited.length ? after(last, days(windowDays)) : null,
  };
};

/** How long both sides wait after the delivery: never less than the friend has to send everything back. */
export const windowDaysOf = ({ referrals, loyalty }: BrandSettings): number =>
  Math.max(referrals?.windowDays ?? 0, loyalty?.unlock.when === 'delivered' ? loyalty.unlock.returnDays : 0);
