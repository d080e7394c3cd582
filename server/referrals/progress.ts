/** What becomes of a referral as the friend's order goes its way: told by the order's own facts, until it is settled. */
import { eq } from 'drizzle-orm';
import { referrals } from '../../db/schema/index.ts';
import type { FactOf } from '../facts.ts';
import { findOrderById, listRefunds, type OrderRow } from '../orders/index.ts';
import { listShipments } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { about, findReferralOfOrder, isOpen, promiseOf, type Referral } from './queries.ts';
import { standingOf } from './standing.ts';
import { weighAgain } from './weighing.ts';

const findOpen = async (work: Work, of: { brandId: string; orderId: string }): Promise<Referral | null> => {
  const referral = await findReferralOfOrder(work.tx, of.brandId, of.orderId);
  return referral && isOpen(referral) ? referral : null;
};

/** The state that the order gives; what is held stays held, and knows from when on it would be paid. */
export const followParcel = async (
  work: Work,
  fact: FactOf<'shipment.registered' | 'shipment.moved'>,
): Promise<void> => {
  const referral = await findOpen(work, fact);
  if (!referral) return;
  const parcels = await listShipments(work.tx, fact.brandId, fact.orderId);
  const standing = standingOf(parcels, promiseOf(referral)?.windowDays ?? 0);
  const isNews = referral.status === 'ordered' && standing.status === 'on_its_way';
  const status = referral.status === 'held' ? 'held' : standing.status;
  await work.tx
    .update(referrals)
    .set({ status, rewardAt: standing.rewardAt, updatedAt: work.now })
    .where(eq(referrals.id, referral.id));
  if (isNews) await work.record({ kind: 'referral.on_its_way', ...about(referral) });
};

/** An order that was called off brings nothing; the friend may be counted by her next one. */
export const endWithOrder = async (work: Work, fact: FactOf<'order.cancelled'>): Promise<void> => {
  const referral = await findOpen(work, fact);
  if (referral) await cancel(work, referral, 'rule:cancelled');
};

/** A refund that leaves less than the least order ends it; what was paid after the window stays paid. */
export const endWithRefund = async (work: Work, fact: FactOf<'refund.made'>): Promise<void> => {
  const referral = await findOpen(work, fact);
  if (referral) await endUnlessWorthIt(work, referral);
};

/** Ends an open referral whose order no longer counts. @returns whether it has ended */
export const endUnlessWorthIt = async (work: Work, referral: Referral): Promise<boolean> => {
  const order = referral.orderId ? await findOrderById(work.tx, referral.brandId, referral.orderId) : null;
  if (order && (await isWorthIt(work, order, promiseOf(referral)?.minimumOrderMinor ?? 0))) return false;
  await cancel(work, referral, order?.cancelledAt ? 'rule:cancelled' : 'rule:refunded');
  return true;
};

/** Whether the order stands, and what refunds have left of it is as much as an order has to be. */
export const isWorthIt = async (work: Work, order: OrderRow, minimumOrderMinor: number): Promise<boolean> => {
  if (order.cancelledAt) return false;
  const refunded = (await listRefunds(work.tx, order.id))
    .filter(({ currency }) => currency === order.currency)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  // An order of nothing counts where nothing is asked for; one of which nothing is left does not.
  return order.totalMinor - refunded >= Math.max(refunded > 0 ? 1 : 0, minimumOrderMinor);
};

/** More is known of the order: what speaks against it by now holds it. */
export const weighChangedOrder = async (work: Work, fact: FactOf<'order.changed'>): Promise<void> => {
  const referral = await findOpen(work, fact);
  if (referral && !(await endUnlessWorthIt(work, referral))) await weighAgain(work, referral);
};

/** The friend's order was looked at in this browser: if it is the referrer's, a person has a look. */
export const noteBrowser = async (
  work: Work,
  { brandId, id: orderId }: Pick<OrderRow, 'brandId' | 'id'>,
  deviceHash: string,
): Promise<void> => {
  const referral = await findOpen(work, { brandId, orderId });
  if (!referral) return;
  await weighAgain(work, referral, [deviceHash]);
  if (referral.deviceHash === null)
    await work.tx.update(referrals).set({ deviceHash, updatedAt: work.now }).where(eq(referrals.id, referral.id));
};

const cancel = async (work: Work, referral: Referral, settledBy: string): Promise<void> => {
  await work.tx
    .update(referrals)
    .set({ status: 'cancelled', friendId: null, rewardAt: null, settledBy, updatedAt: work.now })
    .where(eq(referrals.id, referral.id));
  await work.record({ kind: 'referral.cancelled', ...about(referral) });
};
