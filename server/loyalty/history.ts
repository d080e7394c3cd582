/** What came and went of a customer's points, explained, page by page; what still counts is on the first page always. */
import { and, desc, eq, inArray, lt, or, sum } from 'drizzle-orm';
import { pointEntries, pointLots, redemptions } from '../../db/schema/index.ts';
import { isPositive } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import { inLocale } from '../kit/inLocale.ts';
import type { Member } from './account.ts';
import type { Entry, Lot } from './book.ts';
import { entryView, type LotSums, lotView } from './lotView.ts';
import { type AccountReading, readUnderway } from './reading.ts';
import { promised, type Redemption } from './redemptions.ts';
import type { EntryView, LotView } from './view.shared.ts';

export const historyMax = 200;
const redemptionsMax = 50;

export interface History {
  readonly lots: readonly LotView[];
  readonly entries: readonly EntryView[];
  readonly redemptions: readonly Redemption[];
  readonly orderNumber: (orderId: string | null) => string | null;
  /** What the next page goes on after; null after the last. */
  readonly next: { readonly lots: string | null; readonly entries: string | null };
}

/** Where a page ends: told to whoever asks for the next one, and understood from there. */
interface Place {
  readonly at: Date;
  readonly id: string;
}

export const placeShape = /^(\d{1,15})~([\w-]{1,60})$/;

const placeOf = (told: string | undefined): Place | undefined => {
  const [, at, id] = placeShape.exec(told ?? '') ?? [];
  return at === undefined || id === undefined ? undefined : { at: new Date(Number(at)), id };
};

export interface HistoryPage {
  /** Ours. */
  readonly customerId: string;
  readonly locale: string;
  readonly limit?: number | undefined;
  /** Settled lots older than that one, and no others; default: the newest, after everything that still counts. */
  readonly lotsAfter?: string | undefined;
  /** Entries older than that one; default: the newest. */
  readonly entriesAfter?: string | undefined;
}

export const readHistory = async (reader: Reader, account: AccountReading, asked: HistoryPage): Promise<History> => {
  const { brand } = account;
  const member: Member = { brandId: brand.id, customerId: asked.customerId };
  const limit = Math.min(historyMax, asked.limit ?? historyMax);
  const left = asked.lotsAfter === undefined ? await listLeft(reader, member) : [];
  const settled = await listSettled(reader, member, { limit, after: asked.lotsAfter });
  const lots = [...left, ...settled].sort(newestFirst);
  const ids = lots.map(({ id }) => id);
  const entries = await listEntries(reader, member, { limit, after: asked.entriesAfter });
  const sums = Map.groupBy(await sumEntries(reader, ids), ({ lotId }) => lotId);
  const earnings = new Map((await listEarnEntries(reader, ids)).map((entry) => [entry.lotId, entry]));
  const held = await listRedemptions(reader, member);
  const underway = await readUnderway(reader, brand.id, [
    ...new Set([...lots, ...entries, ...held].flatMap(({ orderId }) => orderId ?? [])),
  ]);
  const about = new Map(underway.map((order) => [order.id, order]));
  const orderNumber = (orderId: string | null): string | null => about.get(orderId ?? '')?.number ?? null;
  const titleOf = (redemptionId: string | null): string | null => {
    const redemption = held.find(({ id }) => id === redemptionId);
    return redemption ? inLocale(promised(redemption).title, asked.locale, brand.locale) : null;
  };
  const goesOn = (places: readonly Place[]): string | null => {
    const last = places.at(-1);
    return last && places.length === limit ? `${last.at.getTime()}~${last.id}` : null;
  };
  return {
    orderNumber,
    redemptions: held,
    next: { lots: goesOn(settled.map(({ id, earnedAt: at }) => ({ id, at }))), entries: goesOn(entries) },
    // An order that earned nothing is there for what it counts; nobody asks why it is nothing.
    lots: lots
      .filter((lot) => lot.points > 0)
      .map((lot) =>
        lotView(account, lot, {
          sums: sums.get(lot.id) ?? [],
          earned: earnings.get(lot.id),
          order: about.get(lot.orderId ?? ''),
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

const newestFirst = (a: Lot, b: Lot): number => b.earnedAt.getTime() - a.earnedAt.getTime() || (a.id < b.id ? 1 : -1);

interface Page {
  readonly limit: number;
  readonly after: string | undefined;
}

const ofMember = ({ brandId, customerId }: Member) =>
  and(eq(pointLots.brandId, brandId), eq(pointLots.customerId, customerId));

/** Whatever counts, however old: as many as the account itself is reckoned from. */
const listLeft = (reader: Reader, member: Member): Promise<readonly Lot[]> =>
  reader
    .select()
    .from(pointLots)
    .where(and(ofMember(member), isPositive(pointLots.remaining)));

const listSettled = (reader: Reader, member: Member, { limit, after }: Page): Promise<readonly Lot[]> => {
  const from = placeOf(after);
  return reader
    .select()
    .from(pointLots)
    .where(
      and(
        ofMember(member),
        eq(pointLots.remaining, 0),
        from && or(lt(pointLots.earnedAt, from.at), and(eq(pointLots.earnedAt, from.at), lt(pointLots.id, from.id))),
      ),
    )
    .orderBy(desc(pointLots.earnedAt), desc(pointLots.id))
    .limit(limit);
};

const listEntries = async (
  reader: Reader,
  { brandId, customerId }: Member,
  { limit, after }: Page,
): Promise<readonly (Entry & { readonly earnKind: Lot['kind'] })[]> => {
  const ofHers = and(eq(pointEntries.brandId, brandId), eq(pointEntries.customerId, customerId));
  const from = placeOf(after);
  const rows = await reader
    .select({ entry: pointEntries, earnKind: pointLots.kind })
    .from(pointEntries)
    .innerJoin(pointLots, eq(pointLots.id, pointEntries.lotId))
    .where(
      and(
        ofHers,
        from && or(lt(pointEntries.at, from.at), and(eq(pointEntries.at, from.at), lt(pointEntries.id, from.id))),
      ),
    )
    .orderBy(desc(pointEntries.at), desc(pointEntries.id))
    .limit(limit);
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
