/** Cases as the merchant API and the webhooks speak of them: the merchant's ids of order, shipment and customer. */
import { z } from '@hono/zod-openapi';
import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { alerts, customers, orders, shipments } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { notFound } from '../faults.ts';
import { line, paragraph } from '../kit/schemas.ts';
import { caseOutcomes } from '../portalView.shared.ts';
import { type Answer, unhappiest } from '../sentiment/index.ts';
import { contactWishes, sentimentReasons } from '../sentiment/sentiment.shared.ts';
import { type AlertStatus, alertStatuses } from './lifecycle.ts';
import { linkedAnswers } from './voices.ts';

/** `PUT alerts/{id}/acknowledgement` */
export const acknowledgementInput = z
  .strictObject({
    by: line(100).openapi({ description: 'Who has the case now, as the shopper will read it.' }).optional(),
  })
  .openapi('Acknowledgement');

/** `PUT alerts/{id}/resolution` */
export const resolutionInput = z
  .strictObject({
    outcome: z.enum(caseOutcomes),
    note: paragraph(2000).openapi({ description: 'For colleagues; the shopper never sees it.' }).optional(),
    by: line(100).optional(),
  })
  .openapi('Resolution');

const at = z.iso.datetime().nullable();
const text = z.string().nullable();

export const alertShape = z
  .object({
    id: z.string(),
    status: z.enum(alertStatuses),
    severity: z.enum(['high', 'normal']),
    customerId: z.string(),
    orderId: text,
    shipmentId: text,
    openedAt: z.iso.datetime(),
    answerBy: z.iso.datetime().openapi({ description: 'By when the shopper was told that a person answers.' }),
    answeredAt: at,
    escalatedAt: at,
    acknowledgedAt: at,
    agent: text,
    resolvedAt: at,
    outcome: z.enum(caseOutcomes).nullable(),
    note: text,
    confirmedAt: at,
    reopenedCount: z.int(),
    sentiment: z
      .object({
        score: z.int(),
        reasons: z.array(z.enum(sentimentReasons)),
        comment: z.string(),
        contactWish: z.enum(contactWishes),
        callNumber: text.openapi({ description: 'Where to call; null for the number that the customer is known by.' }),
        source: z.string(),
        answeredAt: z.iso.datetime(),
      })
      .nullable()
      .openapi({ description: 'The unhappiest answer that stands in the case.' }),
  })
  .openapi('Alert');
export type AlertJson = z.infer<typeof alertShape>;

/**
 * Newest first, one page.
 * @param before the last id of the page before
 */
export const listAlerts = async (
  reader: Reader,
  input: {
    readonly brandId: string;
    readonly statuses: readonly AlertStatus[];
    /** Ours; of everybody, unless given. */
    readonly customerId?: string;
    readonly limit: number;
    readonly before?: string | undefined;
  },
): Promise<readonly AlertJson[]> => {
  const rows = await joined(reader)
    .where(
      and(
        eq(alerts.brandId, input.brandId),
        inArray(alerts.status, [...input.statuses]),
        input.customerId === undefined ? undefined : eq(alerts.customerId, input.customerId),
        input.before === undefined ? undefined : lt(alerts.id, input.before),
      ),
    )
    .orderBy(desc(alerts.id))
    .limit(input.limit);
  const answers = await linkedAnswers(
    reader,
    input.brandId,
    rows.map(({ alert }) => alert.id),
  );
  return rows.map((row) => alertJson(row, answers.get(row.alert.id) ?? []));
};

/** @throws Fault `not_found` */
export const getAlertJson = async (reader: Reader, brandId: string, alertId: string): Promise<AlertJson> => {
  const [row] = await joined(reader).where(and(eq(alerts.brandId, brandId), eq(alerts.id, alertId)));
  if (!row) throw notFound('The alert');
  return alertJson(row, (await linkedAnswers(reader, brandId, [alertId])).get(alertId) ?? []);
};

/** Ids only: names and addresses are not this domain's to tell. */
const joined = (reader: Reader) =>
  reader
    .select({
      alert: alerts,
      customerId: customers.externalId,
      orderId: orders.externalId,
      shipmentId: shipments.externalId,
    })
    .from(alerts)
    .leftJoin(customers, eq(customers.id, alerts.customerId))
    .leftJoin(orders, eq(orders.id, alerts.orderId))
    .leftJoin(shipments, eq(shipments.id, alerts.shipmentId));

type Row = Awaited<ReturnType<typeof joined>>[number];

const alertJson = ({ alert, ...ids }: Row, answers: readonly Answer[]): AlertJson => {
  const answer = unhappiest(answers);
  return {
    id: alert.id,
    status: alert.status,
    severity: alert.severity,
    customerId: ids.customerId ?? alert.customerId,
    orderId: ids.orderId,
    shipmentId: ids.shipmentId,
    openedAt: alert.openedAt.toISOString(),
    answerBy: alert.answerBy.toISOString(),
    answeredAt: iso(alert.answeredAt),
    escalatedAt: iso(alert.escalatedAt),
    acknowledgedAt: iso(alert.acknowledgedAt),
    agent: alert.agentName,
    resolvedAt: iso(alert.resolvedAt),
    outcome: alert.outcome,
    note: alert.outcomeNote,
    confirmedAt: iso(alert.confirmedAt),
    reopenedCount: alert.reopenedCount,
    sentiment: answer && {
      score: answer.score,
      reasons: answer.reasons,
      comment: answer.comment,
      contactWish: answer.contactWish,
      callNumber: answer.callNumber,
      source: answer.source,
      answeredAt: answer.answeredAt.toISOString(),
    },
  };
};

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
