/**
 * A shipment as the shopper's page shows it, decided from its rows: what is expected when, how the promise moved, how
 * old the last scan is, where on the journey the parcel stands and what can be done now. Pure.
 */
import { after, dayIn, hours } from '../kit/clock.ts';
import type {
  ExpectedView,
  HelpKind,
  ItemView,
  JourneyStopView,
  JourneyView,
  ShipmentView,
  SlipView,
  TrackingEventView,
} from '../portalView.shared.ts';
import { endOfDay, isCurrent, startOfDay } from './estimate/days.ts';
import type { Estimate, ShipmentRow, TrackingEvent } from './queries.ts';
import { type JourneyStop, journeyStops, type ShipmentStatus } from './status.shared.ts';

export interface ShipmentTold {
  readonly shipment: ShipmentRow;
  /** Newest first. */
  readonly events: readonly TrackingEvent[];
  /** Oldest first. */
  readonly estimates: readonly Estimate[];
  readonly items: readonly ItemView[];
  readonly placedAt: Date;
  readonly destinationCity: string | null;
  /** The zone in which a promised day begins and ends. */
  readonly timeZone: string;
  readonly brandName: string;
  readonly now: Date;
  /** How many parcels our estimate was learned from, where that is known. */
  readonly learnedFrom?: number | undefined;
}

/** A scan counts as fresh for half a day, and as old after two. */
const freshMs = hours(12);
const recentMs = hours(48);

export const shipmentView = (told: ShipmentTold): Omit<ShipmentView, 'ask' | 'care'> => {
  const { shipment, now } = told;
  const timeline = told.events.map((event) => eventView(event, told));
  const expected = expectedOf(told);
  return {
    id: shipment.externalId,
    status: shipment.status,
    reason: shipment.reason,
    actionRequired: shipment.actionRequired,
    since: shipment.statusAt,
    deliveredAt: shipment.deliveredAt,
    destinationCity: told.destinationCity,
    carrier: { name: shipment.carrier, trackingNumber: shipment.trackingNumber, url: shipment.trackingUrl },
    expected,
    late: isLate(told, expected),
    slips: slipsOf(told, expected),
    lastScan: lastScanOf(timeline, now),
    journey: journeyOf(told),
    timeline,
    items: told.items,
    pickupPoint: shipment.pickupPoint
      ? {
          name: shipment.pickupPoint.name,
          address: shipment.pickupPoint.address ?? null,
          openingHours: shipment.pickupPoint.openingHours ?? null,
          code: shipment.pickupPoint.code ?? null,
          until: shipment.pickupPoint.until ?? null,
        }
      : null,
    // Who signed is a name, and the link alone shows no names: the page says where it was left.
    proofOfDelivery: shipment.proofOfDelivery?.leftWith
      ? { signedBy: null, leftWith: shipment.proofOfDelivery.leftWith, photoPath: null }
      : null,
    help: helpOf(shipment.status, shipment.trackingUrl !== null, isLate(told, expected)),
  };
};

/** Statuses in which nothing is expected any more. */
export const isSettled = (status: ShipmentStatus): boolean =>
  ['delivered', 'returned', 'cancelled', 'expired', 'exception', 'returning'].includes(status);

/** The carrier's word, as long as its day has not passed; then ours, which moves on by itself; then the promise. */
const expectedOf = (told: ShipmentTold): ExpectedView | null => {
  const { shipment, now, timeZone } = told;
  if (isSettled(shipment.status)) return null;
  const { estimateOn, estimateFrom, estimateTo, promisedOn, ourFrom, ourTo } = shipment;
  const carrier: ExpectedView | null =
    estimateOn || estimateFrom || estimateTo
      ? { by: 'carrier', on: estimateOn, from: estimateFrom, to: estimateTo }
      : null;
  if (carrier && !hasPassed(told, carrier)) return carrier;
  if (ourFrom !== null && isCurrent(ourTo, now, timeZone)) {
    const window = { from: startOfDay(ourFrom, timeZone), to: endOfDay(ourTo, timeZone) };
    return { by: 'ours', on: null, ...window, learnedFrom: told.learnedFrom };
  }
  if (carrier) return carrier;
  return promisedOn ? { by: 'promise', on: promisedOn, from: null, to: null } : null;
};

const expectedDay = (expected: ExpectedView, timeZone: string): string | null => {
  const end = expected.to ?? expected.from;
  return expected.on ?? (end ? dayIn(end, timeZone) : null);
};

/** Its last day is over, in the zone of the shopper. */
const hasPassed = ({ now, timeZone }: ShipmentTold, expected: ExpectedView): boolean => {
  const day = expectedDay(expected, timeZone);
  return day !== null && dayIn(now, timeZone) > day;
};

/** Past its expected day and not there. Our own later word does not make what was promised punctual. */
const isLate = (told: ShipmentTold, expected: ExpectedView | null): boolean => {
  if (expected === null) return false;
  const { promisedOn } = told.shipment;
  const isPastPromise = promisedOn !== null && dayIn(told.now, told.timeZone) > promisedOn;
  return hasPassed(told, expected) || (expected.by === 'ours' && isPastPromise);
};

