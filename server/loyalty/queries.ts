/** Reads of a customer's account for its pages and for the merchant: each in a fixed number of queries. */
import { and, asc, eq, gt, inArray, isNotNull } from 'drizzle-orm';
import { orders, products } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { readHistory } from './history.ts';
import { type AccountReading, readAccount, readUnderway } from './reading.ts';
import { listRewards, poolsOf } from './rewards.ts';
import type { LoyaltyGlanceView, RewardsPageView } from './view.shared.ts';
import { earlyAccessView, expiryAhead, glanceView, redemptionView, rewardView } from './view.ts';
import { readWays } from './ways.ts';

export interface AskedAccount {
  /** Ours. */
  readonly customerId: string;
  readonly locale: string;
  readonly now: Date;
}

/** The account at a glance. @returns null when the brand has no programme */
export const readGlance = async (
  reader: Reader,
  brand: Brand,
  asked: AskedAccount,
): Promise<LoyaltyGlanceView | null> => {
  const account = await readAccount(reader, brand, asked);
  return account && glanceView(account, await underwayOf(reader, account), asked.locale);
};

const underwayOf = (reader: Reader, { brand, lots }: AccountReading) =>
  readUnderway(
    reader,
    brand.id,
    lots.flatMap(({ lot, isSpendable }) => (!isSpendable && lot.kind === 'order' && lot.orderId) || []),
  );

export interface PageParts {
  readonly picture: (imageUrl: string | null) => string | null;
  /** Opens a sealed code. */
  readonly open: (sealed: string) => string | null;
  readonly newKey: () => string;
}

/**
 * Everything of the rewards page.
 * @param asked.personal whether the customer herself is signed in: lots, history and codes are hers alone
 * @param asked.before the entry from which on the history goes back
 * @returns null when the brand has no programme
 */
export const readRewardsPage = async (
  reader: Reader,
  parts: PageParts,
  brand: Brand,
  asked: AskedAccount & { readonly personal: boolean; readonly timeZone: string; readonly before?: string | undefined },
): Promise<RewardsPageView | null> => {
  const account = await readAccount(reader, brand, asked);
  if (account === null) return null;
  const { locale, now } = asked;
  const rewards = await listRewards(reader, brand.id);
  const pools = await poolsOf(
    reader,
    rewards.flatMap(({ id, fulfilment }) => (fulfilment === 'pool' ? [id] : [])),
  );
  const early = await listEarlyAccess(reader, brand.id, now);
  const history = asked.personal ? await readHistory(reader, account, { ...asked, entriesAfter: asked.before }) : null;
  return {
    ...glanceView(account, await underwayOf(reader, account), locale),
    orderTimeZone: asked.timeZone,
    redeemKey: parts.newKey(),
    owed: account.owed,
    ...expiryAhead(account),
    rewards: rewards.map((reward) =>
      rewardView(account, reward, { locale, free: pools.get(reward.id)?.left ?? 0, picture: parts.picture }),
    ),
    waysToEarn: await readWays(reader, account, asked.customerId),
    earlyAccess: early.flatMap(
      (product) => earlyAccessView(account, product, { locale, picture: parts.picture }) ?? [],
    ),
    personal: history && {
      lots: history.lots,
      history: history.entries,
      historyGoesOn: history.next.entries,
      redemptions: history.redemptions.map((one) =>
        redemptionView(one, { locale, brand, now, open: parts.open, orderNumber: history.orderNumber(one.orderId) }),
      ),
    },
  };
};

/** The merchant's ids of orders, by ours. */
export const listOrderIds = async (reader: Reader, brandId: string, ids: readonly string[]) =>
  new Map(
    ids.length === 0
      ? []
      : (
          await reader
            .select({ id: orders.id, externalId: orders.externalId })
            .from(orders)
            .where(and(eq(orders.brandId, brandId), inArray(orders.id, [...ids])))
        ).map(({ id, externalId }) => [id, externalId]),
  );

const listEarlyAccess = (reader: Reader, brandId: string, now: Date) =>
  reader
    .select()
    .from(products)
    .where(and(eq(products.brandId, brandId), isNotNull(products.earlyAccessTier), gt(products.earlyAccessUntil, now)))
    .orderBy(asc(products.earlyAccessUntil), asc(products.id))
    .limit(50);
