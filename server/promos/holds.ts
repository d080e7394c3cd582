/**
 * Holds: recorded reasons not to promote to someone. A hold is set once and ended once; in between only its end moves,
 * so that who held what back, why, from when until when, and who lifted it can always be told.
 */
import { and, asc, eq, isNull, lte, or } from 'drizzle-orm';
import { alerts, holds } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Work } from '../work.ts';
import type { PromoChannel } from './inputs.ts';

export type Hold = typeof holds.$inferSelect;

export interface HoldInput {
  readonly brandId: string;
  readonly customerId: string;
  /** The merchant's id of it; ours when absent. */
  readonly externalId?: string;
  readonly reason: Hold['reason'];
  /** Null: every channel. */
  readonly channel: PromoChannel | null;
  /** Null: every product. */
  readonly productId: string | null;
  /** Who says so. */
  readonly source: string;
  readonly alertId: string | null;
  readonly until: Date | null;
  readonly maxUntil: Date | null;
}

/** When the hold ends by itself, as far as that is known. */
export const endOf = ({ until, maxUntil }: Pick<Hold, 'until' | 'maxUntil'>): Date | null =>
  until !== null && maxUntil !== null && maxUntil < until ? maxUntil : (until ?? maxUntil);

/** Told by the clock, never by a job having run. The end itself is free. */
export const isHeld = (hold: Pick<Hold, 'liftedAt' | 'until' | 'maxUntil'>, now: Date): boolean => {
  const end = endOf(hold);
  return hold.liftedAt === null && (end === null || end > now);
};

/** Records `hold.set`. @returns the id of the hold */
export const setHold = async (work: Work, input: HoldInput): Promise<string> => {
  const id = work.newId();
  await work.tx.insert(holds).values({ id, externalId: id, ...input, from: work.now, createdAt: work.now });
  const { brandId, customerId, reason } = input;
  await work.record({ kind: 'hold.set', brandId, customerId, holdId: id, reason });
  return id;
};

/**
 * Ends the hold now. Records `hold.released`.
 * @param lifted by whom, and why in a word: `better_rating`, `ended`, `replaced`, `deleted`
 */
export const releaseHold = async (work: Work, hold: Hold, lifted: { by: string; why: string }): Promise<void> => {
  await work.tx
    .update(holds)
    .set({ liftedAt: work.now, liftedBy: lifted.by, liftedWhy: lifted.why })
    .where(eq(holds.id, hold.id));
  const { brandId, customerId, id, reason } = hold;
  await work.record({ kind: 'hold.released', brandId, customerId, holdId: id, reason });
};

export const moveEnd = async (
  work: Work,
  hold: Hold,
  { until, maxUntil }: Pick<Hold, 'until' | 'maxUntil'>,
): Promise<void> => {
  await work.tx.update(holds).set({ until, maxUntil }).where(eq(holds.id, hold.id));
};

/**
 * Marks the holds whose time is over as lifted, so that whoever follows them is told. The gate does not wait for it.
 * @returns how many; as many as `limit` means that more may be waiting
 */
export const releaseEndedHolds = async (work: Work, input: { brandId: string; limit: number }): Promise<number> => {
  const ended = await work.tx
    .select()
    .from(holds)
    .where(
      and(
        eq(holds.brandId, input.brandId),
        isNull(holds.liftedAt),
        or(lte(holds.until, work.now), lte(holds.maxUntil, work.now)),
      ),
    )
    .orderBy(asc(holds.id))
    .limit(input.limit);
  for (const hold of ended) await releaseHold(work, hold, { by: 'doorstep', why: 'ended' });
  return ended.length;
};

/** Every hold that there ever was of the case, oldest first. */
export const holdsOfAlert = (reader: Reader, brandId: string, alertId: string): Promise<Hold[]> =>
  reader
    .select()
    .from(holds)
    .where(and(eq(holds.brandId, brandId), eq(holds.alertId, alertId)))
    .orderBy(asc(holds.id));

/** Those of the order's cases that were not lifted, oldest first. @param orderId ours */
export const holdsOfOrder = async (reader: Reader, brandId: string, orderId: string): Promise<Hold[]> => {
  const rows = await reader
    .select({ hold: holds })
    .from(alerts)
    .innerJoin(holds, eq(holds.alertId, alerts.id))
    .where(and(eq(alerts.brandId, brandId), eq(alerts.orderId, orderId), isNull(holds.liftedAt)))
    .orderBy(asc(holds.id));
  return rows.map(({ hold }) => hold);
};

/** Every hold that there ever was of the customer, oldest first. */
export const holdsOfCustomer = (reader: Reader, brandId: string, customerId: string): Promise<Hold[]> =>
  reader
    .select()
    .from(holds)
    .where(and(eq(holds.brandId, brandId), eq(holds.customerId, customerId)))
    .orderBy(asc(holds.id));
