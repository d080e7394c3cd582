/**
 * Says in one sentence where a parcel stands, in one line what happens next, and which promise moved. Pure; the page and
 * the mails use the same words. Never surer than what is known: late, silent and estimated are said to be so.
 */
import type {
  ExpectedView,
  HelpKind,
  ShipmentView,
  TrackingEventView,
  TrackingPageView,
} from '../../server/portalView.shared.ts';
import type { ShipmentReason, ShipmentStatus } from '../../server/shipments/status.shared.ts';
import type { Bringer, HelpWords, Messages } from '../messages/en.ts';
import type { Day, Format, When } from './format.ts';

/** The day promised at first, to be struck through, and what holds now. */
export interface Slip {
  readonly struck: string;
  readonly now: string;
  readonly why: string | null;
}

export interface Sentence {
  readonly headline: string;
  readonly line: string;
  readonly slip: Slip | null;
  /** Whose word the day of the headline is; null where it names none that is expected. */
  readonly source: string | null;
}

type Words = Pick<Sentence, 'headline' | 'line'>;
type PageFacts = Pick<TrackingPageView, 'order'>;

interface Facts {
  readonly shipment: ShipmentView;
  readonly m: Messages;
  readonly f: Format;
  readonly bringer: Bringer;
}

const movingStatuses: readonly ShipmentStatus[] = [
  'pending',
  'info_received',
  'picked_up',
  'in_transit',
  'delayed',
  'out_for_delivery',
];
const isMoving = (status: ShipmentStatus): boolean => movingStatuses.includes(status);

/** Reasons that explain standing still; the others say how it ended. */
const holdUps: readonly ShipmentReason[] = [
  'weather',
  'customs',
  'documents',
  'address',
  'payment',
  'recipient_absent',
  'business_closed',
  'rescheduled',
  'missorted',
  'capacity',
  'security',
  'refused',
  'unclaimed',
  'forwarded',
];

/** An order is packed within a few days; past that, silence would be dishonest. */
const packingDaysMax = 6;

/** @example statusSentence(shipment, page, m, f).headline // “Kommt Dienstag, 9–12 Uhr” */
export function statusSentence(shipment: ShipmentView, page: PageFacts, m: Messages, f: Format): Sentence {
  const neverLeft = shipment.status === 'pending' || shipment.status === 'info_received';
  if (page.order.cancelledAt !== null && neverLeft) return orderSentence(page, m, f);
  const facts: Facts = {
    shipment,
    m,
    f,
    bringer: { carrier: shipment.carrier.name, city: shipment.destinationCity },
  };
  return { ...wordsOf(facts), slip: slipOf(facts), source: sourceOf(facts) };
}

/** For an order of which nothing was sent: being packed, or cancelled. */
export function orderSentence(page: PageFacts, m: Messages, f: Format): Sentence {
  const { cancelledAt, placedAt } = page.order;
  if (cancelledAt !== null) {
    return {
      headline: m.headline.orderCancelled,
      line: m.line.orderCancelled({ when: f.when(cancelledAt) }),
      slip: null,
      source: null,
    };
  }
  const placed = f.when(placedAt);
  return -f.daysFromToday(placedAt) > packingDaysMax
    ? { headline: m.headline.orderPackingLong, line: m.line.orderPackingLong({ placed }), slip: null, source: null }
    : { headline: m.headline.orderPacking, line: m.line.orderPacking({ placed }), slip: null, source: null };
}

/** Whether something is still to come that she may want to hear of, and nothing is to be put right first. */
export function offersNews({ order, shipments }: Pick<TrackingPageView, 'order' | 'shipments'>): boolean {
  const isComing = ({ status }: ShipmentView) =>
    isMoving(status) || status === 'attempt_failed' || status === 'on_hold';
  const isTroubled = shipments.some(({ care }) => care !== null && care.status !== 'confirmed');
  return order.cancelledAt === null && !isTroubled && (shipments.length === 0 || shipments.some(isComing));
}

