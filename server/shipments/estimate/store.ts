/**
 * The estimate in the store: what it learns from, the one model that a brand has, and what it says of a shipment, kept
 * on the shipment's row and, each time that its days move, in the history of estimates.
 */
import { and, asc, desc, eq, gt, gte, inArray, isNotNull, lte, notInArray } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { estimateModels, estimates, orderItems, orders, shipments, trackingEvents } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import { after, days } from '../../kit/clock.ts';
import type { Work } from '../../work.ts';
import type { ShipmentStatus } from '../status.shared.ts';
import { endOfDay, startOfDay } from './days.ts';
import { type Explanation, explain } from './explain.ts';
import { feePerPiece, type Journey, piecesOf } from './journey.ts';
import { type Model, modelVersion } from './model.ts';
import { estimateArrival } from './predict.ts';

/** The newest parcels of two years: more would teach little and take long. */
const learnedFromMax = 10_000;
const learnedFromDays = 730;
/** What was ordered before this is not coming, and nobody waits for our word on it. */
const expectedForDays = 90;
const idsPerQuery = 500;

const handedOver: ReadonlySet<ShipmentStatus> = new Set(['picked_up', 'in_transit', 'out_for_delivery']);
const arriving: ReadonlySet<ShipmentStatus> = new Set(['out_for_delivery', 'attempt_failed', 'ready_for_pickup']);
const settled: readonly ShipmentStatus[] = ['delivered', 'returning', 'returned', 'cancelled', 'expired', 'exception'];

/**
 * The journeys that a model is trained on, whatever became of them. Two years are counted back from the newest: a history
 * that was taken in and ends long ago teaches, too, however little each of its parcels then counts for.
 */
export const listJourneys = async (reader: Reader, brandId: string, now: Date): Promise<readonly Journey[]> => {
  const parcels = await selectParcels(reader)
    .where(and(eq(shipments.brandId, brandId), lte(orders.placedAt, now), isNotNull(shipments.lastEventAt)))
    .orderBy(desc(orders.placedAt), desc(shipments.id))
    .limit(learnedFromMax);
  const since = after(parcels[0]?.placedAt ?? now, -days(learnedFromDays));
  const told = await journeysOf(
    reader,
    parcels.filter(({ placedAt }) => placedAt >= since),
  );
  return told.map(({ journey }) => journey);
};

/** Keeps what was learned in place of what was known before. Null, too little to learn from, leaves what was known. */
export const keepModel = async (work: Work, brandId: string, model: Model | null): Promise<void> => {
  const row = { id: work.newId(), brandId, trainedAt: work.now, rows: model?.rows ?? 0, model };
  const inserted = work.tx.insert(estimateModels).values(row);
  if (model === null) await inserted.onConflictDoNothing();
  else await inserted.onConflictDoUpdate({ target: estimateModels.brandId, set: row });
};

/** By the row's id, which is new with each training. */
const models = new LRUCache<string, Model>({ max: 50 });

const findModel = async (reader: Reader, brandId: string): Promise<Model | null> => {
  const [row] = await reader
    .select({ id: estimateModels.id, rows: estimateModels.rows })
    .from(estimateModels)
    .where(eq(estimateModels.brandId, brandId));
  if (!row || row.rows === 0) return null;
  const held = models.get(row.id);
  if (held) return held;
  const [full] = await reader.select().from(estimateModels).where(eq(estimateModels.id, row.id));
  const model = full?.model as Model | null | undefined;
  // A model of another version was written by another release: it is passed over until the next training.
  if (!model || model.version !== modelVersion) return null;
  models.set(row.id, model);
  return model;
};

/** How many parcels the brand's model was learned from; undefined while nothing is said. */
export const countLearnedFrom = async (reader: Reader, brandId: string): Promise<number | undefined> => {
  const [row] = await reader
    .select({ rows: estimateModels.rows })
    .from(estimateModels)
    .where(eq(estimateModels.brandId, brandId));
  return row?.rows || undefined;
};

/** Says anew when the shipment comes, as a consequence of news about it. Without a model it does nothing. */
export const estimateShipment = async (
  work: Work,
  { brandId, shipmentId }: { readonly brandId: string; readonly shipmentId: string },
): Promise<void> => {
  const model = await findModel(work.tx, brandId);
  if (model === null) return;
  const parcels = await selectParcels(work.tx).where(and(eq(shipments.brandId, brandId), eq(shipments.id, shipmentId)));
  for (const told of await journeysOf(work.tx, parcels)) await note(work, model, told);
};

/** What moved our estimate of the shipment; null without a model, or once there is nothing to expect. */
export const explainShipment = async (
  reader: Reader,
  { brandId, externalId, now }: { readonly brandId: string; readonly externalId: string; readonly now: Date },
): Promise<Explanation | null> => {
  const model = await findModel(reader, brandId);
  if (model === null) return null;
  const parcels = await selectParcels(reader).where(
    and(eq(shipments.brandId, brandId), eq(shipments.externalId, externalId)),
  );
  const [told] = await journeysOf(reader, parcels);
  return told && isExpected(told.parcel, now) ? explain(model, told.journey, now) : null;
};

/** One page of shipments under way, by id: time alone moves an estimate on when nothing is heard. */
export const refreshEstimates = async (
  work: Work,
  { brandId, afterId, limit }: { readonly brandId: string; readonly afterId: string; readonly limit: number },
): Promise<{ readonly refreshed: number; readonly last: string | null }> => {
  const model = await findModel(work.tx, brandId);
  if (model === null) return { refreshed: 0, last: null };
  const parcels = await selectParcels(work.tx)
    .where(
      and(
        eq(shipments.brandId, brandId),
        gt(shipments.id, afterId),
        notInArray(shipments.status, [...settled]),
        gte(orders.placedAt, after(work.now, -days(expectedForDays))),
      ),
    )
    .orderBy(asc(shipments.id))
    .limit(limit);
  const told = await journeysOf(work.tx, parcels);
  for (const each of told) await note(work, model, each);
  return { refreshed: told.length, last: parcels.length === limit ? (parcels.at(-1)?.shipment.id ?? null) : null };
};

