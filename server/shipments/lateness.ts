/** How late a parcel came by the day that was promised first: a promise that moved does not make it punctual. Pure. */
import { dayIn, daysBetween } from '../kit/clock.ts';
import type { Estimate, ShipmentRow } from './queries.ts';

/** @param estimates of this shipment, oldest first */
export const firstPromise = (
  shipment: Pick<ShipmentRow, 'promisedOn'>,
  estimates: readonly Estimate[],
): string | null =>
  estimates.find((estimate) => estimate.kind === 'promise' && estimate.on !== null)?.on ?? shipment.promisedOn;

/** Whole days after `promisedOn`, 0 when it came in time; null while neither can be said. */
export const lateDays = (
  promisedOn: string | null,
  deliveredAt: Date | null,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): number | null => {
  if (promisedOn === null) return null;
  const late = daysBetween(promisedOn, dayIn(deliveredAt ?? now, timeZone));
  // Before its day, a parcel that is on its way is neither late nor on time.
  return deliveredAt === null && late <= 0 ? null : Math.max(0, late);
};
