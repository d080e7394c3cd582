/**
 * Ticking a parcel off the watch list: it is off until something new is the matter with it. What support said stays in
 * the record, also when it is taken back.
 */
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { shipmentWatches, watchAcknowledgements } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import { Fault } from '../../faults.ts';
import type { Work } from '../../work.ts';
import type { ShipmentRow } from '../queries.ts';

export type WatchAcknowledgement = typeof watchAcknowledgements.$inferSelect;

export interface AcknowledgeInput {
  readonly shipment: Pick<ShipmentRow, 'id' | 'brandId' | 'orderId'>;
  /** Ours. */
  readonly customerId: string;
  /** Who says so; without an id it came by the merchant's API. */
  readonly by: { readonly id: string | null; readonly name: string };
}

/**
 * Takes the parcel off the list, whatever stands now, and records `shipment.acknowledged`. Said again while nothing new
 * has come, it changes nothing.
 * @param input.note for colleagues; the shopper never sees it
 * @throws Fault `conflict` when nothing is the matter with it
 */
export const acknowledgeWatch = async (
  work: Work,
  { shipment, customerId, by, note }: AcknowledgeInput & { readonly note: string | null },
): Promise<void> => {
  const standing = await standingOf(work, shipment.id);
  if (standing.length === 0) throw new Fault('conflict', 'Nothing is the matter with this shipment');
  const unseen = standing.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  if (unseen.length === 0) return;
  await setAcknowledged(work, unseen, work.now);
  const { brandId, id: shipmentId, orderId } = shipment;
  await work.tx.insert(watchAcknowledgements).values({
    id: work.newId(),
    brandId,
    shipmentId,
    agentId: by.id,
    agentName: by.name,
    note,
    acknowledgedAt: work.now,
    withdrawnAt: null,
    withdrawnBy: null,
  });
  await work.record({ kind: 'shipment.acknowledged', brandId, orderId, customerId, shipmentId });
};

/** Puts it back onto the list and records `shipment.acknowledgement_withdrawn`; nothing happens where it stands there. */
export const withdrawAcknowledgement = async (
  work: Work,
  { shipment, customerId, by }: AcknowledgeInput,
): Promise<void> => {
  const seen = (await standingOf(work, shipment.id)).filter(({ acknowledgedAt }) => acknowledgedAt !== null);
  if (seen.length === 0) return;
  await setAcknowledged(work, seen, null);
  const { brandId, id: shipmentId, orderId } = shipment;
  await work.tx
    .update(watchAcknowledgements)
    .set({ withdrawnAt: work.now, withdrawnBy: by.name })
    .where(and(eq(watchAcknowledgements.shipmentId, shipmentId), isNull(watchAcknowledgements.withdrawnAt)));
  await work.record({ kind: 'shipment.acknowledgement_withdrawn', brandId, orderId, customerId, shipmentId });
};

/** Of those shipments, newest first. */
export const listAcknowledgements = async (
  reader: Reader,
  shipmentIds: readonly string[],
): Promise<readonly WatchAcknowledgement[]> => {
  if (shipmentIds.length === 0) return [];
  return reader
    .select()
    .from(watchAcknowledgements)
    .where(inArray(watchAcknowledgements.shipmentId, [...shipmentIds]))
    .orderBy(desc(watchAcknowledgements.id));
};

const standingOf = ({ tx }: Work, shipmentId: string) =>
  tx
    .select()
    .from(shipmentWatches)
    .where(and(eq(shipmentWatches.shipmentId, shipmentId), isNull(shipmentWatches.leftAt)));

const setAcknowledged = async (
  work: Work,
  rows: readonly { readonly id: string }[],
  at: Date | null,
): Promise<void> => {
  const ids = rows.map(({ id }) => id);
  await work.tx.update(shipmentWatches).set({ acknowledgedAt: at }).where(inArray(shipmentWatches.id, ids));
};
