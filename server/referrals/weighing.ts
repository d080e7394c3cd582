/**
 * Looks for what speaks against a friend, in all that is known by now: as she is counted, whenever more becomes known of
 * her order, and once more before anybody is paid. What a person has accepted is not questioned again.
 */
import { and, eq, inArray, isNull, lte, ne, or } from 'drizzle-orm';
import { customers, orders, referralCodes, referrals } from '../../db/schema/index.ts';
import { type Brand, getBrand, type ReferralSettings } from '../brands/index.ts';
import { findOrderById, type OrderRow } from '../orders/index.ts';
import type { Work } from '../work.ts';
import type { ReferralCode } from './codes.ts';
import { about, countOrderedSince, isUndisputed, listOrdered, monthBegan, type Referral } from './queries.ts';
import { type HeldReason, reasonsToHold } from './suspicion.ts';

interface Weighed {
  readonly brand: Brand;
  readonly order: OrderRow;
  readonly code: ReferralCode;
  readonly programme: ReferralSettings;
  /** Of the browsers in which the friend was seen. */
  readonly deviceHashes: readonly (string | null)[];
  /** The referral itself, once there is one: only who came before it counts against it. */
  readonly self?: Referral;
}

/** Of each person so many orders are looked at: an address of years ago proves nothing. */
const ordersMax = 300;

/** Every reason to hold what this order would bring. */
export const weigh = async (
  work: Work,
  { brand, order, code, programme, deviceHashes, self }: Weighed,
): Promise<readonly HeldReason[]> => {
  const hers = { brandId: brand.id, referrerId: code.customerId };
  const before = (await listOrdered(work.tx, hers)).filter((other) => self === undefined || cameBefore(other, self));
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
  // Whether she was one too many was known when she ordered; those who came later do not make her so.
  const friendsThisMonth = self
    ? 0
    : await countOrderedSince(work.tx, { ...hers, since: monthBegan(work.now, brand.timeZone) });
  return reasonsToHold(
    {
      customerIds: [order.customerId],
      emails: [emailOf(order.customerId)],
      addresses: [order.shippingAddress],
      paymentHashes: [order.paymentHash],
      deviceHashes,
    },
    {
      customerIds: [code.customerId],
      emails: known.map(emailOf),
      addresses: bought.map(({ address }) => address),
      paymentHashes: bought.map(({ paymentHash }) => paymentHash),
      deviceHashes: [...code.deviceHashes, ...before.map(({ deviceHash }) => deviceHash)],
    },
    {
      friendsThisMonth,
      monthlyLimit: programme.monthlyLimit,
      boughtBefore: programme.newCustomersOnly && (await hasBoughtUnderAnotherId(work, order)),
    },
  );
};

const cameBefore = (other: Referral, self: Referral): boolean =>
  other.id !== self.id && (other.orderedAt ?? other.createdAt) <= (self.orderedAt ?? self.createdAt);

/**
 * Weighs a referral anew and holds it where something speaks against it by now. Records `referral.held`. Its points stay
 * pending until a person decides.
 * @param seenIn hashes of further browsers in which the friend's order was looked at
 * @returns the referral as it stands then
 */
export const weighAgain = async (work: Work, referral: Referral, seenIn: readonly string[] = []): Promise<Referral> => {
  if (!isUndisputed(referral) || referral.orderId === null) return referral;
  const brand = await getBrand(work.tx, referral.brandId);
  const order = await findOrderById(work.tx, referral.brandId, referral.orderId);
  const [code] = await work.tx.select().from(referralCodes).where(eq(referralCodes.id, referral.codeId));
  const programme = brand.settings.referrals;
  if (!order || !code || !programme) return referral;
  const deviceHashes = [referral.deviceHash, ...seenIn];
  const heldFor = [...(await weigh(work, { brand, order, code, programme, deviceHashes, self: referral }))];
  if (heldFor.length === 0) return referral;
  const changes = { status: 'held' as const, heldFor, updatedAt: work.now };
  await work.tx.update(referrals).set(changes).where(eq(referrals.id, referral.id));
  await work.record({ kind: 'referral.held', ...about(referral) });
  return { ...referral, ...changes };
};

/** Whether the customer herself had ordered before this order. */
export const isKnownCustomer = (work: Work, order: OrderRow): Promise<boolean> =>
  hasOrderBefore(work, order, eq(orders.customerId, order.customerId));

/** The same mailbox or means of payment had ordered before: likely a guest who is none, which a person has to see. */
const hasBoughtUnderAnotherId = async (work: Work, order: OrderRow): Promise<boolean> => {
  const [friend] = await work.tx
    .select({ mailbox: customers.mailbox })
    .from(customers)
    .where(and(eq(customers.brandId, order.brandId), eq(customers.id, order.customerId)));
  const sameMailbox =
    friend?.mailbox == null
      ? undefined
      : inArray(
          orders.customerId,
          work.tx
            .select({ id: customers.id })
            .from(customers)
            .where(and(eq(customers.brandId, order.brandId), eq(customers.mailbox, friend.mailbox))),
        );
  const samePayment = order.paymentHash === null ? undefined : eq(orders.paymentHash, order.paymentHash);
  const sameBuyer = or(sameMailbox, samePayment);
  return (
    sameBuyer !== undefined && hasOrderBefore(work, order, and(sameBuyer, ne(orders.customerId, order.customerId)))
  );
};

const hasOrderBefore = async (work: Work, order: OrderRow, of: ReturnType<typeof and>): Promise<boolean> => {
  const [earlier] = await work.tx
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        eq(orders.brandId, order.brandId),
        of,
        ne(orders.id, order.id),
        lte(orders.placedAt, order.placedAt),
        isNull(orders.cancelledAt),
      ),
    )
    .limit(1);
  return earlier !== undefined;
};
