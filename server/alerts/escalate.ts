/** What happens when the promise of an answer was not kept. */
import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm';
import { alerts } from '../../db/schema/index.ts';
import type { Work } from '../work.ts';
import { about, addEntry, changeAlert } from './cases.ts';

/**
 * Escalates the cases whose answer is overdue, once per promise, the longest overdue first. Records `alert.escalated`.
 * @param limit how many in this transaction
 * @returns how many; as many as `limit` means that more may be waiting
 */
export const escalateOverdueAlerts = async (work: Work, input: { brandId: string; limit: number }): Promise<number> => {
  const overdue = await work.tx
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.brandId, input.brandId),
        inArray(alerts.status, ['open', 'acknowledged']),
        lte(alerts.answerBy, work.now),
        isNull(alerts.answeredAt),
        isNull(alerts.escalatedAt),
      ),
    )
    .orderBy(asc(alerts.answerBy))
    .limit(input.limit);
  for (const alert of overdue) {
    await changeAlert(work, alert, { escalatedAt: work.now, severity: 'high' });
    await addEntry(work, alert, 'escalated');
    await work.record({ kind: 'alert.escalated', ...about(alert) });
  }
  return overdue.length;
};
