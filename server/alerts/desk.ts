/** Cases as the desk reads them, without what belongs to orders, shipments and customers: the desk puts that beside. */
import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import { alertEntries, alerts } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { CaseEntryView, CaseRowView, CaseView } from '../desk/view.shared.ts';
import { cleanLine } from '../kit/text.ts';
import { type Answer, unhappiest, wishSaid } from '../sentiment/index.ts';
import { type Alert, type AlertEntry, getAlertRow } from './cases.ts';
import { isStanding } from './lifecycle.ts';
import { linkedAnswers } from './voices.ts';

const excerptMaxLength = 140;
const entriesMax = 1_000;

interface Ids {
  readonly customerId: string;
  readonly orderId: string | null;
  readonly shipmentId: string | null;
}

/** A row of the list, with ids where the desk puts the order's number and the customer's name. */
export type AlertRowView = Omit<CaseRowView, 'orderNumber' | 'customerName'> & Ids;

/** Every case that stands, what is urgent first and then what has to be answered first. */
export const listOpenAlerts = async (
  reader: Reader,
  input: { brandId: string; now: Date; limit: number },
): Promise<readonly AlertRowView[]> => {
  const rows = await reader
    .select()
    .from(alerts)
    .where(and(eq(alerts.brandId, input.brandId), inArray(alerts.status, ['open', 'acknowledged'])))
    // 'high' sorts before 'normal'.
    .orderBy(asc(alerts.severity), asc(alerts.answerBy), asc(alerts.id))
    .limit(input.limit);
  return asRows(reader, input, rows);
};

/** The newest cases that are closed. */
export const listClosedAlerts = async (
  reader: Reader,
  input: { brandId: string; now: Date; limit: number },
): Promise<readonly AlertRowView[]> => {
  const rows = await reader
    .select()
    .from(alerts)
    .where(and(eq(alerts.brandId, input.brandId), inArray(alerts.status, ['resolved', 'confirmed'])))
    .orderBy(desc(alerts.resolvedAt))
    .limit(input.limit);
  return asRows(reader, input, rows);
};

/** @throws Fault `not_found` */
export const getAlert = async (
  reader: Reader,
  input: { brandId: string; alertId: string; now: Date },
): Promise<AlertRowView & Pick<CaseView, 'contactWish'> & { readonly callNumber: string | null }> => {
  const alert = await getAlertRow(reader, input.brandId, input.alertId);
  const answer = unhappiest((await linkedAnswers(reader, input.brandId, [alert.id])).get(alert.id) ?? []);
  return {
    ...asRow(alert, answer, input.now),
    contactWish: answer?.contactWish ?? 'none',
    callNumber: answer?.callNumber ?? null,
  };
};

/** The customer's other cases, newest first. */
export const listEarlierAlerts = (
  reader: Reader,
  input: { brandId: string; customerId: string; exceptId: string; limit: number },
): Promise<CaseView['earlierCases']> =>
  reader
    .select({ id: alerts.id, openedAt: alerts.openedAt, status: alerts.status })
    .from(alerts)
    .where(
      and(eq(alerts.brandId, input.brandId), eq(alerts.customerId, input.customerId), ne(alerts.id, input.exceptId)),
    )
    .orderBy(desc(alerts.openedAt))
    .limit(input.limit);

/** What happened in the case, oldest first, with each answer at the time when it was given. */
export const listEntries = async (
  reader: Reader,
  input: { brandId: string; alertId: string },
): Promise<readonly CaseEntryView[]> => {
  const rows = await reader
    .select()
    .from(alertEntries)
    .where(and(eq(alertEntries.brandId, input.brandId), eq(alertEntries.alertId, input.alertId)))
    .orderBy(asc(alertEntries.at), asc(alertEntries.id))
    .limit(entriesMax);
  const linked = (await linkedAnswers(reader, input.brandId, [input.alertId])).get(input.alertId) ?? [];
  const answers = new Map(linked.map((answer) => [answer.id, answer]));
  return rows.flatMap((row) => entryViews(row, row.answerId === null ? undefined : answers.get(row.answerId)));
};

const asRows = async (
  reader: Reader,
  { brandId, now }: { brandId: string; now: Date },
  rows: readonly Alert[],
): Promise<readonly AlertRowView[]> => {
  const answers = await linkedAnswers(
    reader,
    brandId,
    rows.map(({ id }) => id),
  );
  return rows.map((alert) => asRow(alert, unhappiest(answers.get(alert.id) ?? []), now));
};

const asRow = (alert: Alert, answer: Answer | null, now: Date): AlertRowView => ({
  id: alert.id,
  customerId: alert.customerId,
  orderId: alert.orderId,
  shipmentId: alert.shipmentId,
  status: alert.status,
  severity: alert.severity,
  score: answer?.score ?? null,
  reasons: answer?.reasons ?? [],
  excerpt: cleanLine(answer?.comment ?? '', excerptMaxLength) ?? null,
  openedAt: alert.openedAt,
  answerBy: alert.answerBy,
  answeredAt: alert.answeredAt,
  overdue: isStanding(alert.status) && alert.answeredAt === null && alert.answerBy < now,
  reopened: alert.reopenedCount > 0,
  agentId: alert.agentId,
  agentName: alert.agentName,
});

const entryViews = (entry: AlertEntry, answer: Answer | undefined): readonly CaseEntryView[] => {
  const { id, at, by } = entry;
  const said: CaseEntryView[] = [];
  if (answer) {
    const { score, reasons, comment, source, answeredAt } = answer;
    const contactWish = wishSaid(answer);
    said.push({ id: answer.id, at: answeredAt, kind: 'answer', score, reasons, comment, contactWish, source });
  }
  switch (entry.kind) {
    case 'opened':
    case 'escalated':
    case 'confirmed':
      return [...said, { id, at, kind: entry.kind, by }];
    case 'reopened':
      return [...said, { id, at, kind: 'reopened', by }, ...asMessage(entry)];
    case 'joined':
      return [...said, ...asMessage(entry)];
    case 'acknowledged':
      return [{ id, at, kind: 'acknowledged', by }];
    case 'reply':
      return [{ id, at, kind: 'reply', by, text: entry.text ?? '' }];
    case 'shopper_message':
      return asMessage(entry);
    case 'resolved':
      return [{ id, at, kind: 'resolved', by, outcome: entry.outcome ?? 'other', note: entry.text }];
  }
};

/** Words that came with the step. They have an id of their own, as the step is on the timeline too. */
const asMessage = ({ id, at, kind, text }: AlertEntry): readonly CaseEntryView[] =>
  text === null ? [] : [{ id: kind === 'reopened' ? `${id}:text` : id, at, kind: 'shopper_message', text }];
