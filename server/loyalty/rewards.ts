/** What points can be had for, and the codes that a shop uploads for it. Codes are sealed; each goes out once. */
import { and, asc, count, eq, gt, inArray, isNull } from 'drizzle-orm';
import { rewardCodes, rewards } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { notFound } from '../faults.ts';
import type { Sealer } from '../kit/seal.ts';
import type { Work } from '../work.ts';
import type { RewardInput } from './inputs.ts';

export type Reward = typeof rewards.$inferSelect;

/** Both purposes of the sealer: what is read again, and what is looked for. */
export const codePurpose = 'reward-code';

/** Adds the reward or replaces it. What was redeemed keeps what was promised then. */
export const putReward = async (
  work: Work,
  brandId: string,
  externalId: string,
  input: RewardInput,
): Promise<Reward> => {
  const fields = {
    kind: input.kind,
    title: input.title,
    pricePoints: input.pricePoints,
    valueMinor: input.valueMinor ?? null,
    currency: input.currency ?? null,
    percent: input.percent ?? null,
    productId: input.productId ?? null,
    imageUrl: input.imageUrl ?? null,
    minimumOrderMinor: input.minimumOrderMinor ?? null,
    fulfilment: input.fulfilment,
    validDays: input.validDays,
    fromTier: input.fromTier ?? null,
    position: input.position,
    archivedAt: input.archived ? work.now : null,
    updatedAt: work.now,
  };
  const [reward] = await work.tx
    .insert(rewards)
    .values({ id: work.newId(), brandId, externalId, createdAt: work.now, ...fields })
    .onConflictDoUpdate({ target: [rewards.brandId, rewards.externalId], set: fields })
    .returning();
  if (!reward) throw new Error('an upsert returned no row');
  return reward;
};

/** Adds codes to the reward's pool; one that the brand has already is passed over. @returns how many were new */
export const addRewardCodes = async (
  work: Work,
  sealer: Pick<Sealer, 'seal' | 'hashToken'>,
  reward: Reward,
  codes: readonly string[],
): Promise<number> => {
  const rows = codes.map((code) => ({
    id: work.newId(),
    brandId: reward.brandId,
    rewardId: reward.id,
    sealedCode: sealer.seal(code, codePurpose),
    codeHash: sealer.hashToken(code, codePurpose),
    createdAt: work.now,
  }));
  const added = await work.tx.insert(rewardCodes).values(rows).onConflictDoNothing().returning({ id: rewardCodes.id });
  return added.length;
};

/** Takes the oldest free code for a redemption; null when the pool is empty. */
export const takeCode = async (
  work: Work,
  reward: Reward,
  redemptionId: string,
): Promise<{ readonly sealedCode: string; readonly codeHash: string } | null> => {
  const [free] = await work.tx
    .select()
    .from(rewardCodes)
    .where(and(eq(rewardCodes.rewardId, reward.id), isNull(rewardCodes.redemptionId)))
    .orderBy(asc(rewardCodes.id))
    .limit(1);
  if (!free) return null;
  await work.tx.update(rewardCodes).set({ redemptionId }).where(eq(rewardCodes.id, free.id));
  return free;
};

/** @param externalId the merchant's id */
export const findReward = async (reader: Reader, brandId: string, externalId: string): Promise<Reward | null> => {
  const [row] = await reader
    .select()
    .from(rewards)
    .where(and(eq(rewards.brandId, brandId), eq(rewards.externalId, externalId)));
  return row ?? null;
};

/** @throws Fault `not_found` */
export const getReward = async (reader: Reader, brandId: string, externalId: string): Promise<Reward> => {
  const row = await findReward(reader, brandId, externalId);
  if (!row) throw notFound(`Reward ${externalId}`);
  return row;
};

/** Those that can be had, in the brand's order. */
export const listRewards = (reader: Reader, brandId: string): Promise<readonly Reward[]> =>
  reader
    .select()
    .from(rewards)
    .where(and(eq(rewards.brandId, brandId), isNull(rewards.archivedAt)))
    .orderBy(asc(rewards.position), asc(rewards.pricePoints), asc(rewards.id))
    .limit(200);

/** Archived ones as well. @returns a page in the order of the merchant's ids */
export const pageOfRewards = (
  reader: Reader,
  {
    brandId,
    after = '',
    limit,
  }: { readonly brandId: string; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly Reward[]> =>
  reader
    .select()
    .from(rewards)
    .where(and(eq(rewards.brandId, brandId), gt(rewards.externalId, after)))
    .orderBy(asc(rewards.externalId))
    .limit(limit);

export interface Pool {
  /** Codes that can still be given out. */
  readonly left: number;
  /** Codes that were, and belong to a redemption. */
  readonly given: number;
}

/** The pools by reward; one without any codes has none. */
export const poolsOf = async (reader: Reader, rewardIds: readonly string[]): Promise<ReadonlyMap<string, Pool>> => {
  if (rewardIds.length === 0) return new Map();
  const rows = await reader
    .select({ rewardId: rewardCodes.rewardId, all: count(), given: count(rewardCodes.redemptionId) })
    .from(rewardCodes)
    .where(inArray(rewardCodes.rewardId, [...rewardIds]))
    .groupBy(rewardCodes.rewardId);
  return new Map(rows.map(({ rewardId, all, given }) => [rewardId, { left: all - given, given }]));
};

/** Takes the codes out of the pool that nobody was given. @returns how many */
export const dropFreeCodes = async (work: Work, reward: Reward): Promise<number> => {
  const dropped = await work.tx
    .delete(rewardCodes)
    .where(and(eq(rewardCodes.rewardId, reward.id), isNull(rewardCodes.redemptionId)))
    .returning({ id: rewardCodes.id });
  return dropped.length;
};
