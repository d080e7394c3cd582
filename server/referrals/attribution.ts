/**
 * Whose friend ordered: by a code on the order, else by the visit that the shop or her own browser tells of. A friend is
 * counted once, and what speaks against it holds it for a person to look at instead of dropping it.
 */
import { and, eq, inArray, isNull, lte, ne } from 'drizzle-orm';
import { customers, orders, referralCodes, referrals } from '../../db/schema/index.ts';
import { type Brand, getBrand } from '../brands/index.ts';
import type { FactOf } from '../facts.ts';
import { findOrderById, type OrderRow } from '../orders/index.ts';
import { listShipments } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { referralCodesIn, visitTokens } from './code.ts';
import { findCode, type ReferralCode } from './codes.ts';
import { visitHashOf } from './invitation.ts';
import {
  countOrderedSince,
  findReferralOfVisit,
  isCounted,
  listOrdered,
  monthBegan,
  type Referral,
  type ReferralPromise,
} from './queries.ts';
import { standingOf } from './standing.ts';
import { type HeldReason, reasonsToHold } from './suspicion.ts';

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
  if (!programme || order.cancelledAt || order.totalMinor < programme.minimumOrderMinor) return;
  if (await isCounted(work.tx, about)) return;

  const isHerself = order.customerId === code.customerId;
  const isTooLate = programme.newCustomersOnly && !isHerself && (await orderedBefore(work, order));
  const heldFor = isTooLate ? [] : await suspicions(work, { brand, order, code, visit, programme });
  const { friend, referrer, windowDays, minimumOrderMinor } = programme;
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

const orderedBefore = async (work: Work, order: OrderRow): Promise<boolean> => {
  const rows = await work.tx
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        eq(orders.brandId, order.brandId),
        eq(orders.customerId, order.customerId),
        ne(orders.id, order.id),
        lte(orders.placedAt, order.placedAt),
        isNull(orders.cancelledAt),
      ),
    )
    .limit(1);
  return rows.length > 0;
};

/** Of each person so many orders are looked at: an address of years ago proves nothing. */
const ordersMax = 300;

const suspicions = async (
  work: Work,
  {
    brand,
    order,
    code,
    visit,
    programme,
  }: Invitation & { brand: Brand; order: OrderRow; programme: { monthlyLimit: number } },
): Promise<readonly HeldReason[]> => {
  const hers = { brandId: brand.id, referrerId: code.customerId };
  const before = await listOrdered(work.tx, hers);
  const known = [code.customerId, ...before.flatMap(({ friendId }) => friendId ?? [])];
  const people = await work.tx
    .select({ id: customers.id, email: customers.email })
    .from(customers)
    .where(and(eq(customers.brandId, brand.id), inArray(customers.id, [...known, order.customerId])));
  const bought = await work.tx
    .select({ address: orders.shippingAddress, paymentHash: orders.paymentHash })
    .from(orders)
    .where(and(eq(orders.brandId, brand.id), inArray(orders.customerId, known), ne(orders.id, order.id)))
    .limit(ordersMax);
  const emailOf = (id: string) => people.find((person) => person.id === id)?.email ?? null;
  return reasonsToHold(
    {
      customerIds: [order.customerId],
      emails: [emailOf(order.customerId)],
      addresses: [order.shippingAddress],
      paymentHashes: [order.paymentHash],
      deviceHashes: [visit?.deviceHash ?? null],
    },
    {
      customerIds: [code.customerId],
      emails: known.map(emailOf),
      addresses: bought.map(({ address }) => address),
      paymentHashes: bought.map(({ paymentHash }) => paymentHash),
      deviceHashes: [...code.deviceHashes, ...before.map(({ deviceHash }) => deviceHash)],
    },
    {
      friendsThisMonth: await countOrderedSince(work.tx, { ...hers, since: monthBegan(work.now, brand.timeZone) }),
      monthlyLimit: programme.monthlyLimit,
    },
  );
};
