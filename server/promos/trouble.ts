/** Which shipments are in trouble: while hers is, nobody wants to be sold the next thing. */
import { dayIn, daysBetween } from '../kit/clock.ts';
import type { ShipmentStatus } from '../shipments/index.ts';

/** Stuck, failed or turning back. */
const troubledStatuses: readonly ShipmentStatus[] = ['delayed', 'on_hold', 'attempt_failed', 'exception', 'returning'];

/** There, or no longer coming; what waits at the pick-up point has kept its promise. */
export const settledStatuses: readonly ShipmentStatus[] = ['delivered', 'ready_for_pickup', 'returned', 'cancelled'];

/**
 * @param at where and when she is
 * @param daysMax after so many days nobody waits any more: a parcel that was lost a year ago holds nothing back
 */
export const isTroubled = (
  shipment: { status: ShipmentStatus; statusAt: Date | null; promisedOn: string | null; createdAt: Date },
  at: { now: Date; timeZone: string },
  daysMax: number,
): boolean => {
  const today = dayIn(at.now, at.timeZone);
  const daysSince = (day: string): number => daysBetween(day, today);
  if (troubledStatuses.includes(shipment.status)) {
    return daysSince(dayIn(shipment.statusAt ?? shipment.createdAt, at.timeZone)) <= daysMax;
  }
  if (shipment.promisedOn === null || settledStatuses.includes(shipment.status)) return false;
  const lateDays = daysSince(shipment.promisedOn);
  return lateDays > 0 && lateDays <= daysMax;
};
