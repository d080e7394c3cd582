/** The watch list as support reads it: every shipment that something is the matter with now, and what to do first. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, notInArray } from 'drizzle-orm';
import { customers, orders, shipments, shipmentWatches } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import { type NextStep, type ShipmentStatus, type WatchReason, watchReasons } from '../status.shared.ts';
import { listAcknowledgements, type WatchAcknowledgement } from './acknowledge.ts';

/** What helps first, by the gravest reason. */
const nextStepOf: Readonly<Record<WatchReason, NextStep>> = {
  lost: 'replace_or_refund',
  damaged: 'replace_or_refund',
  returning: 'confirm_address_and_resend',
  promise_missed: 'ask_carrier',
  attempt_failed: 'check_address',
  on_hold: 'clear_hold',
  silent: 'ask_carrier',
  not_handed_over: 'check_dispatch',
  promise_slipping: 'offer_choice',
  promise_at_risk: 'keep_watching',
};

const high: ReadonlySet<WatchReason> = new Set(['lost', 'damaged', 'returning', 'promise_missed']);

/** Ids are the merchant's. */
interface WatchEntry {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly customerId: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly status: ShipmentStatus;
  readonly promisedOn: string | null;
  readonly estimateOn: string | null;
  readonly lastEventAt: Date | null;
  /** The gravest first. */
  readonly reasons: readonly { readonly reason: WatchReason; readonly since: Date }[];
  readonly since: Date;
  readonly severity: 'high' | 'normal';
  readonly nextStep: NextStep;
  /** That it is taken care of, and nothing new has come since; null while it waits for somebody. */
  readonly acknowledgement: WatchAcknowledgement | null;
}

/** With what the desk needs beyond it. */
export interface DeskWatchEntry extends WatchEntry {
  /** Our own. */
  readonly id: string;
  readonly customerName: string | null;
  readonly customerTimeZone: string | null;
  /** When each reason was noted, which is when she was told, if she was. */
  readonly reasons: readonly { readonly reason: WatchReason; readonly since: Date; readonly notedAt: Date }[];
}

const standsIn = (brandId: string) => and(eq(shipmentWatches.brandId, brandId), isNull(shipmentWatches.leftAt));

/** What waits for somebody, or else what is taken care of whole. */
const standsAs = (reader: Reader, brandId: string, acknowledged: boolean) => {
  const waits = and(standsIn(brandId), isNull(shipmentWatches.acknowledgedAt));
  if (!acknowledged) return waits;
  const waiting = reader.select({ id: shipmentWatches.shipmentId }).from(shipmentWatches).where(waits);
  return and(
    standsIn(brandId),
    isNotNull(shipmentWatches.acknowledgedAt),
    notInArray(shipmentWatches.shipmentId, waiting),
  );
};

interface WhichWatched {
  readonly brandId: string;
  readonly limit: number;
  /** Those that are taken care of, instead of those that wait; default: false. */
  readonly acknowledged?: boolean | undefined;
}

/** @returns a page, and what to ask the next one with; null when there is none */
export const listWatched = async (
  reader: Reader,
  { brandId, after = '', limit, acknowledged = false }: WhichWatched & { readonly after?: string | undefined },
): Promise<{ readonly shipments: readonly WatchEntry[]; readonly next: string | null }> => {
  const ids = (
    await reader
      .selectDistinct({ id: shipmentWatches.shipmentId })
      .from(shipmentWatches)
      .where(and(standsAs(reader, brandId, acknowledged), gt(shipmentWatches.shipmentId, after)))
      .orderBy(asc(shipmentWatches.shipmentId))
      .limit(limit + 1)
  ).map(({ id }) => id);
  const shown = ids.slice(0, limit);
  return {
    shipments: (await readEntries(reader, brandId, shown)).map(
      ({ id: _id, customerName: _name, customerTimeZone: _zone, reasons, ...entry }) => ({
        ...entry,
        reasons: reasons.map(({ reason, since }) => ({ reason, since })),
      }),
    ),
    next: ids.length > limit ? (shown.at(-1) ?? null) : null,
  };
};

/** A list that long is one carrier's bad day; what is cut off then is read once the first are dealt with. */
const standingMax = 5_000;

