/** The verb of a subscription. It is told whole, more or less; an older telling than the one we hold changes nothing. */
import { subscriptions } from '../../db/schema/index.ts';
import { type Customer, findCustomer, putCustomer } from '../customers/index.ts';
import type { Work } from '../work.ts';
import type { SubscriptionInput } from './inputs.ts';
import { findCustomerByEmail, findSubscription, type Subscription } from './queries.ts';

export type PutSubscriptionOutcome = 'created' | 'changed' | 'stale';

/**
 * Adds the subscription or changes what is given of it, with its customer. Records `subscription.changed`.
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
  const fields = {
    customerId: customer.id,
    source,
    status: input.status,
    items: input.items ?? held?.items ?? [],
    currency: input.currency,
    intervalCount: input.interval.count,
    intervalUnit: input.interval.unit,
    nextChargeOn: nextChargeOn(input, held),
    originOrderId: input.originOrderId ?? held?.originOrderId ?? null,
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
  return { subscription, outcome: held ? 'changed' : 'created' };
};

/** Nothing is charged for what has ended, whatever date was last spoken of. */
const nextChargeOn = (input: SubscriptionInput, held: Subscription | null): string | null => {
  if (input.status === 'cancelled' || input.status === 'expired') return null;
  return input.nextChargeOn === undefined ? (held?.nextChargeOn ?? null) : input.nextChargeOn;
};

/** Known by id; else by address, as the app's id for a customer is not the shop's; else new. */
const customerOf = async (work: Work, brandId: string, input: SubscriptionInput['customer']): Promise<Customer> => {
  const byId = await findCustomer(work.tx, brandId, input.id);
  const known = byId ?? (input.email === undefined ? null : await findCustomerByEmail(work.tx, brandId, input.email));
  return known ?? putCustomer(work, brandId, input);
};
