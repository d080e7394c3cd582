/**
 * A change that a customer makes: it counts here at once, the shop is asked to make it, and until it answers
 * the change is open. Asked twice, it is made once.
 */
import { and, eq } from 'drizzle-orm';
import { subscriptionChanges, subscriptions } from '../../db/schema/index.ts';
import { type Brand, getBrand } from '../brands/index.ts';
import { notFound } from '../faults.ts';
import { after, dayIn, hours } from '../kit/clock.ts';
import { findProducts } from '../products/index.ts';
import type { Work } from '../work.ts';
import { type Change, decide, isLine, type State } from './changes.ts';
import type { AskedChange } from './inputs.ts';
import { findOffer } from './offers.ts';
import {
  columnsOf,
  discountedAmong,
  findSubscriptionById,
  openChanges,
  type Subscription,
  stateOf,
  versionOf,
} from './queries.ts';
import type { CancelReason, Refusal } from './view.shared.ts';

export interface ChangeRequest {
  readonly brandId: string;
  readonly customerId: string;
  /** Ours. */
  readonly subscriptionId: string;
  readonly asked: AskedChange;
  /** Of what was seen when it was chosen; null: whatever it is now. */
  readonly version: string | null;
}

export type Requested =
  | { readonly outcome: 'requested'; readonly changeId: string }
  /** It is so already. */
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly why: Refusal };

/**
 * Makes the change and asks the shop for it. Records `subscription.change_requested`.
 * @returns `refused` with why in a word; `changed` when the subscription is not as it was seen any more
 * @throws Fault `not_found` for a subscription of somebody else
 */
export const requestChange = async (work: Work, request: ChangeRequest): Promise<Requested> => {
  const { brandId, customerId } = request;
  const subscription = await findSubscriptionById(work.tx, brandId, request.subscriptionId, customerId);
  if (!subscription) throw notFound('The subscription');
  const brand = await getBrand(work.tx, brandId);
  const resolved = await resolve(work, { brand, subscription }, request.asked);
  if ('why' in resolved) return { outcome: 'refused', why: resolved.why };
  if ('isSo' in resolved) return { outcome: 'unchanged' };
  const { change } = resolved;
  if (change.action === 'order_now' && (await isOrderedToday(work, brand, subscription)))
    return { outcome: 'unchanged' };
  const before = stateOf(subscription);
  const decision = decide(before, change, dayIn(work.now, brand.timeZone));
  if (decision.outcome === 'unchanged') return decision;
  // After what is so already, so that a second tap on the same button is no conflict.
  if (request.version !== null && request.version !== versionOf(subscription))
    return { outcome: 'refused', why: 'changed' };
  if (decision.outcome === 'refused') return decision;
  const by = request.asked.action === 'offer' ? 'offer' : 'shopper';
  const changeId = await make(work, { brand, subscription, change, before, state: decision.state, by });
  return { outcome: 'requested', changeId };
};

type Resolved = { readonly change: Change } | { readonly why: Refusal } | { readonly isSo: true };

/** What was asked with what it stands for: the product to swap in, the change behind an offer. */
const resolve = async (
  work: Work,
  { brand, subscription }: { brand: Brand; subscription: Subscription },
  asked: AskedChange,
): Promise<Resolved> => {
  if (asked.action === 'swap') return resolveSwap(work, subscription, asked);
  if (asked.action !== 'offer') return { change: asked };
  return resolveOffer(work, { brand, subscription }, asked);
};

const resolveSwap = async (
  work: Work,
  { brandId, items, currency }: Subscription,
  { productId, variantId, to }: { productId: string; variantId?: string | undefined; to: string },
): Promise<Resolved> => {
  const item = items.find((one) => isLine(one, { productId, variantId }));
  if (!item) return items.some((one) => one.productId === to) ? { isSo: true } : { why: 'not_in_it' };
  const found = await findProducts(work.tx, brandId, [productId, to]);
  const from = found.find((product) => product.externalId === productId);
  const into = found.find((product) => product.externalId === to);
  if (!from || !into || from.swapGroup === null || from.swapGroup !== into.swapGroup) return { why: 'not_swappable' };
  if (!into.inStock) return { why: 'out_of_stock' };
  const isPriced = into.priceMinor !== null && into.currency === currency;
  const unitPriceMinor = isPriced && into.priceMinor !== null ? into.priceMinor : item.unitPriceMinor;
  const instead = { productId: to, name: into.name, quantity: item.quantity, unitPriceMinor };
  return { change: { action: 'swap', productId, ...(variantId === undefined ? {} : { variantId }), item: instead } };
};

const resolveOffer = async (
  work: Work,
  { brand, subscription }: { brand: Brand; subscription: Subscription },
  asked: { reason: CancelReason; offer: string },
): Promise<Resolved> => {
  const offer = findOffer({
    state: stateOf(subscription),
    today: dayIn(work.now, brand.timeZone),
    settings: brand.settings.subscriptions,
    hadDiscount: (await discountedAmong(work.tx, [subscription.id])).has(subscription.id),
    ...asked,
  });
  if (offer === null) return { why: 'not_offered' };
  return offer.action === 'swap' ? resolveSwap(work, subscription, offer) : { change: offer };
};

/** A day's extra delivery is one, however often the button was tapped. */
const isOrderedToday = async (work: Work, brand: Brand, subscription: Subscription): Promise<boolean> => {
  const rows = await work.tx
    .select({ at: subscriptionChanges.createdAt })
    .from(subscriptionChanges)
    .where(
      and(
        eq(subscriptionChanges.subscriptionId, subscription.id),
        eq(subscriptionChanges.action, 'order_now'),
        eq(subscriptionChanges.status, 'confirmed'),
      ),
    );
  const waiting = (await openChanges(work.tx, subscription.id)).filter(({ action }) => action === 'order_now');
  const today = dayIn(work.now, brand.timeZone);
  return [...rows.map(({ at }) => at), ...waiting.map(({ createdAt }) => createdAt)].some(
    (at) => dayIn(at, brand.timeZone) === today,
  );
};

const make = async (
  work: Work,
  made: {
    readonly brand: Brand;
    readonly subscription: Subscription;
    readonly change: Change;
    readonly before: State;
    readonly state: State;
    readonly by: 'shopper' | 'offer';
  },
): Promise<string> => {
  const { brand, subscription, change, before, state, by } = made;
  const { brandId, customerId } = subscription;
  const changeId = work.newId();
  await work.tx
    .update(subscriptions)
    .set({
      ...columnsOf(state),
      cancelledAt: state.status === 'cancelled' ? work.now : null,
      updatedAt: work.now,
    })
    .where(eq(subscriptions.id, subscription.id));
  await work.tx.insert(subscriptionChanges).values({
    id: changeId,
    brandId,
    subscriptionId: subscription.id,
    customerId,
    action: change.action,
    input: change,
    before,
    status: 'sent',
    why: null,
    by,
    createdAt: work.now,
    answerBy: after(work.now, hours(brand.settings.subscriptions.answerWithinHours)),
    settledAt: null,
  });
  await work.record({
    kind: 'subscription.change_requested',
    brandId,
    customerId,
    subscriptionId: subscription.id,
    changeId,
    action: change.action,
  });
  return changeId;
};
