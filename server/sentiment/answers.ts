/** The one verb of sentiment. An answer is only ever appended; what it replaces stays as it was. */
import { and, eq } from 'drizzle-orm';
import { sentimentAnswers } from '../../db/schema/index.ts';
import { getCustomer } from '../customers/index.ts';
import { Fault, invalidField } from '../faults.ts';
import { after, days, minutes } from '../kit/clock.ts';
import { findOrderById } from '../orders/index.ts';
import type { Work } from '../work.ts';
import { contradicts as contradictsScore } from './contradiction.ts';
import { answersAbout } from './queries.ts';
import {
  type ContactWish,
  changeableForDays,
  negativeScoreMax,
  type Score,
  type SentimentReason,
} from './sentiment.shared.ts';
import { type Answer, isNegative, oldestFirst, thingOf } from './things.ts';

/** How far an outside clock may run ahead of ours. */
const clockToleranceMs = minutes(5);

export interface AnswerInput {
  readonly brandId: string;
  readonly customerId: string;
  readonly orderId: string | null;
  readonly shipmentId: string | null;
  /** `problem` is a report before delivery, `review` whatever came from outside. */
  readonly occasion: Answer['occasion'];
  /** Only a problem may come without: it counts as 2. */
  readonly score?: Score | undefined;
  readonly reasons?: readonly SentimentReason[] | undefined;
  readonly comment?: string | undefined;
  readonly contactWish?: ContactWish | undefined;
  /** Kept only with the wish for a call. */
  readonly callNumber?: string | null | undefined;
  /** `page`, `push`, `mail`, `api`, or the name of a review site. */
  readonly source: string;
  /** The review's id at its source. */
  readonly externalId?: string | undefined;
  readonly answeredAt?: Date | undefined;
}

/**
 * Appends the answer and records `sentiment.answered`, also when a good score comes with words of a failure. Reasons are kept at 1–2 only: someone who tapped chips and then
 * changed her mind to a 4 is not refused. Said again word for word, and an outside review that came before, it changes
 * nothing. A problem may be reported again at any time; the answer at delivery may be changed for 14 days.
 * @throws Fault `conflict` after these 14 days, and when a review of that id came before with other content;
 *   `invalid` for an answer from the future
 */
export const answerSentiment = async (
  work: Work,
  input: AnswerInput,
): Promise<{ outcome: 'recorded' | 'unchanged'; answerId: string; negative: boolean; contradicts: boolean }> => {
  const said = whatWasSaid(work, input);
  const held = (await findReview(work, input)) ?? (await findRepeated(work, input, said));
  if (held) {
    return { outcome: 'unchanged', answerId: held.id, negative: isNegative(held), contradicts: held.contradicts };
  }

  const contradicts = said.comment !== '' && contradictsScore(said.score, said.comment, await localeOf(work, input));
  const negative = isNegative(said);
  const answerId = work.newId();
  const { brandId, customerId, orderId, shipmentId } = input;
  await work.tx.insert(sentimentAnswers).values({
    id: answerId,
    brandId,
    customerId,
    orderId,
    shipmentId,
    occasion: input.occasion,
    ...said,
    contradicts,
    source: input.source,
    externalId: input.externalId ?? null,
    createdAt: work.now,
  });
  const about = { brandId, customerId, orderId, shipmentId, answerId };
  await work.record({ kind: 'sentiment.answered', ...about, score: said.score, negative, contradicts });
  return { outcome: 'recorded', answerId, negative, contradicts };
};

/** What she most likely wrote in: the language of the order's page, or else hers. */
const localeOf = async (
  { tx }: Work,
  { brandId, customerId, orderId }: Pick<AnswerInput, 'brandId' | 'customerId' | 'orderId'>,
): Promise<string | undefined> => {
  const order = orderId === null ? null : await findOrderById(tx, brandId, orderId);
  return order?.locale ?? (await getCustomer(tx, brandId, customerId)).locale ?? undefined;
};

type Said = Pick<Answer, 'score' | 'reasons' | 'comment' | 'contactWish' | 'callNumber' | 'answeredAt'>;

const whatWasSaid = (work: Work, input: AnswerInput): Said => {
  const score = input.score ?? (input.occasion === 'problem' ? negativeScoreMax : undefined);
  if (score === undefined) throw invalidField('score', 'is required');
  if (input.answeredAt && input.answeredAt > after(work.now, clockToleranceMs)) {
    throw invalidField('answeredAt', 'lies in the future');
  }
  const answeredAt = input.answeredAt && input.answeredAt < work.now ? input.answeredAt : work.now;
  return {
    score,
    reasons: score <= negativeScoreMax ? [...new Set(input.reasons)] : [],
    comment: input.comment ?? '',
    contactWish: input.contactWish ?? 'none',
    callNumber: input.contactWish === 'phone' ? (input.callNumber ?? null) : null,
    answeredAt,
  };
};

const isSame = (answer: Said, said: Said): boolean =>
  answer.score === said.score &&
  answer.comment === said.comment &&
  answer.contactWish === said.contactWish &&
  answer.callNumber === said.callNumber &&
  answer.reasons.join() === said.reasons.join();

/** The outside review that came before under this id. */
const findReview = async (work: Work, input: AnswerInput): Promise<Answer | undefined> => {
  if (input.externalId === undefined) return undefined;
  const { brandId, source, externalId } = input;
  const [row] = await work.tx
    .select()
    .from(sentimentAnswers)
    .where(
      and(
        eq(sentimentAnswers.brandId, brandId),
        eq(sentimentAnswers.source, source),
        eq(sentimentAnswers.externalId, externalId),
      ),
    );
  if (row && !isSame(row, whatWasSaid(work, input))) {
    throw new Fault(
      'conflict',
      `${source} sent review ${externalId} before with other content: an edited one needs its own id`,
    );
  }
  return row;
};

/** The newest answer of the same occasion about the same thing, when it says the same. */
const findRepeated = async (work: Work, input: AnswerInput, said: Said): Promise<Answer | undefined> => {
  if (input.externalId !== undefined) return undefined;
  const earlier = (await answersAbout(work.tx, input))
    .filter((answer) => answer.occasion === input.occasion && thingOf(answer) === thingOf(input))
    .sort(oldestFirst);
  const newest = earlier.at(-1);
  if (newest && isSame(newest, said)) return newest;
  const first = earlier[0];
  if (first && input.occasion === 'delivered' && work.now > after(first.answeredAt, days(changeableForDays))) {
    throw new Fault('conflict', `An answer can be changed for ${changeableForDays} days, which are over`);
  }
  return undefined;
};
