/** The verbs of a shipment. Events are only ever added; the state is folded anew from all of them each time. */
import { createHash } from 'node:crypto';
import { and, eq, gt, inArray } from 'drizzle-orm';
import { estimates, orderItems, shipmentItems, shipments, trackingEvents } from '../../db/schema/index.ts';
import { Fault } from '../faults.ts';
import type { TrackingNews } from '../source.ts';
import type { Work } from '../work.ts';
import { foldEvents, untold } from './fold.ts';
import type { EstimateInput, ShipmentInput, TrackingEventInput } from './inputs.ts';
import { type Estimate, findShipment, findShipmentByNumber, foldable } from './queries.ts';
import { toldByNumber } from './recognition/index.ts';
import type { ShipmentStatus } from './status.shared.ts';
import { trackingKey } from './trackingKey.ts';

export type Shipment = typeof shipments.$inferSelect;

/** What a shipment needs to know of its order. */
interface OfOrder {
  readonly id: string;
  readonly brandId: string;
  readonly customerId: string;
  /** All of its items, where the caller knows them. */
  readonly items?: readonly OfItem[];
}

interface OfItem {
  readonly id: string;
  /** The merchant's. */
  readonly externalId: string;
}

/**
 * Adds the shipment to the order or changes what is given of it. A promise that moved is kept with its history and
 * recorded as `promise.slipped`; `shipment.registered` is recorded when it, or its tracking number, is new. Carrier and
 * page that are not said are told by the number where it is clear.
 * @throws Fault `conflict` when the brand has that shipment id on another order
 */
export const putShipment = async (
  work: Work,
  order: OfOrder,
  input: ShipmentInput,
  source: string,
): Promise<Shipment> => {
  const held = await findShipment(work.tx, order.brandId, input.id);
  if (held && held.orderId !== order.id) throw new Fault('conflict', `Shipment ${input.id} belongs to another order`);
  const key = input.trackingNumber === undefined ? undefined : trackingKey(input.trackingNumber);
  const changes = {
    ...toldByNumber(input, held),
    ...given('carrier', input.carrier),
    ...given('service', input.service),
    ...given('trackingNumber', input.trackingNumber),
    ...given('trackingKey', key),
    ...given('trackingUrl', input.trackingUrl),
    ...given('promisedOn', input.promisedOn),
    ...given('pickupPoint', input.pickupPoint),
    ...given('proofOfDelivery', input.proofOfDelivery),
    updatedAt: work.now,
  };
  const id = work.newId();
  // Of a new shipment every event is new, so that its state can be told before it is written.
  const begins = held === null && input.carrierEstimate === undefined;
  const first = begins ? distinct(eventRows(work, { id, brandId: order.brandId }, input.events ?? [], source)) : [];
  const [row] = await work.tx
    .insert(shipments)
    .values({
      id,
      brandId: order.brandId,
      orderId: order.id,
      externalId: input.id,
      createdAt: work.now,
      ...foldEvents(first),
      ...changes,
    })
    .onConflictDoUpdate({ target: [shipments.brandId, shipments.externalId], set: changes })
    .returning();
  if (!row) throw new Error('an upsert returned no row');
  const about = { brandId: order.brandId, orderId: order.id, customerId: order.customerId, shipmentId: row.id };
  if (held && input.itemIds) await work.tx.delete(shipmentItems).where(eq(shipmentItems.shipmentId, row.id));
  if (input.itemIds) await assignItems(work, row, input.itemIds, order.items);
  if (input.promisedOn && input.promisedOn !== held?.promisedOn) {
    await addEstimate(work, row, 'promise', { on: input.promisedOn }, source, work.now);
    if (held?.promisedOn) {
      await work.record({ kind: 'promise.slipped', ...about, promisedOn: input.promisedOn, was: held.promisedOn });
    }
  }
  const news = { carrierEstimate: input.carrierEstimate, events: input.events ?? [] };
  const told =
    begins && row.id === id
      ? await begin(work, about, row, first)
      : await applyNews(work, { ...row, customerId: order.customerId }, news, source);
  // Last, because what waited for this shipment is applied from here.
  if (!held || (key !== undefined && key !== held.trackingKey))
    await work.record({ kind: 'shipment.registered', ...about });
  return told;
};

/**
 * Applies news to the shipment that it names, by the merchant's id or by tracking number.
 * @returns the shipment's row after it, or null when there is no such shipment yet
 */
export const takeNews = async (
  work: Work,
  brandId: string,
  news: TrackingNews,
  source: string,
  customerOf: (orderId: string) => Promise<string>,
): Promise<Shipment | null> => {
  const shipment = await findNamed(work, brandId, news);
  if (!shipment) return null;
  return applyNews(work, { ...shipment, customerId: await customerOf(shipment.orderId) }, news, source);
};

