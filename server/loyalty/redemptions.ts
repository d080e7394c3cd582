/**
 * Points given for something: held until the shop has it ready, then redeemed, released or expired. What is held cannot
 * be spent again; what is released or expired is back in the lots that it came from.
 */
import { randomInt } from 'node:crypto';
import { and, asc, eq, inArray, isNull, lte, ne, or } from 'drizzle-orm';
import { pointEntries, redemptions } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { getBrand } from '../brands/index.ts';
import { Fault, invalidField, notFound } from '../faults.ts';
import { after, minutes } from '../kit/clock.ts';
import { minorExponent } from '../kit/currency.shared.ts';
import type { Sealer } from '../kit/seal.ts';
import { findOrder, type OrderRow } from '../orders/index.ts';
import type { Work } from '../work.ts';
import { type Account, findProgramme, type Member, noteActivity, openAccount } from './account.ts';
import { giveBack, spend, spendablePoints } from './book.ts';
import { endAfterDays } from './calendar.ts';
import { close } from './ledger.ts';
import { codePurpose, findReward, getReward, type Reward, takeCode } from './rewards.ts';
import { listCredits, storedStanding } from './standing.ts';
import { advance, rankOf } from './tiers.ts';

export type Redemption = typeof redemptions.$inferSelect;
export type CodeSealer = Pick<Sealer, 'seal' | 'open' | 'hashToken'>;

/** What was promised, as it was then. */
export interface Promised {
  readonly rewardId: string | null;
  readonly kind: Reward['kind'] | 'points';
  readonly title: Readonly<Record<string, string>>;
  readonly valueMinor: number | null;
  readonly currency: string | null;
  readonly percent: number | null;
  readonly productId: string | null;
  readonly minimumOrderMinor: number | null;
}

/** Written by this file alone. */
export const promised = (redemption: Redemption): Promised => redemption.promise as Promised;

export interface RewardRedemption extends Member {
  /** The merchant's id of the reward. */
  readonly reward: string;
  /** The same again is the same redemption. */
  readonly externalId: string | null;
}

/**
 * Takes the price of a reward from what can be spent. From a pool the code is hers at once; else the redemption is held
 * until the shop has made the code. Records `redemption.held`, and `redemption.redeemed` for a pool.
 * @throws Fault `conflict` when the points, the tier or the pool do not suffice; `not_found` for an unknown reward
 */
export const redeemReward = async (work: Work, sealer: CodeSealer, input: RewardRedemption): Promise<Redemption> => {
  const again = await findTwin(work.tx, input);
  if (again) return again;
  const reward = await getReward(work.tx, input.brandId, input.reward);
  if (reward.archivedAt) throw notFound(`Reward ${input.reward}`);
  const account = await openForRedemption(work, input);
  await checkTier(work, account, reward);
  const id = work.newId();
  const isPooled = reward.fulfilment === 'pool';
  const fromPool = isPooled ? await takeCode(work, reward, id) : null;
  if (isPooled && fromPool === null) throw new Fault('conflict', 'No code is left for this reward');
  const held = await hold(work, account, {
    id,
    rewardId: reward.id,
    externalId: input.externalId,
    points: reward.pricePoints,
    promise: promiseOf(reward),
    codeUntil: endAfterDays(work.now, reward.validDays, account.brand.timeZone),
    ...(fromPool === null ? madeCode(sealer) : { sealedCode: fromPool.sealedCode, codeHash: fromPool.codeHash }),
  });
  await close(work, account);
  return isPooled ? settle(work, held, { status: 'redeemed' }) : held;
};

/**
 * Gives a reward that costs nothing: what was promised for a friend. From a pool the code is hers at once; where that is
 * empty, or there is none, the shop makes it, however long that takes.
 * @returns null when the brand no longer has the reward
 */
