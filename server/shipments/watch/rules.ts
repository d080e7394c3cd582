/**
 * Why support should look at a shipment before anybody complains, decided from its row: silence, a promise that is or
 * will be broken, and trouble that the carrier names. Days are counted Monday to Friday in the brand's zone. Pure.
 */
import { after, dayIn, days } from '../../kit/clock.ts';
import { isCurrent } from '../estimate/days.ts';
import type { ShipmentRow } from '../queries.ts';
import { type ShipmentStatus, type WatchNews, type WatchReason, watchReasons } from '../status.shared.ts';

export type WatchedShipment = Pick<
  ShipmentRow,
  | 'status'
  | 'reason'
  | 'statusAt'
  | 'lastEventAt'
  | 'createdAt'
  | 'trackingNumber'
  | 'estimateOn'
  | 'estimateFrom'
  | 'estimateTo'
  | 'promisedOn'
  | 'ourFrom'
  | 'ourTo'
>;

export interface WatchContext {
  readonly now: Date;
  /** The brand's. */
  readonly timeZone: string;
  /** The day that was promised first: a promise that moved is not kept by that. */
  readonly promisedOn: string | null;
  /** When promise or estimate was last told; null when never. */
  readonly toldAt: Date | null;
  readonly international: boolean;
  /** How likely the promise is to be missed, 0 to 1; null where nobody has computed it. */
  readonly missProbability: number | null;
}

export interface Watched {
  readonly reason: WatchReason;
  /** When it came to be so; news is counted from here. */
  readonly since: Date;
}

const handoverWithinDays = 4;
const silentAfterDays = { domestic: 3, international: 5 } as const;
/** What nothing was heard of for so long is no longer watched but lost or forgotten. */
const forgottenAfterMs = days(45);
/**
 * Odds from which the list names a promise at risk; the shopper is not told of odds. Chosen on the older part of the
 * Olist orders so that nearly all that come late are on the list while there is still time; `npm run bench -- estimate`
 * measures this very mark.
 */
export const riskFrom = 0.35;
/** Silence and broken promises are found out in the morning, not at midnight. */
const morning = '08:00';

const settled: ReadonlySet<ShipmentStatus> = new Set(['delivered', 'returned', 'cancelled']);
const moving: ReadonlySet<ShipmentStatus> = new Set(['picked_up', 'in_transit', 'delayed', 'out_for_delivery']);
/** A parcel that waits to be fetched has kept its promise, one that goes back cannot. */
const beyondPromise: ReadonlySet<ShipmentStatus> = new Set(['ready_for_pickup', 'returning', 'exception']);

/** @returns the reasons that hold now, the gravest first */
export const watchReasonsOf = (shipment: WatchedShipment, context: WatchContext): readonly Watched[] => {
  const { status, lastEventAt, createdAt } = shipment;
  if (settled.has(status) || (lastEventAt ?? createdAt) < after(context.now, -forgottenAfterMs)) return [];
  return [troubleOf(shipment), silenceOf(shipment, context), promiseOf(shipment, context)]
    .filter((watched) => watched !== null)
    .filter(({ since }) => since <= context.now)
    .toSorted((a, b) => watchReasons.indexOf(a.reason) - watchReasons.indexOf(b.reason));
};

/** What a shopper is told of it; null where it is nothing to tell. */
export const newsOf: Readonly<Record<WatchReason, WatchNews | null>> = {
  lost: 'lost',
  damaged: 'damaged',
  returning: 'returning',
  promise_missed: 'late',
  attempt_failed: 'attempt_failed',
  on_hold: 'on_hold',
  silent: 'silent',
  not_handed_over: 'silent',
  promise_slipping: 'late',
  promise_at_risk: null,
};

/** A shopper is told within a day or not at all. */
export const newsForMs = days(1);

/**
 * What the shopper is to be told, of reasons that are new: the gravest that is no old news and that she was not told
 * before. Null when there is none.
 * @param before reasons that have held at some time
 */
