import { sql } from 'drizzle-orm';
import { amount, boolean, index, instant, integer, json, table, text, uniqueIndex } from '../columns.ts';

export const customers = table(
  'customers',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    /** The merchant's id. */
    externalId: text().notNull(),
    email: text(),
    /** Lower case, for look-ups. */
    emailKey: text(),
    /** The mailbox that the address ends up in, however it is spelled: to know one person by several ids. */
    mailbox: text(),
    name: text(),
    phone: text(),
    locale: text(),
    timeZone: text(),
    /** Null: never asked. */
    promoConsent: boolean(),
    /** `MM-DD`. */
    birthday: text(),
    /** When that was last changed; null: before anybody noted it. */
    birthdaySetAt: instant(),
    /** When she first signed in. */
    joinedAt: instant(),
    /** What she set herself on the page: the shop's next message does not undo it. */
    setByShopper: json<string[]>().notNull().default([]),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    erasedAt: instant(),
  },
  (t) => [
    uniqueIndex('customers_external').on(t.brandId, t.externalId),
    index('customers_email').on(t.brandId, t.emailKey),
    index('customers_mailbox').on(t.brandId, t.mailbox),
    index('customers_birthday').on(t.brandId, t.birthday),
  ],
);

export interface StoredAddress {
  name?: string | undefined;
  line1?: string | undefined;
  line2?: string | undefined;
  city?: string | undefined;
  region?: string | undefined;
  postalCode?: string | undefined;
  countryCode?: string | undefined;
}

export const orders = table(
  'orders',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    externalId: text().notNull(),
    number: text().notNull(),
    customerId: text().notNull(),
    placedAt: instant().notNull(),
    currency: text().notNull(),
    totalMinor: amount().notNull(),
    /** Parts of the total, where the shop tells them. */
    taxMinor: amount(),
    shippingMinor: amount(),
    discountMinor: amount(),
    /** Codes that were used on it: of rewards and of referrals. */
    codes: json<string[]>().notNull().default([]),
    /** Whatever tells two means of payment apart, as the shop hashes it. Hashed once more. */
    paymentHash: text(),
    locale: text(),
    shippingAddress: json<StoredAddress>(),
    cancelledAt: instant(),
    /** Raised to revoke every link that was given out for the order. */
    linkVersion: integer().notNull(),
    /** The sender's own time of last change: an older message than this is not applied. */
    sourceUpdatedAt: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('orders_external').on(t.brandId, t.externalId),
    index('orders_number').on(t.brandId, t.number),
    index('orders_customer').on(t.brandId, t.customerId, t.placedAt),
    index('orders_payment').on(t.brandId, t.paymentHash).where(sql`payment_hash is not null`),
  ],
);

export const orderItems = table(
  'order_items',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    orderId: text().notNull(),
    externalId: text().notNull(),
    productId: text(),
    name: text().notNull(),
    detail: text(),
    quantity: integer().notNull(),
    unitPriceMinor: amount().notNull(),
    imageUrl: text(),
    position: integer().notNull(),
  },
  (t) => [
    uniqueIndex('order_items_external').on(t.orderId, t.externalId),
    index('order_items_product').on(t.brandId, t.productId),
  ],
);

export const refunds = table(
  'refunds',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    orderId: text().notNull(),
    externalId: text().notNull(),
    amountMinor: amount().notNull(),
    /** Of it, for shipping, where the sender says so. */
    shippingMinor: amount(),
    currency: text().notNull(),
    reason: text(),
    items: json<{ itemId: string; quantity: number; amountMinor?: number | undefined }[]>().notNull(),
    refundedAt: instant().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex('refunds_external').on(t.orderId, t.externalId)],
);