/** What stands in the brand now and waits, or is taken care of: what is urgent first, then by gravity, then what has lasted longest. */
export const listGravest = async (
  reader: Reader,
  { brandId, limit, acknowledged = false }: WhichWatched,
): Promise<{ readonly shipments: readonly DeskWatchEntry[]; readonly more: boolean }> => {
  const standing = await reader
    .select({
      shipmentId: shipmentWatches.shipmentId,
      reason: shipmentWatches.reason,
      since: shipmentWatches.since,
    })
    .from(shipmentWatches)
    .where(standsAs(reader, brandId, acknowledged))
    .limit(standingMax);
  const ranked = [...Map.groupBy(standing, ({ shipmentId }) => shipmentId)]
    .map(([id, watches]) => ({ id, rank: rankOf(watches), sinceMs: Math.min(...watches.map(({ since }) => +since)) }))
    .toSorted((a, b) => a.rank - b.rank || a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1))
    .slice(0, limit + 1)
    .map(({ id }) => id);
  const shown = ranked.slice(0, limit);
  const entries = new Map((await readEntries(reader, brandId, shown)).map((entry) => [entry.id, entry]));
  return { shipments: shown.flatMap((id) => entries.get(id) ?? []), more: ranked.length > limit };
};

/** The gravest of its reasons; whatever is urgent comes before whatever is not. */
const rankOf = (watches: readonly { readonly reason: WatchReason }[]): number =>
  Math.min(...watches.map(({ reason }) => watchReasons.indexOf(reason) + (high.has(reason) ? 0 : watchReasons.length)));

/** One shipment of the list, by our own id; null when nothing is the matter with it. */
export const findWatchEntry = async (
  reader: Reader,
  { brandId, shipmentId }: { readonly brandId: string; readonly shipmentId: string },
): Promise<DeskWatchEntry | null> => (await readEntries(reader, brandId, [shipmentId]))[0] ?? null;

const readEntries = async (
  reader: Reader,
  brandId: string,
  ids: readonly string[],
): Promise<readonly DeskWatchEntry[]> => {
  if (ids.length === 0) return [];
  const rows = await reader
    .select({
      shipment: shipments,
      orderId: orders.externalId,
      number: orders.number,
      customerId: customers.externalId,
      customerName: customers.name,
      customerTimeZone: customers.timeZone,
    })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .innerJoin(customers, eq(customers.id, orders.customerId))
    .where(and(eq(shipments.brandId, brandId), inArray(shipments.id, [...ids])))
    .orderBy(asc(shipments.id));
  const watches = Map.groupBy(
    await reader
      .select()
      .from(shipmentWatches)
      .where(and(standsIn(brandId), inArray(shipmentWatches.shipmentId, [...ids]))),
    ({ shipmentId }) => shipmentId,
  );
  const acknowledgements = await listAcknowledgements(reader, ids);
  return rows.flatMap(({ shipment, orderId, number, customerId, customerName, customerTimeZone }) => {
    const standing = watches.get(shipment.id) ?? [];
    const waits = standing.some(({ acknowledgedAt }) => acknowledgedAt === null);
    const reasons = standing
      .toSorted((a, b) => watchReasons.indexOf(a.reason) - watchReasons.indexOf(b.reason))
      .map(({ reason, since, notedAt }) => ({ reason, since, notedAt }));
    const [gravest] = reasons;
    if (!gravest) return [];
    return [
      {
        id: shipment.id,
        shipmentId: shipment.externalId,
        orderId,
        orderNumber: number,
        customerId,
        customerName,
        customerTimeZone,
        carrier: shipment.carrier,
        trackingNumber: shipment.trackingNumber,
        status: shipment.status,
        promisedOn: shipment.promisedOn,
        estimateOn: shipment.estimateOn,
        lastEventAt: shipment.lastEventAt,
        reasons,
        since: new Date(Math.min(...reasons.map(({ since }) => since.getTime()))),
        severity: reasons.some(({ reason }) => high.has(reason)) ? ('high' as const) : ('normal' as const),
        nextStep: nextStepOf[gravest.reason],
        acknowledgement: waits ? null : (acknowledgements.find(({ shipmentId }) => shipmentId === shipment.id) ?? null),
      },
    ];
  });
};