export const newsFor = (entered: readonly Watched[], before: readonly WatchReason[], now: Date): WatchNews | null => {
  const told = new Set(before.map((reason) => newsOf[reason]));
  const fresh = entered.find(
    ({ reason, since }) => newsOf[reason] !== null && !told.has(newsOf[reason]) && since >= after(now, -newsForMs),
  );
  return fresh === undefined ? null : newsOf[fresh.reason];
};

const troubleOf = ({ status, reason, statusAt, createdAt }: WatchedShipment): Watched | null => {
  const since = statusAt ?? createdAt;
  if (reason === 'lost' || reason === 'damaged') return { reason, since };
  if (reason === 'disposed') return { reason: 'damaged', since };
  if (status === 'returning' || status === 'attempt_failed' || status === 'on_hold') return { reason: status, since };
  // Carriers call a stop that they do not explain an exception.
  return status === 'exception' ? { reason: 'on_hold', since } : null;
};

const silenceOf = (shipment: WatchedShipment, { timeZone, international }: WatchContext): Watched | null => {
  const { status, statusAt, lastEventAt, createdAt, trackingNumber } = shipment;
  if (status === 'info_received' || (status === 'pending' && trackingNumber !== null)) {
    const labelled = statusAt ?? createdAt;
    return { reason: 'not_handed_over', since: morningAfter(dayIn(labelled, timeZone), handoverWithinDays, timeZone) };
  }
  // A carrier that says it knows nothing any more.
  if (status === 'expired') return { reason: 'silent', since: statusAt ?? createdAt };
  if (!moving.has(status) || lastEventAt === null) return null;
  const limit = silentAfterDays[international ? 'international' : 'domestic'];
  return { reason: 'silent', since: morningAfter(dayIn(lastEventAt, timeZone), limit, timeZone) };
};

const promiseOf = (shipment: WatchedShipment, context: WatchContext): Watched | null => {
  const { promisedOn, timeZone, now, toldAt, missProbability } = context;
  if (promisedOn === null || beyondPromise.has(shipment.status)) return null;
  const missedFrom = instantOf(Temporal.PlainDate.from(promisedOn).add({ days: 1 }), timeZone);
  if (missedFrom <= now) return { reason: 'promise_missed', since: missedFrom };
  const carrierOn = carrierDayOf(shipment, timeZone);
  const toldOn = carrierOn ?? shipment.promisedOn;
  if (toldOn !== null && toldOn > promisedOn) return { reason: 'promise_slipping', since: toldAt ?? now };
  // As on the shopper's page, ours counts where the carrier names no day that lies ahead.
  const { ourFrom, ourTo } = shipment;
  const isOurs = (carrierOn === null || carrierOn < dayIn(now, timeZone)) && isCurrent(ourTo, now, timeZone);
  if (isOurs && ourFrom !== null && ourFrom > promisedOn) return { reason: 'promise_slipping', since: now };
  return (missProbability ?? 0) >= riskFrom ? { reason: 'promise_at_risk', since: now } : null;
};

const carrierDayOf = ({ estimateOn, estimateFrom, estimateTo }: WatchedShipment, timeZone: string): string | null => {
  const end = estimateTo ?? estimateFrom;
  return estimateOn ?? (end === null ? null : dayIn(end, timeZone));
};

/** The morning after so many business days have passed since `day`. */
const morningAfter = (day: string, businessDays: number, timeZone: string): Date => {
  let at = Temporal.PlainDate.from(day);
  for (let left = businessDays; left > 0; ) {
    at = at.add({ days: 1 });
    if (at.dayOfWeek <= 5) left -= 1;
  }
  return instantOf(at.add({ days: 1 }), timeZone);
};

const instantOf = (day: Temporal.PlainDate, timeZone: string): Date =>
  new Date(day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(morning) }).epochMilliseconds);