const selectParcels = (reader: Reader) =>
  reader
    .select({
      shipment: shipments,
      placedAt: orders.placedAt,
      address: orders.shippingAddress,
      currency: orders.currency,
      totalMinor: orders.totalMinor,
    })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId));

type Parcel = Awaited<ReturnType<typeof selectParcels>>[number];

interface Told {
  readonly parcel: Parcel;
  readonly journey: Journey;
}

const journeysOf = async (reader: Reader, parcels: readonly Parcel[]): Promise<readonly Told[]> => {
  const told: Told[] = [];
  for (let from = 0; from < parcels.length; from += idsPerQuery) {
    const page = parcels.slice(from, from + idsPerQuery);
    const ids = page.map(({ shipment }) => shipment.id);
    const events = await reader
      .select({
        shipmentId: trackingEvents.shipmentId,
        status: trackingEvents.status,
        place: trackingEvents.place,
        occurredAt: trackingEvents.occurredAt,
      })
      .from(trackingEvents)
      .where(inArray(trackingEvents.shipmentId, ids))
      .orderBy(asc(trackingEvents.occurredAt), asc(trackingEvents.id));
    const promises = await reader
      .select({ shipmentId: estimates.shipmentId, on: estimates.on })
      .from(estimates)
      .where(and(inArray(estimates.shipmentId, ids), eq(estimates.kind, 'promise'), isNotNull(estimates.on)))
      .orderBy(asc(estimates.notedAt), asc(estimates.id));
    const goods = await reader
      .select({
        orderId: orderItems.orderId,
        quantity: orderItems.quantity,
        unitPriceMinor: orderItems.unitPriceMinor,
      })
      .from(orderItems)
      .where(inArray(orderItems.orderId, [...new Set(page.map(({ shipment }) => shipment.orderId))]));
    const goodsOf = Map.groupBy(goods, ({ orderId }) => orderId);
    const eventsOf = Map.groupBy(events, ({ shipmentId }) => shipmentId);
    const promisesOf = Map.groupBy(promises, ({ shipmentId }) => shipmentId);
    for (const parcel of page) {
      const { id, promisedOn } = parcel.shipment;
      // The first promise counts: one that moved does not make the parcel punctual.
      const promised = promisesOf.get(id)?.[0]?.on ?? promisedOn;
      const ordered = goodsOf.get(parcel.shipment.orderId) ?? [];
      const known = {
        promisedOn: promised,
        feeMinor: feePerPiece(parcel.totalMinor, ordered),
        pieces: piecesOf(ordered),
      };
      told.push({ parcel, journey: journeyOf(parcel, eventsOf.get(id) ?? [], known) });
    }
  }
  return told;
};

/** @param events oldest first */
const journeyOf = (
  { shipment, placedAt, address, currency }: Parcel,
  events: readonly Pick<typeof trackingEvents.$inferSelect, 'status' | 'place' | 'occurredAt'>[],
  known: Pick<Journey, 'promisedOn' | 'feeMinor' | 'pieces'>,
): Journey => {
  const first = (among: ReadonlySet<ShipmentStatus>): Date | null =>
    events.find(({ status }) => status !== null && among.has(status))?.occurredAt ?? null;
  // Where the first scan was is where it was sent from.
  const origin = events.find(({ place }) => place?.region || place?.countryCode)?.place;
  return {
    carrier: shipment.carrier,
    service: shipment.service,
    originCountry: origin?.countryCode ?? null,
    originRegion: origin?.region ?? null,
    countryCode: address?.countryCode ?? null,
    region: address?.region ?? null,
    postalCode: address?.postalCode ?? null,
    ...known,
    currency,
    placedAt,
    announcedAt: events[0]?.occurredAt ?? null,
    handedOverAt: first(handedOver),
    arrivingAt: first(arriving),
    deliveredAt: shipment.deliveredAt,
  };
};

const isExpected = ({ shipment, placedAt }: Parcel, now: Date): boolean =>
  !settled.includes(shipment.status) && placedAt >= after(now, -days(expectedForDays));

const note = async (work: Work, model: Model, { parcel, journey }: Told): Promise<void> => {
  const { shipment } = parcel;
  const estimate = isExpected(parcel, work.now) ? estimateArrival(model, journey, work.now) : null;
  const ours = {
    ourFrom: estimate?.from ?? null,
    ourTo: estimate?.to ?? null,
    missProbability: estimate?.missProbability ?? null,
  };
  const hasMoved = ours.ourFrom !== shipment.ourFrom || ours.ourTo !== shipment.ourTo;
  const odds = Math.round(1000 * (ours.missProbability ?? 0)) / 1000;
  if (!hasMoved && odds === (shipment.missProbability ?? 0)) return;
  // What we think of it is no news about it, so its time of last change stays.
  await work.tx.update(shipments).set(ours).where(eq(shipments.id, shipment.id));
  if (!hasMoved || estimate === null) return;
  await work.tx.insert(estimates).values({
    id: work.newId(),
    brandId: shipment.brandId,
    shipmentId: shipment.id,
    kind: 'our_estimate',
    on: null,
    from: startOfDay(estimate.from, model.timeZone),
    to: endOfDay(estimate.to, model.timeZone),
    source: `doorstep/${estimate.stage}`,
    notedAt: work.now,
  });
};
