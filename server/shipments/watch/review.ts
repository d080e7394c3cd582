/**
 * Keeps the watch list: notes when a reason begins to hold for a shipment and when it no longer does. That a reason has
 * held is never forgotten, so that what follows from its beginning follows once.
 */
import { and, asc, eq, gt, gte, inArray, notInArray } from 'drizzle-orm';
import { orders, shipments, shipmentWatches, trackingEvents } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import { type Brand, getBrand } from '../../brands/index.ts';
import { after, dayIn, days } from '../../kit/clock.ts';
import type { Work } from '../../work.ts';
import { firstPromise } from '../lateness.ts';
import { type Estimate, findShipmentById, listEstimates, type ShipmentRow } from '../queries.ts';
import type { WatchReason } from '../status.shared.ts';
import { newsFor, newsForMs, newsOf, type Watched, watchReasonsOf } from './rules.ts';

type WatchRow = typeof shipmentWatches.$inferSelect;

/** What a shipment is judged by, beside its own row. */
interface Judged {
  readonly shipment: ShipmentRow;
  readonly customerId: string;
  readonly reasons: readonly Watched[];
  readonly watches: readonly WatchRow[];
  /** When the carrier or the shop last named a day that lies later than every one before; null while none does. */
  readonly slippedAt: Date | null;
}

/**
 * Brings the watch of one shipment up to date. `shipment.watched` is recorded when a reason holds that never held
 * before; nothing happens for a shipment that is not there.
 */
export const reviewWatch = async (
  work: Work,
  { brandId, shipmentId }: { readonly brandId: string; readonly shipmentId: string },
): Promise<void> => {
  const shipment = await findShipmentById(work.tx, brandId, shipmentId);
  if (!shipment) return;
  const [judged] = await judge(work.tx, await getBrand(work.tx, brandId), [shipment], work.now);
  if (judged) await note(work, judged);
};

const note = async (work: Work, judged: Judged): Promise<void> => {
  const { shipment, customerId, reasons, watches } = judged;
  const { brandId, orderId, id: shipmentId } = shipment;
  const holds = (reason: WatchReason): boolean => reasons.some((one) => one.reason === reason);
  const gone = watches.filter(({ reason, leftAt }) => leftAt === null && !holds(reason)).map(({ id }) => id);
  if (gone.length > 0) {
    await work.tx.update(shipmentWatches).set({ leftAt: work.now }).where(inArray(shipmentWatches.id, gone));
  }
  const back = watches.filter(({ reason, leftAt }) => leftAt !== null && holds(reason)).map(({ id }) => id);
  if (back.length > 0) {
    // What was taken care of before may not be this time.
    const anew = { leftAt: null, acknowledgedAt: null };
    await work.tx.update(shipmentWatches).set(anew).where(inArray(shipmentWatches.id, back));
  }
  const before = watches.map(({ reason }) => reason);
  const entered = reasons.filter(({ reason }) => !before.includes(reason));
  const again = slipsAgain(judged, work.now);
  if (again.length > 0) {
    await work.tx
      .update(shipmentWatches)
      .set({ notedAt: work.now, acknowledgedAt: null })
      .where(inArray(shipmentWatches.id, ids(again)));
  }
  if (entered.length === 0) {
    if (again.length === 0) return;
    const slipped = again.map(({ reason }) => reason);
    const about = { brandId, orderId, customerId, shipmentId };
    await work.record({ kind: 'shipment.watched', ...about, reasons: slipped, tell: 'late', again: true });
    return;
  }
  await work.tx
    .insert(shipmentWatches)
    .values(
      entered.map((one) => ({
        id: work.newId(),
        brandId,
        shipmentId,
        ...one,
        notedAt: work.now,
        leftAt: null,
        acknowledgedAt: null,
      })),
    )
    .onConflictDoNothing();
  await work.record({
    kind: 'shipment.watched',
    brandId,
    orderId,
    customerId,
    shipmentId,
    reasons: entered.map(({ reason }) => reason),
    tell: newsFor(entered, before, work.now),
    again: false,
  });
};

const ids = (rows: readonly WatchRow[]): string[] => rows.map(({ id }) => id);

