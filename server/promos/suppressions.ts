/**
 * Holds that the merchant sets and lifts itself, under its own id. They live beside the holds of cases: lifting one
 * never lifts the other.
 */
import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { customers, holds } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { Fault, notFound } from '../faults.ts';
import type { Work } from '../work.ts';
import { endOf, type Hold, isHeld, releaseHold, setHold } from './holds.ts';
import type { PromoChannel, SuppressionJson } from './inputs.ts';

interface Named {
  readonly brandId: string;
  /** The merchant's id. */
  readonly id: string;
}

/**
 * Holds promotions back from the customer. The same again changes nothing; anything else under that id ends the old
 * one and starts a new one. Records `hold.set`.
 * @param input.customerId ours
 * @throws Fault `conflict` when the id is that of a hold of ours
 */
export const putSuppression = async (
  work: Work,
  input: Named & {
    readonly customerId: string;
    readonly channel?: PromoChannel | undefined;
    readonly productId?: string | undefined;
    readonly until?: Date | undefined;
    readonly source: string;
  },
): Promise<'set' | 'unchanged'> => {
  const wanted = {
    brandId: input.brandId,
    customerId: input.customerId,
    externalId: input.id,
    reason: 'suppressed_by_support' as const,
    channel: input.channel ?? null,
    productId: input.productId ?? null,
    source: input.source,
    alertId: null,
    until: input.until ?? null,
    maxUntil: null,
  };
  const held = await findSuppression(work, input);
  if (held) {
    const same =
      held.customerId === wanted.customerId &&
      held.channel === wanted.channel &&
      held.productId === wanted.productId &&
      held.until?.getTime() === wanted.until?.getTime();
    if (same) return 'unchanged';
    await releaseHold(work, held, { by: input.source, why: isHeld(held, work.now) ? 'replaced' : 'ended' });
  }
  await setHold(work, wanted);
  return 'set';
};

/**
 * Lifts the merchant's own hold. Records `hold.released`.
 * @throws Fault `not_found` when none of that id stands; `conflict` when it is a hold of ours
 */
export const liftSuppression = async (work: Work, input: Named & { readonly source: string }): Promise<void> => {
  const held = await findSuppression(work, input);
  if (!held) throw notFound('The suppression');
  await releaseHold(work, held, { by: input.source, why: 'deleted' });
};

const findSuppression = async (work: Work, { brandId, id }: Named): Promise<Hold | null> => {
  const [held] = await work.tx
    .select()
    .from(holds)
    .where(and(eq(holds.brandId, brandId), eq(holds.externalId, id), isNull(holds.liftedAt)));
  if (held && held.reason !== 'suppressed_by_support') {
    throw new Fault('conflict', `${id} is a hold of a case: it ends with the case`);
  }
  return held ?? null;
};

/**
 * Everything that is held back now, the merchant's and ours, in the order of our ids.
 * @returns one page, and the cursor of the next one while there may be more
 */
export const listSuppressions = async (
  reader: Reader,
  input: { brandId: string; now: Date; limit: number; after?: string | undefined },
): Promise<{ suppressions: readonly SuppressionJson[]; next: string | null }> => {
  const rows = await reader
    .select({ hold: holds, customerId: customers.externalId })
    .from(holds)
    .innerJoin(customers, eq(customers.id, holds.customerId))
    .where(
      and(
        eq(holds.brandId, input.brandId),
        isNull(holds.liftedAt),
        input.after === undefined ? undefined : gt(holds.id, input.after),
      ),
    )
    .orderBy(asc(holds.id))
    .limit(input.limit);
  return {
    suppressions: rows.filter(({ hold }) => isHeld(hold, input.now)).map(suppressionJson),
    next: rows.length < input.limit ? null : (rows.at(-1)?.hold.id ?? null),
  };
};

const suppressionJson = ({ hold, customerId }: { hold: Hold; customerId: string }): SuppressionJson => ({
  id: hold.externalId,
  customerId,
  reason: hold.reason,
  channel: hold.channel,
  productId: hold.productId,
  source: hold.alertId === null ? hold.source : `alert:${hold.alertId}`,
  from: hold.from.toISOString(),
  until: endOf(hold)?.toISOString() ?? null,
});
