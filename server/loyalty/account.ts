/**
 * Opens a customer's book inside a write and writes back what was posted. Whoever opens it finds everything gone that has
 * expired by now, so that no verb acts on points which a job has not yet written off.
 */
import { and, asc, eq, inArray, lt, or } from 'drizzle-orm';
import { expiryPauses, loyaltyAccounts, pointDebts, pointEntries, pointLots } from '../../db/schema/index.ts';
import { isPositive } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import { type Brand, getBrand, type ProgrammeSettings } from '../brands/index.ts';
import type { Fact } from '../facts.ts';
import type { Work } from '../work.ts';
import { type Book, type Debt, expireDue, type Lot, openedBook, post, settleDebts } from './book.ts';
import { lastDayBefore } from './calendar.ts';
import { expiryOf, type Pause } from './lots.ts';

export interface Member {
  readonly brandId: string;
  /** Ours. */
  readonly customerId: string;
}

export type AccountRow = typeof loyaltyAccounts.$inferSelect;

export interface Account extends Member {
  readonly brand: Brand;
  readonly programme: ProgrammeSettings;
  readonly row: AccountRow;
  readonly book: Book;
  readonly newLots: Lot[];
  readonly newDebts: Debt[];
  /** Told once everything is written. */
  readonly told: Fact[];
}

/** @returns the brand with its programme; null when it has none */
export const findProgramme = async (
  reader: Reader,
  brandId: string,
): Promise<{ readonly brand: Brand; readonly programme: ProgrammeSettings } | null> => {
  const brand = await getBrand(reader, brandId);
  return brand.settings.loyalty && { brand, programme: brand.settings.loyalty };
};

/**
 * Opens the book of the customer, with its account where there is none yet, and writes off what has expired.
 * @param also lots that are wanted although nothing may be left in them
 */
export const openAccount = async (
  work: Work,
  member: Member,
  { brand, programme }: { readonly brand: Brand; readonly programme: ProgrammeSettings },
  also: { readonly orderId?: string; readonly lotIds?: readonly string[] } = {},
): Promise<Account> => {
  const { brandId, customerId } = member;
  const { now } = work;
  // Written first: of two at once the later waits here, instead of finding out at the end.
  const [row] = await work.tx
    .insert(loyaltyAccounts)
    .values({ id: work.newId(), brandId, customerId, lastActivityAt: now, openedAt: now, updatedAt: now })
    .onConflictDoUpdate({ target: [loyaltyAccounts.brandId, loyaltyAccounts.customerId], set: { updatedAt: now } })
    .returning();
  if (!row) throw new Error('an upsert returned no row');
  const lots = await work.tx
    .select()
    .from(pointLots)
    .where(
      and(
        eq(pointLots.brandId, brandId),
        eq(pointLots.customerId, customerId),
        or(
          isPositive(pointLots.remaining),
          also.orderId === undefined ? undefined : eq(pointLots.orderId, also.orderId),
          also.lotIds === undefined || also.lotIds.length === 0 ? undefined : inArray(pointLots.id, [...also.lotIds]),
        ),
      ),
    )
    .orderBy(asc(pointLots.id));
  const pauses = await listPauses(work.tx, member);
  const debts = await listDebts(work.tx, member);
  const book = openedBook({ now, timeZone: brand.timeZone, pauses, lots, debts: [...debts] });
  const account: Account = { brandId, customerId, brand, programme, row, book, newLots: [], newDebts: [], told: [] };
  writeOff(account);
  return account;
};

/** By `from`. */
export const listPauses = (reader: Reader, { brandId, customerId }: Member): Promise<readonly Pause[]> =>
  reader
    .select({ reason: expiryPauses.reason, from: expiryPauses.from, until: expiryPauses.until })
    .from(expiryPauses)
    .where(and(eq(expiryPauses.brandId, brandId), eq(expiryPauses.customerId, customerId)))
    .orderBy(asc(expiryPauses.from));

/** Those that are not settled, oldest first. */
export const listDebts = (reader: Reader, { brandId, customerId }: Member): Promise<readonly Debt[]> =>
  reader
    .select()
    .from(pointDebts)
    .where(
      and(
        eq(pointDebts.brandId, brandId),
        eq(pointDebts.customerId, customerId),
        lt(pointDebts.settled, pointDebts.points),
      ),
    )
    .orderBy(asc(pointDebts.at), asc(pointDebts.id));

const writeOff = (account: Account): void => {
  const { brandId, customerId, book } = account;
  const byDay = new Map<string, number>();
  for (const { points, at } of expireDue(book)) {
    const day = lastDayBefore(at, book.timeZone);
    byDay.set(day, (byDay.get(day) ?? 0) + points);
  }
  for (const [expiredOn, points] of byDay)
    account.told.push({ kind: 'points.expired', brandId, customerId, points, expiredOn });
};

