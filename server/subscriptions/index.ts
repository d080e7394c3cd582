export { type SubscriptionInput, subscriptionInput } from './inputs.ts';
export { findSubscription, findSubscriptionById } from './queries.ts';
export { putSubscription } from './subscriptions.ts';
