/** A friend takes an invitation: from then on her browser is known by a cookie, until an order says who she is. */
import { and, eq, inArray, lt } from 'drizzle-orm';
import { referrals } from '../../db/schema/index.ts';
import { fingerprint } from '../kit/fingerprint.ts';
import type { Work } from '../work.ts';
import type { ReferralCode } from './codes.ts';
import { countInvited, findReferralOfVisit } from './queries.ts';

/** What is stored of a visit's token. */
export const visitHashOf = (token: string): string => fingerprint('visit', token);

/** A link that goes round among thousands brings thousands of visits: the last ones are remembered. */
const invitedMax = 500;

/**
 * Notes the visit, once a browser and code. Records `referral.invited`.
 * @returns `full` when the code has more open invitations than anybody has friends: she can still order by the code
 */
export const takeInvitation = async (
  work: Work,
  code: ReferralCode,
  visit: { readonly token: string; readonly deviceHash: string },
): Promise<'taken' | 'known' | 'full'> => {
  const visitHash = visitHashOf(visit.token);
  const { brandId, customerId: referrerId } = code;
  if (await findReferralOfVisit(work.tx, brandId, [visitHash])) return 'known';
  if ((await countInvited(work.tx, { brandId, referrerId })) >= invitedMax) return 'full';
  const id = work.newId();
  await work.tx.insert(referrals).values({
    id,
    brandId,
    referrerId,
    codeId: code.id,
    status: 'invited',
    heldFor: [],
    visitHash,
    deviceHash: visit.deviceHash,
    createdAt: work.now,
    updatedAt: work.now,
  });
  await work.record({ kind: 'referral.invited', brandId, customerId: referrerId, referralId: id });
  return 'taken';
};

/** Forgets invitations that nobody followed by then. @returns how many; as many as `limit`: there may be more */
export const forgetInvitations = async (
  work: Work,
  input: { readonly brandId: string; readonly before: Date; readonly limit: number },
): Promise<number> => {
  const rows = await work.tx
    .select({ id: referrals.id })
    .from(referrals)
    .where(
      and(eq(referrals.brandId, input.brandId), eq(referrals.status, 'invited'), lt(referrals.createdAt, input.before)),
    )
    .limit(input.limit);
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await work.tx.delete(referrals).where(inArray(referrals.id, ids));
  return ids.length;
};
