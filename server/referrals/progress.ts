/** What becomes of a referral as the friend's order goes its way: told by the order's own facts, until it is settled. */
import { eq } from 'drizzle-orm';
import { referrals } from '../../db/schema/index.ts';
import type { FactOf } from '../facts.ts';
import { findOrderById, listRefunds } from '../orders/index.ts';
import { listShipments } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { findReferralOfOrder, promiseOf, type Referral } from './queries.ts';
import { standingOf } from './standing.ts';

const isOpen = ({ status }: Referral): boolean => ['ordered', 'on_its_way', 'held'].includes(status);

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
  const order = referral && (await findOrderById(work.tx, fact.brandId, fact.orderId));
  if (!order) return;
  const refunded = (await listRefunds(work.tx, order.id)).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const least = Math.max(1, promiseOf(referral)?.minimumOrderMinor ?? 0);
  if (order.totalMinor - refunded < least) await cancel(work, referral, 'rule:refunded');
};

const cancel = async (work: Work, referral: Referral, settledBy: string): Promise<void> => {
  await work.tx
    .update(referrals)
    .set({ status: 'cancelled', friendId: null, rewardAt: null, settledBy, updatedAt: work.now })
    .where(eq(referrals.id, referral.id));
  await work.record({ kind: 'referral.cancelled', ...about(referral) });
};

export const about = ({ brandId, referrerId, id }: Referral) => ({ brandId, customerId: referrerId, referralId: id });