/** The carrier's own words for a scan, else ours for its status. */
export function eventTitle(event: TrackingEventView, m: Messages): string {
  if (event.description !== null && event.description.trim() !== '') return event.description;
  return event.status === null ? m.timelineUnknown : m.timeline[event.status];
}

/** Days since the last scan once they make a silence, else null. */
export function silentDays(shipment: ShipmentView, f: Format): number | null {
  if (!isMoving(shipment.status) || shipment.lastScan?.freshness !== 'old') return null;
  return Math.max(1, -f.daysFromToday(shipment.lastScan.occurredAt));
}

/** Title and line of one thing that the shopper can do now. */
export function helpWords(
  kind: HelpKind,
  shipment: ShipmentView,
  supportName: string | null,
  m: Messages,
  f: Format,
): HelpWords {
  const day =
    kind === 'collect_parcel' ? pickupUntil(shipment, f) : kind === 'wait_until' ? waitUntil(shipment, f) : null;
  return m.help[kind]({
    carrier: shipment.carrier.name,
    support: supportName,
    place: shipment.pickupPoint?.name ?? null,
    when: day === null ? null : f.when(day),
    action: shipment.actionRequired,
  });
}

function wordsOf(facts: Facts): Words {
  const { shipment, m } = facts;
  const { status, reason } = shipment;
  switch (status) {
    case 'pending':
    case 'info_received':
    case 'picked_up':
    case 'in_transit':
    case 'delayed':
    case 'out_for_delivery':
      return movingWords(facts, status);
    case 'on_hold':
      return { headline: pick(m.headline.onHold, reason) ?? m.headline.status.on_hold, line: onHoldLine(facts) };
    case 'attempt_failed':
      return { headline: m.headline.status.attempt_failed, line: attemptLine(facts) };
    case 'ready_for_pickup':
      return pickupWords(facts);
    case 'delivered':
      return deliveredWords(facts);
    case 'exception':
      return {
        headline: pick(m.headline.exception, reason) ?? m.headline.status.exception,
        line: pick(m.line.exception, reason) ?? m.line.exception.other,
      };
    case 'returning':
      return { headline: m.headline.status.returning, line: withCause(facts, m.line.returning) };
    case 'returned':
      return { headline: m.headline.status.returned, line: withCause(facts, m.line.returned) };
    case 'cancelled':
      return { headline: m.headline.status.cancelled, line: m.line.cancelled };
    case 'expired':
      return { headline: m.headline.status.expired, line: m.line.expired(facts.bringer) };
  }
}

type MovingStatus = 'pending' | 'info_received' | 'picked_up' | 'in_transit' | 'delayed' | 'out_for_delivery';

function movingWords(facts: Facts, status: MovingStatus): Words {
  const { shipment, m, f, bringer } = facts;
  const day = expectedDay(shipment.expected, f);
  const distance = day === null ? null : f.daysFromToday(day);
  const loadedOn = shipment.since ?? shipment.lastScan?.occurredAt ?? null;

  if (status === 'out_for_delivery') {
    const loadedToday = loadedOn === null ? !shipment.late : f.daysFromToday(loadedOn) === 0;
    if (loadedToday)
      return { headline: arrival(facts, f.isoDay(f.now)), line: withCause(facts, m.line.out_for_delivery(bringer)) };
    if (loadedOn !== null) {
      const known = day !== null && distance !== null && distance >= 0;
      return {
        headline: known ? m.headline.lateProbably(span(facts, day)) : m.headline.late,
        line: m.line.outSince(f.when(loadedOn)),
      };
    }
  }
  if (day !== null && distance !== null && (shipment.late || distance < 0)) {
    if (distance < 0)
      return { headline: m.headline.late, line: withCause(facts, m.line.late({ ...bringer, when: f.when(day) })) };
    const due = firstPromise(shipment);
    const missed = due !== null && f.daysFromToday(due) < 0 ? f.when(due) : null;
    return {
      headline: m.headline.lateProbably(span(facts, day)),
      line: withCause(facts, m.line.lateKnown({ due: missed })),
    };
  }
  if (shipment.late) return { headline: m.headline.late, line: withCause(facts, m.line.delayed(bringer)) };
  const silent = silentDays(shipment, f);
  if (silent !== null) {
    return {
      headline: day === null ? m.headline.silent(silent) : m.headline.probably(span(facts, day)),
      line: m.line.silent({ ...bringer, days: silent }),
    };
  }
  if (status === 'delayed') return delayedWords(facts, day);
  return {
    headline: day === null ? m.headline.status[status] : arrival(facts, day),
    line: withCause(facts, m.line[status](bringer)),
  };
}

