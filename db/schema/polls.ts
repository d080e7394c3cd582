import { index, instant, integer, table, text } from '../columns.ts';

/** When a shipment is asked about next at its carrier, for carriers that do not tell of themselves. */
export const shipmentPolls = table(
  'shipment_polls',
  {
    shipmentId: text().primaryKey(),
    brandId: text().notNull(),
    connectionId: text().notNull(),
    nextAt: instant().notNull(),
    /** In a row, about this shipment; the wait grows with them. */
    failures: integer().notNull(),
    lastOutcome: text(),
    polledAt: instant().notNull(),
  },
  (t) => [index('shipment_polls_due').on(t.brandId, t.nextAt)],
);

/** How much a connection has asked today, and until when it may not: one carrier's quota is one for all shipments. */
export const pollQuotas = table('poll_quotas', {
  connectionId: text().primaryKey(),
  brandId: text().notNull(),
  /** The UTC day that `requests` counts. */
  day: text().notNull(),
  requests: integer().notNull(),
  /** In a row, about the connection itself: refused credentials, refusals for asking too much, a carrier that is down. */
  failures: integer().notNull(),
  pausedUntil: instant(),
  lastReason: text(),
});
