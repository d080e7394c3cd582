/**
 * Proves the books of a whole database: every lot is the sum of its entries, none is below zero, every redemption and
 * every debt has its entries. Portion by portion, so that neither memory nor a snapshot grows with the database.
 */
import { and, asc, count, eq, gt, inArray, isNull, like, lt, lte, max, min, ne, or, sum } from 'drizzle-orm';
import { pointDebts, pointEntries, pointLots, redemptions } from '../../db/schema/index.ts';
import { negative } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';

/** What should hold, with a few of the ids for which it does not. */
export interface Violation {
  readonly rule: string;
  readonly ids: readonly string[];
}

type Read = <T>(query: (reader: Reader) => Promise<T>) => Promise<T>;

const lotsAtOnce = 20_000;
const shownMax = 20;

export const checkBooks = async (
  read: Read,
): Promise<{ readonly lots: number; readonly entries: number; readonly violations: readonly Violation[] }> => {
  const bad: string[] = [];
  let lots = 0;
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after;
    const portion = await read((reader) => checkLots(reader, from));
    bad.push(...portion.bad);
    lots += portion.lots;
    after = portion.last;
  }
  const found = [
    { rule: 'a lot is the sum of its entries, all of its customer, and not below zero', ids: bad },
    { rule: 'an entry belongs to a lot', ids: await read(entriesWithoutLot) },
    { rule: 'a source earns once', ids: await read(sourcesEarnedTwice) },
    { rule: 'what a redemption holds was taken, what it gave up is back', ids: await read(unbalancedRedemptions) },
    { rule: 'what a debt has settled was taken', ids: await read(unbalancedDebts) },
  ];
  const entries = await read(async (reader) => reader.$count(pointEntries));
  return { lots, entries, violations: found.filter(({ ids }) => ids.length > 0).map(shortened) };
};

const shortened = ({ rule, ids }: Violation): Violation => ({ rule, ids: ids.slice(0, shownMax) });

const checkLots = async (
  reader: Reader,
  after: string,
): Promise<{ readonly bad: readonly string[]; readonly lots: number; readonly last: string | null }> => {
  const ids = await reader
    .select({ id: pointLots.id })
    .from(pointLots)
    .where(gt(pointLots.id, after))
    .orderBy(asc(pointLots.id))
    .limit(lotsAtOnce);
  const last = ids.at(-1)?.id ?? null;
  if (last === null) return { bad: [], lots: 0, last: null };
  const bad = await reader
    .select({ id: pointLots.id })
    .from(pointLots)
    .leftJoin(pointEntries, eq(pointEntries.lotId, pointLots.id))
    .where(and(gt(pointLots.id, after), lte(pointLots.id, last)))
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
  return { bad: bad.map(({ id }) => id), lots: ids.length, last: ids.length < lotsAtOnce ? null : last };
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

/** Points of an order that found another customer were earned once by each of the two. */
const sourcesEarnedTwice = async (reader: Reader): Promise<readonly string[]> =>
  (
    await reader
      .select({ source: pointEntries.source })
      .from(pointEntries)
      .where(eq(pointEntries.kind, 'earn'))
      .groupBy(pointEntries.brandId, pointEntries.source, pointEntries.customerId)
      .having(gt(count(), 1))
      .limit(shownMax)
  ).map(({ source }) => source);

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