export const giveReward = async (
  work: Work,
  sealer: CodeSealer,
  input: RewardRedemption & { readonly externalId: string },
): Promise<Redemption | null> => {
  const again = await findTwin(work.tx, input);
  if (again) return again;
  const reward = await findReward(work.tx, input.brandId, input.reward);
  if (!reward) return null;
  const { timeZone } = await getBrand(work.tx, input.brandId);
  const id = work.newId();
  const pooled = reward.fulfilment === 'pool' ? await takeCode(work, reward, id) : null;
  const given: Redemption = {
    ...heldNow(work, input),
    id,
    rewardId: reward.id,
    externalId: input.externalId,
    points: 0,
    promise: promiseOf(reward),
    heldUntil: null,
    codeUntil: endAfterDays(work.now, reward.validDays, timeZone),
    ...(pooled === null ? madeCode(sealer) : { sealedCode: pooled.sealedCode, codeHash: pooled.codeHash }),
  };
  await work.tx.insert(redemptions).values(given);
  const { brandId, customerId } = input;
  await work.record({ kind: 'redemption.held', brandId, customerId, redemptionId: id, points: 0 });
  return pooled === null ? given : settle(work, given, { status: 'redeemed' });
};

/**
 * Holds points for the merchant's own checkout, worth what the programme says.
 * @throws Fault `conflict` when fewer can be spent
 */
export const redeemPoints = async (
  work: Work,
  input: Member & { readonly points: number; readonly externalId: string },
): Promise<Redemption> => {
  const again = await findTwin(work.tx, input);
  if (again) return again;
  const account = await openForRedemption(work, input);
  const { brand, programme } = account;
  const worth = worthOf(input.points, programme.pointsWorthUnit, brand.currency);
  const promise: Promised = {
    rewardId: null,
    kind: 'points',
    title: {},
    valueMinor: worth,
    currency: worth === null ? null : brand.currency,
    percent: null,
    productId: null,
    minimumOrderMinor: null,
  };
  const { externalId, points } = input;
  const none = { codeUntil: null, sealedCode: null, codeHash: null, rewardId: null };
  const held = await hold(work, account, { id: work.newId(), externalId, points, promise, ...none });
  await close(work, account);
  return held;
};

/**
 * The shop has it ready, or it was used. The same again changes nothing.
 * @throws Fault `conflict` when it is no longer held: the shop then takes its code back; `not_found` for the order;
 *   `invalid` for a code that went out before: an order that names it would be of both redemptions
 */
export const confirmRedemption = async (
  work: Work,
  sealer: CodeSealer,
  input: {
    readonly brandId: string;
    readonly id: string;
    readonly code?: string | undefined;
    readonly orderId?: string | undefined;
  },
): Promise<Redemption> => {
  const redemption = await getRedemption(work.tx, input.brandId, input.id);
  const order = input.orderId === undefined ? null : await findOrder(work.tx, input.brandId, input.orderId);
  if (input.orderId !== undefined && order?.customerId !== redemption.customerId)
    throw notFound(`Order ${input.orderId} of this customer`);
  const used = order && redemption.orderId === null ? { orderId: order.id } : {};
  if (redemption.status === 'redeemed') {
    return order && redemption.orderId === null ? update(work, redemption, used) : redemption;
  }
  checkHeld(work, redemption);
  if (input.code !== undefined) await checkIsNew(work.tx, sealer, redemption, input.code);
  const code =
    input.code === undefined
      ? {}
      : { sealedCode: sealer.seal(input.code, codePurpose), codeHash: hashOf(sealer, input.code) };
  return settle(work, redemption, { status: 'redeemed', ...code, ...used });
};

/** The shop cannot, or the checkout was left: the points return. @throws Fault `conflict` when it was redeemed */
export const releaseRedemption = async (
  work: Work,
  input: { readonly brandId: string; readonly id: string; readonly why: string | null },
): Promise<Redemption> => {
  const redemption = await getRedemption(work.tx, input.brandId, input.id);
  if (redemption.status === 'released' || redemption.status === 'expired') return redemption;
  if (redemption.status === 'redeemed') throw new Fault('conflict', 'It was redeemed already');
  return giveUp(work, redemption, 'released', input.why);
};

