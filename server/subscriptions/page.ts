/** Reads what the subscriptions' page and the line on the tracking page show: a few bulk reads, whatever somebody has. */
import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { orderItems, orders } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { after, dayIn, days } from '../kit/clock.ts';
import { findProducts, listSwappable, type Product } from '../products/index.ts';
import { aspectOf } from './answers.ts';
import { type Change, earliestDay, latestDay, type State } from './changes.ts';
import { frequenciesFor, offersFor } from './offers.ts';
import {
  type ChangeRow,
  discountedAmong,
  recentChanges,
  type Subscription,
  stateOf,
  subscriptionsOf,
  versionOf,
} from './queries.ts';
import { troubledAmong } from './renewals.ts';
import { addIntervals, isRunning, nextCharge, upcoming } from './schedule.ts';
import type {
  AddressView,
  ChangeView,
  SubscriptionGlance,
  SubscriptionItemView,
  SubscriptionStatus,
  SubscriptionView,
  SwapView,
} from './view.shared.ts';

export interface Whose {
  readonly brand: Brand;
  readonly customerId: string;
  readonly now: Date;
}

/** The line on the tracking page: what comes again, without what has ended. One read. */
export const readSubscriptionLine = async (
  reader: Reader,
  { brand, customerId, now }: Whose,
): Promise<readonly SubscriptionGlance[]> => {
  const rows = await subscriptionsOf(reader, { brandId: brand.id, customerId });
  return rows
    .map((row): SubscriptionGlance => {
      const items = row.items.map(({ name, quantity }) => ({ name, quantity }));
      return { ...glanceOf(row, dayIn(now, brand.timeZone)), items };
    })
    .filter(({ status }) => status === 'active' || status === 'paused');
};

/** The customer's subscriptions, whole. @param whose.signedIn only then is the address among it */
export const readSubscriptions = async (
  reader: Reader,
  whose: Whose & { readonly signedIn: boolean; readonly picture: (imageUrl: string | null) => string | null },
): Promise<readonly SubscriptionView[]> => {
  const { brand, customerId, now } = whose;
  const rows = await subscriptionsOf(reader, { brandId: brand.id, customerId });
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const productIds = rows.flatMap(({ items }) => items.map(({ productId }) => productId));
  const things = await readThings(reader, { brandId: brand.id, customerId, productIds });
  const known: Known = {
    ...whose,
    ...things,
    today: dayIn(now, brand.timeZone),
    changes: await recentChanges(reader, { subscriptionIds: ids, since: after(now, -days(refusalShownDays)) }),
    troubled: await troubledAmong(reader, { brand, subscriptions: rows, now }),
    discounted: await discountedAmong(reader, ids),
  };
  return rows.map((row) => subscriptionView(row, known)).toSorted((a, b) => rank(a.status) - rank(b.status));
};

interface Things {
  readonly products: ReadonlyMap<string, Product>;
  readonly swappable: readonly Product[];
  /** By product, of things that she ordered before. */
  readonly pictures: ReadonlyMap<string, string>;
}

interface Known extends Whose, Things {
  readonly today: string;
  readonly signedIn: boolean;
  readonly picture: (imageUrl: string | null) => string | null;
  readonly changes: readonly ChangeRow[];
  readonly troubled: ReadonlySet<string>;
  readonly discounted: ReadonlySet<string>;
}

const swappableMax = 60;
const swapsShown = 8;
const refusalShownDays = 14;
const confirmationShownDays = 1;
const changesShown = 5;

const readThings = async (
  reader: Reader,
  of: { readonly brandId: string; readonly customerId: string; readonly productIds: readonly string[] },
): Promise<Things> => {
  const products = new Map(
    (await findProducts(reader, of.brandId, of.productIds)).map((product) => [product.externalId, product]),
  );
  const groups = [...products.values()].flatMap(({ swapGroup }) => swapGroup ?? []);
  const swappable = await listSwappable(reader, of.brandId, { groups, limit: swappableMax });
  const lacking = of.productIds.filter((id) => !products.get(id)?.imageUrl);
  return { products, swappable, pictures: await picturesOrdered(reader, { ...of, productIds: lacking }) };
};

const picturesOrdered = async (
  reader: Reader,
  of: { readonly brandId: string; readonly customerId: string; readonly productIds: readonly string[] },
): Promise<ReadonlyMap<string, string>> => {
  if (of.productIds.length === 0) return new Map();
  const rows = await reader
    .select({ productId: orderItems.productId, imageUrl: orderItems.imageUrl })
    .from(orderItems)
    .innerJoin(orders, eq(orders.id, orderItems.orderId))
    .where(
      and(
        eq(orders.brandId, of.brandId),
        eq(orders.customerId, of.customerId),
        inArray(orderItems.productId, [...of.productIds]),
        isNotNull(orderItems.imageUrl),
      ),
    )
    .orderBy(desc(orders.placedAt))
    .limit(swappableMax);
  // The newest is first, and of two in a map the last one stays.
  return new Map(
    rows.toReversed().flatMap((row) => (row.productId && row.imageUrl ? [[row.productId, row.imageUrl]] : [])),
  );
};

