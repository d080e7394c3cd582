/**
 * A carrier's raw tracking answer, read by its description. Where several pieces travel under one number, the parcel
 * has arrived with the last of them: a piece that arrives before the others leaves it on its way.
 */
import { type ResolvedTime, resolveLocalTime } from '../../../kit/localTime.ts';
import { someWebAddress } from '../../../kit/payload.ts';
import type { Reading, ReadingContext } from '../../../source.ts';
import {
  ignored,
  type NewsReading,
  notUnderstood,
  placeOf,
  readEstimate,
  readNews,
  type SaidScan,
  understood,
  zonesOf,
} from '../reading.ts';
import type { Carrier, ScanFields } from './carrier.ts';
import type { MeaningOf } from './codes.ts';
import { isEmptyListAt, objectsAt, textAt } from './paths.ts';

const mostParcels = 100;
/** What one answer may tell in all; the rest of a longer one is left out. */
const mostScans = 5000;

type Scan = SaidScan & { readonly piece: string | undefined };

interface Parcel {
  readonly from: unknown;
  readonly number: string | undefined;
  readonly scans: readonly Scan[];
  readonly overall: Scan | undefined;
}

/** @param asked the number that was asked for, for carriers whose answer does not repeat it */
export function readAnswer(
  carrier: Carrier,
  meaningOf: MeaningOf,
  body: unknown,
  asked: string | undefined,
  context: ReadingContext,
): Reading {
  const found: Parcel[] = [];
  let left = mostScans;
  for (const from of objectsAt(body, carrier.parcels)) {
    if (left <= 0) break;
    const parcel = parcelOf(carrier, meaningOf, from, left, context);
    left -= Math.max(parcel.scans.length, 1);
    found.push(parcel);
  }
  // An unknown word alone may be another carrier's answer, unless this one never says more.
  const saysMore = carrier.events.length > 0;
  const telling = found.filter(
    ({ scans, overall }) =>
      scans.length > 0 || (saysMore ? overall?.meant.status !== undefined : overall !== undefined),
  );
  const numberless = telling.filter(({ number }) => number === undefined);
  const named = telling.flatMap((parcel) => {
    const number = parcel.number ?? (numberless.length === 1 ? asked : undefined);
    return number === undefined ? [] : [{ number, parcel }];
  });
  const parcels = Map.groupBy(named, ({ number }) => number);
  const readings = [...parcels].slice(0, mostParcels).map(([number, told]) =>
    readParcel(
      carrier,
      number,
      told.map(({ parcel }) => parcel),
      context,
    ),
  );
  return readings.length > 0 ? understood(readings) : withoutParcels(carrier, body, found, telling.length > 0);
}

function withoutParcels(carrier: Carrier, body: unknown, found: readonly Parcel[], isTelling: boolean): Reading {
  if (isTelling) return notUnderstood('the answer does not name its parcel, and no number came with it');
  const code = textAt(body, carrier.refusal.code, 100);
  const message = textAt(body, carrier.refusal.message, 500);
  if (code !== undefined || message !== undefined) {
    const why = `${code ?? 'an error'}: ${message ?? ''}`;
    return carrier.unknownNumber.test(why) ? ignored(why) : notUnderstood(why);
  }
  if (isEmptyListAt(body, carrier.parcels)) return ignored('no parcel under this number');
  const announced = found.filter(({ number }) => number !== undefined);
  if (announced.some(({ from }) => isEmptyListAt(from, carrier.events))) return ignored('no scan of this parcel yet');
  return notUnderstood(announced.length === 0 ? 'no parcels' : 'no scan that could be read');
}

function parcelOf(
  carrier: Carrier,
  meaningOf: MeaningOf,
  from: unknown,
  most: number,
  context: ReadingContext,
): Parcel {
  const named = textAt(from, carrier.carrierNamed, 100) ?? carrier.carrier;
  const pieces = carrier.pieces === undefined ? [from] : objectsAt(from, carrier.pieces);
  const listed = pieces.flatMap((piece) => objectsAt(piece, carrier.events).map((event) => ({ piece, event })));
  const scans = listed.slice(0, most).flatMap(({ piece, event }) => {
    const scan = scanOf(carrier.event, meaningOf, event, named, context);
    return scan === undefined ? [] : [{ ...scan, piece: scan.piece ?? textAt(piece, carrier.event.piece, 100) }];
  });
  const overall = carrier.overall && scanOf(carrier.overall, meaningOf, from, named, context);
  const says = overall !== undefined && (overall.meant.status !== undefined || overall.meant.unmapped);
  return { from, number: textAt(from, carrier.number, 100), scans, overall: says ? overall : undefined };
}

