/**
 * Whose friend ordered: by a code on the order, else by the visit that the shop or her own browser tells of. A friend is
 * counted once, and what speaks against it holds it for a person to look at instead of dropping it.
 */
import { and, eq, isNull } from 'drizzle-orm';
import { referralCodes, referrals } from '../../db/schema/index.ts';
import { getBrand } from '../brands/index.ts';
import type { FactOf } from '../facts.ts';
import { findOrderById, type OrderRow } from '../orders/index.ts';
import { listShipments } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { referralCodesIn, visitTokens } from './code.ts';
import { findCode, type ReferralCode } from './codes.ts';
import { visitHashOf } from './invitation.ts';
import { isWorthIt } from './progress.ts';
import { findReferralOfVisit, isCounted, type Referral, type ReferralPromise } from './queries.ts';
import { standingOf, windowDaysOf } from './standing.ts';
import { isKnownCustomer, weigh } from './weighing.ts';

/** The invitation that an order follows: whose it is, and the visit where there was one. */
interface Invitation {
  readonly code: ReferralCode;
  readonly visit: Referral | null;
}

/** Counts the friend when the order names a code or a visit. */
export const attributeOrder = async (work: Work, fact: FactOf<'order.placed' | 'order.changed'>): Promise<void> => {
  const order = await findOrderById(work.tx, fact.brandId, fact.orderId);
  if (!order || order.codes.length === 0) return;
  const code = await findCode(work.tx, fact.brandId, referralCodesIn(order.codes));
  const told = await findReferralOfVisit(work.tx, fact.brandId, visitTokens(order.codes).map(visitHashOf));
  if (code) await attribute(work, order, { code, visit: told?.codeId === code.id ? told : null });
  else if (told) await attributeTo(work, order, told);
};

/** Counts the friend who opens her own order in the browser that took an invitation. */
export const attributeVisit = async (work: Work, order: OrderRow, visit: { readonly token: string }): Promise<void> => {
  const told = await findReferralOfVisit(work.tx, order.brandId, [visitHashOf(visit.token)]);
  // An order from before the invitation was nobody's doing.
  if (told && order.placedAt >= told.createdAt) await attributeTo(work, order, told);
};

const attributeTo = async (work: Work, order: OrderRow, visit: Referral): Promise<void> => {
  if (visit.status !== 'invited') return;
  const [code] = await work.tx
    .select()
    .from(referralCodes)
    .where(and(eq(referralCodes.id, visit.codeId), isNull(referralCodes.disabledAt)));
  if (code) await attribute(work, order, { code, visit });
};

const attribute = async (work: Work, order: OrderRow, { code, visit }: Invitation): Promise<void> => {
  const brand = await getBrand(work.tx, order.brandId);
  const programme = brand.settings.referrals;
  const about = { brandId: order.brandId, friendId: order.customerId, orderId: order.id };
  if (!programme || !(await isWorthIt(work, order, programme.minimumOrderMinor))) return;
  if (await isCounted(work.tx, about)) return;

  const isHerself = order.customerId === code.customerId;
  const isTooLate = programme.newCustomersOnly && !isHerself && (await isKnownCustomer(work, order));
  const deviceHashes = [visit?.deviceHash ?? null];
  const heldFor = isTooLate ? [] : await weigh(work, { brand, order, code, programme, deviceHashes });
  const { friend, referrer, minimumOrderMinor } = programme;
  const windowDays = windowDaysOf(brand.settings);
  const promise: ReferralPromise = { friend, referrer, windowDays, minimumOrderMinor };
  const standing = standingOf(await listShipments(work.tx, order.brandId, order.id), windowDays);
  const status: Referral['status'] = isTooLate ? 'refused' : heldFor.length > 0 ? 'held' : standing.status;
  const fields = {
    friendId: order.customerId,
    orderId: order.id,
    status,
    heldFor: [...heldFor],
    promise,
    orderedAt: order.placedAt < work.now ? order.placedAt : work.now,
    rewardAt: standing.rewardAt,
    updatedAt: work.now,
    settledBy: isTooLate ? 'rule:not_new' : null,
  };
  const { brandId, customerId: referrerId } = code;
  const referralId = visit?.status === 'invited' ? visit.id : work.newId();
  if (visit?.status === 'invited') await work.tx.update(referrals).set(fields).where(eq(referrals.id, visit.id));
  else {
    const row = { id: referralId, brandId, referrerId, codeId: code.id, createdAt: work.now, ...fields };
    await work.tx.insert(referrals).values(row);
  }
  const kind = status === 'refused' || status === 'held' ? (`referral.${status}` as const) : 'referral.ordered';
  await work.record({ kind, brandId, customerId: referrerId, referralId });
};
