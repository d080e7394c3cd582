/** How far the friend's order has come, and from when on both sides are paid: read from its parcels, never counted up. */
import { after, days } from '../kit/clock.ts';
import type { ShipmentStatus } from '../shipments/index.ts';

export interface Standing {
  readonly status: 'ordered' | 'on_its_way';
  /** Null until every parcel has arrived (proof S30). */
  readonly rewardAt: Date | null;
}

const notYetSent: readonly ShipmentStatus[] = ['pending', 'info_received'];

export const standingOf = (
  shipments: readonly { readonly status: ShipmentStatus; readonly deliveredAt: Date | null }[],
  windowDays: number,
): Standing => {
  const sent = shipments.filter(({ status }) => status !== 'cancelled');
  const isOnItsWay = sent.some(({ status }) => !notYetSent.includes(status));
  const arrivals = sent.flatMap(({ status, deliveredAt }) =>
    status === 'delivered' && deliveredAt ? [deliveredAt] : [],
  );
  const last = arrivals.toSorted((a, b) => b.getTime() - a.getTime())[0];
  return {
    status: isOnItsWay ? 'on_its_way' : 'ordered',
    rewardAt: last && arrivals.length === sent.length ? after(last, days(windowDays)) : null,
  };
};
