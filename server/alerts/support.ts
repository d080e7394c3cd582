/** What support does with a case, from the desk or by API. Done again it changes nothing. */
import { and, desc, eq } from 'drizzle-orm';
import { alertEntries } from '../../db/schema/index.ts';
import { Fault } from '../faults.ts';
import { after, minutes } from '../kit/clock.ts';
import type { CaseOutcome } from '../portalView.shared.ts';
import type { Work } from '../work.ts';
import { type Alert, about, addEntry, changeAlert, getAlertRow } from './cases.ts';
import { isStanding, take } from './lifecycle.ts';

/** The same words within this time are one message that was sent twice. */
const doubleClickMs = minutes(1);

/** A person at the desk, or whatever name an API client gave. */
export interface Agent {
  readonly id: string;
  readonly name: string;
}

/**
 * Gives the case to the agent; someone who acknowledges a colleague's case takes it over. It does not count as an
 * answer: the promise to the shopper runs on. Records `alert.acknowledged`.
 * @throws Fault `not_found`; `conflict` once the case is resolved
 */
export const acknowledgeAlert = async (
  work: Work,
  input: { brandId: string; alertId: string; agent: Agent },
): Promise<'acknowledged' | 'unchanged'> => {
  const alert = await getAlertRow(work.tx, input.brandId, input.alertId);
  const status = take(alert.status, 'acknowledge');
  if (status === alert.status && alert.agentId === input.agent.id) return 'unchanged';
  await changeAlert(work, alert, { status, ...heldBy(input.agent), acknowledgedAt: alert.acknowledgedAt ?? work.now });
  await addEntry(work, alert, 'acknowledged', { by: input.agent.name });
  await work.record({ kind: 'alert.acknowledged', ...about(alert) });
  return 'acknowledged';
};

/**
 * Writes to the shopper, which answers the case and takes it when nobody has it. A closed case stays closed. The
 * same words twice in a minute are one. Records `alert.replied`.
 * @throws Fault `not_found`
 */
export const replyToShopper = async (
  work: Work,
  input: { brandId: string; alertId: string; agent: Agent; text: string },
): Promise<'replied' | 'unchanged'> => {
  const alert = await getAlertRow(work.tx, input.brandId, input.alertId);
  if (await wasJustSaid(work, alert, 'reply', input.agent.name, input.text)) return 'unchanged';
  const takesIt = isStanding(alert.status) && (alert.status === 'open' || alert.agentId === null);
  await changeAlert(work, alert, {
    status: take(alert.status, 'reply'),
    answeredAt: alert.answeredAt ?? work.now,
    ...(takesIt ? { ...heldBy(input.agent), acknowledgedAt: alert.acknowledgedAt ?? work.now } : {}),
  });
  const entryId = await addEntry(work, alert, 'reply', { by: input.agent.name, text: input.text });
  await work.record({ kind: 'alert.replied', ...about(alert), entryId, by: 'support' });
  return 'replied';
};

/**
 * Closes the case; the shopper is asked whether it is. Records `alert.resolved`.
 * @throws Fault `not_found`; `conflict` when it was resolved with another outcome
 */
export const resolveAlert = async (
  work: Work,
  input: { brandId: string; alertId: string; agent: Agent; outcome: CaseOutcome; note: string | null },
): Promise<'resolved' | 'unchanged'> => {
  const alert = await getAlertRow(work.tx, input.brandId, input.alertId);
  const status = take(alert.status, 'resolve');
  if (status === alert.status) {
    if (alert.outcome === input.outcome) return 'unchanged';
    throw new Fault('conflict', `The case was resolved as ${alert.outcome}`);
  }
  await changeAlert(work, alert, {
    status,
    ...(alert.agentId === null ? heldBy(input.agent) : {}),
    answeredAt: alert.answeredAt ?? work.now,
    resolvedAt: work.now,
    outcome: input.outcome,
    outcomeNote: input.note,
  });
  await addEntry(work, alert, 'resolved', { by: input.agent.name, text: input.note, outcome: input.outcome });
  await work.record({ kind: 'alert.resolved', ...about(alert), outcome: input.outcome });
  return 'resolved';
};

const heldBy = (agent: Agent): Pick<Alert, 'agentId' | 'agentName'> => ({ agentId: agent.id, agentName: agent.name });

/** True when the newest message of that side is this very one, a moment old. */
export const wasJustSaid = async (
  work: Work,
  alert: Alert,
  kind: 'reply' | 'shopper_message',
  by: string | null,
  text: string,
): Promise<boolean> => {
  const [newest] = await work.tx
    .select()
    .from(alertEntries)
    .where(
      and(eq(alertEntries.brandId, alert.brandId), eq(alertEntries.alertId, alert.id), eq(alertEntries.kind, kind)),
    )
    .orderBy(desc(alertEntries.at), desc(alertEntries.id))
    .limit(1);
  return newest?.text === text && newest.by === by && after(newest.at, doubleClickMs) > work.now;
};
