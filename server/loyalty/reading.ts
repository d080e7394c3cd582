/**
 * A customer's account as it stands at an instant, read without writing: what no job has written off or told yet is
 * reckoned here by the same rules.
 */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { loyaltyAccounts, orders, pointLots, shipments } from '../../db/schema/index.ts';
import { isPositive } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand, ProgrammeSettings } from '../brands/index.ts';
import { endOf, holdsOfCustomer, isHeld } from '../promos/index.ts';
import { type AccountRow, listDebts, listPauses, type Member } from './account.ts';
import { goesAt, isSpendable, type Lot, owed } from './book.ts';
import { earliestExpiry, type Pause, standingPause } from './lots.ts';
import { creditsOf, type LotCredit, listLotCredits, storedStanding } from './standing.ts';
import { advance, type Ladder, noTier, type Standing } from './tiers.ts';
import { isOpenEnded } from './unlocking.ts';

export interface AccountReading {
  readonly brand: Brand;
  readonly programme: ProgrammeSettings;
  readonly now: Date;
  readonly row: AccountRow | null;
  /** With something left that has not expired. */
  readonly lots: readonly LiveLot[];
  readonly pauses: readonly Pause[];
  /** The pause that stands now. */
  readonly pause: Pause | null;
  /** When the last hold ends; null where none stands and while one waits for its case to be resolved. */
  readonly holdsEndAt: Date | null;
  readonly spendable: number;
  readonly pending: number;
  readonly owed: number;
  readonly lotCredits: readonly LotCredit[];
  /** Null where the programme has no tiers. */
  readonly ladder: Ladder | null;
  readonly standing: Standing;
}

export interface LiveLot {
  readonly lot: Lot;
  readonly isSpendable: boolean;
  /** While a pause stands, the earliest; null too while nobody knows from when on they can be spent. */
  readonly goesAt: Date | null;
}

/** @returns null when the brand has no programme */
export const readAccount = async (
  reader: Reader,
  brand: Brand,
  { customerId, now }: { readonly customerId: string; readonly now: Date },
): Promise<AccountReading | null> => {
  const programme = brand.settings.loyalty;
  if (programme === null) return null;
  const member: Member = { brandId: brand.id, customerId };
  const isOf = and(eq(loyaltyAccounts.brandId, brand.id), eq(loyaltyAccounts.customerId, customerId));
  const [row = null] = await reader.select().from(loyaltyAccounts).where(isOf);
  const held =
    row === null
      ? []
      : await reader
          .select()
          .from(pointLots)
          .where(
            and(eq(pointLots.brandId, brand.id), eq(pointLots.customerId, customerId), isPositive(pointLots.remaining)),
          )
          .orderBy(asc(pointLots.earnedAt), asc(pointLots.id));
  const pauses = row === null ? [] : await listPauses(reader, member);
  const debts = row === null ? [] : await listDebts(reader, member);
  const rules = programme.tiers;
  const open = new Set(held.filter((lot) => isOpenEnded(lot, now)).map(({ id }) => id));
  const counted = row === null || rules === null ? [] : await listLotCredits(reader, member, rules.counts);
  const lotCredits = counted.map((credit) => (open.has(credit.lotId) ? { ...credit, at: null } : credit));
  const ladder = rules && { rules, timeZone: brand.timeZone, credits: creditsOf(lotCredits) };
  const book = { now, timeZone: brand.timeZone, pauses };
  const lots = held.filter((lot) => !hasGone(goesAt(book, lot), now));
  const live = lots.map((lot) => ({
    lot,
    isSpendable: isSpendable(book, lot),
    // From a day that is only the latest nothing can be told.
    goesAt: isOpenEnded(lot, now) ? null : earliestExpiry(lot, pauses, now, brand.timeZone),
  }));
  const total = (of: readonly LiveLot[]): number => of.reduce((all, { lot }) => all + lot.remaining, 0);
  return {
    brand,
    programme,
    now,
    row,
    lots: live,
    pauses,
    pause: standingPause(pauses, now),
    holdsEndAt: await readEndOfHolds(reader, member, now),
    spendable: total(live.filter((one) => one.isSpendable)),
    pending: total(live.filter((one) => !one.isSpendable)),
    owed: owed({ debts }),
    lotCredits,
    ladder,
    standing: ladder === null ? noTier : advance(storedStanding(row), ladder, now).standing,
  };
};

const readEndOfHolds = async (reader: Reader, { brandId, customerId }: Member, now: Date): Promise<Date | null> => {
  const standing = (await holdsOfCustomer(reader, brandId, customerId)).filter((hold) => isHeld(hold, now));
  const ends = standing.map((hold) => (hold.until === null ? null : endOf(hold)));
  if (ends.includes(null)) return null;
  return ends.reduce((last, end) => (last === null || (end !== null && end > last) ? end : last), null);
};

const hasGone = (at: Date | null, now: Date): boolean => at !== null && at <= now;

export interface Underway {
  readonly id: string;
  readonly externalId: string;
  readonly number: string;
  readonly parcels: readonly Parcel[];
}

export type Parcel = Pick<
  typeof shipments.$inferSelect,
  | 'orderId'
  | 'status'
  | 'reason'
  | 'deliveredAt'
  | 'promisedOn'
  | 'estimateOn'
  | 'estimateFrom'
  | 'estimateTo'
  | 'ourFrom'
  | 'ourTo'
>;

/** The orders of those ids, with what is known of their parcels. */
export const readUnderway = async (
  reader: Reader,
  brandId: string,
  orderIds: readonly string[],
): Promise<readonly Underway[]> => {
  if (orderIds.length === 0) return [];
  const ids = [...orderIds];
  const rows = await reader
    .select({ id: orders.id, externalId: orders.externalId, number: orders.number })
    .from(orders)
    .where(and(eq(orders.brandId, brandId), inArray(orders.id, ids)));
  const parcels: readonly Parcel[] = await reader
    .select({
      orderId: shipments.orderId,
      status: shipments.status,
      reason: shipments.reason,
      deliveredAt: shipments.deliveredAt,
      promisedOn: shipments.promisedOn,
      estimateOn: shipments.estimateOn,
      estimateFrom: shipments.estimateFrom,
      estimateTo: shipments.estimateTo,
      ourFrom: shipments.ourFrom,
      ourTo: shipments.ourTo,
    })
    .from(shipments)
    .where(and(eq(shipments.brandId, brandId), inArray(shipments.orderId, ids)));
  return rows.map((row) => ({ ...row, parcels: parcels.filter(({ orderId }) => orderId === row.id) }));
};
