/** Forgets by what somebody's browsers were known: nobody comes by her link any more, and what was paid stays counted. */
import { and, eq, or } from 'drizzle-orm';
import { referralCodes, referrals } from '../../db/schema/index.ts';
import type { FactOf } from '../facts.ts';
import type { Work } from '../work.ts';

export const forgetReferrer = async (work: Work, fact: FactOf<'customer.erased'>): Promise<void> => {
  const { brandId, customerId } = fact;
  await work.tx
    .update(referralCodes)
    .set({ deviceHashes: [], disabledAt: work.now })
    .where(and(eq(referralCodes.brandId, brandId), eq(referralCodes.customerId, customerId)));
  await work.tx
    .update(referrals)
    .set({ visitHash: null, deviceHash: null })
    .where(
      and(eq(referrals.brandId, brandId), or(eq(referrals.friendId, customerId), eq(referrals.referrerId, customerId))),
    );
};
