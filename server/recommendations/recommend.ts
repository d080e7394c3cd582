/**
 * What goes with an order, from what others bought together. Soft: a few products at most, none that she has or gets
 * anyway, none that cannot be had, and nothing at all while something of hers is not as it should be.
 */
import { and, desc, eq, gte, inArray, ne, or } from 'drizzle-orm';
import { productPairs, subscriptions } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { getCustomer } from '../customers/index.ts';
import { after, days } from '../kit/clock.ts';
import { listItems, type OrderRow } from '../orders/index.ts';
import { findProducts, type Product } from '../products/index.ts';
import { proposable } from '../promos/index.ts';
import { anyOrder, likeness, supportMin } from './pairs.ts';
import type { RecommendationView } from './view.shared.ts';

const shownMax = 4;
/** More than are shown, as some will fall away. */
const candidatesMax = 16;
/** Of one product's companions the most frequent. */
const pairsMax = 200;
/** What nobody has bought together for so long has gone out of fashion, or out of season. */
const freshDays = 400;

/** At most four, the likeliest first. Most orders cost one query: nothing was ever bought with what is in them. */
export const recommend = async (
  reader: Reader,
  parts: { readonly picture: (imageUrl: string | null) => string | null },
  asked: { readonly brand: Brand; readonly order: OrderRow; readonly now: Date },
): Promise<readonly RecommendationView[]> => {
  const { brand, order, now } = asked;
  if (order.cancelledAt) return [];
  const items = await listItems(reader, order.id);
  const inOrder = new Map(items.flatMap(({ productId, name }) => (productId === null ? [] : [[productId, name]])));
  const candidates = await companions(reader, brand.id, { products: [...inOrder.keys()], now });
  if (candidates.length === 0) return [];

  const ids = candidates.map(({ productId }) => productId);
  const customer = await getCustomer(reader, brand.id, order.customerId);
  const allowed = await proposable(reader, { brand, customer, productIds: ids, now });
  if (allowed.size === 0) return [];
  const subscribed = await subscribedProducts(reader, { brandId: brand.id, customerId: customer.id });
  const known = new Map((await findProducts(reader, brand.id, ids)).map((product) => [product.externalId, product]));
  return candidates
    .flatMap(({ productId, of }): RecommendationView[] => {
      const product = known.get(productId);
      const because = inOrder.get(of);
      if (!product || because === undefined || subscribed.has(productId) || !allowed.has(productId)) return [];
      if (!isForSale(product, now) || product.url === null) return [];
      const { name, url } = product;
      return [{ productId, name, url, because, imagePath: parts.picture(product.imageUrl), price: priceOf(product) }];
    })
    .slice(0, shownMax);
};

interface Candidate {
  readonly productId: string;
  /** The product of the order that it goes with best. */
  readonly of: string;
  readonly score: number;
}

const companions = async (
  reader: Reader,
  brandId: string,
  { products, now }: { readonly products: readonly string[]; readonly now: Date },
): Promise<readonly Candidate[]> => {
  if (products.length === 0) return [];
  const pairs = await reader
    .select()
    .from(productPairs)
    .where(
      and(
        eq(productPairs.brandId, brandId),
        inArray(productPairs.productId, [...products]),
        ne(productPairs.productId, productPairs.withProductId),
        gte(productPairs.orders, supportMin),
      ),
    )
    .orderBy(desc(productPairs.orders), productPairs.id)
    .limit(pairsMax);
  const since = after(now, -days(freshDays));
  const fresh = pairs.filter((pair) => pair.lastAt >= since && !products.includes(pair.withProductId));
  if (fresh.length === 0) return [];
  const counts = await ownCounts(reader, brandId, [...products, ...fresh.map(({ withProductId }) => withProductId)]);
  const best = new Map<string, Candidate>();
  for (const { productId: of, withProductId: productId, orders: both } of fresh) {
    const score = likeness({
      one: counts.get(of) ?? 0,
      other: counts.get(productId) ?? 0,
      both,
      all: counts.get(anyOrder) ?? 0,
    });
    if (score !== null && score > (best.get(productId)?.score ?? 0)) best.set(productId, { productId, of, score });
  }
  return [...best.values()]
    .toSorted((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1))
    .slice(0, candidatesMax);
};

const ownCounts = async (
  reader: Reader,
  brandId: string,
  products: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const ids = [...new Set([anyOrder, ...products])];
  const rows = await reader
    .select({ productId: productPairs.productId, orders: productPairs.orders })
    .from(productPairs)
    .where(
      and(
        eq(productPairs.brandId, brandId),
        inArray(productPairs.productId, ids),
        eq(productPairs.productId, productPairs.withProductId),
      ),
    );
  return new Map(rows.map(({ productId, orders }) => [productId, orders]));
};

/** What comes to her by itself, or will again. */
const subscribedProducts = async (
  reader: Reader,
  her: { readonly brandId: string; readonly customerId: string },
): Promise<ReadonlySet<string>> => {
  const rows = await reader
    .select({ items: subscriptions.items })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.brandId, her.brandId),
        eq(subscriptions.customerId, her.customerId),
        or(eq(subscriptions.status, 'active'), eq(subscriptions.status, 'paused')),
      ),
    );
  return new Set(rows.flatMap(({ items }) => items.map(({ productId }) => productId)));
};

/** What opens to everybody later is no news for those who cannot have it yet. */
const isForSale = ({ inStock, earlyAccessUntil }: Product, now: Date): boolean =>
  inStock && (earlyAccessUntil === null || earlyAccessUntil <= now);

const priceOf = ({ priceMinor, currency }: Product): RecommendationView['price'] =>
  priceMinor === null || currency === null ? null : { minor: priceMinor, currency };
