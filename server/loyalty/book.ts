/**
 * A customer's lots and debts in memory, and the postings on them: each changes a lot by an entry, and no lot goes below
 * zero. Pure but for what it is handed; `account.ts` reads a book and writes what was posted.
 */
import type { pointDebts, pointEntries, pointLots } from '../../db/schema/index.ts';
import { bySpending, effectiveExpiry, type Pause } from './lots.ts';

export type Lot = typeof pointLots.$inferSelect;
export type Debt = typeof pointDebts.$inferSelect;
export type Entry = typeof pointEntries.$inferSelect;

export interface Book {
  readonly now: Date;
  readonly timeZone: string;
  /** By `from`. */
  readonly pauses: readonly Pause[];
  readonly lots: Lot[];
  /** Oldest first. */
  readonly debts: Debt[];
  readonly posted: Posting[];
  readonly changedLots: Set<Lot>;
  readonly changedDebts: Set<Debt>;
}

export type Posting = Pick<Entry, 'kind' | 'points' | 'source'> & { readonly lot: Lot } & Partial<
    Pick<
      Entry,
      'orderId' | 'refundId' | 'redemptionId' | 'qualifyingPoints' | 'qualifyingSpendMinor' | 'rule' | 'note' | 'by'
    >
  >;

export const openedBook = (held: Pick<Book, 'now' | 'timeZone' | 'pauses' | 'lots' | 'debts'>): Book => ({
  ...held,
  posted: [],
  changedLots: new Set(),
  changedDebts: new Set(),
});

/** The one way in which a lot changes. */
export const post = (book: Book, posting: Posting): void => {
  const { lot, points } = posting;
  if (lot.remaining + points < 0) throw new Error('a lot would go below zero');
  lot.remaining += points;
  book.posted.push(posting);
  book.changedLots.add(lot);
};

export const goesAt = (book: Pick<Book, 'pauses' | 'timeZone'>, lot: Lot): Date | null =>
  effectiveExpiry(lot, book.pauses, book.timeZone);

export const isSpendable = (book: Pick<Book, 'now' | 'pauses' | 'timeZone'>, lot: Lot): boolean => {
  if (lot.remaining <= 0 || lot.spendableAt === null || lot.spendableAt > book.now) return false;
  const end = goesAt(book, lot);
  return end === null || end > book.now;
};

/** In the order in which they are spent. */
export const spendableLots = (book: Book): readonly Lot[] =>
  book.lots
    .filter((lot) => isSpendable(book, lot))
    .map((lot) => ({ id: lot.id, earnedAt: lot.earnedAt, goesAt: goesAt(book, lot), lot }))
    .sort(bySpending)
    .map(({ lot }) => lot);

export const spendablePoints = (book: Book): number =>
  book.lots.reduce((all, lot) => (isSpendable(book, lot) ? all + lot.remaining : all), 0);

export const owed = (book: { readonly debts: readonly Debt[] }): number =>
  book.debts.reduce((all, debt) => all + debt.points - debt.settled, 0);

/** Writes off what has gone by now. @returns the lots with what went of each */
export const expireDue = (book: Book): readonly { readonly lot: Lot; readonly points: number; readonly at: Date }[] => {
  const gone: { lot: Lot; points: number; at: Date }[] = [];
  for (const lot of book.lots) {
    if (lot.remaining <= 0) continue;
    const at = goesAt(book, lot);
    if (at === null || at > book.now) continue;
    gone.push({ lot, points: lot.remaining, at });
    // Points that came back after the lot expired go again, at another instant.
    post(book, { lot, kind: 'expire', points: -lot.remaining, source: `expire:${at.toISOString()}` });
    lot.expiredAt = book.now;
  }
  return gone;
};

/** What of the lot was written off just now and is in no row yet. */
export const goneJustNow = (book: Book, lot: Lot): number =>
  book.posted.reduce((all, one) => (one.lot === lot && one.kind === 'expire' ? all - one.points : all), 0);

/** Takes `points` from what can be spent. @returns what could not be taken */
export const spend = (book: Book, points: number, about: Omit<Posting, 'lot' | 'points'>): number => {
  let left = points;
  for (const lot of spendableLots(book)) {
    if (left === 0) break;
    const taken = Math.min(left, lot.remaining);
    post(book, { ...about, lot, points: -taken });
    left -= taken;
  }
  return left;
};

/** What is owed is settled from points that come in, oldest debt first. @param cause the source of what came in */
export const settleDebts = (book: Book, lot: Lot, cause: string): void => {
  for (const debt of book.debts) {
    const points = Math.min(lot.remaining, debt.points - debt.settled);
    if (points <= 0) continue;
    post(book, { lot, kind: 'reverse', points: -points, source: `debt:${debt.id}:${cause}`, refundId: debt.refundId });
    debt.settled += points;
    book.changedDebts.add(debt);
  }
};

export interface TakeBack {
  readonly lot: Lot;
  readonly points: number;
  /** Of `points`, what went unused already: nobody had it. */
  readonly unused: number;
  readonly about: Omit<Posting, 'lot' | 'points' | 'kind'>;
  /** The rule of the order from now on, where that has changed. */
  readonly becomes?: unknown;
}

/** What an entry says that takes back. */
export interface Taken {
  readonly taken: number;
  readonly forgiven: number;
  readonly becomes?: unknown;
}

/**
 * Takes back points that an order had earned: from its own lot, pending or not; then from others as they would be spent;
 * then from pending ones, oldest first.
 * @returns what nobody had any more: the debt
 */
export const takeBack = (book: Book, { lot, points, unused, about, becomes }: TakeBack): number => {
  const own = Math.min(points, lot.remaining);
  const forgiven = Math.min(points - own, unused);
  // Always there, even with no points: it says what no longer counts, and that this was done.
  const taken: Taken = { taken: points, forgiven, ...(becomes ? { becomes } : {}) };
  post(book, { ...about, lot, kind: 'reverse', points: -own, rule: taken });
  let left = points - own - forgiven;
  const rest = { source: about.source, orderId: about.orderId ?? null, refundId: about.refundId ?? null };
  const pending = book.lots.filter((one) => one.remaining > 0 && !isSpendable(book, one)).sort(byAge);
  for (const other of [...spendableLots(book), ...pending]) {
    const taken = Math.min(left, other.remaining);
    if (taken <= 0 || other === lot) continue;
    post(book, { ...rest, lot: other, kind: 'reverse', points: -taken });
    left -= taken;
  }
  return left;
};

const byAge = (a: Lot, b: Lot): number => a.earnedAt.getTime() - b.earnedAt.getTime() || (a.id < b.id ? -1 : 1);

/** Gives points back to the lot that they were taken from; they are good for a while even if its day has passed. */
export const giveBack = (
  book: Book,
  lot: Lot,
  { points, graceUntil, ...about }: Omit<Posting, 'lot'> & { readonly graceUntil: Date },
): void => {
  post(book, { ...about, lot, points });
  if (lot.expiresAt !== null && (lot.graceUntil === null || lot.graceUntil < graceUntil)) lot.graceUntil = graceUntil;
  lot.expiredAt = null;
  settleDebts(book, lot, about.source);
};
