import { index, instant, primaryKey, table, text, uniqueIndex } from '../columns.ts';

/** The key pair by which push services know a brand (RFC 8292). A new pair would make every subscription worthless. */
export const pushKeys = table(
  'push_keys',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    /** Uncompressed point, base64url: what browsers subscribe with. */
    publicKey: text().notNull(),
    sealedPrivateKey: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex('push_keys_brand').on(t.brandId)],
);

/** Where a device hears from a brand: one a device and brand. */
export const pushSubscriptions = table(
  'push_subscriptions',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    /** Made by the browser and kept in it. */
    deviceId: text().notNull(),
    endpoint: text().notNull(),
    /** The browser's own keys, by which a message is encrypted for it alone. */
    p256dh: text().notNull(),
    auth: text().notNull(),
    locale: text().notNull(),
    createdAt: instant().notNull(),
    /** When its page was last open. */
    confirmedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('push_subscriptions_device').on(t.brandId, t.deviceId),
    uniqueIndex('push_subscriptions_endpoint').on(t.brandId, t.endpoint),
  ],
);

/** The orders of which a device wants to hear: those whose link was opened on it. */
export const pushFollows = table(
  'push_follows',
  {
    brandId: text().notNull(),
    subscriptionId: text().notNull(),
    orderId: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.subscriptionId, t.orderId] }), index('push_follows_order').on(t.brandId, t.orderId)],
);

/** The question after a delivery, outside of the page: when it is due, and what became of it. */
export const deliveryAsks = table(
  'delivery_asks',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    orderId: text().notNull(),
    shipmentId: text().notNull(),
    status: text<'waiting' | 'asked' | 'dropped'>().notNull(),
    dueAt: instant().notNull(),
    /** By which it was asked first; a mail stands in for a push that does not arrive. */
    channel: text<'push' | 'email'>(),
    droppedWhy: text(),
    askedAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('delivery_asks_shipment').on(t.brandId, t.shipmentId),
    index('delivery_asks_due').on(t.status, t.dueAt),
    index('delivery_asks_customer').on(t.brandId, t.customerId, t.askedAt),
  ],
);
