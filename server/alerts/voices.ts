/** What shoppers said in cases: answers are linked by entries, and of those about one thing the newest stands. */
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { alertEntries } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { type Answer, answersAbout, listAnswers, standing, thingOf } from '../sentiment/index.ts';
import { type Alert, getAlertRow } from './cases.ts';

/**
 * What she says now about everything that the case is about. Empty for a case that no answer is in.
 * @throws Fault `not_found`
 */
export const standingAnswersOf = async (reader: Reader, brandId: string, alertId: string): Promise<readonly Answer[]> =>
  standingAnswers(reader, await getAlertRow(reader, brandId, alertId));

export const standingAnswers = async (reader: Reader, alert: Alert): Promise<readonly Answer[]> => {
  const [linked, all] = [await linkedAnswers(reader, alert.brandId, [alert.id]), await answersAbout(reader, alert)];
  const things = new Set((linked.get(alert.id) ?? []).map(thingOf));
  return standing(all.filter((answer) => things.has(thingOf(answer))));
};

/** The answers that each of the cases links, in no order. */
export const linkedAnswers = async (
  reader: Reader,
  brandId: string,
  alertIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Answer[]>> => {
  if (alertIds.length === 0) return new Map();
  const links = await reader
    .select({ alertId: alertEntries.alertId, answerId: alertEntries.answerId })
    .from(alertEntries)
    .where(
      and(
        eq(alertEntries.brandId, brandId),
        inArray(alertEntries.alertId, [...alertIds]),
        isNotNull(alertEntries.answerId),
      ),
    );
  const answerIds = links.flatMap(({ answerId }) => (answerId === null ? [] : [answerId]));
  const byId = new Map((await listAnswers(reader, brandId, answerIds)).map((answer) => [answer.id, answer]));
  const byAlert = new Map<string, Answer[]>();
  for (const { alertId, answerId } of links) {
    const answer = answerId === null ? undefined : byId.get(answerId);
    if (answer) byAlert.set(alertId, [...(byAlert.get(alertId) ?? []), answer]);
  }
  return byAlert;
};
