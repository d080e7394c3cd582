/**
 * Proves the books of a whole database: every lot is the sum of its entries, none is below zero, every redemption and
 * every debt has its entries, every order and every tier is worth what the rules say, and no code went out twice.
 */
import {
  aliasedTable,
  and,
  asc,
  count,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  max,
  min,
  ne,
  or,
  sum,
} from 'drizzle-orm';
import { pointDebts, pointEntries, pointLots, redemptions, rewardCodes } from '../../db/schema/index.ts';
import { negative } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import { type Brand, listBrands, listSettingsAt } from '../brands/index.ts';
import { checkOrderLots } from './checkOrders.ts';
import { checkTiers } from './checkTiers.ts';
import { inPortions, lastOf, type Portion, type Read } from './portions.ts';

/** What should hold, with a few of the ids for which it does not. */
export interface Violation {
  readonly rule: string;
  readonly ids: readonly string[];
}

const lotsAtOnce = 20_000;
const shownMax = 20;

export const checkBooks = async (
  read: Read,
): Promise<{ readonly lots: number; readonly entries: number; readonly violations: readonly Violation[] }> => {
  const brands = (await read(listBrands)).filter(({ settings }) => settings.loyalty !== null);
  const brandIds = brands.map(({ id }) => id);
  // Side by side, so that the database reads one portion while another is judged here. No statement of these is long:
  // one that were would keep the others' snapshots waiting.
  const [lots, orders, tiers] = await Promise.all([
    inPortions(read, checkLots),
    inPortions(read, (reader, after) => checkOrderLots(reader, brandIds, after)),
    checkTiersOf(read, brands),
  ]);
  const found = [
    { rule: 'a lot is the sum of its entries, all of its customer, and not below zero', ids: lots.bad },
    { rule: 'an entry belongs to a lot', ids: await read(entriesWithoutLot) },
    { rule: 'a source earns once', ids: await read(sourcesEarnedTwice) },
    { rule: 'what a redemption holds was taken, what it gave up is back', ids: await read(unbalancedRedemptions) },
    { rule: 'no code is given twice', ids: [...(await read(codesGivenTwice)), ...(await read(strayCodes))] },
    { rule: 'what a debt has settled was taken', ids: await read(unbalancedDebts) },
    { rule: 'an order earned what its rule gives for what refunds left', ids: orders.bad },
    { rule: 'a tier is what the rules make of what counted', ids: tiers },
  ];
  const entries = await read(async (reader) => reader.$count(pointEntries));
  return { lots: lots.looked, entries, violations: found.filter(({ ids }) => ids.length > 0).map(shortened) };
};

const shortened = ({ rule, ids }: Violation): Violation => ({ rule, ids: ids.slice(0, shownMax) });

const checkTiersOf = async (read: Read, brands: readonly Brand[]): Promise<readonly string[]> => {
  const settingsAt = await read(listSettingsAt);
  const bad: string[] = [];
  for (const brand of brands) {
    const about = { brand, settingsAt: settingsAt.get(brand.id) ?? null };
    bad.push(...(await inPortions(read, (reader, after) => checkTiers(reader, about, after))).bad);
  }
  return bad;
};

const checkLots = async (reader: Reader, after: string): Promise<Portion> => {
  const ids = await reader
    .select({ id: pointLots.id })
    .from(pointLots)
    .where(gt(pointLots.id, after))
    .orderBy(asc(pointLots.id))
    .limit(lotsAtOnce);
  const to = ids.at(-1)?.id;
  if (to === undefined) return { bad: [], looked: 0, last: null };
  const bad = await reader
    .select({ id: pointLots.id })
    .from(pointLots)
    // Bounded on both sides: by one alone, PostgreSQL reads all entries anew for each portion.
    .leftJoin(
      pointEntries,
      and(eq(pointEntries.lotId, pointLots.id), gt(pointEntries.lotId, after), lte(pointEntries.lotId, to)),
    )
    .where(and(gt(pointLots.id, after), lte(pointLots.id, to)))
    .groupBy(pointLots.id, pointLots.remaining, pointLots.customerId)
    .having(
      or(
        lt(pointLots.remaining, 0),
        eq(count(pointEntries.id), 0),
        ne(sum(pointEntries.points), pointLots.remaining),
        ne(min(pointEntries.customerId), pointLots.customerId),
        ne(max(pointEntries.customerId), pointLots.customerId),
      ),
    );
  return { bad: bad.map(({ id }) => id), looked: ids.length, last: lastOf(ids, lotsAtOnce) };
};

