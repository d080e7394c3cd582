/**
 * What a friend brings to both sides: points that wait while the friend's order is on its way, are there when the return
 * window is over, and are gone when it came to nothing. What was promised then counts, not what the brand says today.
 */
import type { FactOf } from '../facts.ts';
import { findReferral, promiseOf } from '../referrals/index.ts';
import type { Work } from '../work.ts';
import { earnPoints, revokePoints, unlockPoints } from './ledger.ts';
import { type CodeSealer, giveReward } from './redemptions.ts';

type Side = 'referrer' | 'friend';

const sourceOf = (referralId: string, side: Side): string => `referral:${referralId}:${side}`;

/** Pending: neither side can spend anything before the friend's return window is over. */
export const pendReferral = (work: Work, fact: FactOf<'referral.ordered'>): Promise<void> => earnBoth(work, fact);

export const payReferral =
  (sealer: CodeSealer) =>
  async (work: Work, fact: FactOf<'referral.rewarded'>): Promise<void> => {
    // One that was held until now was never pending.
    await earnBoth(work, fact);
    const { brandId, customerId, referralId } = fact;
    for (const side of ['referrer', 'friend'] as const)
      await unlockPoints(work, { brandId, source: sourceOf(referralId, side), spendableAt: work.now });
    const referral = await findReferral(work.tx, brandId, referralId);
    const given = referral && promiseOf(referral)?.referrer;
    if (given?.kind === 'reward')
      await giveReward(work, sealer, {
        brandId,
        customerId,
        reward: given.id,
        externalId: sourceOf(referralId, 'referrer'),
      });
  };

export const endReferral = async (
  work: Work,
  { brandId, referralId, kind }: FactOf<'referral.refused' | 'referral.cancelled'>,
): Promise<void> => {
  for (const side of ['referrer', 'friend'] as const)
    await revokePoints(work, { brandId, source: sourceOf(referralId, side), why: kind });
};

const earnBoth = async (
  work: Work,
  { brandId, referralId }: { brandId: string; referralId: string },
): Promise<void> => {
  const referral = await findReferral(work.tx, brandId, referralId);
  const promise = referral && promiseOf(referral);
  if (!referral || !promise) return;
  const sides = [
    { side: 'referrer', customerId: referral.referrerId, given: promise.referrer },
    { side: 'friend', customerId: referral.friendId, given: promise.friend },
  ] as const;
  for (const { side, customerId, given } of sides) {
    if (customerId === null || given.kind !== 'points') continue;
    const { points } = given;
    const source = sourceOf(referralId, side);
    await earnPoints(work, { brandId, customerId, kind: 'referral', points, source, spendableAt: null });
  }
};
