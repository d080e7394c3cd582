/** Reads of answers, always within one brand. */
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { sentimentAnswers } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { notFound } from '../faults.ts';
import { after, days } from '../kit/clock.ts';
import { changeableForDays } from './sentiment.shared.ts';
import { type Answer, oldestFirst } from './things.ts';

/** More answers than anybody gives about one order. */
const answersMax = 500;

/** The answer that counts for a shipment and occasion. */
export interface CurrentAnswer extends Answer {
  /** Until when another answer replaces this one; a problem may always be reported anew. */
  readonly changeableUntil: Date;
}

/** The current answer of each of the shipments and occasions that has one. */
export const currentAnswers = async (
  reader: Reader,
  about: { brandId: string; shipmentIds: readonly string[] },
): Promise<readonly CurrentAnswer[]> => {
  if (about.shipmentIds.length === 0) return [];
  const rows = await reader
    .select()
    .from(sentimentAnswers)
    .where(
      and(eq(sentimentAnswers.brandId, about.brandId), inArray(sentimentAnswers.shipmentId, [...about.shipmentIds])),
    );
  const current = new Map<string, CurrentAnswer>();
  for (const row of rows.sort(oldestFirst)) {
    const key = `${row.occasion}:${row.shipmentId}`;
    const fromHere = after(row.answeredAt, days(changeableForDays));
    const kept = row.occasion === 'problem' ? undefined : current.get(key)?.changeableUntil;
    current.set(key, { ...row, changeableUntil: kept ?? fromHere });
  }
  return [...current.values()];
};

/** All answers about the order, whoever's it was when they were given, or those of the customer that name no order. */
export const answersAbout = (
  reader: Reader,
  about: { brandId: string; customerId: string; orderId: string | null },
): Promise<readonly Answer[]> =>
  reader
    .select()
    .from(sentimentAnswers)
    .where(
      and(
        eq(sentimentAnswers.brandId, about.brandId),
        about.orderId === null
          ? and(eq(sentimentAnswers.customerId, about.customerId), isNull(sentimentAnswers.orderId))
          : eq(sentimentAnswers.orderId, about.orderId),
      ),
    )
    .orderBy(desc(sentimentAnswers.createdAt))
    .limit(answersMax);

/** @throws Fault `not_found` */
export const getAnswer = async (reader: Reader, brandId: string, id: string): Promise<Answer> => {
  const [row] = await reader
    .select()
    .from(sentimentAnswers)
    .where(and(eq(sentimentAnswers.brandId, brandId), eq(sentimentAnswers.id, id)));
  if (!row) throw notFound('The answer');
  return row;
};

export const listAnswers = async (
  reader: Reader,
  brandId: string,
  ids: readonly string[],
): Promise<readonly Answer[]> =>
  ids.length === 0
    ? []
    : reader
        .select()
        .from(sentimentAnswers)
        .where(and(eq(sentimentAnswers.brandId, brandId), inArray(sentimentAnswers.id, [...ids])));

/** Everything that the customer ever answered, newest first; a changed answer is there with what it was before. */
export const listAnswersOfCustomer = (
  reader: Reader,
  about: { brandId: string; customerId: string; limit: number },
): Promise<readonly Answer[]> =>
  reader
    .select()
    .from(sentimentAnswers)
    .where(and(eq(sentimentAnswers.brandId, about.brandId), eq(sentimentAnswers.customerId, about.customerId)))
    .orderBy(desc(sentimentAnswers.createdAt), desc(sentimentAnswers.id))
    .limit(about.limit);