/** Gives back what the shop has not answered for in time. @returns how many; as many as `limit`: there may be more */
export const expireHeld = async (work: Work, of: { brandId: string; limit: number }): Promise<number> => {
  const late = await work.tx
    .select()
    .from(redemptions)
    .where(
      and(eq(redemptions.status, 'held'), lte(redemptions.heldUntil, work.now), eq(redemptions.brandId, of.brandId)),
    )
    .orderBy(asc(redemptions.id))
    .limit(of.limit);
  for (const redemption of late) await giveUp(work, redemption, 'expired', null);
  return late.length;
};

/** Notes on which order codes were used, so that its refund finds the points. */
export const linkUsedCodes = async (work: Work, sealer: CodeHasher, order: OrderRow): Promise<void> => {
  if (order.codes.length === 0) return;
  const hashes = order.codes.map((code) => hashOf(sealer, code));
  await work.tx
    .update(redemptions)
    .set({ orderId: order.id })
    .where(
      and(
        eq(redemptions.brandId, order.brandId),
        eq(redemptions.customerId, order.customerId),
        isNull(redemptions.orderId),
        inArray(redemptions.status, ['held', 'redeemed']),
        or(inArray(redemptions.codeHash, hashes), inArray(redemptions.externalId, order.codes)),
      ),
    );
};

export type CodeHasher = Pick<Sealer, 'hashToken'>;

/** @param id ours, or the merchant's. @throws Fault `not_found` */
export const getRedemption = async (reader: Reader, brandId: string, id: string): Promise<Redemption> => {
  const rows = await reader
    .select()
    .from(redemptions)
    .where(and(eq(redemptions.brandId, brandId), or(eq(redemptions.id, id), eq(redemptions.externalId, id))));
  const row = rows.find((one) => one.id === id) ?? rows[0];
  if (!row) throw notFound(`Redemption ${id}`);
  return row;
};

/** What so many points are worth in the brand's currency, rounded down; null when the programme does not say. */
export const worthOf = (points: number, pointsWorthUnit: number | null, currency: string): number | null =>
  pointsWorthUnit === null
    ? null
    : Number((BigInt(points) * 10n ** BigInt(minorExponent(currency))) / BigInt(pointsWorthUnit));

const findTwin = async (
  reader: Reader,
  { brandId, customerId, externalId }: Member & { readonly externalId: string | null },
): Promise<Redemption | null> => {
  if (externalId === null) return null;
  const [twin] = await reader
    .select()
    .from(redemptions)
    .where(and(eq(redemptions.brandId, brandId), eq(redemptions.externalId, externalId)));
  if (twin && twin.customerId !== customerId) throw new Fault('conflict', `${externalId} is another customer's`);
  return twin ?? null;
};

const openForRedemption = async (work: Work, member: Member): Promise<Account> => {
  const found = await findProgramme(work.tx, member.brandId);
  if (found === null) throw new Fault('conflict', 'The brand has no programme');
  return openAccount(work, member, found);
};

const checkTier = async (work: Work, { programme, brand, row, ...member }: Account, reward: Reward): Promise<void> => {
  const rules = programme.tiers;
  if (reward.fromTier === null || rules === null) return;
  const ladder = { rules, timeZone: brand.timeZone, credits: await listCredits(work.tx, member, rules.counts) };
  const { standing } = advance(storedStanding(row), ladder, work.now);
  if (rankOf(rules, standing.tier) < rankOf(rules, reward.fromTier))
    throw new Fault('conflict', `This reward is for ${reward.fromTier} and above`);
};

type Holding = Pick<
  Redemption,
  'id' | 'rewardId' | 'externalId' | 'points' | 'codeUntil' | 'sealedCode' | 'codeHash'
> & { readonly promise: Promised };

const hold = async (work: Work, account: Account, holding: Holding): Promise<Redemption> => {
  const { brandId, customerId, book, programme, told } = account;
  const { id: redemptionId, points } = holding;
  const has = spendablePoints(book);
  if (has < points) throw new Fault('conflict', `${points} points are needed, ${has} can be spent`);
  spend(book, points, { kind: 'redeem', source: `redeem:${redemptionId}`, redemptionId });
  noteActivity(account);
  const heldUntil = after(work.now, minutes(programme.holdMinutes));
  const row: Redemption = { ...heldNow(work, account), heldUntil, ...holding };
  await work.tx.insert(redemptions).values(row);
  told.push({ kind: 'redemption.held', brandId, customerId, redemptionId, points });
  return row;
};

