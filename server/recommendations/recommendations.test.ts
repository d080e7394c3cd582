import { and, eq, ne } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { productPairs, products, subscriptions } from '../../db/schema/index.ts';
import { getBrand } from '../brands/index.ts';
import { getOrder, orderInput, putOrder } from '../orders/index.ts';
import { setHold } from '../promos/index.ts';
import { settleShopper } from '../testing/people.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import type { React } from '../work.ts';
import { countBaskets, noteBasket, recommend } from './index.ts';

const react: React = async (work, fact) => {
  if (fact.kind === 'order.placed' || fact.kind === 'order.changed' || fact.kind === 'order.cancelled') {
    await noteBasket(work, fact);
  }
};

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop(react);
});
afterAll(() => workshop.close());

const newBrand = async (): Promise<string> =>
  (await workshop.perform((work) => settleShopper(work, { placedAt: new Date('2025-01-01') }))).brandId;

const put = (brandId: string, id: string, basket: readonly string[], more: object = {}) =>
  workshop.perform((work) => {
    const input = orderInput.parse({
      number: id,
      placedAt: '2026-11-01T09:00:00Z',
      currency: 'EUR',
      totalMinor: 1000,
      customer: { id: `c-${id}` },
      items: basket.map((productId, at) => ({
        id: `i-${at}`,
        productId,
        name: productId.toUpperCase(),
        quantity: 1,
        unitPriceMinor: 100,
      })),
      ...more,
    });
    return putOrder(work, brandId, id, input, 'test');
  });

const count = (brandId: string, limit = 500) => workshop.perform((work) => countBaskets(work, { brandId, limit }));

const pairsOf = async (brandId: string): Promise<Record<string, number>> => {
  const rows = await workshop.store.read((reader) =>
    reader.select().from(productPairs).where(eq(productPairs.brandId, brandId)),
  );
  return Object.fromEntries(rows.map((row) => [`${row.productId}+${row.withProductId}`, row.orders]));
};

/** Counted from nothing, the simple way. */
const recount = (baskets: readonly (readonly string[])[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  const add = (key: string): void => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  for (const basket of baskets) {
    if (basket.length > 0) add('+');
    for (const one of basket) for (const other of basket) add(`${one}+${other}`);
  }
  return counts;
};

describe('counting', () => {
  const basket = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 });
  const step = fc.record({
    order: fc.constantFrom('o1', 'o2', 'o3'),
    basket,
    cancel: fc.boolean(),
    countAfter: fc.boolean(),
  });

  test('ok: in whatever order orders come, change, are called off and are counted, it is as if counted anew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const brandId = await newBrand();
        const now = new Map<string, readonly string[]>();
        const cancelled = new Set<string>();
        for (const { order, basket: held, cancel, countAfter } of steps) {
          await put(brandId, order, held, cancel ? { cancelledAt: '2026-11-02T09:00:00Z' } : {});
          if (cancel) cancelled.add(order);
          now.set(order, cancelled.has(order) ? [] : held);
          if (countAfter) await count(brandId, 1);
        }
        for (let last = 1; last > 0; ) last = await count(brandId, 2);
        expect(await pairsOf(brandId)).toEqual(recount([...now.values()]));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('ok: a very large order counts its first thirty products', async () => {
    const brandId = await newBrand();
    const many = Array.from({ length: 45 }, (_, at) => `p-${String(at).padStart(2, '0')}`);
    await put(brandId, 'large', many);
    await count(brandId);
    expect(await pairsOf(brandId)).toEqual(recount([many.slice(0, 30)]));
  });

  test('ok: brands are counted apart', async () => {
    const [one, other] = [await newBrand(), await newBrand()];
    await put(one, 'o', ['a', 'b']);
    expect(await count(other)).toBe(0);
    expect(await count(one)).toBe(1);
    expect(await pairsOf(other)).toEqual({});
  });
});

