/** The end of a referral: paid when its time has come, or decided by the merchant when it was held. */
import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import { referrals } from '../../db/schema/index.ts';
import { Fault, notFound } from '../faults.ts';
import { listShipments } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { endUnlessWorthIt } from './progress.ts';
import { about, findReferral, promiseOf, type Referral } from './queries.ts';
import { standingOf } from './standing.ts';
import { weighAgain } from './weighing.ts';

/**
 * Settles what is due: both sides are paid by what follows `referral.rewarded`, in this transaction. What was taken back
 * meanwhile ends instead, and what looks wrong by now is held.
 * @returns how many; as many as `limit`: there may be more
 */
export const payDueReferrals = async (
  work: Work,
  input: { readonly brandId: string; readonly limit: number },
): Promise<number> => {
  const due = await work.tx
    .select()
    .from(referrals)
    .where(
      and(
        eq(referrals.brandId, input.brandId),
        inArray(referrals.status, ['ordered', 'on_its_way']),
        lte(referrals.rewardAt, work.now),
      ),
    )
    .orderBy(asc(referrals.rewardAt))
    .limit(input.limit);
  for (const referral of due) {
    if (await endUnlessWorthIt(work, referral)) continue;
    if ((await weighAgain(work, referral)).status === 'held') continue;
    await work.tx
      .update(referrals)
      .set({ status: 'rewarded', updatedAt: work.now })
      .where(eq(referrals.id, referral.id));
    await work.record({ kind: 'referral.rewarded', ...about(referral) });
  }
  return due.length;
};

/**
 * Lets a held referral go on as its order stands, or ends it. The same decision again changes nothing.
 * @throws Fault `not_found`; `conflict` when it is not held
 */
export const decideReferral = async (
  work: Work,
  input: {
    readonly brandId: string;
    readonly id: string;
    readonly decision: 'accept' | 'refuse';
    /** Who decides. */
    readonly by: string;
  },
): Promise<Referral> => {
  const referral = await findReferral(work.tx, input.brandId, input.id);
  if (!referral) throw notFound('The referral');
  const settledBy = `${input.decision === 'accept' ? 'accepted' : 'refused'} by ${input.by}`;
  if (referral.settledBy === settledBy) return referral;
  if (referral.status !== 'held') throw new Fault('conflict', `The referral is ${referral.status}, not held`);
  const changes =
    input.decision === 'refuse' ? { status: 'refused' as const, rewardAt: null } : await standingNow(work, referral);
  const decided = { ...referral, ...changes, settledBy, updatedAt: work.now };
  const { status, rewardAt, updatedAt } = decided;
  await work.tx.update(referrals).set({ status, rewardAt, settledBy, updatedAt }).where(eq(referrals.id, referral.id));
  const kind = input.decision === 'refuse' ? 'referral.refused' : 'referral.ordered';
  await work.record({ kind, ...about(referral) });
  return decided;
};

const standingNow = async (work: Work, referral: Referral) => {
  const parcels = referral.orderId ? await listShipments(work.tx, referral.brandId, referral.orderId) : [];
  return standingOf(parcels, promiseOf(referral)?.windowDays ?? 0);
};
