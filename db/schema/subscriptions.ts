import { index, instant, integer, json, table, text, uniqueIndex } from '../columns.ts';
import type { StoredAddress } from './orders.ts';

interface StoredSubscriptionItem {
  productId: string;
  variantId?: string | undefined;
  name: string;
  quantity: number;
  unitPriceMinor: number;
}

type SubscriptionStatus = 'active' | 'paused' | 'cancelled' | 'expired';

/** What a customer receives again and again. The shop stays the system of record: this is what it told us last. */
export const subscriptions = table(
  'subscriptions',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    externalId: text().notNull(),
    customerId: text().notNull(),
    /** Who told us: an id is only known to be of one source. */
    source: text().notNull(),
    status: text<SubscriptionStatus>().notNull(),
    items: json<StoredSubscriptionItem[]>().notNull(),
    currency: text().notNull(),
    intervalCount: integer().notNull(),
    intervalUnit: text<'day' | 'week' | 'month' | 'year'>().notNull(),
    /** A calendar day in the shop's zone; null: none is planned, or none is known. */
    nextChargeOn: text(),
    /** The merchant's id of the order that it began with. */
    originOrderId: text(),
    /** Days of the rhythm that are left out. */
    skippedOn: json<string[]>().notNull().default([]),
    /** A paused one goes on by itself on this day; null: when the shopper says so. */
    pausedUntil: text(),
    deliveryAddress: json<StoredAddress>(),
    /** A discount that an offer gave, for so many charges more. */
    discount: json<{ percent: number; charges: number }>(),
    cancelReason: text(),
    cancelledAt: instant(),
    /** The charge that the shopper was reminded of. */
    remindedFor: text(),
    startedAt: instant().notNull(),
    /** The sender's own time of last change: an older message than this is not applied. */
    sourceUpdatedAt: instant().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('subscriptions_external').on(t.brandId, t.externalId),
    index('subscriptions_customer').on(t.brandId, t.customerId),
    index('subscriptions_next').on(t.brandId, t.status, t.nextChargeOn),
  ],
);

/** A change that was made here: applied at once, sent to the shop, then confirmed or rolled back. */
export const subscriptionChanges = table(
  'subscription_changes',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    subscriptionId: text().notNull(),
    customerId: text().notNull(),
    action: text<
      | 'skip'
      | 'unskip'
      | 'pause'
      | 'resume'
      | 'next_date'
      | 'order_now'
      | 'frequency'
      | 'quantity'
      | 'swap'
      | 'address'
      | 'cancel'
      | 'reactivate'
      | 'discount'
    >().notNull(),
    input: json<unknown>().notNull(),
    /** What it was before, to roll back to. */
    before: json<unknown>().notNull(),
    status: text<'sent' | 'confirmed' | 'rolled_back' | 'superseded'>().notNull(),
    /** What the shop said, for a kind sentence. */
    why: text(),
    by: text<'shopper' | 'support' | 'offer'>().notNull(),
    createdAt: instant().notNull(),
    /** Nothing heard by then: shown as unconfirmed. */
    answerBy: instant().notNull(),
    settledAt: instant(),
  },
  (t) => [
    index('subscription_changes_subscription').on(t.subscriptionId, t.createdAt),
    index('subscription_changes_customer').on(t.brandId, t.customerId),
    index('subscription_changes_open').on(t.status, t.answerBy),
  ],
);