/** A promise alone is no estimate once the carrier says “delayed”: only a day named since then is repeated. */
function delayedWords(facts: Facts, day: string | null): Words {
  const { shipment, m, bringer } = facts;
  const named = day !== null && (shipment.expected?.by !== 'promise' || shipment.slips.length > 0);
  return named
    ? { headline: m.headline.lateProbably(span(facts, day)), line: withCause(facts, m.line.delayedKnown) }
    : { headline: m.headline.status.delayed, line: withCause(facts, m.line.delayed(bringer)) };
}

/** What is expected, in days: one, or the window's first to last. A window that has begun is said by its last. */
function span({ shipment: { expected }, m, f }: Facts, day: string): When {
  const from = expected?.from ? f.isoDay(expected.from) : day;
  const to = expected?.to ? f.isoDay(expected.to) : day;
  if (expected?.on || from >= to || day < from || day > to) return f.when(day);
  if (f.daysFromToday(to) <= 0) return f.when(to);
  return f.daysFromToday(from) <= 0 ? { kind: 'range', text: m.headline.by(f.when(to)) } : f.range(from, to);
}

function sourceOf({ shipment, m, f }: Facts): string | null {
  const { expected, status, carrier } = shipment;
  const day = expectedDay(expected, f);
  const isSaid = isMoving(status) && status !== 'out_for_delivery' && day !== null && f.daysFromToday(day) >= 0;
  if (!isSaid || expected === null) return null;
  if (expected.by === 'carrier') return m.expectedBy.carrier(carrier.name);
  if (expected.by === 'ours') return m.expectedBy.ours(expected.learnedFrom ? f.number(expected.learnedFrom) : null);
  return status === 'delayed' && shipment.slips.length === 0 ? null : m.expectedBy.promise;
}

function arrival(facts: Facts, day: string): string {
  const { shipment, m, f } = facts;
  const { expected, status } = shipment;
  const when = status === 'out_for_delivery' ? f.when(day) : span(facts, day);
  if (when.kind === 'range') return m.headline.arrives(when);
  const from = expected?.from ?? null;
  const to = expected?.to ?? null;
  const isTimed = expected?.by === 'carrier' && from !== null && f.isoDay(from) === day;
  const window = isTimed && to !== null && f.isoDay(to) === day ? { from, to } : null;
  const passed = window !== null && window.to < f.now;
  const unsure = passed || expected?.by === 'ours';
  if (window === null || passed) return unsure ? m.headline.probably(when) : m.headline.arrives(when);
  const hours = f.window(window.from, window.to);
  return unsure ? m.headline.probablyWindow(when, hours) : m.headline.arrivesWindow(when, hours);
}

function onHoldLine(facts: Facts): string {
  const { shipment, m, bringer } = facts;
  return withCause(facts, shipment.actionRequired ? m.line.onHoldAction(bringer) : m.line.on_hold(bringer));
}

function attemptLine(facts: Facts): string {
  const { shipment, m, f, bringer } = facts;
  if (shipment.actionRequired) return withCause(facts, m.line.attemptAction(bringer));
  const day = expectedDay(shipment.expected, f);
  return withCause(
    facts,
    day !== null && f.daysFromToday(day) >= 0 && !shipment.late
      ? m.line.attemptNext({ when: f.when(day) })
      : m.line.attempt_failed(bringer),
  );
}

