/**
 * Whether what a notice says is still so, asked at the moment of its sending: points may have been spent, a tier lost, a
 * renewal skipped. It reads the columns that it needs straight from the tables.
 */
import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import { expiryPauses, loyaltyAccounts, pointLots, referrals } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import { dayIn } from '../../kit/clock.ts';
import { findSubscriptionById, nextCharge, stateOf } from '../../subscriptions/index.ts';
import type { ContentOf, NoticeContent } from './rules.ts';

export interface Whose {
  readonly brandId: string;
  readonly customerId: string;
  readonly now: Date;
  /** The programme's: of the brand. */
  readonly timeZone: string;
}

/** @returns the notice as it is now, with figures of now; null when it is no longer so */
export const asItIsNow = async (reader: Reader, of: Whose, content: NoticeContent): Promise<NoticeContent | null> => {
  switch (content.kind) {
    case 'points.earned':
    case 'points.unlocked':
      return (await isLotLeft(reader, of, content.lotId)) ? content : null;
    case 'points.expiring':
      return expiringNow(reader, of, content);
    case 'points.expired':
    case 'subscription.change_rolled_back':
      return content;
    case 'tier.raised':
    case 'tier.lowered':
      return (await tierOf(reader, of)) === content.to ? content : null;
    case 'tier.at_risk':
      return (await tierOf(reader, of)) === content.tier && content.untilOn >= today(of) ? content : null;
    case 'subscription.renewal_ahead':
      return (await isChargedOn(reader, of, content)) ? content : null;
    case 'referral.ordered':
    case 'referral.on_its_way':
    case 'referral.rewarded':
      return `referral.${await statusOf(reader, of, content.referralId)}` === content.kind ? content : null;
  }
};

const today = ({ now, timeZone }: Whose): string => dayIn(now, timeZone);

const isLotLeft = async (reader: Reader, { brandId, customerId }: Whose, lotId: string): Promise<boolean> => {
  const rows = await reader
    .select({ id: pointLots.id })
    .from(pointLots)
    .where(
      and(
        eq(pointLots.brandId, brandId),
        eq(pointLots.customerId, customerId),
        eq(pointLots.id, lotId),
        gt(pointLots.remaining, 0),
      ),
    );
  return rows.length > 0;
};

const expiringNow = async (
  reader: Reader,
  of: Whose,
  content: ContentOf<'points.expiring'>,
): Promise<NoticeContent | null> => {
  const { brandId, customerId, now, timeZone } = of;
  if (content.expiresOn < today(of)) return null;
  const [paused] = await reader
    .select({ id: expiryPauses.id })
    .from(expiryPauses)
    .where(
      and(
        eq(expiryPauses.brandId, brandId),
        eq(expiryPauses.customerId, customerId),
        lte(expiryPauses.from, now),
        or(isNull(expiryPauses.until), gt(expiryPauses.until, now)),
      ),
    )
    .limit(1);
  if (paused !== undefined) return null;
  const endOfDay = Temporal.PlainDate.from(content.expiresOn).add({ days: 1 }).toZonedDateTime(timeZone);
  const lots = await reader
    .select({ remaining: pointLots.remaining })
    .from(pointLots)
    .where(
      and(
        eq(pointLots.brandId, brandId),
        eq(pointLots.customerId, customerId),
        gt(pointLots.remaining, 0),
        isNull(pointLots.expiredAt),
        // What was put off by a pause goes later than this says, never earlier.
        lte(pointLots.expiresAt, new Date(endOfDay.epochMilliseconds)),
      ),
    );
  const left = lots.reduce((sum, { remaining }) => sum + remaining, 0);
  return left === 0 ? null : { ...content, points: Math.min(content.points, left) };
};

const tierOf = async (reader: Reader, { brandId, customerId }: Whose): Promise<string | null> => {
  const [account] = await reader
    .select({ tier: loyaltyAccounts.tier })
    .from(loyaltyAccounts)
    .where(and(eq(loyaltyAccounts.brandId, brandId), eq(loyaltyAccounts.customerId, customerId)));
  return account?.tier ?? null;
};

/** Skipped, moved, paused or ended since, the charge that was announced is not the next one any more. */
const isChargedOn = async (
  reader: Reader,
  of: Whose,
  { subscriptionId, chargeOn }: ContentOf<'subscription.renewal_ahead'>,
): Promise<boolean> => {
  const row = await findSubscriptionById(reader, of.brandId, subscriptionId);
  return row?.customerId === of.customerId && nextCharge(stateOf(row), today(of)) === chargeOn;
};

const statusOf = async (reader: Reader, { brandId, customerId }: Whose, id: string): Promise<string | null> => {
  const [row] = await reader
    .select({ status: referrals.status })
    .from(referrals)
    .where(and(eq(referrals.brandId, brandId), eq(referrals.referrerId, customerId), eq(referrals.id, id)));
  return row?.status ?? null;
};