const rank = (status: SubscriptionStatus): number => (status === 'active' ? 0 : status === 'paused' ? 1 : 2);

const glanceOf = (row: Subscription, today: string): Omit<SubscriptionGlance, 'items'> => {
  const state = stateOf(row);
  const running = isRunning(state, today);
  return {
    id: row.id,
    status: running ? 'active' : state.status,
    interval: state.interval,
    nextOn: nextCharge(state, today),
    pausedUntil: running ? null : state.pausedUntil,
  };
};

const subscriptionView = (row: Subscription, known: Known): SubscriptionView => {
  const { today, brand } = known;
  const state = stateOf(row);
  const settings = brand.settings.subscriptions;
  const items = state.items.map((item) => itemView(item, state, known));
  const fullPriceMinor = state.items.reduce((sum, item) => sum + item.quantity * item.unitPriceMinor, 0);
  const off = state.discount === null ? 0 : Math.round((fullPriceMinor * state.discount.percent) / 100);
  const swaps = items.flatMap(({ productId, swaps: into }) =>
    into.map(({ productId: to, name, imagePath }) => ({ productId, to, name, imagePath })),
  );
  const hadDiscount = known.discounted.has(row.id) || state.discount !== null;
  const glance = glanceOf(row, today);
  return {
    ...glance,
    version: versionOf(row),
    items,
    currency: row.currency,
    priceMinor: fullPriceMinor - off,
    fullPriceMinor,
    discount: state.discount,
    stops: upcoming(state, today).map((stop) => ({ ...stop, changeable: stop.on >= earliestDay(today) })),
    troubled: glance.status === 'active' && known.troubled.has(row.id),
    frequencies: frequenciesFor(state.interval, settings.frequencies),
    pauses: pausesFrom(glance.nextOn ?? today, today),
    earliestOn: earliestDay(today),
    latestOn: latestDay(today),
    afterNowOn: addIntervals(today, state.interval, 1),
    cancelledAt: row.cancelledAt,
    offers: offersFor({ state, today, settings, hadDiscount, swaps }),
    changes: changesOf(row, known),
    address: known.signedIn ? addressView(row) : null,
  };
};

const itemView = (item: State['items'][number], state: State, known: Known): SubscriptionItemView => {
  const product = known.products.get(item.productId);
  const has = (productId: string): boolean => state.items.some((one) => one.productId === productId);
  const swaps = known.swappable
    .filter((one) => one.swapGroup === product?.swapGroup && !has(one.externalId))
    .slice(0, swapsShown)
    .map(
      (one): SwapView => ({
        productId: one.externalId,
        name: one.name,
        priceMinor: one.priceMinor,
        imagePath: known.picture(one.imageUrl),
      }),
    );
  const imageUrl = product?.imageUrl ?? known.pictures.get(item.productId) ?? null;
  const { productId, variantId = null, name, quantity, unitPriceMinor } = item;
  return { productId, variantId, name, quantity, unitPriceMinor, imagePath: known.picture(imageUrl), swaps };
};

const pausesFrom = (from: string, today: string): readonly string[] =>
  [1, 2, 3]
    .map((months) => addIntervals(from, { count: 1, unit: 'month' }, months))
    .filter((on) => on <= latestDay(today));

/**
 * Of those that wait only the latest of its kind, and of an end nothing that it has overtaken; what was refused stays to
 * be seen for a while.
 */
const changesOf = (row: Subscription, { changes, now }: Known): readonly ChangeView[] => {
  const waiting = new Set<string>();
  const hasEnded = row.status === 'cancelled' || row.status === 'expired';
  return changes
    .filter((change) => {
      if (change.subscriptionId !== row.id) return false;
      const aspect = aspectOf(change.input);
      if (change.status === 'confirmed')
        return change.settledAt !== null && change.settledAt > after(now, -days(confirmationShownDays));
      if (change.status !== 'sent') return true;
      if (hasEnded && aspect !== 'status') return false;
      const isLatest = !waiting.has(aspect);
      waiting.add(aspect);
      return isLatest;
    })
    .slice(0, changesShown)
    .map((change) => changeView(change, now));
};

const changeView = (change: ChangeRow, now: Date): ChangeView => ({
  id: change.id,
  action: change.action,
  state: changeState(change, now),
  on: dayOf(change.input),
  why: change.why,
  at: change.settledAt ?? change.createdAt,
});

const changeState = ({ status, answerBy }: ChangeRow, now: Date): ChangeView['state'] => {
  if (status === 'sent') return answerBy > now ? 'waiting' : 'overdue';
  return status === 'confirmed' ? 'confirmed' : status === 'rolled_back' ? 'refused' : 'overruled';
};

const dayOf = (change: Change): string | null => {
  if ('on' in change) return change.on;
  return change.action === 'pause' ? change.until : null;
};

const addressView = ({ deliveryAddress: of }: Subscription): AddressView | null =>
  of && {
    name: of.name ?? null,
    line1: of.line1 ?? null,
    line2: of.line2 ?? null,
    city: of.city ?? null,
    region: of.region ?? null,
    postalCode: of.postalCode ?? null,
    countryCode: of.countryCode ?? null,
  };
