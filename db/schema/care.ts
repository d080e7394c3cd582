import { sql } from 'drizzle-orm';
import { boolean, index, instant, integer, json, table, text, uniqueIndex } from '../columns.ts';

type SentimentReason =
  | 'late'
  | 'damaged'
  | 'wrong_item'
  | 'missing_item'
  | 'not_received'
  | 'courier'
  | 'packaging'
  | 'product';

type PromoChannel = 'email' | 'push' | 'sms' | 'whatsapp' | 'phone' | 'post' | 'ads' | 'onsite';

type CaseOutcome = 'replaced' | 'refunded' | 'delivered_after_all' | 'explained' | 'goodwill' | 'other';

/** What a shopper answered. A change is a new row; the newest row of a shipment and occasion counts. */
export const sentimentAnswers = table(
  'sentiment_answers',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    orderId: text(),
    shipmentId: text(),
    occasion: text<'delivered' | 'problem' | 'review'>().notNull(),
    score: integer<1 | 2 | 3 | 4 | 5>().notNull(),
    reasons: json<SentimentReason[]>().notNull(),
    comment: text().notNull(),
    contactWish: text<'none' | 'email' | 'phone'>().notNull(),
    /** Where to call when a call is wished for. Null: at the number that the customer is known by. */
    callNumber: text(),
    /** The score says well, the words say otherwise. */
    contradicts: boolean().notNull(),
    source: text().notNull(),
    /** The id that an outside review came with. */
    externalId: text(),
    answeredAt: instant().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    index('sentiment_answers_shipment').on(t.shipmentId, t.createdAt),
    index('sentiment_answers_customer').on(t.brandId, t.customerId, t.createdAt),
    uniqueIndex('sentiment_answers_external').on(t.brandId, t.source, t.externalId),
  ],
);

/** A recorded reason not to promote to someone; seen from the gate, a suppression. */
export const holds = table(
  'holds',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    /** The id in `PUT suppressions/{id}`; ours for holds that we set. Free again once the hold is lifted. */
    externalId: text().notNull(),
    reason: text<'negative_sentiment' | 'delivery_trouble' | 'suppressed_by_support'>().notNull(),
    /** Null: all channels. */
    channel: text<PromoChannel>(),
    /** Null: all products. */
    productId: text(),
    source: text().notNull(),
    alertId: text(),
    from: instant().notNull(),
    /** Null while it lasts until its case is resolved; `maxUntil` bounds it all the same. */
    until: instant(),
    /** Null for what a person asked for: that ends when the person says so. */
    maxUntil: instant(),
    liftedAt: instant(),
    liftedBy: text(),
    liftedWhy: text(),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('holds_external').on(t.brandId, t.externalId).where(sql`lifted_at is null`),
    index('holds_customer').on(t.brandId, t.customerId),
    index('holds_alert').on(t.alertId),
  ],
);

/** An alert; on the desk, a case. At most one that is open or acknowledged stands per order. */
export const alerts = table(
  'alerts',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    /** The order, or `customer:{id}` for news that names no order: what "one open alert" counts by. */
    subject: text().notNull(),
    orderId: text(),
    shipmentId: text(),
    status: text<'open' | 'acknowledged' | 'resolved' | 'confirmed'>().notNull(),
    severity: text<'high' | 'normal'>().notNull(),
    openedAt: instant().notNull(),
    /** By when a person answers, in the brand's support hours. */
    answerBy: instant().notNull(),
    answeredAt: instant(),
    escalatedAt: instant(),
    acknowledgedAt: instant(),
    /** Staff id, or the name that an API client gave. */
    agentId: text(),
    agentName: text(),
    resolvedAt: instant(),
    outcome: text<CaseOutcome>(),
    outcomeNote: text(),
    confirmedAt: instant(),
    reopenedCount: integer().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('alerts_one_open').on(t.brandId, t.subject).where(sql`status in ('open', 'acknowledged')`),
    index('alerts_status').on(t.brandId, t.status, t.answerBy),
    index('alerts_customer').on(t.brandId, t.customerId),
    index('alerts_order').on(t.orderId),
  ],
);

/** What happened in a case, in order. Append only. */
export const alertEntries = table(
  'alert_entries',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    alertId: text().notNull(),
    kind: text<
      | 'opened'
      | 'joined'
      | 'acknowledged'
      | 'reply'
      | 'shopper_message'
      | 'resolved'
      | 'confirmed'
      | 'reopened'
      | 'escalated'
    >().notNull(),
    /** Who, as shown: an agent's name, an API key's name. Null: the shopper or ourselves. */
    by: text(),
    text: text(),
    outcome: text<CaseOutcome>(),
    answerId: text(),
    at: instant().notNull(),
  },
  (t) => [index('alert_entries_alert').on(t.alertId, t.at)],
);
