/** What the estimate is made from: one parcel's way, told in what the store knows of it. Pure. */
import { dayStarts, type Wall, weekdayOf } from './parcelClock.ts';

export interface Journey {
  readonly carrier: string | null;
  readonly service: string | null;
  /** Where it was sent from, where scans say so. */
  readonly originCountry: string | null;
  readonly originRegion: string | null;
  readonly countryCode: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** What the order cost over its goods, for each piece: far, heavy and express cost more. Null where that is not told. */
  readonly feeMinor: number | null;
  readonly currency: string | null;
  /** How many pieces were ordered: who buys more buys what is at hand. Null where that is not told. */
  readonly pieces: number | null;
  /** The first promise; a later one tells about the delay, not about the way. */
  readonly promisedOn: string | null;
  readonly placedAt: Date;
  /** The first word of it: paid, packed or labelled. */
  readonly announcedAt: Date | null;
  readonly handedOverAt: Date | null;
  /** When the courier first took it out. */
  readonly arrivingAt: Date | null;
  readonly deliveredAt: Date | null;
}

/** How far a parcel has come, and so where the estimate counts from. */
export const stages = ['placed', 'announced', 'handed_over', 'arriving'] as const;
export type Stage = (typeof stages)[number];

/** When the stage began; null when it has not. A parcel cannot be further before it was ordered: clocks differ. */
export const stageBegan = (journey: Journey, stage: Stage): Date | null => {
  const at = {
    placed: journey.placedAt,
    announced: journey.announcedAt,
    handed_over: journey.handedOverAt,
    arriving: journey.arrivingAt,
  }[stage];
  return at !== null && at < journey.placedAt ? journey.placedAt : at;
};

/**
 * What can move the estimate, from wide to narrow, with the number of parcels at which the group's own history counts
 * for half. Tuned on the older 80 % of the Olist orders; the optimum is flat.
 */
export const factors = {
  carrier: 10,
  service: 20,
  origin: 10,
  destination: 5,
  lane: 8,
  area: 10,
  district: 20,
  quarter: 40,
  weekday: 20,
  hour: 20,
  fee: 20,
  pieces: 20,
  slack: 20,
} as const;
export type Factor = keyof typeof factors;
export const factorNames = Object.keys(factors) as Factor[];

/** The group that the journey belongs to by each factor; null: unknown, which moves nothing. */
export const groupsOf = (journey: Journey, began: Wall): Readonly<Record<Factor, string | null>> => {
  const { carrier, service, countryCode, region } = journey;
  const post = journey.postalCode?.toUpperCase().replace(/[^A-Z0-9]/g, '') ?? '';
  const origin = placeKey(journey.originCountry, journey.originRegion);
  const destination = placeKey(countryCode, region);
  const prefix = (length: number) =>
    post.length >= length + 1 ? `${countryCode ?? ''}${post.slice(0, length)}` : null;
  return {
    carrier: carrier === null ? null : carrier.toLowerCase(),
    service: service === null ? null : `${carrier ?? ''}/${service}`.toLowerCase(),
    origin,
    destination,
    lane: origin === null || destination === null ? null : `${origin}>${destination}`,
    area: prefix(1),
    district: prefix(2),
    quarter: prefix(3),
    weekday: String(weekdayOf(began)),
    hour: String(Math.floor((began - Math.floor(began)) * 6) * 4),
    fee: feeKey(journey),
    pieces: journey.pieces === null ? null : String(Math.min(journey.pieces, manyPieces)),
    slack: slackKey(journey, began),
  };
};

/** From so many pieces on, how many there are says no more. */
const manyPieces = 4;

/** @returns null for an order without goods */
export const piecesOf = (goods: readonly { readonly quantity: number }[]): number | null =>
  goods.reduce((sum, { quantity }) => sum + quantity, 0) || null;

/** @returns null for an order without goods, or one whose discounts hide the fee */
export const feePerPiece = (
  totalMinor: number,
  goods: readonly { readonly quantity: number; readonly unitPriceMinor: number }[],
): number | null => {
  const pieces = piecesOf(goods) ?? 0;
  const fee = totalMinor - goods.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0);
  return pieces === 0 || fee < 0 ? null : Math.round(fee / pieces);
};

/** Fees that differ by less than about two fifths are one group. */
const feeKey = ({ feeMinor, currency }: Journey): string | null =>
  feeMinor === null ? null : `${currency ?? ''}${Math.round(2 * Math.log2(1 + feeMinor))}`;

/**
 * How many days are left to the promise, in steps of about a fifth. The shop knows what it promised to whom, and near and
 * far are further apart in it than along one line.
 */
const slackKey = ({ promisedOn }: Journey, began: Wall): string | null => {
  if (promisedOn === null) return null;
  const step = Math.round(4 * Math.log2(1 + Math.max(0, dayStarts(promisedOn) + 1 - began)));
  return `${Math.round(2 ** (step / 4) - 1)} d`;
};

const placeKey = (country: string | null, region: string | null): string | null =>
  country === null && region === null ? null : `${country ?? ''}-${region ?? ''}`;

/** How long the shop gave itself, as a logarithm of days around three weeks; null without a promise. */
export const promiseLength = (journey: Journey, placed: Wall): number | null =>
  journey.promisedOn === null ? null : Math.log(Math.max(1, dayStarts(journey.promisedOn) + 1 - placed)) - 3;
