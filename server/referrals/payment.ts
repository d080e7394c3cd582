/**
 * What both sides get when a referral is settled, in points of the brand's programme. A discount is the shop's to give,
 * by the code; and a shop without our programme pays by itself when the webhook of `referral.rewarded` tells it to.
 */
import type { FactOf } from '../facts.ts';
import { Fault } from '../faults.ts';
import { earnPoints, getReward } from '../loyalty/index.ts';
import type { Work } from '../work.ts';
import { findReferral, promiseOf, type ReferralPromise } from './queries.ts';

/** Pays each side once, whatever comes twice. */
export const payBothSides = async (work: Work, fact: FactOf<'referral.rewarded'>): Promise<void> => {
  const { brandId, customerId, referralId } = fact;
  const referral = await findReferral(work.tx, brandId, referralId);
  const promise = referral && promiseOf(referral);
  if (!promise) return;
  const hers = await pointsOf(work, brandId, promise.referrer);
  await earn(work, { brandId, customerId, points: hers, source: `referral:${referralId}` });
  if (referral.friendId === null || promise.friend.kind !== 'points') return;
  const { points } = promise.friend;
  await earn(work, { brandId, customerId: referral.friendId, points, source: `referral:${referralId}:friend` });
};

/** A reward is given as the points that it costs, so that she has it whenever she wants it; 0 when it is gone. */
const pointsOf = async (work: Work, brandId: string, benefit: ReferralPromise['referrer']): Promise<number> => {
  if (benefit.kind === 'points') return benefit.points;
  try {
    return (await getReward(work.tx, brandId, benefit.id)).pricePoints;
  } catch (error) {
    // One reward that was taken away must not keep everybody else from being paid.
    if (error instanceof Fault && error.code === 'not_found') return 0;
    throw error;
  }
};

const earn = async (
  work: Work,
  to: { readonly brandId: string; readonly customerId: string; readonly points: number; readonly source: string },
): Promise<void> => {
  if (to.points > 0) await earnPoints(work, { ...to, kind: 'referral', spendableAt: work.now });
};
