/**
 * From when the points of an order can be spent, and what they wait for until then. Every order has such a day: a parcel
 * that never comes, or never was, keeps nobody's points waiting for ever. Pure.
 */
import type { ProgrammeSettings } from '../brands/index.ts';
import type { ShipmentRow } from '../shipments/index.ts';
import type { Lot } from './book.ts';
import { endAfterDays } from './calendar.ts';

export type Waiting = Pick<Lot, 'spendableAt' | 'waitsFor'>;
type Parcel = Pick<ShipmentRow, 'status' | 'reason' | 'statusAt' | 'lastEventAt' | 'deliveredAt' | 'createdAt'>;
type Unlock = ProgrammeSettings['unlock'];

/** What the carrier has given up; one that turns up after all is told of again. */
const lostFor: ReadonlySet<string> = new Set([
  'lost',
  'damaged',
  'disposed',
  'refused',
  'carrier_refused',
  'unclaimed',
]);

/**
 * By the parcels of the order. All there: the return window after the last of them. On its way: the same after
 * `silentDays` without news, at the latest. Lost, expired or sent back: the window after that. None at all: so many days
 * after the order, or after the last one was called off.
 */
export const waitingFor = (unlock: Unlock, placedAt: Date, parcels: readonly Parcel[], timeZone: string): Waiting => {
  if (unlock.when === 'placed') {
    const { days } = unlock;
    return { spendableAt: days === 0 ? placedAt : endAfterDays(placedAt, days, timeZone), waitsFor: null };
  }
  const sent = parcels.filter(({ status }) => status !== 'cancelled');
  if (sent.length === 0) {
    const from = latest([placedAt, ...parcels.map(lastNewsOf)]);
    return { spendableAt: endAfterDays(from, unlock.withoutParcelDays, timeZone), waitsFor: 'no_parcel' };
  }
  const quiet = sent.filter((parcel) => !isOver(parcel)).map(lastNewsOf);
  if (quiet.length > 0) {
    const { silentDays, returnDays } = unlock;
    return { spendableAt: endAfterDays(latest(quiet), silentDays + returnDays, timeZone), waitsFor: 'delivery' };
  }
  // What went back is not waited for when the rest is there: its refund takes what it earned.
  const there = sent.filter(({ status }) => status === 'delivered');
  const ends = (there.length > 0 ? sent.filter(({ status }) => status !== 'returned') : sent).map(endOf);
  return {
    spendableAt: unlockAfter(latest(ends), unlock, timeZone),
    waitsFor: there.length > 0 ? 'return_window' : 'parcel_ended',
  };
};

/** From when points of an order can be spent, once its parcels are there. */
export const unlockAfter = (deliveredAt: Date, unlock: { readonly returnDays: number }, timeZone: string): Date =>
  unlock.returnDays === 0 ? deliveredAt : endAfterDays(deliveredAt, unlock.returnDays, timeZone);

/** Whether their day is only the latest on which they unlock: what they wait for has not happened. */
export const isOpenEnded = ({ spendableAt, waitsFor }: Waiting, now: Date): boolean =>
  spendableAt === null || (spendableAt > now && (waitsFor === 'delivery' || waitsFor === 'no_parcel'));

const isOver = ({ status, reason }: Parcel): boolean =>
  status === 'delivered' ||
  status === 'returned' ||
  status === 'expired' ||
  (status === 'exception' && reason !== null && lostFor.has(reason));

const endOf = (parcel: Parcel): Date => (parcel.status === 'delivered' && parcel.deliveredAt) || endedAt(parcel);
const endedAt = ({ statusAt, createdAt }: Parcel): Date => statusAt ?? createdAt;
const lastNewsOf = ({ statusAt, lastEventAt, createdAt }: Parcel): Date =>
  latest([createdAt, ...[statusAt, lastEventAt].filter((at) => at !== null)]);

const latest = (dates: readonly Date[]): Date => new Date(Math.max(...dates.map(Number)));