/** Every move of the promise to a later day, and what is expected now where it lies past the promise. */
const slipsOf = (told: ShipmentTold, expected: ExpectedView | null): readonly SlipView[] => {
  const { estimates, events, shipment, timeZone } = told;
  const reason = events.find((event) => event.reason !== null && event.status !== 'delivered')?.reason ?? null;
  const promises = estimates.filter((estimate) => estimate.kind === 'promise' && estimate.on !== null);
  const slips = promises.flatMap((estimate, at): SlipView[] => {
    const before = promises[at - 1]?.on;
    return before && estimate.on && estimate.on > before
      ? [{ from: before, to: estimate.on, noticedAt: estimate.notedAt, reason }]
      : [];
  });
  const { promisedOn, ourFrom, ourTo } = shipment;
  if (expected?.by === 'ours' && promisedOn && ourFrom && ourTo && ourFrom > promisedOn) {
    const noticedAt = estimates.findLast(({ kind }) => kind === 'our_estimate')?.notedAt ?? told.now;
    return [...slips, { from: promisedOn, to: ourTo, noticedAt, reason }];
  }
  const latest = estimates.findLast((estimate) => estimate.kind === 'carrier_estimate');
  const day = latest ? expectedDay({ by: 'carrier', on: latest.on, from: latest.from, to: latest.to }, timeZone) : null;
  if (latest && day && shipment.promisedOn && day > shipment.promisedOn) {
    return [...slips, { from: shipment.promisedOn, to: day, noticedAt: latest.notedAt, reason }];
  }
  return slips;
};

const lastScanOf = (timeline: readonly TrackingEventView[], now: Date): ShipmentView['lastScan'] => {
  const [newest] = timeline;
  if (!newest) return null;
  const freshness =
    newest.occurredAt >= after(now, -freshMs) ? 'fresh' : newest.occurredAt >= after(now, -recentMs) ? 'recent' : 'old';
  return { ...newest, freshness };
};

const eventView = (event: TrackingEvent, { shipment, brandName }: ShipmentTold): TrackingEventView => ({
  id: event.id,
  status: event.status,
  reason: event.reason,
  description: event.description,
  place: event.place
    ? {
        name: event.place.name ?? null,
        city: event.place.city ?? null,
        countryCode: event.place.countryCode ?? null,
      }
    : null,
  occurredAt: event.occurredAt,
  reportedBy: shipment.carrier ?? brandName,
});

/** The last stop that a status has certainly reached. Statuses of trouble stay where the events before them led. */
const stopOf: Readonly<Partial<Record<ShipmentStatus, JourneyStop>>> = {
  pending: 'ordered',
  info_received: 'ordered',
  picked_up: 'handed_over',
  in_transit: 'on_its_way',
  out_for_delivery: 'arriving',
  attempt_failed: 'arriving',
  ready_for_pickup: 'arriving',
  delivered: 'arrived',
};

const journeyOf = ({ shipment, events, placedAt }: ShipmentTold): JourneyView => {
  const reachedAt = new Map<JourneyStop, TrackingEvent>();
  for (const event of events.toReversed()) {
    const stop = event.status === null ? undefined : stopOf[event.status];
    // The first scan that reached a stop dates it, except for the way itself, where the newest place is of interest.
    if (stop && (stop === 'on_its_way' || !reachedAt.has(stop))) reachedAt.set(stop, event);
  }
  const now = stopOf[shipment.status];
  const furthest = journeyStops.findLastIndex((stop) => reachedAt.has(stop));
  const current = Math.max(0, now === undefined ? furthest : journeyStops.indexOf(now));
  const stops = journeyStops.map((stop, at): JourneyStopView => {
    const event = reachedAt.get(stop);
    return {
      stop,
      reached: at <= current,
      at: stop === 'ordered' ? placedAt : at <= current ? (event?.occurredAt ?? null) : null,
      city: at <= current ? (event?.place?.city ?? null) : null,
    };
  });
  return { stops, current, mood: moodOf(shipment.status) };
};

const moodOf = (status: ShipmentStatus): JourneyView['mood'] => {
  if (status === 'delivered') return 'arrived';
  if (status === 'returning' || status === 'returned') return 'back';
  return ['delayed', 'on_hold', 'attempt_failed', 'exception', 'cancelled', 'expired'].includes(status)
    ? 'stuck'
    : 'moving';
};

const helpOf = (status: ShipmentStatus, hasCarrierPage: boolean, late: boolean): readonly HelpKind[] => {
  const carrier: HelpKind[] = hasCarrierPage ? ['carrier_page'] : [];
  if (status === 'delivered') return ['check_neighbours', 'report_problem', ...carrier];
  if (status === 'ready_for_pickup') return ['collect_parcel', 'report_problem', ...carrier];
  if (status === 'attempt_failed' || status === 'on_hold') return [...carrier, 'report_problem', 'contact_support'];
  if (['exception', 'returning', 'returned', 'expired'].includes(status))
    return ['report_problem', 'contact_support', ...carrier];
  if (status === 'cancelled') return ['contact_support', 'shop_again_later'];
  // To wait is advice for a parcel that is overdue; of one that is on time nobody asked.
  return late ? ['wait_until', 'report_problem', ...carrier] : ['report_problem', ...carrier];
};