function pickupWords({ shipment, m, f }: Facts): Words {
  const until = pickupUntil(shipment, f);
  const point = shipment.pickupPoint;
  return {
    headline:
      until === null || f.daysFromToday(until) < 0
        ? m.headline.status.ready_for_pickup
        : m.headline.pickupUntil(f.when(until)),
    line: m.line.pickup({ place: point?.name ?? null, code: point !== null && point.code !== null }),
  };
}

function deliveredWords({ shipment, m, f }: Facts): Words {
  const at = shipment.deliveredAt ?? shipment.since;
  const say = shipment.reason === 'pickup_point' ? m.headline.collected : m.headline.arrived;
  return {
    headline: at === null ? m.headline.status.delivered : say(f.when(at), f.time(at)),
    line: deliveredLine(shipment, m),
  };
}

function deliveredLine({ care, reason, proofOfDelivery: proof }: ShipmentView, m: Messages): string {
  if (care !== null) {
    return care.status === 'open' || care.status === 'acknowledged' ? m.line.deliveredCare : m.line.deliveredSettled;
  }
  if (reason === 'neighbour') return m.line.neighbour(proof?.leftWith ?? null);
  if (reason === 'safe_place') return m.line.safe_place(proof?.leftWith ?? null);
  if (reason === 'pickup_point') return m.line.pickup_point;
  if (reason === 'signed' || (proof?.signedBy ?? null) !== null) return m.line.signed(proof?.signedBy ?? null);
  return m.line.delivered;
}

function withCause({ shipment, m }: Facts, line: string): string {
  const { reason } = shipment;
  return reason !== null && holdUps.includes(reason) ? `${m.cause[reason]} ${line}` : line;
}

function slipOf({ shipment, m, f }: Facts): Slip | null {
  const delivered = shipment.status === 'delivered';
  if (
    !isMoving(shipment.status) &&
    !delivered &&
    shipment.status !== 'attempt_failed' &&
    shipment.status !== 'on_hold'
  ) {
    return null;
  }
  const inOrder = [...shipment.slips].sort((one, other) => one.noticedAt.getTime() - other.noticedAt.getTime());
  const first = inOrder[0];
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined) return null;
  const now = delivered && shipment.deliveredAt !== null ? f.isoDay(shipment.deliveredAt) : last.to;
  // Brought forward, or back on the day first promised: nothing to own up to.
  if (now <= first.from) return null;
  const reason = inOrder.findLast((slip) => slip.reason !== null)?.reason ?? null;
  return {
    struck: f.dayWithDate(first.from),
    now: f.dayWithDate(now),
    why: reason === null ? null : m.slip.why[reason],
  };
}

function firstPromise(shipment: ShipmentView): string | null {
  return shipment.slips.map((slip) => slip.from).sort()[0] ?? null;
}

function expectedDay(expected: ExpectedView | null, f: Format): string | null {
  const day: Day | null = expected?.on ?? expected?.to ?? expected?.from ?? null;
  return day === null ? null : f.isoDay(day);
}

function pickupUntil(shipment: ShipmentView, f: Format): string | null {
  const until = shipment.pickupPoint?.until ?? null;
  if (until === null || /^\d{4}-\d{2}-\d{2}$/.test(until)) return until;
  const instant = new Date(until);
  return Number.isNaN(instant.getTime()) ? null : f.isoDay(instant);
}

/** The expected day while it lies ahead; after a delivery that was not found, the day after it. */
function waitUntil(shipment: ShipmentView, f: Format): string | null {
  const day =
    shipment.deliveredAt === null
      ? expectedDay(shipment.expected, f)
      : new Date(Date.parse(`${f.isoDay(shipment.deliveredAt)}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return day === null || f.daysFromToday(day) < 1 ? null : day;
}

function pick(words: Readonly<Partial<Record<string, string>>>, reason: ShipmentReason | null): string | null {
  return reason === null ? null : (words[reason] ?? null);
}
