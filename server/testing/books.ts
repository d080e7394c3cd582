/** What has to hold of every brand's books after whatever a test did. */
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { pointEntries, pointLots } from '../../db/schema/index.ts';
import type { Store } from '../../db/store.ts';

/** Σ entries = Σ lots for every lot and customer, no lot below zero, one earning per source. */
export const expectBooksToBalance = async (
  store: Store,
  brandId: string,
): Promise<readonly (typeof pointEntries.$inferSelect)[]> => {
  const { lots, entries } = await store.read(async (reader) => ({
    lots: await reader.select().from(pointLots).where(eq(pointLots.brandId, brandId)),
    entries: await reader.select().from(pointEntries).where(eq(pointEntries.brandId, brandId)),
  }));
  const byLot = Map.groupBy(entries, ({ lotId }) => lotId);
  expect(byLot.size).toBe(lots.length);
  for (const lot of lots) {
    const own = byLot.get(lot.id) ?? [];
    expect(
      own.reduce((all, { points }) => all + points, 0),
      `lot ${lot.id}`,
    ).toBe(lot.remaining);
    expect(lot.remaining).toBeGreaterThanOrEqual(0);
    expect(new Set(own.map(({ customerId }) => customerId))).toEqual(new Set([lot.customerId]));
  }
  const earned = entries
    .filter(({ kind }) => kind === 'earn')
    .map(({ customerId, source }) => `${customerId} ${source}`);
  expect(new Set(earned).size).toBe(earned.length);
  return entries;
};
