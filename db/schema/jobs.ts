import { sql } from 'drizzle-orm';
import { index, instant, integer, json, table, text, uniqueIndex } from '../columns.ts';

/** Something that happened, past tense. Append only; what live pages and the desk follow. */
export const facts = table(
  'facts',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    kind: text().notNull(),
    orderId: text(),
    customerId: text(),
    data: json<unknown>().notNull(),
    at: instant().notNull(),
  },
  (t) => [index('facts_order').on(t.orderId, t.id), index('facts_brand').on(t.brandId, t.id)],
);

/** What shall leave the building: written in the transaction that caused it, sent by the runner. */
export const outboxMessages = table(
  'outbox_messages',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    channel: text<'email' | 'webhook' | 'slack' | 'push' | 'sms'>().notNull(),
    /** 0 alerts, 1 what someone waits for (codes, replies), 2 the rest, 3 promotions, which ask the gate as they leave. */
    priority: integer().notNull(),
    payload: json<unknown>().notNull(),
    /** The same consequence enqueued twice is one message. */
    deduplicationKey: text().notNull(),
    /**
     * Whom it is about, so that erasure finds it; and where it goes: a webhook endpoint, or the origin of a push service.
     */
    customerId: text(),
    endpointId: text(),
    /** The notice, or the send of a campaign, that it carries out and that hears what became of it. */
    causeId: text(),
    /** What it tells, where several ways tell it: pushes to devices, and the mail that goes if none of them arrives. */
    occurrence: text(),
    /** Spared: what it tells was heard another way. */
    status: text<'waiting' | 'sent' | 'dead' | 'spared'>().notNull(),
    availableAt: instant().notNull(),
    leasedUntil: instant(),
    /** Raised at every claim: a worker that outlived its lease cannot write with an older one. */
    fence: integer().notNull(),
    tries: integer().notNull(),
    lastReason: text(),
    createdAt: instant().notNull(),
    finishedAt: instant(),
  },
  (t) => [
    uniqueIndex('outbox_messages_key').on(t.brandId, t.deduplicationKey),
    index('outbox_messages_due').on(t.status, t.priority, t.availableAt, t.id),
    index('outbox_messages_occurrence').on(t.brandId, t.occurrence),
    index('outbox_messages_customer').on(t.brandId, t.customerId, t.id).where(sql`customer_id is not null`),
    index('outbox_messages_cause').on(t.causeId).where(sql`cause_id is not null`),
  ],
);

/** One try of one message. Append only. */
export const outboxAttempts = table(
  'outbox_attempts',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    messageId: text().notNull(),
    outcome: text<'sent' | 'retry' | 'permanent'>().notNull(),
    reason: text(),
    startedAt: instant().notNull(),
    tookMs: integer().notNull(),
  },
  (t) => [index('outbox_attempts_message').on(t.messageId)],
);

/** When each recurring job last ran, so that of many nodes one runs it. */
export const scheduledRuns = table('scheduled_runs', {
  id: text().primaryKey(),
  brandId: text().notNull(),
  startedAt: instant().notNull(),
  leasedUntil: instant().notNull(),
});
