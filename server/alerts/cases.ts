/** Rows of cases and their entries: how the verbs find, change and continue one. Entries are only ever appended. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { alertEntries, alerts } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { type Brand, getBrand } from '../brands/index.ts';
import { notFound } from '../faults.ts';
import type { Work } from '../work.ts';
import { isStanding } from './lifecycle.ts';
import { answerBy } from './supportHours.ts';

export type Alert = typeof alerts.$inferSelect;
export type AlertEntry = typeof alertEntries.$inferSelect;

/** What "one open alert" counts by: the order, or the customer for news that names no order. */
export const subjectOf = (about: { customerId: string; orderId: string | null }): string =>
  about.orderId ?? customerPrefix + about.customerId;

const customerPrefix = 'customer:';

/**
 * @param ofOrder the order that it must be of, where whoever asks has no other
 * @throws Fault `not_found`
 */
export const getAlertRow = async (reader: Reader, brandId: string, id: string, ofOrder?: string): Promise<Alert> => {
  const [row] = await reader
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.brandId, brandId),
        eq(alerts.id, id),
        ofOrder === undefined ? undefined : eq(alerts.orderId, ofOrder),
      ),
    );
  if (!row) throw notFound('The case');
  return row;
};

/** Narrows to the few cases of the subject by a column that is looked up fast: a brand may have thousands that stand. */
const isAbout = (brandId: string, subject: string) =>
  and(
    eq(alerts.brandId, brandId),
    eq(alerts.subject, subject),
    subject.startsWith(customerPrefix)
      ? eq(alerts.customerId, subject.slice(customerPrefix.length))
      : eq(alerts.orderId, subject),
  );

/** The one case of the subject that is not closed. */
export const findStanding = async (reader: Reader, brandId: string, subject: string): Promise<Alert | null> => {
  const [row] = await reader
    .select()
    .from(alerts)
    .where(and(isAbout(brandId, subject), inArray(alerts.status, ['open', 'acknowledged'])));
  return row ?? null;
};

/** Whether somebody is looking after the customer, whatever it is about. */
export const hasStandingCase = async (
  reader: Reader,
  { brandId, customerId }: { brandId: string; customerId: string },
): Promise<boolean> => {
  const rows = await reader
    .select({ id: alerts.id })
    .from(alerts)
    .where(
      and(
        eq(alerts.brandId, brandId),
        eq(alerts.customerId, customerId),
        inArray(alerts.status, ['open', 'acknowledged']),
      ),
    )
    .limit(1);
  return rows.length > 0;
};

/** The case of the subject that stands, and of the customer's about it the one that was closed last. */
export const findCases = async (
  reader: Reader,
  brandId: string,
  about: { customerId: string; orderId: string | null },
): Promise<{ readonly stands: Alert | null; readonly closed: Alert | null }> => {
  const rows = await reader
    .select()
    .from(alerts)
    .where(isAbout(brandId, subjectOf(about)))
    .orderBy(desc(alerts.resolvedAt), desc(alerts.id));
  return {
    stands: rows.find(({ status }) => isStanding(status)) ?? null,
    closed: rows.find(({ status, customerId }) => !isStanding(status) && customerId === about.customerId) ?? null,
  };
};

export const changeAlert = async (work: Work, alert: Alert, changes: Partial<Alert>): Promise<void> => {
  await work.tx
    .update(alerts)
    .set({ ...changes, updatedAt: work.now })
    .where(eq(alerts.id, alert.id));
};

export const addEntry = async (
  work: Work,
  alert: Pick<Alert, 'id' | 'brandId'>,
  kind: AlertEntry['kind'],
  fields: Partial<Pick<AlertEntry, 'by' | 'text' | 'outcome' | 'answerId'>> = {},
): Promise<string> => {
  const id = work.newId();
  const entry = { by: null, text: null, outcome: null, answerId: null, ...fields };
  await work.tx
    .insert(alertEntries)
    .values({ id, brandId: alert.brandId, alertId: alert.id, kind, at: work.now, ...entry });
  return id;
};

/** What every fact about a case carries. */
export const about = ({ brandId, id, customerId, orderId }: Alert) => ({ brandId, alertId: id, customerId, orderId });

/** By when a person answers news of now. */
export const promiseOfAnswer = (work: Work, brand: Brand): Date =>
  answerBy(work.now, brand.settings.support, brand.timeZone);

/** The clock starts anew when support had answered already; a promise that still runs is kept as it was given. */
export const awaitingAnswer = async (work: Work, alert: Alert): Promise<Partial<Alert>> =>
  alert.answeredAt === null
    ? {}
    : { answeredAt: null, escalatedAt: null, answerBy: promiseOfAnswer(work, await getBrand(work.tx, alert.brandId)) };
