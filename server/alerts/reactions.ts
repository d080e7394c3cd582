/** What happens elsewhere and concerns cases. Runs before the hold is set, which names the case. */
import { and, eq, ne } from 'drizzle-orm';
import { alerts } from '../../db/schema/index.ts';
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

/** A case is of whoever's the order is: what a guest ordered may turn out to be somebody's with an account. */
export const giveCaseToOwner = async (
  { tx, now }: Work,
  { brandId, orderId, customerId }: FactOf<'order.changed'>,
): Promise<void> => {
  await tx
    .update(alerts)
    .set({ customerId, updatedAt: now })
    .where(and(eq(alerts.brandId, brandId), eq(alerts.orderId, orderId), ne(alerts.customerId, customerId)));
};
