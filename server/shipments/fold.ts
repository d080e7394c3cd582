/**
 * A shipment's state as a pure function of the set of its events, and of the time where nothing was heard for too long:
 * the same for every order of arrival, and never back from delivered except to returning, returned or exception.
 */
import { after, days } from '../kit/clock.ts';
import type { ShipmentReason, ShipmentStatus } from './status.shared.ts';

export interface FoldedEvent {
  /** Tells two events of the same instant apart, so that the order of arrival does not. */
  readonly identity: string;
  readonly status: ShipmentStatus | null;
  readonly reason: ShipmentReason | null;
  readonly actionRequired: boolean;
  readonly occurredAt: Date;
}

export interface ShipmentState {
  readonly status: ShipmentStatus;
  readonly reason: ShipmentReason | null;
  readonly actionRequired: boolean;
  /** When the status was reached, by the source's clock; null while there is no event. */
  readonly statusAt: Date | null;
  /** The newest event of all, mapped or not. */
  readonly lastEventAt: Date | null;
  /** The first arrival, kept when the parcel goes back afterwards. */
  readonly deliveredAt: Date | null;
}

/** Before anything was heard. */
export const untold: ShipmentState = {
  status: 'pending',
  reason: null,
  actionRequired: false,
  statusAt: null,
  lastEventAt: null,
  deliveredAt: null,
};

export const foldEvents = (events: readonly FoldedEvent[]): ShipmentState =>
  [...events].sort(inOrder).reduce(follow, untold);

/** After so long without a word, a parcel that has not ended is no longer on its way as far as anybody can tell. */
export const silentForDays = 90;

/** What may go on for ever: what has arrived, come back, been called off or been lost has ended. */
export const endlessStatuses: readonly ShipmentStatus[] = [
  'pending',
  'info_received',
  'picked_up',
  'in_transit',
  'delayed',
  'on_hold',
  'out_for_delivery',
  'attempt_failed',
  'ready_for_pickup',
  'returning',
];

/** An event with the time at which we heard of it. */
export interface HeardEvent extends FoldedEvent {
  readonly receivedAt: Date;
}

/**
 * The state as of `now`. Silence counts from when we last heard, since an old scan that is told today is news of today.
 * @param announcedAt where it counts from while there is no event; null: of such a shipment nobody will ever tell
 */
export const stateAt = (
  events: readonly HeardEvent[],
  { announcedAt, now }: { readonly announcedAt: Date | null; readonly now: Date },
): ShipmentState => {
  const state = foldEvents(events);
  const heardAt = events.reduce<Date | null>(
    (last, { receivedAt }) => (last === null || receivedAt > last ? receivedAt : last),
    events.length === 0 ? announcedAt : null,
  );
  if (heardAt === null || state.deliveredAt !== null || !endlessStatuses.includes(state.status)) return state;
  const expiredAt = after(heardAt, days(silentForDays));
  return expiredAt > now
    ? state
    : { ...state, status: 'expired', reason: null, actionRequired: false, statusAt: expiredAt };
};

/** How far along the journey a status is: of two events with the same time, the one further along came later. */
const progress: Readonly<Record<ShipmentStatus, number>> = {
  pending: 0,
  info_received: 1,
  cancelled: 2,
  picked_up: 3,
  in_transit: 4,
  delayed: 5,
  on_hold: 6,
  out_for_delivery: 7,
  attempt_failed: 8,
  ready_for_pickup: 9,
  expired: 10,
  delivered: 11,
  exception: 12,
  returning: 13,
  returned: 14,
};

export const inOrder = (a: FoldedEvent, b: FoldedEvent): number =>
  a.occurredAt.getTime() - b.occurredAt.getTime() ||
  (a.status === null ? -1 : progress[a.status]) - (b.status === null ? -1 : progress[b.status]) ||
  (a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0);

const follow = (state: ShipmentState, event: FoldedEvent): ShipmentState => {
  const seen = { ...state, lastEventAt: event.occurredAt };
  if (event.status === null) return seen;
  const status = next(state.status, event.status);
  if (status === null) return seen;
  const unchanged = status === state.status && event.reason === state.reason;
  return {
    status,
    reason: event.reason,
    actionRequired: event.actionRequired,
    statusAt: unchanged ? state.statusAt : event.occurredAt,
    lastEventAt: event.occurredAt,
    deliveredAt: state.deliveredAt ?? (status === 'delivered' ? event.occurredAt : null),
  };
};

const leavesDelivered: ReadonlySet<ShipmentStatus> = new Set(['returning', 'returned', 'exception']);
const beforeHandover: ReadonlySet<ShipmentStatus> = new Set(['pending', 'info_received', 'cancelled']);

/** @returns the status after `said` was heard in `current`; null when it says nothing new about where the parcel is */
const next = (current: ShipmentStatus, said: ShipmentStatus): ShipmentStatus | null => {
  if (current === 'delivered') return said === 'delivered' || leavesDelivered.has(said) ? said : null;
  if (current === 'returned') return null;
  // Carriers report the arrival back at the shop as a delivery.
  if (current === 'returning') return said === 'delivered' ? 'returned' : leavesDelivered.has(said) ? said : null;
  // A label that is announced again, or a carrier that lost interest, does not move a parcel that was seen.
  if (said === 'pending' || said === 'info_received') return beforeHandover.has(current) ? said : null;
  if (said === 'cancelled') return beforeHandover.has(current) ? said : null;
  return said;
};
