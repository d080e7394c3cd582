/** What an answer does to cases. Runs before the hold is set, which names the case. */
import type { FactOf } from '../facts.ts';
import { getAnswer } from '../sentiment/index.ts';
import type { Work } from '../work.ts';
import { noteBetterAnswer, raiseAlert } from './raise.ts';
import { severityOf } from './severity.ts';

export const takeAnswerIntoCase = async (work: Work, fact: FactOf<'sentiment.answered'>): Promise<void> => {
  if (!(fact.negative || fact.contradicts)) return noteBetterAnswer(work, fact);
  const { brandId, customerId, orderId, shipmentId, answerId } = fact;
  const severity = severityOf(await getAnswer(work.tx, brandId, answerId));
  await raiseAlert(work, { brandId, customerId, orderId, shipmentId, severity, answerId, text: null });
};
