/**
 * Parcels that never end: of which nothing was heard for 90 days, and which never arrived. Carriers that say so
 * themselves call them expired; for all others time does, and the next scan brings them back.
 */
import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, notExists, or } from 'drizzle-orm';
import { orders, shipments, trackingEvents } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { after, days } from '../kit/clock.ts';
import type { Work } from '../work.ts';
import { endlessStatuses, silentForDays, stateAt } from './fold.ts';
import { heard } from './queries.ts';

const silentSince = (now: Date): Date => after(now, -days(silentForDays));

/** One page, by id, of the shipments whose time may have come; those of cancelled orders were never to come. */
export const listSilent = async (
  reader: Reader,
  {
    brandId,
    afterId,
    now,
    limit,
  }: { readonly brandId: string; readonly afterId: string; readonly now: Date; readonly limit: number },
): Promise<{ readonly shipmentIds: readonly string[]; readonly last: string | null }> => {
  const since = silentSince(now);
  const heardOfSince = reader
    .select({ id: trackingEvents.id })
    .from(trackingEvents)
    .where(and(eq(trackingEvents.shipmentId, shipments.id), gte(trackingEvents.receivedAt, since)));
  const rows = await reader
    .select({ id: shipments.id })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .where(
      and(
        eq(shipments.brandId, brandId),
        gt(shipments.id, afterId),
        inArray(shipments.status, [...endlessStatuses]),
        isNull(shipments.deliveredAt),
        lt(shipments.createdAt, since),
        or(lt(shipments.lastEventAt, since), and(isNull(shipments.lastEventAt), isNotNull(shipments.trackingNumber))),
        isNull(orders.cancelledAt),
        notExists(heardOfSince),
      ),
    )
    .orderBy(asc(shipments.id))
    .limit(limit);
  return {
    shipmentIds: rows.map(({ id }) => id),
    last: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
  };
};

/** Brings the shipment to the state that it has by now. Records `shipment.moved` when it has expired. */
export const expireSilent = async (
  work: Work,
  { brandId, shipmentId }: { readonly brandId: string; readonly shipmentId: string },
): Promise<boolean> => {
  const [found] = await work.tx
    .select({ shipment: shipments, customerId: orders.customerId })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .where(and(eq(shipments.brandId, brandId), eq(shipments.id, shipmentId)));
  if (!found) return false;
  const { shipment, customerId } = found;
  const announcedAt = shipment.trackingNumber === null ? null : shipment.createdAt;
  const state = stateAt(await heard(work.tx, shipmentId), { announcedAt, now: work.now });
  if (state.status !== 'expired' || shipment.status === 'expired') return false;
  await work.tx
    .update(shipments)
    .set({ ...state, updatedAt: work.now })
    .where(eq(shipments.id, shipmentId));
  await work.record({
    kind: 'shipment.moved',
    brandId,
    orderId: shipment.orderId,
    customerId,
    shipmentId,
    from: shipment.status,
    to: state.status,
    occurredAt: (state.statusAt ?? work.now).toISOString(),
  });
  return true;
};