/** The shipment of that id, unless its number says that the id meant something else; then the one of that number. */
const findNamed = async (work: Work, brandId: string, news: TrackingNews): Promise<Shipment | null> => {
  const key = news.trackingNumber === undefined ? null : trackingKey(news.trackingNumber);
  const byId = news.shipmentId === undefined ? null : await findShipment(work.tx, brandId, news.shipmentId);
  if (byId && (key === null || byId.trackingKey === null || byId.trackingKey === key)) return byId;
  const at = news.events[0]?.occurredAt ?? news.latest?.occurredAt ?? work.now;
  return key === null ? null : findShipmentByNumber(work.tx, brandId, key, at);
};

/** What every fact about a shipment carries. */
interface About {
  readonly brandId: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly shipmentId: string;
}

type EventRow = ReturnType<typeof eventRows>[number];

/** The same event told twice in one message is one. */
const distinct = (rows: readonly EventRow[]): readonly EventRow[] => {
  const seen = new Set<string>();
  return rows.filter(({ identity }) => !seen.has(identity) && seen.add(identity));
};

/** Keeps the events that a shipment came with, and records that it has moved by them. */
const begin = async (work: Work, about: About, row: Shipment, events: readonly EventRow[]): Promise<Shipment> => {
  if (events.length === 0) return row;
  await work.tx.insert(trackingEvents).values([...events]);
  await recordScans(work, about, untold.status, row);
  return row;
};

/** What was heard of it is a move, or a scan that leaves it where it was. */
const recordScans = (work: Work, about: About, from: ShipmentStatus, { status, statusAt }: Shipment): Promise<void> =>
  status === from
    ? work.record({ kind: 'shipment.scanned', ...about })
    : work.record({
        kind: 'shipment.moved',
        ...about,
        from,
        to: status,
        occurredAt: (statusAt ?? work.now).toISOString(),
      });

type Told = Pick<
  TrackingNews,
  'carrierEstimate' | 'toldAt' | 'events' | 'latest' | 'signedBy' | 'pickupPoint' | 'carrier' | 'trackingUrl'
>;

const applyNews = async (
  work: Work,
  shipment: Shipment & { readonly customerId: string },
  news: Partial<Told> & Pick<Told, 'events'>,
  source: string,
): Promise<Shipment> => {
  const { customerId, ...row } = shipment;
  const events = withLatest(news.events, news.latest);
  const added = await addEvents(work, row, events, source);
  const estimate = news.carrierEstimate;
  const estimateMoved = estimate !== undefined && (await noteEstimate(work, row, estimate, source, news.toldAt));
  const filled = {
    ...(row.carrier === null ? given('carrier', news.carrier) : {}),
    ...(row.trackingUrl === null ? given('trackingUrl', news.trackingUrl) : {}),
    ...given('pickupPoint', news.pickupPoint),
    ...(news.signedBy === undefined ? {} : { proofOfDelivery: { ...row.proofOfDelivery, signedBy: news.signedBy } }),
  };
  if (added === 0 && !estimateMoved && Object.keys(filled).length === 0) return row;
  const state = added === 0 ? {} : foldEvents(await foldable(work.tx, row.id));
  const changes = {
    ...filled,
    ...(estimateMoved ? estimateColumns(estimate) : {}),
    ...state,
    updatedAt: work.now,
  };
  const [updated] = await work.tx.update(shipments).set(changes).where(eq(shipments.id, row.id)).returning();
  if (!updated) throw new Error('the shipment is gone');
  const about = { brandId: row.brandId, orderId: row.orderId, customerId, shipmentId: row.id };
  if (added === 0 && estimateMoved) await work.record({ kind: 'shipment.estimated', ...about });
  if (added > 0) await recordScans(work, about, row.status, updated);
  return updated;
};

/** The source's word for the whole shipment counts as an event of its own only when no listed event says the same. */
const withLatest = (
  events: readonly TrackingEventInput[],
  latest: TrackingEventInput | undefined,
): readonly TrackingEventInput[] =>
  latest === undefined ||
  events.some((event) => event.status === latest.status && event.occurredAt.getTime() >= latest.occurredAt.getTime())
    ? events
    : [...events, latest];

/** @returns how many of the events were new */
const addEvents = async (
  work: Work,
  shipment: Pick<Shipment, 'id' | 'brandId'>,
  events: readonly TrackingEventInput[],
  source: string,
): Promise<number> => {
  if (events.length === 0) return 0;
  const added = await work.tx
    .insert(trackingEvents)
    .values(eventRows(work, shipment, events, source))
    .onConflictDoNothing()
    .returning({ id: trackingEvents.id });
  return added.length;
};

