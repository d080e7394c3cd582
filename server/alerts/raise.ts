/**
 * How a case comes to be, grows and comes back. Whatever is raised, at most one case of an order stands: more news
 * joins it, and news after a resolution that the shopper has not confirmed opens that case again.
 */
import { alerts } from '../../db/schema/index.ts';
import { getBrand } from '../brands/index.ts';
import type { Work } from '../work.ts';
import {
  type Alert,
  about,
  addEntry,
  awaitingAnswer,
  changeAlert,
  findCases,
  findStanding,
  promiseOfAnswer,
  subjectOf,
} from './cases.ts';
import { isReopenable, isStanding } from './lifecycle.ts';
import { type AlertSeverity, caseSeverity, moreSevere } from './severity.ts';
import { standingAnswers } from './voices.ts';

/** Bad news: an answer, or words of our own about a delivery that went wrong. */
export interface News {
  readonly brandId: string;
  readonly customerId: string;
  readonly orderId: string | null;
  readonly shipmentId: string | null;
  readonly severity: AlertSeverity;
  readonly answerId: string | null;
  readonly text: string | null;
}

export interface Raised {
  /** The case that has the news now. */
  readonly alertId: string;
  readonly outcome: 'opened' | 'joined' | 'reopened';
}

/** Opens a case, or lets the news join the one that stands. Records `alert.opened`, `alert.joined` or `alert.reopened`. */
export const raiseAlert = async (work: Work, news: News): Promise<Raised> => {
  const { stands, closed } = await findCases(work.tx, news.brandId, news);
  if (stands) return joinAlert(work, stands, news);
  if (closed?.status === 'resolved' && isReopenable(closed.resolvedAt, work.now)) {
    return takeUpAgain(work, closed, news);
  }
  return open(work, news);
};

/** What she says or what happened, said into a case that stands. */
const joinAlert = async (
  work: Work,
  alert: Alert,
  news: Pick<News, 'severity' | 'answerId' | 'text'>,
): Promise<Raised> => {
  const severity = moreSevere(alert.severity, news.severity);
  await changeAlert(work, alert, { severity, ...(await awaitingAnswer(work, alert)) });
  await addEntry(work, alert, 'joined', { answerId: news.answerId, text: news.text });
  await work.record({ kind: 'alert.joined', ...about(alert) });
  return { alertId: alert.id, outcome: 'joined' };
};

/**
 * Opens a closed case again, urgent now and with a new promise of an answer; who had it keeps it. When another case of
 * the order stands by then, the words join that one and the closed case stays closed.
 */
export const takeUpAgain = async (work: Work, alert: Alert, news: Pick<News, 'answerId' | 'text'>): Promise<Raised> => {
  const stands = await findStanding(work.tx, alert.brandId, alert.subject);
  if (stands) return joinAlert(work, stands, { ...news, severity: 'high' });
  await changeAlert(work, alert, {
    status: 'open',
    severity: 'high',
    reopenedCount: alert.reopenedCount + 1,
    answerBy: promiseOfAnswer(work, await getBrand(work.tx, alert.brandId)),
    answeredAt: null,
    escalatedAt: null,
    acknowledgedAt: null,
    resolvedAt: null,
    outcome: null,
    outcomeNote: null,
    confirmedAt: null,
  });
  await addEntry(work, alert, 'reopened', news);
  await work.record({ kind: 'alert.reopened', ...about(alert) });
  return { alertId: alert.id, outcome: 'reopened' };
};

/**
 * Notes a better answer in the case that it belongs to. The case stays with support, who can see that she was won
 * back; while it stands, its severity follows what she says now.
 */
export const noteBetterAnswer = async (
  work: Work,
  answer: { brandId: string; customerId: string; orderId: string | null; answerId: string },
): Promise<void> => {
  const { stands, closed } = await findCases(work.tx, answer.brandId, answer);
  const alert = stands ?? closed;
  if (alert === null || !(isStanding(alert.status) || isReopenable(alert.resolvedAt, work.now))) return;
  await addEntry(work, alert, 'joined', { answerId: answer.answerId });
  const severity = isStanding(alert.status)
    ? caseSeverity(await standingAnswers(work.tx, alert), alert.reopenedCount)
    : alert.severity;
  await changeAlert(work, alert, { severity });
};

const open = async (work: Work, news: News): Promise<Raised> => {
  const { brandId, customerId, orderId, shipmentId, severity } = news;
  const [alert] = await work.tx
    .insert(alerts)
    .values({
      id: work.newId(),
      brandId,
      customerId,
      subject: subjectOf(news),
      orderId,
      shipmentId,
      status: 'open',
      severity,
      openedAt: work.now,
      answerBy: promiseOfAnswer(work, await getBrand(work.tx, brandId)),
      reopenedCount: 0,
      updatedAt: work.now,
    })
    // Of two that race on PostgreSQL, this makes the later one a conflict that the store runs again: then it joins.
    .onConflictDoNothing()
    .returning();
  if (!alert) throw new Error('a second case of one order was about to open');
  await addEntry(work, alert, 'opened', { answerId: news.answerId, text: news.text });
  await work.record({ kind: 'alert.opened', ...about(alert) });
  return { alertId: alert.id, outcome: 'opened' };
};
