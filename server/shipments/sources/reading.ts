/**
 * What every feed's adapter does alike: places, times without a zone, estimates, and one shipment's scans to news. A
 * scan without a usable time cannot stand in a timeline and is left out; the feed's own word for the whole shipment
 * then still comes as `latest`.
 */
import { isPlausible, type ResolvedTime, resolveDay, resolveLocalTime } from '../../kit/localTime.ts';
import { zoneOf } from '../../kit/zones.ts';
import type { Effect, Reading, ReadingContext, TrackingNews } from '../../source.ts';
import type { EstimateInput, TrackingEventInput } from '../inputs.ts';
import { carrierCountry } from './carrierCountries.ts';
import { countryCodeOf } from './countries.ts';

export type Meaning = Pick<TrackingEventInput, 'status' | 'reason' | 'actionRequired'>;
/** What a code means, and whether it holds a word that we do not know. */
export type Meant = Meaning & { readonly unmapped: boolean };

export interface SaidScan {
  readonly id?: string | undefined;
  readonly rawCode: string | undefined;
  readonly meant: Meant;
  readonly description?: string | undefined;
  readonly time: ResolvedTime | undefined;
  readonly place?: TrackingEventInput['place'];
  readonly signedBy?: string | undefined;
}

export interface SaidShipment extends Omit<TrackingNews, 'events' | 'latest' | 'trackingNumber'> {
  readonly trackingNumber: string;
  readonly scans: readonly SaidScan[];
  /** The feed's own word for the whole shipment. Without a time it is dated by `toldAt`. */
  readonly overall?: SaidScan | undefined;
}

export interface NewsReading {
  readonly news: TrackingNews;
  readonly unmappedCodes: readonly string[];
}

/** What a shipment may hold; a longer list keeps its newest scans. */
const mostEvents = 500;
/** A scan may be ahead by an offset that was taken for UTC, not by more. */
const eventDaysAhead = 2;
/** Test trackers promise a day in the year 2875. */
const estimateDaysAhead = 366;

export function readNews(said: SaidShipment, context: ReadingContext): NewsReading {
  const { scans, overall, toldAt, ...rest } = said;
  const at = toldAt !== undefined && isPlausible(toldAt, context.receivedAt, eventDaysAhead) ? toldAt : undefined;
  const events = scans
    .flatMap((scan) => eventOf(scan, context) ?? [])
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
    .slice(-mostEvents);
  const unmapped = [...scans, ...(overall === undefined ? [] : [overall])].filter(({ meant }) => meant.unmapped);
  return {
    news: { ...rest, toldAt: at, events, latest: latestOf(said, events, at ?? context.receivedAt, context) },
    unmappedCodes: [...new Set(unmapped.flatMap(({ rawCode }) => rawCode ?? []))],
  };
}

function eventOf(scan: SaidScan, context: ReadingContext): TrackingEventInput | undefined {
  const { meant, time, ...rest } = scan;
  if (time === undefined || !isPlausible(time.occurredAt, context.receivedAt, eventDaysAhead)) return undefined;
  const { unmapped: _, ...meaning } = meant;
  return { ...rest, ...meaning, occurredAt: time.occurredAt, saidAt: time.saidAt };
}

/** The feed's own word as an event, when its newest scan says something else. */
function latestOf(
  { trackingNumber, overall }: SaidShipment,
  events: readonly TrackingEventInput[],
  toldAt: Date,
  context: ReadingContext,
): TrackingEventInput | undefined {
  if (overall === undefined) return undefined;
  const newest = events.at(-1);
  const { status } = overall.meant;
  const repeats =
    newest !== undefined &&
    ((status !== undefined && newest.status === status) ||
      (status === undefined && newest.rawCode === overall.rawCode));
  const arrived = status === 'delivered' && events.some((event) => event.status === 'delivered');
  if (repeats || arrived || (status === undefined && overall.rawCode === undefined)) return undefined;
  const dated = eventOf(overall, context);
  if (dated !== undefined) return dated;
  // The time of telling moves with every telling: the id keeps one status after one scan from being told twice.
  const after = newest?.occurredAt.toISOString() ?? 'nothing';
  return {
    ...eventOf({ ...overall, time: { occurredAt: toldAt, saidAt: undefined } }, context),
    id: `${trackingNumber.slice(0, 100)}/${(overall.rawCode ?? '').slice(0, 60)}/${after}`,
    occurredAt: toldAt,
  };
}

export function placeOf(said: {
  readonly name?: string | undefined;
  readonly city?: string | undefined;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country?: string | undefined;
}): TrackingEventInput['place'] {
  const { country, ...rest } = said;
  const place = { ...rest, countryCode: countryCodeOf(country) };
  return Object.values(place).some((value) => value !== undefined) ? place : undefined;
}

/** The zones to read a time without one in: that of its place, of its carrier's country, of the brand. */
export function zonesOf(
  place: TrackingEventInput['place'],
  carrier: string | undefined,
  context: ReadingContext,
): readonly (string | undefined)[] {
  const ofCarrier = carrierCountry(carrier);
  return [zoneOf(place?.countryCode ?? ofCarrier, place?.region), zoneOf(ofCarrier), context.brandTimeZone];
}

/**
 * An estimate from what was said of it: a window, or else a day as it was said, without turning it through a zone.
 * Midnight is how feeds write a day. Prose, `{}` and the year 2875 give nothing.
 */
export function readEstimate(
  said: { readonly from?: string | undefined; readonly to?: string | undefined; readonly on?: string | undefined },
  zones: readonly (string | undefined)[],
  context: ReadingContext,
): EstimateInput | undefined {
  const timed = [said.from, said.to].map((text) => (isDayOnly(text) ? undefined : resolveLocalTime(text, zones)));
  const [from, to] = timed.map((time) => time?.occurredAt);
  const believable = (at: Date) => isPlausible(at, context.receivedAt, estimateDaysAhead);
  if (from !== undefined && to !== undefined && from < to && believable(from) && believable(to)) return { from, to };
  const [first, last] = [resolveDay(said.from), resolveDay(said.to)];
  const start = resolveLocalTime(first, zones)?.occurredAt;
  const end = resolveLocalTime(last === undefined ? undefined : `${last}T23:59:59`, zones)?.occurredAt;
  if (first !== last && start !== undefined && end !== undefined && start < end && believable(start) && believable(end))
    return { from: start, to: end };
  const on = resolveDay(said.on) ?? last ?? first;
  return on !== undefined && believable(new Date(on)) ? { on } : undefined;
}

const isDayOnly = (text: string | undefined): boolean =>
  text === undefined ||
  !/\d[T ]\d{2}|^\d{12}/.test(text) ||
  /[T ]00:?00(?::?00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/.test(text);

export const understood = (readings: readonly NewsReading[]): Reading => ({
  outcome: 'understood',
  effects: readings.map(({ news }): Effect => ({ kind: 'tracking', news })),
  unmappedCodes: [...new Set(readings.flatMap(({ unmappedCodes }) => unmappedCodes))],
});

export const ignored = (why: string): Reading => ({ outcome: 'ignored', why: why.slice(0, 900) });
export const notUnderstood = (why: string): Reading => ({ outcome: 'not_understood', why: why.slice(0, 900) });
