/**
 * The arithmetic of what is bought together: what an order adds to the counts and takes from them, and how much two
 * counts and what they share say about liking one with the other.
 */

/** Stands for every order that has any product. The outside cannot name a product so. */
export const anyOrder = '';

export interface PairCount {
  readonly productId: string;
  /** The product itself: its own count. */
  readonly withProductId: string;
  /** How many orders more, or less. */
  readonly orders: number;
  readonly placedAt: Date;
}

/** What is to be added for an order and what is to be taken back. */
export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly kept: readonly string[];
}

/** @param before what is counted. @param after what the order says. Each product once. */
export const differenceOf = (before: readonly string[], after: readonly string[]): Difference => ({
  added: after.filter((product) => !before.includes(product)),
  removed: before.filter((product) => !after.includes(product)),
  kept: before.filter((product) => after.includes(product)),
});

/** The sum of the differences: each pair once, in both directions, without those that come out even. */
export const countsOf = (orders: readonly (Difference & { readonly placedAt: Date })[]): readonly PairCount[] => {
  const sums = new Map<string, Map<string, { orders: number; placedAt: Date }>>();
  const add = (one: string, other: string, by: number, placedAt: Date): void => {
    const row = sums.get(one) ?? new Map<string, { orders: number; placedAt: Date }>();
    sums.set(one, row);
    const sum = row.get(other);
    const latest = sum && sum.placedAt > placedAt ? sum.placedAt : placedAt;
    row.set(other, { orders: (sum?.orders ?? 0) + by, placedAt: latest });
  };
  for (const { added, removed, kept, placedAt } of orders) {
    for (const [products, by] of [
      [added, 1],
      [removed, -1],
    ] as const) {
      for (const [at, one] of products.entries()) {
        add(one, one, by, placedAt);
        for (const other of [...kept, ...products.slice(at + 1)]) {
          add(one, other, by, placedAt);
          add(other, one, by, placedAt);
        }
      }
    }
    if (kept.length === 0 && added.length > 0 !== removed.length > 0) {
      add(anyOrder, anyOrder, added.length > 0 ? 1 : -1, placedAt);
    }
  }
  return [...sums].flatMap(([productId, row]) =>
    [...row].flatMap(([withProductId, sum]) => (sum.orders === 0 ? [] : [{ productId, withProductId, ...sum }])),
  );
};

/** Together less often than that is chance. */
export const supportMin = 3;
/** How many times as often together as two products that have nothing to do with each other. */
const liftMin = 1.2;

/** In how many orders: the one, the other, both, and all. */
export interface Shared {
  readonly one: number;
  readonly other: number;
  readonly both: number;
  readonly all: number;
}

/**
 * The cosine of the two, 0 to 1: what both share, by how often each is bought at all.
 * @returns null when it is too little to say anything, or no more than chance brings together
 */
export const likeness = ({ one, other, both, all }: Shared): number | null => {
  if (both < supportMin || one === 0 || other === 0) return null;
  const lift = (both * all) / (one * other);
  return lift < liftMin ? null : both / Math.sqrt(one * other);
};
