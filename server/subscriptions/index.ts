export { type SubscriptionInput, subscriptionInput } from './inputs.ts';
export { findSubscription, findSubscriptionById, type Subscription } from './queries.ts';
export { subscriptionSources } from './sources/index.ts';
export { type PutSubscriptionOutcome, putSubscription } from './subscriptions.ts';
