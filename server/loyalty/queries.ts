/** Reads of a customer's account for its pages and for the merchant: each in a fixed number of queries. */
import { and, asc, desc, eq, gt, inArray, isNotNull, sum } from 'drizzle-orm';
import { orders, pointEntries, pointLots, products, redemptions } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { inLocale } from '../kit/inLocale.ts';
import type { Member } from './account.ts';
import type { Entry, Lot } from './book.ts';
import { entryView, type LotSums, lotView } from './lotView.ts';
import { type AccountReading, readAccount, readUnderway } from './reading.ts';
import { promised, type Redemption } from './redemptions.ts';
import { countFreeCodes, listRewards } from './rewards.ts';
import type { EntryView, LotView, LoyaltyGlanceView, RewardsPageView } from './view.shared.ts';
import { earlyAccessView, expiryByMonth, glanceView, redemptionView, rewardView } from './view.ts';
import { type Earned, waysToEarn } from './ways.ts';

export interface AskedAccount {
  /** Ours. */
  readonly customerId: string;
  readonly locale: string;
  readonly now: Date;
}

const lotsMax = 200;
const entriesMax = 200;
const redemptionsMax = 50;

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
 * @returns null when the brand has no programme
 */
export const readRewardsPage = async (
  reader: Reader,
  parts: PageParts,
  brand: Brand,
  asked: AskedAccount & { readonly personal: boolean; readonly timeZone: string },
): Promise<RewardsPageView | null> => {
  const account = await readAccount(reader, brand, asked);
  if (account === null) return null;
  const { locale, now } = asked;
  const rewards = await listRewards(reader, brand.id);
  const free = await countFreeCodes(
    reader,
    rewards.flatMap(({ id, fulfilment }) => (fulfilment === 'pool' ? [id] : [])),
  );
  const earned = await listEarnings(reader, { brandId: brand.id, customerId: asked.customerId });
  const early = await listEarlyAccess(reader, brand.id, now);
  const history = asked.personal ? await readHistory(reader, account, asked) : null;
  return {
    ...glanceView(account, await underwayOf(reader, account), locale),
    orderTimeZone: asked.timeZone,
    redeemKey: parts.newKey(),
    owed: account.owed,
    expiryByMonth: expiryByMonth(account),
    rewards: rewards.map((reward) =>
      rewardView(account, reward, { locale, free: free.get(reward.id) ?? 0, picture: parts.picture }),
    ),
    waysToEarn: waysToEarn(account, earned),
    earlyAccess: early.flatMap(
      (product) => earlyAccessView(account, product, { locale, picture: parts.picture }) ?? [],
    ),
    personal: history && {
      lots: history.lots,
      history: history.entries,
      redemptions: history.redemptions.map((one) =>
        redemptionView(one, { locale, brand, now, open: parts.open, orderNumber: history.orderNumber(one.orderId) }),
      ),
    },
  };
};

export interface History {
  readonly lots: readonly LotView[];
  readonly entries: readonly EntryView[];
  readonly redemptions: readonly Redemption[];
  readonly orderNumber: (orderId: string | null) => string | null;
}

/** The newest lots, entries and redemptions, explained. */
export const readHistory = async (reader: Reader, account: AccountReading, asked: AskedAccount): Promise<History> => {
  const { brand } = account;
  const member: Member = { brandId: brand.id, customerId: asked.customerId };
  const lots = await listLots(reader, member);
  const ids = lots.map(({ id }) => id);
  const entries = await listEntries(reader, member);
  const sums = await sumEntries(reader, ids);
  const earnings = await listEarnEntries(reader, ids);
  const held = await listRedemptions(reader, member);
  const about = await readUnderway(reader, brand.id, [
    ...new Set([...lots, ...entries, ...held].flatMap(({ orderId }) => orderId ?? [])),
  ]);
  const orderNumber = (orderId: string | null): string | null => about.find(({ id }) => id === orderId)?.number ?? null;
  const titleOf = (redemptionId: string | null): string | null => {
    const redemption = held.find(({ id }) => id === redemptionId);
    return redemption ? inLocale(promised(redemption).title, asked.locale, brand.locale) : null;
  };
  return {
    orderNumber,
    redemptions: held,
    // An order that earned nothing is there for what it counts; nobody asks why it is nothing.
    lots: lots
      .filter((lot) => lot.points > 0)
      .map((lot) =>
        lotView(account, lot, {
          sums: sums.filter(({ lotId }) => lotId === lot.id),
          earned: earnings.find(({ lotId }) => lotId === lot.id),
          order: about.find(({ id }) => id === lot.orderId),
        }),
      ),
    entries: entries
      .filter(({ points }) => points !== 0)
      .map((entry) =>
        entryView(account, entry, {
          earnKind: entry.earnKind,
          orderNumber: orderNumber(entry.orderId),
          rewardTitle: titleOf(entry.redemptionId),
        }),
      ),
  };
};