const entriesWithoutLot = async (reader: Reader): Promise<readonly string[]> =>
  (
    await reader
      .select({ id: pointEntries.id })
      .from(pointEntries)
      .leftJoin(pointLots, eq(pointLots.id, pointEntries.lotId))
      .where(isNull(pointLots.id))
      .limit(shownMax)
  ).map(({ id }) => id);

/** Of one customer: points of an order that found another were earned once by each of the two. */
const sourcesEarnedTwice = async (reader: Reader): Promise<readonly string[]> => {
  const again = aliasedTable(pointEntries, 'again');
  // Within one lot, the index of sources sees to it. By that index the other is found without any sorting.
  const rows = await reader
    .selectDistinct({ source: pointEntries.source })
    .from(pointEntries)
    .innerJoin(
      again,
      and(
        eq(again.brandId, pointEntries.brandId),
        eq(again.source, pointEntries.source),
        eq(again.customerId, pointEntries.customerId),
        gt(again.lotId, pointEntries.lotId),
      ),
    )
    .where(and(eq(pointEntries.kind, 'earn'), eq(again.kind, 'earn')))
    .limit(shownMax);
  return rows.map(({ source }) => source);
};

const unbalancedRedemptions = async (reader: Reader): Promise<readonly string[]> => {
  const rows = await reader
    .select({
      id: redemptions.id,
      status: redemptions.status,
      points: redemptions.points,
      moved: sum(pointEntries.points),
    })
    .from(redemptions)
    .leftJoin(pointEntries, eq(pointEntries.redemptionId, redemptions.id))
    .groupBy(redemptions.id, redemptions.status, redemptions.points)
    .having(
      or(
        and(eq(redemptions.status, 'held'), ne(sum(pointEntries.points), negative(redemptions.points))),
        and(inArray(redemptions.status, ['released', 'expired']), ne(sum(pointEntries.points), 0)),
        and(eq(redemptions.status, 'redeemed'), gt(sum(pointEntries.points), 0)),
        and(eq(redemptions.status, 'redeemed'), lt(sum(pointEntries.points), negative(redemptions.points))),
        // A reward that was given took nothing.
        and(gt(redemptions.points, 0), eq(count(pointEntries.id), 0)),
      ),
    )
    .limit(shownMax);
  return rows.map(({ id }) => id);
};

/** Of redemptions. @returns the first of each */
const codesGivenTwice = async (reader: Reader): Promise<readonly string[]> =>
  (
    await reader
      .select({ id: min(redemptions.id) })
      .from(redemptions)
      .where(isNotNull(redemptions.codeHash))
      .groupBy(redemptions.brandId, redemptions.codeHash)
      .having(gt(count(), 1))
      .limit(shownMax)
  ).flatMap(({ id }) => id ?? []);

/** Of the pool: one that is marked as given to somebody who has another, or to nobody that there is. */
const strayCodes = async (reader: Reader): Promise<readonly string[]> =>
  (
    await reader
      .select({ id: rewardCodes.id })
      .from(rewardCodes)
      .leftJoin(redemptions, eq(redemptions.id, rewardCodes.redemptionId))
      .where(
        and(
          isNotNull(rewardCodes.redemptionId),
          // Whoever was erased has none any more.
          or(isNull(redemptions.id), ne(redemptions.codeHash, rewardCodes.codeHash)),
        ),
      )
      .limit(shownMax)
  ).map(({ id }) => id);

const unbalancedDebts = async (reader: Reader): Promise<readonly string[]> => {
  const rows = await reader
    .select({ id: pointDebts.id, settled: pointDebts.settled, taken: sum(pointEntries.points) })
    .from(pointDebts)
    .leftJoin(
      pointEntries,
      and(
        eq(pointEntries.brandId, pointDebts.brandId),
        eq(pointEntries.customerId, pointDebts.customerId),
        eq(pointEntries.refundId, pointDebts.refundId),
        like(pointEntries.source, 'debt:%'),
      ),
    )
    .groupBy(pointDebts.id, pointDebts.settled, pointDebts.points)
    .having(
      or(
        gt(pointDebts.settled, pointDebts.points),
        and(gt(pointDebts.settled, 0), eq(count(pointEntries.id), 0)),
        ne(sum(pointEntries.points), negative(pointDebts.settled)),
      ),
    )
    .limit(shownMax);
  return rows.map(({ id }) => id);
};