describe('recommending', () => {
  /** A brand where `p-1`, which every settled shopper has, goes with several others. */
  const openShop = async () => {
    workshop.clock.set('2026-11-20T12:00:00Z');
    const shopper = await workshop.perform((work) => settleShopper(work));
    const { brandId } = shopper;
    const sold = [
      ['often', 6],
      ['rarely', 3],
      ['hardly', 2],
    ] as const;
    for (const [product, times] of sold) {
      for (let nth = 0; nth < times; nth += 1) await put(brandId, `${product}-${nth}`, ['p-1', product]);
    }
    for (let nth = 0; nth < 12; nth += 1) await put(brandId, `else-${nth}`, ['else']);
    await count(brandId);
    await workshop.perform(async (work) => {
      for (const externalId of ['p-1', 'often', 'rarely', 'hardly', 'else']) {
        await work.tx.insert(products).values({
          id: work.newId(),
          brandId,
          externalId,
          name: `The ${externalId}`,
          url: `https://shop.example/${externalId}`,
          priceMinor: 500,
          currency: 'EUR',
          inStock: true,
          createdAt: work.now,
          updatedAt: work.now,
        });
      }
    });
    const shown = async () =>
      (
        await workshop.store.read(async (reader) =>
          recommend(
            reader,
            { picture: (url) => url },
            {
              brand: await getBrand(reader, brandId),
              order: await getOrder(reader, brandId, shopper.orderId),
              now: workshop.clock(),
            },
          ),
        )
      ).map(({ productId }) => productId);
    const change = (externalId: string, changes: object) =>
      workshop.perform(async (work) => {
        await work.tx
          .update(products)
          .set(changes)
          .where(and(eq(products.brandId, brandId), eq(products.externalId, externalId)));
      });
    return { shopper, brandId, shown, change };
  };

  test('ok: what others bought with it, the likeliest first, with why; not what was together twice', async () => {
    const { brandId, shopper, shown } = await openShop();
    expect(await shown()).toEqual(['often', 'rarely']);
    const [first] = await workshop.store.read(async (reader) =>
      recommend(
        reader,
        { picture: (url) => url },
        {
          brand: await getBrand(reader, brandId),
          order: await getOrder(reader, brandId, shopper.orderId),
          now: workshop.clock(),
        },
      ),
    );
    expect(first).toMatchObject({ name: 'The often', because: 'Espresso', price: { minor: 500, currency: 'EUR' } });
  });

  test('refuses what is out of stock, unknown, without a page, or opens later', async () => {
    const { shown, change } = await openShop();
    for (const gone of [{ inStock: false }, { url: null }, { earlyAccessUntil: new Date('2026-12-01') }]) {
      await change('often', { inStock: true, url: 'https://shop.example/often', earlyAccessUntil: null, ...gone });
      expect(await shown(), JSON.stringify(gone)).toEqual(['rarely']);
    }
    await change('rarely', { externalId: 'renamed' });
    expect(await shown()).toEqual([]);
  });

  test('refuses what she subscribes to, and what she has just bought', async () => {
    const { shopper, brandId, shown } = await openShop();
    await workshop.perform((work) =>
      work.tx.insert(subscriptions).values({
        id: work.newId(),
        brandId,
        externalId: 'sub',
        customerId: shopper.customerId,
        source: 'test',
        status: 'paused',
        items: [{ productId: 'often', name: 'Often', quantity: 1, unitPriceMinor: 100 }],
        currency: 'EUR',
        intervalCount: 1,
        intervalUnit: 'month',
        nextChargeOn: null,
        originOrderId: null,
        startedAt: work.now,
        sourceUpdatedAt: work.now,
        createdAt: work.now,
        updatedAt: work.now,
      }),
    );
    expect(await shown()).toEqual(['rarely']);
    await put(brandId, 'hers', ['rarely'], {
      customer: { id: shopper.customerExternalId },
      placedAt: '2026-11-10T09:00:00Z',
    });
    expect(await shown()).toEqual([]);
    workshop.clock.set('2026-12-11T09:00:00Z');
    expect(await shown()).toEqual(['rarely']);
  });

  test('refuses everything while something of hers is held, or when she wants no promotions', async () => {
    const { shopper, brandId, shown } = await openShop();
    const until = new Date('2026-11-25T12:00:00Z');
    await workshop.perform((work) =>
      setHold(work, {
        brandId,
        customerId: shopper.customerId,
        reason: 'negative_sentiment',
        channel: null,
        productId: null,
        source: 'test',
        alertId: null,
        until,
        maxUntil: null,
      }),
    );
    expect(await shown()).toEqual([]);
    workshop.clock.set(until);
    expect(await shown()).toEqual(['often', 'rarely']);
  });

  test('refuses what was never together with anything of the order', async () => {
    const { brandId, shown } = await openShop();
    await workshop.perform((work) =>
      work.tx
        .delete(productPairs)
        .where(and(eq(productPairs.brandId, brandId), ne(productPairs.productId, productPairs.withProductId))),
    );
    expect(await shown()).toEqual([]);
  });
});