const listLots = (reader: Reader, { brandId, customerId }: Member): Promise<readonly Lot[]> =>
  reader
    .select()
    .from(pointLots)
    .where(and(eq(pointLots.brandId, brandId), eq(pointLots.customerId, customerId)))
    .orderBy(desc(pointLots.earnedAt), desc(pointLots.id))
    .limit(lotsMax);

const listEntries = async (
  reader: Reader,
  { brandId, customerId }: Member,
): Promise<readonly (Entry & { readonly earnKind: Lot['kind'] })[]> => {
  const rows = await reader
    .select({ entry: pointEntries, earnKind: pointLots.kind })
    .from(pointEntries)
    .innerJoin(pointLots, eq(pointLots.id, pointEntries.lotId))
    .where(and(eq(pointEntries.brandId, brandId), eq(pointEntries.customerId, customerId)))
    .orderBy(desc(pointEntries.at), desc(pointEntries.id))
    .limit(entriesMax);
  return rows.map(({ entry, earnKind }) => ({ ...entry, earnKind }));
};

const sumEntries = async (reader: Reader, lotIds: string[]): Promise<readonly LotSums[]> => {
  if (lotIds.length === 0) return [];
  const rows = await reader
    .select({
      lotId: pointEntries.lotId,
      kind: pointEntries.kind,
      points: sum(pointEntries.points),
      qualifyingPoints: sum(pointEntries.qualifyingPoints),
    })
    .from(pointEntries)
    .where(inArray(pointEntries.lotId, lotIds))
    .groupBy(pointEntries.lotId, pointEntries.kind);
  return rows.map((row) => ({ ...row, points: Number(row.points), qualifyingPoints: Number(row.qualifyingPoints) }));
};

const listEarnEntries = async (reader: Reader, lotIds: string[]) =>
  lotIds.length === 0
    ? []
    : reader
        .select({ lotId: pointEntries.lotId, rule: pointEntries.rule, note: pointEntries.note })
        .from(pointEntries)
        .where(and(inArray(pointEntries.lotId, lotIds), eq(pointEntries.kind, 'earn')));

const listRedemptions = (reader: Reader, { brandId, customerId }: Member): Promise<readonly Redemption[]> =>
  reader
    .select()
    .from(redemptions)
    .where(and(eq(redemptions.brandId, brandId), eq(redemptions.customerId, customerId)))
    .orderBy(desc(redemptions.createdAt), desc(redemptions.id))
    .limit(redemptionsMax);

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

const listEarnings = (reader: Reader, { brandId, customerId }: Member): Promise<readonly Earned[]> =>
  reader
    .select({ kind: pointLots.kind, points: pointLots.points, earnedAt: pointLots.earnedAt })
    .from(pointLots)
    .where(and(eq(pointLots.brandId, brandId), eq(pointLots.customerId, customerId)))
    .orderBy(desc(pointLots.earnedAt))
    .limit(lotsMax);

const listEarlyAccess = (reader: Reader, brandId: string, now: Date) =>
  reader
    .select()
    .from(products)
    .where(and(eq(products.brandId, brandId), isNotNull(products.earlyAccessTier), gt(products.earlyAccessUntil, now)))
    .orderBy(asc(products.earlyAccessUntil), asc(products.id))
    .limit(50);