const heldNow = (work: Work, { brandId, customerId }: Member) => ({
  brandId,
  customerId,
  status: 'held' as const,
  orderId: null,
  why: null,
  createdAt: work.now,
  settledAt: null,
});

const promiseOf = (reward: Reward): Promised => ({
  rewardId: reward.externalId,
  kind: reward.kind,
  title: reward.title,
  valueMinor: reward.valueMinor,
  currency: reward.currency,
  percent: reward.percent,
  productId: reward.productId,
  minimumOrderMinor: reward.minimumOrderMinor,
});

const madeCode = (sealer: CodeSealer) => {
  const code = newCode();
  return { sealedCode: sealer.seal(code, codePurpose), codeHash: hashOf(sealer, code) };
};

const checkHeld = (work: Work, { status, heldUntil }: Redemption): void => {
  // By the clock, whether or not the points were given back yet.
  if (status !== 'held' || (heldUntil !== null && heldUntil <= work.now))
    throw new Fault('conflict', 'It is no longer held: the points are back with the customer');
};

const checkIsNew = async (reader: Reader, sealer: CodeHasher, { brandId, id }: Redemption, code: string) => {
  const [other] = await reader
    .select({ id: redemptions.id })
    .from(redemptions)
    .where(
      and(eq(redemptions.brandId, brandId), eq(redemptions.codeHash, hashOf(sealer, code)), ne(redemptions.id, id)),
    )
    .limit(1);
  if (other) throw invalidField('code', 'went out with another redemption');
};

const settle = async (
  work: Work,
  redemption: Redemption,
  changes: Partial<Redemption> & { readonly status: 'redeemed' | 'released' | 'expired' },
): Promise<Redemption> => {
  const settled = await update(work, redemption, { ...changes, settledAt: work.now });
  const { brandId, customerId, id: redemptionId, points } = redemption;
  await work.record({ kind: `redemption.${changes.status}`, brandId, customerId, redemptionId, points });
  return settled;
};

const update = async (work: Work, redemption: Redemption, changes: Partial<Redemption>): Promise<Redemption> => {
  await work.tx.update(redemptions).set(changes).where(eq(redemptions.id, redemption.id));
  return { ...redemption, ...changes };
};

const giveUp = async (
  work: Work,
  redemption: Redemption,
  status: 'released' | 'expired',
  why: string | null,
): Promise<Redemption> => {
  const { id: redemptionId, brandId } = redemption;
  if (redemption.points === 0) return settle(work, redemption, { status, why, sealedCode: null, codeHash: null });
  const found = await findProgramme(work.tx, brandId);
  if (found === null) throw new Fault('conflict', 'The brand has no programme');
  const spent = await work.tx
    .select()
    .from(pointEntries)
    .where(eq(pointEntries.redemptionId, redemptionId))
    .orderBy(asc(pointEntries.id));
  const account = await openAccount(work, redemption, found, { lotIds: spent.map(({ lotId }) => lotId) });
  const { book, programme } = account;
  const graceUntil = endAfterDays(book.now, programme.returnGraceDays, book.timeZone);
  for (const { lotId, points } of spent) {
    const lot = book.lots.find(({ id }) => id === lotId);
    if (!lot) throw new Error('a redemption took points from no lot');
    giveBack(book, lot, {
      kind: 'release',
      points: -points,
      source: `release:${redemptionId}`,
      redemptionId,
      graceUntil,
    });
  }
  await close(work, account);
  return settle(work, redemption, { status, why, sealedCode: null, codeHash: null });
};

const hashOf = (sealer: CodeHasher, code: string): string => sealer.hashToken(code, codePurpose);

/** Without letters that are taken for others; 16 of 30 are 78 bits, far beyond guessing. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 16;

const newCode = (): string =>
  Array.from(
    { length: codeLength },
    (_, at) => (at > 0 && at % 4 === 0 ? '-' : '') + (alphabet[randomInt(alphabet.length)] ?? ''),
  ).join('');
