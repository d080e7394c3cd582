/** The code by which a customer brings friends: one each, made when it is first needed, good for as long as it stands. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { referralCodes } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Work } from '../work.ts';
import { newCode } from './code.ts';

export type ReferralCode = typeof referralCodes.$inferSelect;

interface Her {
  readonly brandId: string;
  readonly customerId: string;
}

/** So many browsers of hers are remembered, the last ones. */
const devicesMax = 10;

export const findCodeOf = async (reader: Reader, { brandId, customerId }: Her): Promise<ReferralCode | null> => {
  const [row] = await reader
    .select()
    .from(referralCodes)
    .where(and(eq(referralCodes.brandId, brandId), eq(referralCodes.customerId, customerId)));
  return row ?? null;
};

/** Whether anybody of the brand ever had a code: without one, no order is anybody's friend's. */
export const isAnybodyReferring = async (reader: Reader, brandId: string): Promise<boolean> =>
  (await reader.select({ id: referralCodes.id }).from(referralCodes).where(eq(referralCodes.brandId, brandId)).limit(1))
    .length > 0;

/** The first of `codes` that is somebody's. @param codes as `plainCode` gives them */
export const findCode = async (
  reader: Reader,
  brandId: string,
  codes: readonly string[],
): Promise<ReferralCode | null> => {
  if (codes.length === 0) return null;
  const rows = await reader
    .select()
    .from(referralCodes)
    .where(
      and(
        eq(referralCodes.brandId, brandId),
        inArray(referralCodes.code, [...codes]),
        isNull(referralCodes.disabledAt),
      ),
    );
  return rows.toSorted((a, b) => codes.indexOf(a.code) - codes.indexOf(b.code))[0] ?? null;
};

/** Makes her code when she has none, and remembers the browser in which she looks at it. */
export const ensureCode = async (
  work: Work,
  { deviceHash, ...her }: Her & { readonly deviceHash: string | null },
): Promise<ReferralCode> => {
  const held = await findCodeOf(work.tx, her);
  if (!held) {
    const deviceHashes = deviceHash === null ? [] : [deviceHash];
    const row = { id: work.newId(), ...her, code: newCode(), deviceHashes, createdAt: work.now, disabledAt: null };
    await work.tx.insert(referralCodes).values(row);
    return row;
  }
  if (deviceHash === null || held.deviceHashes.includes(deviceHash)) return held;
  const deviceHashes = [...held.deviceHashes, deviceHash].slice(-devicesMax);
  await work.tx.update(referralCodes).set({ deviceHashes }).where(eq(referralCodes.id, held.id));
  return { ...held, deviceHashes };
};