/** The watches of a late parcel that another, still later day has been named for since they were noted. */
const slipsAgain = ({ reasons, watches, slippedAt }: Judged, now: Date): readonly WatchRow[] => {
  if (slippedAt === null || slippedAt < after(now, -newsForMs)) return [];
  const late = watches.filter(
    ({ reason }) => newsOf[reason] === 'late' && reasons.some((standing) => standing.reason === reason),
  );
  return late.every(({ notedAt }) => notedAt < slippedAt) ? late : [];
};

export interface ReviewPage {
  /** The `last` of the page before; at first empty. */
  readonly after: string;
  readonly limit: number;
  readonly now: Date;
}

export interface ToReview {
  readonly shipmentIds: readonly string[];
  /** Null at the end. */
  readonly last: string | null;
}

/** The shipments of which time alone has changed what is the matter, of one page of those that are under way. */
export const listToReview = async (reader: Reader, brand: Brand, page: ReviewPage): Promise<ToReview> => {
  const rows = await reader
    .select()
    .from(shipments)
    .where(
      and(
        eq(shipments.brandId, brand.id),
        gt(shipments.id, page.after),
        notInArray(shipments.status, ['delivered', 'returned', 'cancelled']),
        // What is older has left the list by then.
        gte(shipments.updatedAt, after(page.now, -days(60))),
      ),
    )
    .orderBy(asc(shipments.id))
    .limit(page.limit);
  const judged = await judge(reader, brand, rows, page.now);
  return {
    shipmentIds: judged.filter(isDue).map(({ shipment }) => shipment.id),
    last: rows.length === page.limit ? (rows.at(-1)?.id ?? null) : null,
  };
};

const isDue = ({ reasons, watches }: Judged): boolean => {
  const standing = watches.filter(({ leftAt }) => leftAt === null).map(({ reason }) => reason);
  return standing.length !== reasons.length || reasons.some(({ reason }) => !standing.includes(reason));
};

const judge = async (
  reader: Reader,
  brand: Brand,
  rows: readonly ShipmentRow[],
  now: Date,
): Promise<readonly Judged[]> => {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const told = await listEstimates(reader, ids);
  const ordered = await reader
    .select({
      id: orders.id,
      customerId: orders.customerId,
      address: orders.shippingAddress,
      cancelledAt: orders.cancelledAt,
    })
    .from(orders)
    .where(inArray(orders.id, [...new Set(rows.map(({ orderId }) => orderId))]));
  const places = await reader
    .selectDistinct({ shipmentId: trackingEvents.shipmentId, place: trackingEvents.place })
    .from(trackingEvents)
    .where(inArray(trackingEvents.shipmentId, ids));
  const watches = await reader.select().from(shipmentWatches).where(inArray(shipmentWatches.shipmentId, ids));

  return rows.flatMap((shipment) => {
    const order = ordered.find(({ id }) => id === shipment.orderId);
    if (!order) return [];
    const estimatesOf = told.filter(({ shipmentId }) => shipmentId === shipment.id);
    const countries = places.flatMap(({ shipmentId, place }) =>
      shipmentId === shipment.id && place?.countryCode ? [place.countryCode] : [],
    );
    const context = {
      now,
      timeZone: brand.timeZone,
      promisedOn: firstPromise(shipment, estimatesOf),
      toldAt: estimatesOf.findLast(({ kind }) => kind !== 'our_estimate')?.notedAt ?? null,
      international: new Set([...countries, ...(order.address ? [order.address.countryCode] : [])]).size > 1,
      missProbability: shipment.missProbability,
    };
    return [
      {
        shipment,
        customerId: order.customerId,
        reasons: order.cancelledAt === null ? watchReasonsOf(shipment, context) : [],
        watches: watches.filter(({ shipmentId }) => shipmentId === shipment.id),
        slippedAt: slippedAt(estimatesOf, brand.timeZone),
      },
    ];
  });
};

/** Our own reckoning moves a little all the time: only what the carrier or the shop says slips. */
const slippedAt = (told: readonly Estimate[], timeZone: string): Date | null => {
  const days = told.flatMap(({ kind, on, from, to, notedAt }) => {
    const end = to ?? from;
    const day = on ?? (end && dayIn(end, timeZone));
    return kind === 'our_estimate' || day === null ? [] : [{ day, notedAt }];
  });
  const latest = days.at(-1);
  return latest && days.length > 1 && days.slice(0, -1).every(({ day }) => day < latest.day) ? latest.notedAt : null;
};
