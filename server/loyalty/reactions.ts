/** What follows for points from what happens elsewhere. Where the brand has no programme, nothing does. */
import { and, eq, isNull, lt } from 'drizzle-orm';
import { expiryPauses, holds, referralCodes } from '../../db/schema/index.ts';
import type { FactOf } from '../facts.ts';
import { after, days } from '../kit/clock.ts';
import { getOrder } from '../orders/index.ts';
import { findReferral } from '../referrals/index.ts';
import { getAnswer } from '../sentiment/index.ts';
import { findShipmentById, type ShipmentStatus } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { findProgramme } from './account.ts';
import { earnByRule } from './ledger.ts';
import { earnForOrder, findWaiting, followDelivery, followOrder } from './orderPoints.ts';
import { type CodeHasher, linkUsedCodes } from './redemptions.ts';

export const earnForPlacedOrder = async (work: Work, fact: FactOf<'order.placed'>): Promise<void> => {
  if ((await findProgramme(work.tx, fact.brandId)) === null) return;
  await earnForOrder(work, await getOrder(work.tx, fact.brandId, fact.orderId));
};

export const followChangedOrder = async (work: Work, fact: FactOf<'order.changed'>): Promise<void> =>
  followOrder(work, await getOrder(work.tx, fact.brandId, fact.orderId), {
    of: 'change',
    id: work.newId(),
  });

export const followCancelledOrder = async (work: Work, fact: FactOf<'order.cancelled'>): Promise<void> =>
  followOrder(work, await getOrder(work.tx, fact.brandId, fact.orderId), {
    of: 'cancel',
    id: fact.orderId,
  });

export const followRefund = async (work: Work, fact: FactOf<'refund.made'>): Promise<void> =>
  followOrder(work, await getOrder(work.tx, fact.brandId, fact.orderId), {
    of: 'refund',
    id: fact.refundId,
  });

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

/** From so long before the day on which a silent parcel would be waited for no longer, each scan puts that off. */
const nearDays = 30;

/** News that moves no parcel keeps it from being silent; of one in trouble it may say that it will never come, or will. */
export const followScan = async (work: Work, fact: FactOf<'shipment.scanned'>): Promise<void> => {
  if ((await findProgramme(work.tx, fact.brandId)) === null) return;
  const waiting = await findWaiting(work.tx, { id: fact.orderId, customerId: fact.customerId });
  if (!waiting?.spendableAt) return;
  const shipment = await findShipmentById(work.tx, fact.brandId, fact.shipmentId);
  const isNear = waiting.waitsFor === 'delivery' && waiting.spendableAt <= after(work.now, days(nearDays));
  if (isNear || shipment?.status === 'exception')
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
    // One pause a parcel: a longer one would bring back what went after it.
    if (stands) return;
    const until = after(work.now, days(deliveryPauseMaxDays));
    const pause = { reason: 'delivery', sourceId: shipmentId, from: work.now, until } as const;
    await work.tx.insert(expiryPauses).values({ id: work.newId(), brandId, customerId, ...pause });
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

/** What she says again makes a hold that stands last longer, and with it the pause. */
export const pauseAsLongAsHeld = async (
  work: Work,
  { brandId, customerId }: FactOf<'sentiment.answered' | 'alert.reopened'>,
): Promise<void> => {
  if ((await findProgramme(work.tx, brandId)) === null) return;
  const standing = await work.tx
    .select({ id: holds.id, maxUntil: holds.maxUntil })
    .from(holds)
    .where(and(eq(holds.brandId, brandId), eq(holds.customerId, customerId), isNull(holds.liftedAt)));
  for (const { id, maxUntil } of standing) {
    if (maxUntil === null) continue;
    const isOf = and(
      eq(expiryPauses.brandId, brandId),
      eq(expiryPauses.reason, 'hold'),
      eq(expiryPauses.sourceId, id),
      lt(expiryPauses.until, maxUntil),
    );
    await work.tx.update(expiryPauses).set({ until: maxUntil }).where(isOf);
  }
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

/** Once, however often the shop or she herself joins. */
export const earnForJoining = async (work: Work, { brandId, customerId }: FactOf<'customer.joined'>): Promise<void> => {
  await earnByRule(work, { brandId, customerId, kind: 'sign_up', source: `sign_up:${customerId}` });
};

/** For the first friend who takes the invitation; where the rule has a limit, for as many as that lets. */
export const earnForSharing = async (work: Work, fact: FactOf<'referral.invited'>): Promise<void> => {
  const { brandId, customerId, referralId } = fact;
  const rule = (await findProgramme(work.tx, brandId))?.programme.earn.share;
  if (!rule || (await isHerOwnDevice(work, fact))) return;
  const source = `share:${rule.limit === null ? customerId : referralId}`;
  await earnByRule(work, { brandId, customerId, kind: 'share', source });
};

/** Whoever follows her own link passes nothing on. */
const isHerOwnDevice = async (work: Work, { brandId, referralId }: FactOf<'referral.invited'>): Promise<boolean> => {
  const referral = await findReferral(work.tx, brandId, referralId);
  if (!referral?.deviceHash) return false;
  const [code] = await work.tx
    .select({ devices: referralCodes.deviceHashes })
    .from(referralCodes)
    .where(eq(referralCodes.id, referral.codeId));
  return code?.devices.includes(referral.deviceHash) ?? false;
};

/**
 * For having said something in words, on a review site or when asked how it went; once an order. Whatever was said: points
 * for praise alone would buy it.
 */
export const earnForReview = async (work: Work, fact: FactOf<'sentiment.answered'>): Promise<void> => {
  if ((await findProgramme(work.tx, fact.brandId)) === null) return;
  const { occasion, comment } = await getAnswer(work.tx, fact.brandId, fact.answerId);
  const isReview = occasion === 'review' || (occasion === 'delivered' && comment.trim() !== '');
  if (!isReview) return;
  const { brandId, customerId, orderId } = fact;
  await earnByRule(work, {
    brandId,
    customerId,
    orderId,
    kind: 'review',
    source: `review:${orderId ?? fact.answerId}`,
  });
};
