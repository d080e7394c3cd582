/**
 * The verb of a subscription as its shop tells it, whole, more or less; an older telling than the one we hold changes
 * nothing. Changes made here that it answers are settled, those that it does not speak of stay.
 */
import { subscriptions } from '../../db/schema/index.ts';
import { type Customer, findCustomer, putCustomer } from '../customers/index.ts';
import type { Work } from '../work.ts';
import type { Told } from './answers.ts';
import type { State } from './changes.ts';
import type { SubscriptionInput } from './inputs.ts';
import { filledFromOrigin } from './origin.ts';
import { columnsOf, findCustomerByEmail, findSubscription, type Subscription, stateOf } from './queries.ts';
import { reconcile } from './settle.ts';

export type PutSubscriptionOutcome = 'created' | 'changed' | 'stale';

/**
 * Adds the subscription or changes what is given of it, with its customer. Records `subscription.changed`, and for each
 * open change that this answers `subscription.change_confirmed` or `subscription.change_rolled_back`.
 * @returns `stale` when `input.updatedAt` is older than what we hold: nothing was changed
 */
export const putSubscription = async (
  work: Work,
  brandId: string,
  input: SubscriptionInput,
  source: string,
): Promise<{ subscription: Subscription; outcome: PutSubscriptionOutcome }> => {
  const held = await findSubscription(work.tx, brandId, input.id);
  if (held && input.updatedAt < held.sourceUpdatedAt) return { subscription: held, outcome: 'stale' };
  const customer = await customerOf(work, brandId, input.customer);
  const originOrderId = input.originOrderId ?? held?.originOrderId ?? null;
  const known = mergedWith(input, held && stateOf(held));
  const isSilent = input.items === undefined && input.nextChargeOn === undefined;
  const merged = isSilent
    ? await filledFromOrigin(work.tx, { brandId, originOrderId, currency: input.currency, state: known })
    : known;
  const { state, close } = held
    ? await reconcile(work, held, { told: toldIn(input), at: input.updatedAt, merged })
    : { state: merged, close: async () => {} };
  const fields = {
    ...columnsOf(state),
    customerId: customer.id,
    source,
    currency: input.currency,
    originOrderId,
    cancelledAt: state.status === 'cancelled' ? (held?.cancelledAt ?? work.now) : null,
    startedAt: input.createdAt,
    sourceUpdatedAt: input.updatedAt,
    updatedAt: work.now,
  };
  const [subscription] = await work.tx
    .insert(subscriptions)
    .values({ id: work.newId(), brandId, externalId: input.id, createdAt: work.now, ...fields })
    .onConflictDoUpdate({ target: [subscriptions.brandId, subscriptions.externalId], set: fields })
    .returning();
  if (!subscription) throw new Error('an upsert returned no row');
  await work.record({
    kind: 'subscription.changed',
    brandId,
    customerId: customer.id,
    subscriptionId: subscription.id,
  });
  await close();
  return { subscription, outcome: held ? 'changed' : 'created' };
};

/** Only what the shop spoke of. Of what has ended, whatever date was last named says nothing. */
const toldIn = (input: SubscriptionInput): Told => ({
  status: input.status,
  interval: input.interval,
  items: input.items,
  nextChargeOn: input.nextChargeOn,
  skippedOn: input.skippedOn,
  pausedUntil: input.pausedUntil,
  deliveryAddress: input.deliveryAddress,
  discount: input.discount,
});

const mergedWith = (input: SubscriptionInput, held: State | null): State => {
  const { status, interval } = input;
  const hasEnded = status === 'cancelled' || status === 'expired';
  const pausedUntil = input.pausedUntil === undefined ? (held?.pausedUntil ?? null) : input.pausedUntil;
  const nextChargeOn = input.nextChargeOn === undefined ? (held?.nextChargeOn ?? null) : input.nextChargeOn;
  // A day that the shop names as the next charge is not skipped there, unless it says that it is.
  const skippedOn = input.skippedOn ?? held?.skippedOn.filter((on) => on !== input.nextChargeOn) ?? [];
  return {
    status,
    interval,
    items: input.items ?? held?.items ?? [],
    nextChargeOn: hasEnded ? null : nextChargeOn,
    skippedOn: hasEnded ? [] : [...new Set(skippedOn)].toSorted(),
    pausedUntil: status === 'paused' ? pausedUntil : null,
    deliveryAddress: input.deliveryAddress ?? held?.deliveryAddress ?? null,
    discount: input.discount === undefined ? (held?.discount ?? null) : input.discount,
    cancelReason: status === 'cancelled' ? (held?.cancelReason ?? null) : null,
  };
};

/** Known by id; else by address, as the app's id for a customer is not the shop's; else new. */
const customerOf = async (work: Work, brandId: string, input: SubscriptionInput['customer']): Promise<Customer> => {
  const byId = await findCustomer(work.tx, brandId, input.id);
  const known = byId ?? (input.email === undefined ? null : await findCustomerByEmail(work.tx, brandId, input.email));
  return known ?? putCustomer(work, brandId, input);
};