const eventRows = (
  work: Work,
  shipment: Pick<Shipment, 'id' | 'brandId'>,
  events: readonly TrackingEventInput[],
  source: string,
) =>
  events.map((event) => ({
    id: work.newId(),
    brandId: shipment.brandId,
    shipmentId: shipment.id,
    identity: identityOf(event, source),
    source,
    status: event.status ?? null,
    reason: event.reason ?? null,
    actionRequired: event.actionRequired ?? false,
    rawCode: event.rawCode ?? null,
    description: event.description ?? null,
    place: event.place ?? null,
    signedBy: event.signedBy ?? null,
    occurredAt: event.occurredAt,
    saidAt: event.saidAt ?? null,
    receivedAt: work.now,
  }));

/** Same source, code, time and place: the same event (reference: statuses.md). The source's own id, where given, wins. */
const identityOf = (event: TrackingEventInput, source: string): string => {
  const parts = event.id
    ? [source, event.id]
    : [
        source,
        event.status,
        event.rawCode,
        event.occurredAt.toISOString(),
        event.place?.city,
        event.place?.postalCode,
        event.place?.name,
        event.rawCode ? undefined : event.description,
      ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
};

/** @returns whether it is what holds from now on: it differs from what held, and nothing was told after it */
const noteEstimate = async (
  work: Work,
  shipment: Shipment,
  estimate: EstimateInput,
  source: string,
  toldAt: Date = work.now,
): Promise<boolean> => {
  const columns = estimateColumns(estimate);
  if (
    shipment.estimateOn === columns.estimateOn &&
    shipment.estimateFrom?.getTime() === columns.estimateFrom?.getTime() &&
    shipment.estimateTo?.getTime() === columns.estimateTo?.getTime()
  ) {
    return false;
  }
  const isNewest = await isToldLast(work, shipment.id, 'carrier_estimate', toldAt);
  await addEstimate(work, shipment, 'carrier_estimate', estimate, source, toldAt);
  return isNewest;
};

const addEstimate = async (
  work: Work,
  shipment: Shipment,
  kind: 'promise' | 'carrier_estimate',
  { on = null, from = null, to = null }: { readonly [Part in keyof EstimateInput]?: EstimateInput[Part] | null },
  source: string,
  notedAt: Date,
): Promise<void> => {
  const { brandId, id: shipmentId } = shipment;
  await work.tx
    .insert(estimates)
    .values({ id: work.newId(), brandId, shipmentId, kind, on, from, to, source, notedAt });
};

/** The history is by when it was told, so that it comes out the same in whatever order the messages came. */
const isToldLast = async (work: Work, shipmentId: string, kind: Estimate['kind'], toldAt: Date): Promise<boolean> => {
  const [later] = await work.tx
    .select({ id: estimates.id })
    .from(estimates)
    .where(and(eq(estimates.shipmentId, shipmentId), eq(estimates.kind, kind), gt(estimates.notedAt, toldAt)))
    .limit(1);
  return later === undefined;
};

const estimateColumns = (estimate: EstimateInput) => ({
  estimateOn: estimate.on ?? null,
  estimateFrom: estimate.from ?? null,
  estimateTo: estimate.to ?? null,
});

const assignItems = async (
  work: Work,
  shipment: Shipment,
  externalIds: readonly string[],
  known: readonly OfItem[] | undefined,
): Promise<void> => {
  if (externalIds.length === 0) return;
  const items = (known ?? (await listItemsNamed(work, shipment.orderId, externalIds))).filter(({ externalId }) =>
    externalIds.includes(externalId),
  );
  const unknown = externalIds.filter((id) => !items.some((item) => item.externalId === id));
  if (unknown.length > 0) {
    const message = `the order has no item ${unknown.join(', ')}`;
    throw new Fault('invalid', message, { fields: [{ field: 'itemIds', message }] });
  }
  await work.tx
    .insert(shipmentItems)
    .values(items.map((item) => ({ brandId: shipment.brandId, shipmentId: shipment.id, orderItemId: item.id })));
};

const listItemsNamed = (work: Work, orderId: string, externalIds: readonly string[]): Promise<readonly OfItem[]> =>
  work.tx
    .select({ id: orderItems.id, externalId: orderItems.externalId })
    .from(orderItems)
    .where(and(eq(orderItems.orderId, orderId), inArray(orderItems.externalId, [...externalIds])));

const given = <Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } =>
  value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
