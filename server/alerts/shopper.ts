/**
 * What the shopper does with her case, from her order's page. Every verb names the order that the page belongs to: a
 * case of another order is not found.
 */
import { Fault } from '../faults.ts';
import type { Work } from '../work.ts';
import { type Alert, about, addEntry, awaitingAnswer, changeAlert, findStanding, getAlertRow } from './cases.ts';
import { isReopenable, isStanding, reopenableForDays, take } from './lifecycle.ts';
import { type Raised, takeUpAgain } from './raise.ts';
import { wasJustSaid } from './support.ts';

interface HerCase {
  readonly brandId: string;
  readonly orderId: string;
  readonly alertId: string;
}

/**
 * Adds what she writes. On a closed case it opens the case again: whoever writes is not done. The same words twice in
 * a minute are one. Records `alert.replied`.
 * @returns the case that has the message: another one when that is the one that stands by now
 * @throws Fault `not_found`; `conflict` when the case has been closed for 30 days
 */
export const addShopperMessage = async (
  work: Work,
  input: HerCase & { text: string },
): Promise<{ alertId: string }> => {
  const hers = await getHerCase(work, input);
  const stands = isStanding(hers.status) ? hers : await findStanding(work.tx, input.brandId, hers.subject);
  const alert = stands ?? hers;
  if (await wasJustSaid(work, alert, 'shopper_message', null, input.text)) return { alertId: alert.id };
  if (stands) await changeAlert(work, stands, await awaitingAnswer(work, stands));
  else refuseWhenOver(work, hers);
  const entryId = await addEntry(work, alert, 'shopper_message', { text: input.text });
  await work.record({ kind: 'alert.replied', ...about(alert), entryId, by: 'shopper' });
  if (!stands) await takeUpAgain(work, hers, { answerId: null, text: null });
  return { alertId: alert.id };
};

/**
 * “Yes, it is settled.” Said again it changes nothing. Records `alert.confirmed`.
 * @throws Fault `not_found`; `conflict` while support has not resolved it
 */
export const confirmResolution = async (work: Work, input: HerCase): Promise<'confirmed' | 'unchanged'> => {
  const alert = await getHerCase(work, input);
  const status = take(alert.status, 'confirm');
  if (status === alert.status) return 'unchanged';
  await changeAlert(work, alert, { status, confirmedAt: work.now });
  await addEntry(work, alert, 'confirmed');
  await work.record({ kind: 'alert.confirmed', ...about(alert) });
  return 'confirmed';
};

/**
 * “No, it is not settled.” A case that stands already stays as it is. Records `alert.reopened`, or `alert.joined` when
 * another case of the order stands by now.
 * @throws Fault `not_found`; `conflict` when the case has been closed for 30 days
 */
export const reopenAlert = async (
  work: Work,
  input: HerCase & { text: string | null },
): Promise<Raised | { alertId: string; outcome: 'unchanged' }> => {
  const alert = await getHerCase(work, input);
  if (isStanding(alert.status)) return { alertId: alert.id, outcome: 'unchanged' };
  refuseWhenOver(work, alert);
  return takeUpAgain(work, alert, { answerId: null, text: input.text });
};

const getHerCase = (work: Work, { brandId, orderId, alertId }: HerCase): Promise<Alert> =>
  getAlertRow(work.tx, brandId, alertId, orderId);

const refuseWhenOver = (work: Work, alert: Alert): void => {
  if (isReopenable(alert.resolvedAt, work.now)) return;
  throw new Fault('conflict', `A case can be taken up again for ${reopenableForDays} days, which are over`);
};
