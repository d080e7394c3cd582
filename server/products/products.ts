/** What a brand sells, as far as the portal shows it. */
import { and, eq, inArray } from 'drizzle-orm';
import { products } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';

export type Product = typeof products.$inferSelect;

/** @param externalIds the merchant's; those that are not known are not in the answer */
export const findProducts = async (
  reader: Reader,
  brandId: string,
  externalIds: readonly string[],
): Promise<readonly Product[]> =>
  externalIds.length === 0
    ? []
    : reader
        .select()
        .from(products)
        .where(and(eq(products.brandId, brandId), inArray(products.externalId, [...new Set(externalIds)])));
