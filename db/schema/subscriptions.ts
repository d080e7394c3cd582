import { index, instant, integer, json, table, text, uniqueIndex } from '../columns.ts';

interface StoredSubscriptionItem {
  productId: string;
  variantId?: string | undefined;
  name: string;
  quantity: number;
  unitPriceMinor: number;
}

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
    status: text<'active' | 'paused' | 'cancelled' | 'expired'>().notNull(),
    items: json<StoredSubscriptionItem[]>().notNull(),
    currency: text().notNull(),
    intervalCount: integer().notNull(),
    intervalUnit: text<'day' | 'week' | 'month' | 'year'>().notNull(),
    /** A calendar day in the shop's zone; null: none is planned, or none is known. */
    nextChargeOn: text(),
    /** The merchant's id of the order that it began with. */
    originOrderId: text(),
    startedAt: instant().notNull(),
    /** The sender's own time of last change: an older message than this is not applied. */
    sourceUpdatedAt: instant().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('subscriptions_external').on(t.brandId, t.externalId),
    index('subscriptions_customer').on(t.brandId, t.customerId),
  ],
);
