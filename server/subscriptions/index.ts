export {
  type SubscriptionInput,
  settlementInput,
  subscriptionInput,
} from './inputs.ts';
export { fillFromOrder } from './origin.ts';
export { readSubscriptionLine, readSubscriptions } from './page.ts';
export { subscriptionRoutes } from './portalRoutes.ts';
export {
  type ChangeRow,
  findChange,
  findSubscription,
  findSubscriptionById,
  listWaiting,
  openChanges,
  type Subscription,
  stateOf,
  subscriptionsOf,
} from './queries.ts';
export { remindOfRenewals } from './renewals.ts';
export { nextCharge, upcoming } from './schedule.ts';
export { settleChange } from './settle.ts';
export { putSubscription } from './subscriptions.ts';
