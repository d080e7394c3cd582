/**
 * What the other customers of the demo did before it began: they bought things together, and friends of Chrissy came by
 * her link. They have no address to write to, so nobody is told of it.
 */
import type { Brand } from '../brands/index.ts';
import type { House } from '../compose.ts';
import { findCustomer } from '../customers/index.ts';
import { after, days } from '../kit/clock.ts';
import { type OrderInput, putOrder } from '../orders/index.ts';
import { type ProductInput, putProduct } from '../products/index.ts';
import { countBaskets } from '../recommendations/index.ts';
import { ensureCode, payDueReferrals, takeInvitation } from '../referrals/index.ts';
import type { Work } from '../work.ts';
import { type Product, products } from './stories.ts';

type BrandId = 'roestwerk' | 'dar-al-oud';

const shops: Readonly<Record<BrandId, { readonly url: string; readonly currency: string }>> = {
  roestwerk: { url: 'https://roestwerk.example/sortiment/', currency: 'EUR' },
  'dar-al-oud': { url: 'https://daraloud.example/products/', currency: 'SAR' },
};

/** Which products went together, and in how many orders. */
const bought: Readonly<Record<BrandId, readonly (readonly [orders: number, ...productIds: string[]])[]>> = {
  roestwerk: [
    [9, 'espresso', 'soap'],
    [7, 'yirgacheffe', 'pour-over'],
    [6, 'pour-over', 'candle'],
    [5, 'espresso', 'decaf', 'candle'],
    [4, 'decaf', 'pour-over'],
    [8, 'yirgacheffe'],
    [9, 'soap'],
  ],
  'dar-al-oud': [
    [7, 'oud-musk', 'amber-oud'],
    [6, 'incense-burner', 'amber-oud'],
    [5, 'rose-attar', 'oud-musk'],
    [8, 'rose-attar'],
  ],
};

/** Fills the shelves and the books of a brand whose people have ordered already. */
export const furnishCompany = async ({ perform, clock }: House, brand: Brand): Promise<void> => {
  const brandId = brand.id as BrandId;
  const { url, currency } = shops[brandId];
  const now = clock();
  await perform(async (work) => {
    for (const { productId, name, imageUrl, unitPriceMinor } of products[brandId]) {
      const price = { amountMinor: unitPriceMinor, currency };
      const input: ProductInput = { name, imageUrl, url: url + productId, price, inStock: true };
      await putProduct(work, brandId, productId, input);
    }
    await offerEarly(work, brandId, now);
    for (const [kind, [orders, ...productIds]] of bought[brandId].entries()) {
      for (let nth = 0; nth < orders; nth += 1) {
        const id = `old-${kind}-${nth}`;
        const placedAt = after(now, -days(40 + kind + nth * 3));
        await putOrder(work, brandId, id, orderOf(brand, { id, placedAt, productIds }), 'demo');
      }
    }
    await countBaskets(work, { brandId, limit: 500 });
  });
  if (brandId === 'roestwerk') await perform((work) => bringFriends(work, brand, now));
};

/** The next harvest: to gold two weeks before everybody, to silver one. */
const offerEarly = async (work: Work, brandId: BrandId, now: Date): Promise<void> => {
  if (brandId !== 'roestwerk') return;
  const { url, currency } = shops[brandId];
  await putProduct(work, brandId, 'panama', {
    name: 'Panama Geisha',
    imageUrl: '/demo/products/coffee-decaf.svg',
    url: `${url}panama`,
    price: { amountMinor: 2890, currency },
    inStock: true,
    earlyAccess: {
      tier: 'silver',
      from: { silver: after(now, days(3)), gold: after(now, -days(4)) },
      until: after(now, days(10)),
    },
  });
};

/** One of hers has been paid, one parcel is on its way, and one has only looked. */
const bringFriends = async (work: Work, brand: Brand, now: Date): Promise<void> => {
  const chrissy = await findCustomer(work.tx, brand.id, 'c-chrissy');
  if (!chrissy) throw new Error('the demo has no Chrissy');
  const code = await ensureCode(work, { brandId: brand.id, customerId: chrissy.id, deviceHash: null });
  const friends = [
    { id: 'friend-a', ago: 31, arrived: true },
    { id: 'friend-b', ago: 2, arrived: false },
  ];
  for (const { id, ago, arrived } of friends) {
    const placedAt = after(now, -days(ago));
    const events = [
      { status: 'picked_up' as const, occurredAt: after(placedAt, days(1)) },
      ...(arrived ? [{ status: 'delivered' as const, occurredAt: after(placedAt, days(3)) }] : []),
    ];
    const order = orderOf(brand, { id, placedAt, productIds: ['espresso', 'decaf'] });
    const shipments = [{ id: `s-${id}`, carrier: 'DHL', events }];
    await putOrder(work, brand.id, id, { ...order, codes: [code.code], shipments }, 'demo');
  }
  await takeInvitation(work, code, { token: 'demo', deviceHash: 'demo' });
  await payDueReferrals(work, { brandId: brand.id, limit: 10 });
};

const orderOf = (
  brand: Brand,
  {
    id,
    placedAt,
    productIds,
  }: { readonly id: string; readonly placedAt: Date; readonly productIds: readonly string[] },
): OrderInput => {
  const all: readonly Product[] = products[brand.id as BrandId];
  const items = productIds.map((productId) => {
    const product = all.find((one) => one.productId === productId);
    if (!product) throw new Error(`the demo does not sell ${productId}`);
    return { ...product, id: productId, quantity: 1 };
  });
  return {
    number: id,
    placedAt,
    currency: brand.currency,
    totalMinor: items.reduce((sum, { unitPriceMinor }) => sum + unitPriceMinor, 0),
    customer: { id: `c-${id}` },
    items,
  };
};