function scanOf(
  fields: ScanFields,
  meaningOf: MeaningOf,
  from: unknown,
  carrier: string | undefined,
  context: ReadingContext,
): Scan | undefined {
  const codes = fields.code.flatMap((path) => textAt(from, [path], 200) ?? []);
  const [rawCode] = codes;
  if (rawCode === undefined) return undefined;
  const description = textAt(from, fields.description, 1000);
  const name = textAt(from, fields.name, 200);
  const place = placeOf({
    name,
    city: textAt(from, fields.city, 200),
    region: textAt(from, fields.region, 200) ?? groupIn(name, fields.regionInName),
    postalCode: textAt(from, fields.postalCode, 32),
    country: textAt(from, fields.country, 60) ?? groupIn(name, fields.countryInName),
  });
  const zones = [textAt(from, fields.zone, 60), ...zonesOf(place, carrier, context)];
  return {
    id: textAt(from, fields.id, 200),
    rawCode,
    meant: meaningOf(codes, [description, textAt(from, fields.hint, 200)]),
    description: description ?? rawCode,
    time: timeAt(from, fields.time, zones),
    place,
    signedBy: textAt(from, fields.signedBy, 200),
    piece: textAt(from, fields.piece, 100),
  };
}

const groupIn = (text: string | undefined, pattern: RegExp | undefined): string | undefined =>
  text === undefined
    ? undefined
    : pattern
        ?.exec(text)
        ?.slice(1)
        .find((group) => group !== undefined);

function timeAt(
  from: unknown,
  paths: ScanFields['time'],
  zones: readonly (string | undefined)[],
): ResolvedTime | undefined {
  for (const path of paths) {
    const time = resolveLocalTime(textAt(from, [path], 64, 'T'), zones);
    if (time !== undefined) return time;
  }
  return undefined;
}

/** What was told of one number, which some answers spread over several entries. */
function readParcel(carrier: Carrier, number: string, told: readonly Parcel[], context: ReadingContext): NewsReading {
  const [first, ...more] = told;
  const from = told.map((parcel) => parcel.from);
  const named = textAt(from, carrier.carrierNamed, 100) ?? carrier.carrier;
  // Of several entries none speaks for the whole: each says where its own piece is.
  const spoken = more.length === 0 ? [] : told.flatMap(({ overall }) => overall ?? []);
  const listed = [...told.flatMap((parcel) => parcel.scans), ...spoken];
  const { scans, whole } = withWhole(listed, more.length === 0 ? first?.overall : undefined);
  const { estimate } = carrier;
  return readNews(
    {
      trackingNumber: number,
      carrier: named,
      trackingUrl: someWebAddress.parse(textAt(from, carrier.trackingUrl, 2000)),
      carrierEstimate: readEstimate(
        {
          from: textAt(from, estimate?.from, 64, 'T'),
          to: textAt(from, estimate?.to, 64, 'T'),
          on: textAt(from, estimate?.on, 64),
        },
        zonesOf(undefined, named, context),
        context,
      ),
      signedBy: textAt(from, carrier.signedBy, 200),
      scans: withLastPiece(scans).map(withoutPiece),
      overall: whole && withoutPiece(whole),
    },
    context,
  );
}

const withoutPiece = ({ piece: _, ...scan }: Scan): SaidScan => scan;

/**
 * The word for the whole and the scan that it is dated by are one: what the scan's code does not say, the word does. An
 * undated word says nothing beside a newest scan that is understood, which it may be coarser than: a parcel that was
 * delivered back to its shop is delivered too.
 */
function withWhole(
  scans: readonly Scan[],
  whole: Scan | undefined,
): { scans: readonly Scan[]; whole: Scan | undefined } {
  if (whole === undefined) return { scans, whole };
  const at = whole.time?.occurredAt.getTime() ?? Math.max(...scans.map(timeOf));
  const isOfWhole = (scan: Scan): boolean => timeOf(scan) === at;
  if (scans.some((scan) => isOfWhole(scan) && scan.meant.status !== undefined)) return { scans, whole: undefined };
  if (whole.time === undefined) return { scans, whole };
  return { scans: scans.map((scan) => (isOfWhole(scan) ? { ...scan, meant: whole.meant } : scan)), whole };
}

const timeOf = ({ time }: Scan): number => time?.occurredAt.getTime() ?? Number.NEGATIVE_INFINITY;

/** Until every piece that was told of has arrived, one that has is a part of the way. */
function withLastPiece(scans: readonly Scan[]): readonly Scan[] {
  const pieces = [...new Set(scans.flatMap(({ piece }) => piece ?? []))];
  if (pieces.length < 2) return scans;
  const arrivals = pieces.map((piece) =>
    Math.min(
      ...scans
        .filter((scan) => scan.piece === piece && scan.meant.status === 'delivered')
        .map(({ time }) => time?.occurredAt.getTime() ?? Number.POSITIVE_INFINITY),
    ),
  );
  const arrivedAt = Math.max(...arrivals);
  return scans.map((scan) =>
    scan.meant.status === 'delivered' && (scan.time?.occurredAt.getTime() ?? 0) < arrivedAt
      ? { ...scan, meant: { status: 'in_transit', unmapped: scan.meant.unmapped } }
      : scan,
  );
}
