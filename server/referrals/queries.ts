/** Reads of referrals, always within one brand. */
import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, ne, notInArray, or } from 'drizzle-orm';
import { referrals } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { ReferralSettings } from '../brands/index.ts';

export type Referral = typeof referrals.$inferSelect;
export type ReferralStatus = Referral['status'];

/** What both sides were promised when the friend ordered; a later change of the programme does not take it back. */
export type ReferralPromise = Pick<ReferralSettings, 'friend' | 'referrer' | 'windowDays' | 'minimumOrderMinor'>;

export const promiseOf = (referral: Pick<Referral, 'promise'>): ReferralPromise | null =>
  // Written by `attribution.ts` alone.
  referral.promise as ReferralPromise | null;

/** Neither paid nor ended. */
export const isOpen = ({ status }: Referral): boolean => ['ordered', 'on_its_way', 'held'].includes(status);

/** Open, and nobody has had to look at it. */
export const isUndisputed = (referral: Referral): boolean =>
  isOpen(referral) && referral.status !== 'held' && referral.settledBy === null;

/** Whom a fact of the referral is about. */
export const about = ({ brandId, referrerId, id }: Referral) => ({ brandId, customerId: referrerId, referralId: id });

/** @param id ours */
export const findReferral = async (reader: Reader, brandId: string, id: string): Promise<Referral | null> => {
  const [row] = await reader
    .select()
    .from(referrals)
    .where(and(eq(referrals.brandId, brandId), eq(referrals.id, id)));
  return row ?? null;
};

/** The one that an order stands behind. @param orderId ours */
export const findReferralOfOrder = async (
  reader: Reader,
  brandId: string,
  orderId: string,
): Promise<Referral | null> => {
  const [row] = await reader
    .select()
    .from(referrals)
    .where(and(eq(referrals.orderId, orderId), eq(referrals.brandId, brandId)));
  return row ?? null;
};

export const findReferralOfVisit = async (
  reader: Reader,
  brandId: string,
  visitHashes: readonly string[],
): Promise<Referral | null> => {
  if (visitHashes.length === 0) return null;
  const [row] = await reader
    .select()
    .from(referrals)
    .where(and(eq(referrals.brandId, brandId), inArray(referrals.visitHash, [...visitHashes])))
    .orderBy(desc(referrals.createdAt))
    .limit(1);
  return row ?? null;
};

/** Whether the friend, or the order, has been counted already. */
export const isCounted = async (
  reader: Reader,
  about: { readonly brandId: string; readonly friendId: string; readonly orderId: string },
): Promise<boolean> => {
  const rows = await reader
    .select({ id: referrals.id })
    .from(referrals)
    .where(
      and(
        eq(referrals.brandId, about.brandId),
        or(eq(referrals.friendId, about.friendId), eq(referrals.orderId, about.orderId)),
      ),
    )
    .limit(1);
  return rows.length > 0;
};

const orderedMax = 100;

/** The friends of hers who ordered, the newest first. */
export const listOrdered = (
  reader: Reader,
  { brandId, referrerId }: { readonly brandId: string; readonly referrerId: string },
): Promise<readonly Referral[]> =>
  reader
    .select()
    .from(referrals)
    .where(and(eq(referrals.brandId, brandId), eq(referrals.referrerId, referrerId), ne(referrals.status, 'invited')))
    .orderBy(desc(referrals.createdAt), desc(referrals.id))
    .limit(orderedMax);

/** How many took her invitation and have not ordered yet. */
export const countInvited = async (
  reader: Reader,
  about: { readonly brandId: string; readonly referrerId: string },
): Promise<number> => {
  const [row] = await reader
    .select({ invited: count() })
    .from(referrals)
    .where(
      and(
        eq(referrals.brandId, about.brandId),
        eq(referrals.referrerId, about.referrerId),
        eq(referrals.status, 'invited'),
      ),
    );
  return row?.invited ?? 0;
};

/** How many friends of hers have ordered since then, and were not refused or their order taken back. */
export const countOrderedSince = async (
  reader: Reader,
  about: { readonly brandId: string; readonly referrerId: string; readonly since: Date },
): Promise<number> => {
  const [row] = await reader
    .select({ ordered: count() })
    .from(referrals)
    .where(
      and(
        eq(referrals.brandId, about.brandId),
        eq(referrals.referrerId, about.referrerId),
        isNotNull(referrals.orderedAt),
        gte(referrals.orderedAt, about.since),
        notInArray(referrals.status, ['refused', 'cancelled']),
      ),
    );
  return row?.ordered ?? 0;
};

/** Oldest first. */
export const listReferrals = (
  reader: Reader,
  asked: {
    readonly brandId: string;
    readonly status?: ReferralStatus | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly Referral[]> =>
  reader
    .select()
    .from(referrals)
    .where(
      and(
        eq(referrals.brandId, asked.brandId),
        asked.status === undefined ? undefined : eq(referrals.status, asked.status),
        asked.after === undefined ? undefined : gt(referrals.id, asked.after),
      ),
    )
    .orderBy(asc(referrals.id))
    .limit(asked.limit);

/** The first instant of the local month in which `at` lies. */
export const monthBegan = (at: Date, timeZone: string): Date => {
  const here = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(here.with({ day: 1 }).startOfDay().epochMilliseconds);
};
