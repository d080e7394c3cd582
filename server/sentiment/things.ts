/**
 * What an answer is about, and which answer counts. Of several answers about one thing the newest counts, whatever the
 * occasion: a parcel that was reported missing and then rated 5 is well again.
 */
import type { sentimentAnswers } from '../../db/schema/index.ts';
import { type ContactWish, negativeScoreMax } from './sentiment.shared.ts';

export type Answer = typeof sentimentAnswers.$inferSelect;

/** The shipment, else the order, else the customer. */
export const thingOf = (answer: Pick<Answer, 'shipmentId' | 'orderId' | 'customerId'>): string => {
  if (answer.shipmentId !== null) return `shipment:${answer.shipmentId}`;
  return answer.orderId === null ? `customer:${answer.customerId}` : `order:${answer.orderId}`;
};

export const isNegative = (answer: Pick<Answer, 'score'>): boolean => answer.score <= negativeScoreMax;

/** The sources whose forms ask for the wish beside the words, once an answer is unhappy. */
const askingSources: readonly string[] = ['page', 'push', 'mail'];

/** Whether and how she wants to hear from us; null while she was not asked: the first tap comes without, and so do most reviews. */
export const wishSaid = (
  answer: Pick<Answer, 'score' | 'reasons' | 'comment' | 'contactWish' | 'source'>,
): ContactWish | null => {
  if (answer.contactWish !== 'none') return answer.contactWish;
  const sentDetails = answer.reasons.length > 0 || answer.comment !== '';
  return sentDetails && isNegative(answer) && askingSources.includes(answer.source) ? 'none' : null;
};

/** By the time of the answer, not of its arrival: reviews come late and out of order. */
export const oldestFirst = (a: Answer, b: Answer): number =>
  a.answeredAt.getTime() - b.answeredAt.getTime() || (a.id < b.id ? -1 : 1);

/** The newest answer about each thing. */
export const standing = (answers: readonly Answer[]): readonly Answer[] => [
  ...new Map([...answers].sort(oldestFirst).map((answer) => [thingOf(answer), answer])).values(),
];

/** The unhappiest of what stands, the newest of equals: what a case is about, in one answer. */
export const unhappiest = (answers: readonly Answer[]): Answer | null =>
  standing(answers).toSorted((a, b) => a.score - b.score || oldestFirst(b, a))[0] ?? null;
