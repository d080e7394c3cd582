/** What a brand sells, as far as the portal shows it. The shop's word replaces what was known of a product. */
import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { products } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Work } from '../work.ts';
import type { ProductInput } from './inputs.ts';

export type Product = typeof products.$inferSelect;

/** Adds the product or replaces it. @param externalId the merchant's id */
export const putProduct = async (
  work: Work,
  brandId: string,
  externalId: string,
  input: ProductInput,
): Promise<Product> => {
  const fields = {
    name: input.name,
    imageUrl: input.imageUrl ?? null,
    url: input.url ?? null,
    priceMinor: input.price?.amountMinor ?? null,
    currency: input.price?.currency ?? null,
    inStock: input.inStock,
    swapGroup: input.swapGroup ?? null,
    earlyAccessTier: input.earlyAccess?.tier ?? null,
    earlyAccessFrom: input.earlyAccess?.from ? instantsIn(input.earlyAccess.from) : null,
    earlyAccessUntil: input.earlyAccess?.until ?? null,
    updatedAt: work.now,
  };
  const [row] = await work.tx
    .insert(products)
    .values({ id: work.newId(), brandId, externalId, createdAt: work.now, ...fields })
    .onConflictDoUpdate({ target: [products.brandId, products.externalId], set: fields })
    .returning();
  if (!row) throw new Error('an upsert returned no row');
  return row;
};

const instantsIn = (from: Readonly<Record<string, Date>>): Record<string, string> =>
  Object.fromEntries(Object.entries(from).map(([tier, at]) => [tier, at.toISOString()]));

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

/** Those in stock that can stand in for a product of one of the groups, by name. */
export const listSwappable = async (
  reader: Reader,
  brandId: string,
  { groups, limit }: { readonly groups: readonly string[]; readonly limit: number },
): Promise<readonly Product[]> =>
  groups.length === 0
    ? []
    : reader
        .select()
        .from(products)
        .where(
          and(
            eq(products.brandId, brandId),
            inArray(products.swapGroup, [...new Set(groups)]),
            eq(products.inStock, true),
          ),
        )
        .orderBy(asc(products.name), asc(products.id))
        .limit(limit);

/** @returns a page in the order of the merchant's ids, and what to ask the next one with; null when there is none */
export const listProducts = async (
  reader: Reader,
  {
    brandId,
    after = '',
    limit,
  }: { readonly brandId: string; readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly products: readonly Product[]; readonly next: string | null }> => {
  const rows = await reader
    .select()
    .from(products)
    .where(and(eq(products.brandId, brandId), gt(products.externalId, after)))
    .orderBy(asc(products.externalId))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return { products: shown, next: rows.length > limit ? (shown.at(-1)?.externalId ?? null) : null };
};
