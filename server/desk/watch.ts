/**
 * The watch list as the desk shows it: what is the matter and what she was told of it, and the order that it is about.
 * A list costs the same few queries however long it is.
 */
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { getCustomer } from '../customers/index.ts';
import { listTold, slipOccurrence, type Told, troubleOccurrence } from '../notifications/index.ts';
import { getOrder } from '../orders/index.ts';
import {
  type DeskWatchEntry,
  findShipment,
  findWatchEntry,
  listAcknowledgements,
  listGravest,
  newsOf,
} from '../shipments/index.ts';
import { type CaseParts, readOrderFacts } from './cases.ts';
import { mergeTimeline } from './timeline.ts';
import type { CaseEntryView, WatchedView, WatchListView, WatchRowView } from './view.shared.ts';

export const listWatch = async (reader: Reader, brand: Brand, limit: number): Promise<WatchListView> => {
  const { shipments, more } = await listGravest(reader, { brandId: brand.id, limit });
  const seen = await listGravest(reader, { brandId: brand.id, limit: seenShown, acknowledged: true });
  const rows = await rowsOf(reader, brand, [...shipments, ...seen.shipments]);
  return { rows: rows.slice(0, shipments.length), more, seen: rows.slice(shipments.length) };
};

/** Enough to find what was ticked off by mistake. */
const seenShown = 50;

/** The order of a shipment, watched or not any more; null when the brand has none of that id. */
export const findWatched = async (
  reader: Reader,
  parts: CaseParts,
  brand: Brand,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<WatchedView | null> => {
  const shipment = await findShipment(reader, brand.id, id);
  if (!shipment) return null;
  const order = await getOrder(reader, brand.id, shipment.orderId);
  const customer = await getCustomer(reader, brand.id, order.customerId);
  const { scans, ...facts } = await readOrderFacts(reader, parts, brand, {
    order,
    customer,
    concernedId: shipment.id,
    now,
  });
  const entry = await findWatchEntry(reader, { brandId: brand.id, shipmentId: shipment.id });
  const acknowledgements = await listAcknowledgements(reader, [shipment.id]);
  const [row = null] = entry === null ? [] : await rowsOf(reader, brand, [entry]);
  return {
    ...facts,
    held: [],
    id,
    orderNumber: order.number,
    row,
    entries: mergeTimeline(scans, acknowledgements.flatMap(entriesOf).toReversed()),
  };
};

const entriesOf = (one: Awaited<ReturnType<typeof listAcknowledgements>>[number]): readonly CaseEntryView[] => {
  const { id, agentName, note, acknowledgedAt, withdrawnAt, withdrawnBy } = one;
  const said = { id, at: acknowledgedAt, kind: 'watch_acknowledged', by: agentName, note } as const;
  if (withdrawnAt === null) return [said];
  return [{ id: `${id} withdrawn`, at: withdrawnAt, kind: 'watch_withdrawn', by: withdrawnBy ?? agentName }, said];
};

const rowsOf = async (
  reader: Reader,
  brand: Brand,
  entries: readonly DeskWatchEntry[],
): Promise<readonly WatchRowView[]> => {
  const tellings = new Map(entries.map((entry) => [entry.id, tellingsOf(entry, brand.timeZone)]));
  const occurrences = [...tellings.values()].flat().map(({ occurrence }) => occurrence);
  const told = await listTold(reader, { brandId: brand.id, occurrences });
  return entries.map((entry) => ({
    id: entry.shipmentId,
    orderNumber: entry.orderNumber,
    customerName: entry.customerName,
    status: entry.status,
    reasons: entry.reasons.map(({ reason, since }) => ({ reason, since })),
    since: entry.since,
    severity: entry.severity,
    nextStep: entry.nextStep,
    estimateOn: entry.estimateOn,
    told: lastTold(tellings.get(entry.id) ?? [], told),
    acknowledgement: entry.acknowledgement && {
      by: entry.acknowledgement.agentName,
      note: entry.acknowledgement.note,
      at: entry.acknowledgement.acknowledgedAt,
    },
  }));
};

/** What may have been told of it, by the names under which that is kept. */
const tellingsOf = ({ id, reasons, customerTimeZone }: DeskWatchEntry, brandTimeZone: string) =>
  reasons.flatMap(({ reason, notedAt }) => {
    const news = newsOf[reason];
    return news === null
      ? []
      : [
          { news, occurrence: troubleOccurrence(news, id, notedAt, customerTimeZone ?? brandTimeZone) },
          // What slipped again was noted anew.
          ...(news === 'late' ? [{ news, occurrence: slipOccurrence(id, notedAt) }] : []),
        ];
  });

const lastTold = (tellings: ReturnType<typeof tellingsOf>, told: ReadonlyMap<string, Told>): WatchRowView['told'] => {
  const heard = tellings.flatMap(({ news, occurrence }) => {
    const one = told.get(occurrence);
    return one ? [{ news, ...one }] : [];
  });
  return (
    heard.toSorted(
      (a, b) => (b.at?.getTime() ?? Number.POSITIVE_INFINITY) - (a.at?.getTime() ?? Number.POSITIVE_INFINITY),
    )[0] ?? null
  );
};
