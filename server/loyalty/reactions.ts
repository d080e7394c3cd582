/** What follows for points from what happens elsewhere. Where the brand has no programme, nothing does. */
import { and, eq } from 'drizzle-orm';
import { expiryPauses, holds } from '../../db/schema/index.ts';
import type { FactOf } from '../facts.ts';
import { after, days } from '../kit/clock.ts';
import { getOrder } from '../orders/index.ts';
import { getAnswer } from '../sentiment/index.ts';
import { findShipmentById, type ShipmentStatus } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { findProgramme } from './account.ts';
import { earnByRule } from './ledger.ts';
import { earnForOrder, followDelivery, followOrder } from './orderPoints.ts';
import { type CodeHasher, linkUsedCodes } from './redemptions.ts';

export const earnForPlacedOrder = async (work: Work, fact: FactOf<'order.placed'>): Promise<void> => {
  if ((await findProgramme(work.tx, fact.brandId)) === null) return;
  await earnForOrder(work, await getOrder(work.tx, fact.brandId, fact.orderId));
};

export const followChangedOrder = async (work: Work, fact: FactOf<'order.changed'>): Promise<void> =>
  followOrder(work, await getOrder(work.tx, fact.brandId, fact.orderId), `change:${work.newId()}`);

export const followCancelledOrder = async (work: Work, fact: FactOf<'order.cancelled'>): Promise<void> =>
  followOrder(work, await getOrder(work.tx, fact.brandId, fact.orderId), `cancel:${fact.orderId}`);

export const followRefund = async (work: Work, fact: FactOf<'refund.made'>): Promise<void> =>
  followOrder(work, await getOrder(work.tx, fact.brandId, fact.orderId), `refund:${fact.refundId}`);

export const noteUsedCodes =
  (sealer: CodeHasher) =>
  async (work: Work, fact: FactOf<'order.placed' | 'order.changed'>): Promise<void> =>
    linkUsedCodes(work, sealer, await getOrder(work.tx, fact.brandId, fact.orderId));

export const followShipment = async (
  work: Work,
  fact: FactOf<'shipment.registered' | 'shipment.moved'>,
): Promise<void> => {
  if ((await findProgramme(work.tx, fact.brandId)) === null) return;
  const shipment = await findShipmentById(work.tx, fact.brandId, fact.shipmentId);
  if (!shipment) return;
  await pauseWhileUnderWay(work, fact, shipment.status);
  await followDelivery(work, await getOrder(work.tx, fact.brandId, fact.orderId));
};

/** A parcel that never ends does not keep points for ever. */
const deliveryPauseMaxDays = 60;
const ended: ReadonlySet<ShipmentStatus> = new Set(['delivered', 'returned', 'cancelled', 'expired']);

const pauseWhileUnderWay = async (
  work: Work,
  { brandId, customerId, shipmentId }: FactOf<'shipment.registered' | 'shipment.moved'>,
  status: ShipmentStatus,
): Promise<void> => {
  const isOf = and(
    eq(expiryPauses.brandId, brandId),
    eq(expiryPauses.reason, 'delivery'),
    eq(expiryPauses.sourceId, shipmentId),
  );
  const [stands] = await work.tx.select().from(expiryPauses).where(isOf);
  if (!ended.has(status)) {
    // The shop's word for "labelled" and the first scan are one pause; it does not grow with each.
    if (stands?.until && stands.until > work.now) return;
    const until = after(work.now, days(deliveryPauseMaxDays));
    if (stands) await work.tx.update(expiryPauses).set({ until }).where(eq(expiryPauses.id, stands.id));
    else {
      const pause = { reason: 'delivery', sourceId: shipmentId, from: work.now, until } as const;
      await work.tx.insert(expiryPauses).values({ id: work.newId(), brandId, customerId, ...pause });
    }
  } else if (stands?.until && stands.until > work.now) {
    await work.tx.update(expiryPauses).set({ until: work.now }).where(eq(expiryPauses.id, stands.id));
  }
};

/** What the customer suffers keeps her points; what the merchant merely does not want to promote does not. */
const pausing: ReadonlySet<string> = new Set(['negative_sentiment', 'delivery_trouble']);

export const pauseWhileHeld = async (work: Work, fact: FactOf<'hold.set'>): Promise<void> => {
  const { brandId, customerId, holdId } = fact;
  if (!pausing.has(fact.reason) || (await findProgramme(work.tx, brandId)) === null) return;
  const [hold] = await work.tx.select().from(holds).where(eq(holds.id, holdId));
  await work.tx
    .insert(expiryPauses)
    .values({
      id: work.newId(),
      brandId,
      customerId,
      reason: 'hold',
      sourceId: holdId,
      from: work.now,
      until: hold?.maxUntil ?? hold?.until ?? null,
    })
    .onConflictDoNothing();
};

export const resumeAfterHold = async (work: Work, fact: FactOf<'hold.released'>): Promise<void> => {
  const isOf = and(
    eq(expiryPauses.brandId, fact.brandId),
    eq(expiryPauses.reason, 'hold'),
    eq(expiryPauses.sourceId, fact.holdId),
  );
  const [stands] = await work.tx.select().from(expiryPauses).where(isOf);
  if (stands && (stands.until === null || stands.until > work.now))
    await work.tx.update(expiryPauses).set({ until: work.now }).where(eq(expiryPauses.id, stands.id));
};

/** For having said something, whatever was said: points for praise alone would buy it. */
export const earnForReview = async (work: Work, fact: FactOf<'sentiment.answered'>): Promise<void> => {
  if ((await findProgramme(work.tx, fact.brandId)) === null) return;
  const { occasion } = await getAnswer(work.tx, fact.brandId, fact.answerId);
  if (occasion !== 'review') return;
  const { brandId, customerId, orderId } = fact;
  await earnByRule(work, {
    brandId,
    customerId,
    orderId,
    kind: 'review',
    source: `review:${orderId ?? fact.answerId}`,
  });
};