export interface NewLot {
  readonly kind: Lot['kind'];
  readonly points: number;
  readonly source: string;
  readonly orderId?: string | null;
  readonly earnedAt?: Date;
  /** Null: pending until it is said. */
  readonly spendableAt: Date | null;
  readonly waitsFor?: Lot['waitsFor'];
  readonly qualifyingPoints?: number;
  readonly qualifyingSpendMinor?: number;
  readonly rule?: unknown;
  readonly note?: string | null;
  readonly by?: string | null;
  /** False for a present: it is not taken for what is owed. */
  readonly settles?: boolean;
}

/** Adds a lot to the book with the entry that earned it; what is owed is settled from it first. */
export const addLot = (work: Work, account: Account, input: NewLot): Lot => {
  const { brandId, customerId, book, programme } = account;
  const { spendableAt, points } = input;
  const lot: Lot = {
    id: work.newId(),
    brandId,
    customerId,
    kind: input.kind,
    orderId: input.orderId ?? null,
    points,
    remaining: 0,
    earnedAt: input.earnedAt ?? work.now,
    spendableAt,
    waitsFor: input.waitsFor ?? null,
    expiresAt: spendableAt && expiryOf(programme.expiry, laterOf(spendableAt, input.earnedAt), book.timeZone),
    graceUntil: null,
    expiredAt: null,
    // Of points that can be spent at once, their earning is told and no unlocking.
    unlockToldAt: spendableAt !== null && spendableAt <= work.now ? work.now : null,
    expiringToldFor: null,
    expiringToldDays: null,
  };
  book.lots.push(lot);
  account.newLots.push(lot);
  post(book, {
    lot,
    kind: 'earn',
    points,
    source: input.source,
    orderId: lot.orderId,
    qualifyingPoints: input.qualifyingPoints ?? 0,
    qualifyingSpendMinor: input.qualifyingSpendMinor ?? 0,
    rule: input.rule ?? null,
    note: input.note ?? null,
    by: input.by ?? null,
  });
  if (input.settles !== false) settleDebts(book, lot, input.source);
  return lot;
};

const laterOf = (a: Date, b: Date | undefined): Date => (b !== undefined && b > a ? b : a);

/** Notes that the customer is active: under a programme that counts inactivity, nothing goes before its time anew. */
export const noteActivity = (account: Account): void => {
  const { book, programme, row } = account;
  if (row.lastActivityAt < book.now) row.lastActivityAt = book.now;
  if (programme.expiry.policy !== 'inactivity') return;
  const expiresAt = expiryOf(programme.expiry, book.now, book.timeZone);
  for (const lot of book.lots) {
    if (lot.remaining <= 0 || lot.expiresAt === null || expiresAt === null || lot.expiresAt >= expiresAt) continue;
    lot.expiresAt = expiresAt;
    book.changedLots.add(lot);
  }
};

/** Writes what was posted so far. */
export const writePostings = async (
  work: Work,
  { brandId, customerId, book, newLots, newDebts }: Account,
): Promise<void> => {
  if (newLots.length > 0) await work.tx.insert(pointLots).values(newLots);
  for (const lot of book.changedLots) {
    if (newLots.includes(lot)) continue;
    const { id: _id, brandId: _brand, customerId: _customer, ...changes } = lot;
    await work.tx.update(pointLots).set(changes).where(eq(pointLots.id, lot.id));
  }
  if (book.posted.length > 0) {
    await work.tx.insert(pointEntries).values(
      book.posted.map(({ lot, ...posting }) => ({
        id: work.newId(),
        brandId,
        customerId,
        lotId: lot.id,
        qualifyingPoints: 0,
        qualifyingSpendMinor: 0,
        ...posting,
        at: work.now,
      })),
    );
  }
  if (newDebts.length > 0) await work.tx.insert(pointDebts).values(newDebts);
  for (const debt of book.changedDebts) {
    if (newDebts.includes(debt)) continue;
    await work.tx.update(pointDebts).set({ settled: debt.settled }).where(eq(pointDebts.id, debt.id));
  }
  for (const written of [newLots, newDebts, book.posted]) written.length = 0;
  book.changedLots.clear();
  book.changedDebts.clear();
};

/** Writes what is left to write, then tells what happened. The last thing that a verb does with the account. */
export const closeAccount = async (work: Work, account: Account): Promise<void> => {
  await writePostings(work, account);
  const { id, brandId: _brand, customerId: _customer, ...changes } = account.row;
  await work.tx.update(loyaltyAccounts).set(changes).where(eq(loyaltyAccounts.id, id));
  for (const fact of account.told) await work.record(fact);
};
