/** The shops' side of the demo: what they sell, what their people subscribe to, and the answers that a shop gives. */
import type { Reader } from '../../db/store.ts';
import type { House } from '../compose.ts';
import { findCustomer } from '../customers/index.ts';
import { notFound } from '../faults.ts';
import { after, dayIn, days } from '../kit/clock.ts';
import { putProduct } from '../products/index.ts';
import {
  findChange,
  findSubscriptionById,
  openChanges,
  putSubscription,
  type SubscriptionInput,
  settleChange,
  subscriptionsOf,
} from '../subscriptions/index.ts';
import type { Work } from '../work.ts';
import { dayFrom } from './plan.ts';
import type { Story } from './stories.ts';
import type { PersonaView, ShopAnswer } from './view.shared.ts';

type BrandId = Story['brandId'];

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly swapGroup: string | undefined;
}

const things: Readonly<Record<BrandId, readonly Thing[]>> = {
  roestwerk: [
    { id: 'espresso', name: 'Espresso Südstadt', priceMinor: 1890, swapGroup: 'beans' },
    { id: 'yirgacheffe', name: 'Äthiopien Yirgacheffe, ganze Bohne', priceMinor: 1290, swapGroup: 'beans' },
    { id: 'decaf', name: 'Feierabend, entkoffeiniert', priceMinor: 1350, swapGroup: 'beans' },
    { id: 'pour-over', name: 'Handfilter aus Porzellan', priceMinor: 2900, swapGroup: undefined },
  ],
  'dar-al-oud': [
    { id: 'oud-musk', name: 'عطر عود ومسك', priceMinor: 34900, swapGroup: 'perfumes' },
    { id: 'rose-attar', name: 'دهن ورد طائفي', priceMinor: 21900, swapGroup: 'perfumes' },
    { id: 'amber-oud', name: 'عنبر وعود', priceMinor: 28900, swapGroup: 'perfumes' },
  ],
};

const pictureOf = (id: string): string =>
  `/demo/products/${['espresso', 'yirgacheffe', 'decaf'].includes(id) ? `coffee-${id}` : id}.svg`;

interface Subscribed {
  readonly brandId: BrandId;
  readonly id: string;
  readonly customerId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly interval: SubscriptionInput['interval'];
  readonly nextInDays: number;
  readonly address: NonNullable<SubscriptionInput['deliveryAddress']>;
}

const cologne = { name: 'Marshall Brandt', line1: 'Merowingerstraße 12', postalCode: '50677', city: 'Köln' };

const subscribed: readonly Subscribed[] = [
  {
    brandId: 'roestwerk',
    id: 'sub-espresso',
    customerId: 'c-marshall',
    productId: 'espresso',
    quantity: 2,
    interval: { count: 1, unit: 'month' },
    nextInDays: 9,
    address: { ...cologne, countryCode: 'DE' },
  },
  {
    brandId: 'roestwerk',
    id: 'sub-decaf',
    customerId: 'c-marshall',
    productId: 'decaf',
    quantity: 1,
    interval: { count: 6, unit: 'week' },
    nextInDays: 23,
    address: { ...cologne, countryCode: 'DE' },
  },
  {
    brandId: 'dar-al-oud',
    id: 'sub-oud',
    customerId: 'c-amal',
    productId: 'oud-musk',
    quantity: 1,
    interval: { count: 2, unit: 'month' },
    nextInDays: 12,
    address: { name: 'أمل الحربي', line1: 'شارع العليا ٢١', city: 'الرياض', postalCode: '12211', countryCode: 'SA' },
  },
];

/** After the orders, as those bring the customers. */
export const openShops = async (work: Work, currencyOf: (brandId: string) => string): Promise<void> => {
  for (const [brandId, sold] of Object.entries(things)) {
    for (const { id, name, priceMinor, swapGroup } of sold) {
      const price = { amountMinor: priceMinor, currency: currencyOf(brandId) };
      await putProduct(work, brandId, id, { name, imageUrl: pictureOf(id), price, inStock: true, swapGroup });
    }
  }
  for (const one of subscribed) {
    const thing = things[one.brandId].find(({ id }) => id === one.productId);
    const customer = await findCustomer(work.tx, one.brandId, one.customerId);
    if (!thing || !customer) throw new Error(`the demo has no ${one.productId} for ${one.customerId}`);
    const { name, priceMinor: unitPriceMinor } = thing;
    const input: SubscriptionInput = {
      id: one.id,
      customer: { id: one.customerId },
      status: 'active',
      items: [{ productId: one.productId, name, quantity: one.quantity, unitPriceMinor }],
      currency: currencyOf(one.brandId),
      interval: one.interval,
      nextChargeOn: dayFrom(dayIn(work.now, 'Europe/Berlin'), one.nextInDays),
      deliveryAddress: one.address,
      createdAt: after(work.now, -days(90)),
      updatedAt: work.now,
    };
    await putSubscription(work, one.brandId, input, 'demo');
  }
};

/** What a person changed and the shop has not answered. */
export const readWaiting = async (reader: Reader, story: Story): Promise<PersonaView['changes']> => {
  const { brandId } = story;
  const customer = await findCustomer(reader, brandId, story.order.customer.id);
  if (!customer) return [];
  const waiting: PersonaView['changes'][number][] = [];
  for (const { id, items } of await subscriptionsOf(reader, { brandId, customerId: customer.id })) {
    for (const { id: changeId, action } of await openChanges(reader, id)) {
      waiting.push({ id: changeId, action, of: items.map(({ name }) => name).join(', ') });
    }
  }
  return waiting;
};

/** The shop's answer to a change, as its own software would give it. @throws Fault `not_found` */
export const answerAsShop = async (
  { perform }: Pick<House, 'perform'>,
  answer: { readonly brandIds: readonly string[]; readonly changeId: string; readonly answer: ShopAnswer },
): Promise<void> => {
  await perform(async (work) => {
    for (const brandId of answer.brandIds) {
      const change = await findChange(work.tx, brandId, answer.changeId);
      const subscription = change && (await findSubscriptionById(work.tx, brandId, change.subscriptionId));
      if (!change || !subscription) continue;
      const ids = { brandId, subscription: subscription.externalId, change: change.id };
      const why = change.action === 'swap' ? 'out_of_stock' : 'already_charged';
      await settleChange(work, ids, answer.answer === 'confirm' ? { status: 'confirmed' } : { status: 'refused', why });
      return;
    }
    throw notFound('The change');
  });
};
