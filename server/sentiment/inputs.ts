/** What may be said about how it went: by the page, and by the merchant for reviews that were given elsewhere. */
import { z } from '@hono/zod-openapi';
import { externalId, instant, line, paragraph } from '../kit/schemas.ts';
import {
  callNumberMaxLength,
  commentMaxLength,
  contactWishes,
  type Score,
  scores,
  sentimentReasons,
} from './sentiment.shared.ts';

const score = z
  .custom<Score>((value) => scores.some((known) => known === value), 'must be 1, 2, 3, 4 or 5')
  .openapi({ type: 'integer', minimum: 1, maximum: 5 });
const reasons = z.array(z.enum(sentimentReasons)).max(sentimentReasons.length);
const comment = paragraph(commentMaxLength);
const callNumber = line(callNumberMaxLength);

/** `POST /api/portal/t/{link}/sentiment` */
export const shopperAnswerInput = z
  .strictObject({
    shipmentId: externalId,
    occasion: z.enum(['delivered', 'problem']).default('delivered'),
    /** A problem may come without: it counts as 2. */
    score: score.optional(),
    reasons: reasons.default([]),
    comment: comment.default(''),
    contactWish: z.enum(contactWishes).default('none'),
    /** As typed. May be left out where a number is known already. */
    callNumber: callNumber.optional(),
  })
  .refine((input) => input.score !== undefined || input.occasion === 'problem', {
    path: ['score'],
    error: 'is required',
  })
  .openapi('ShopperAnswer');
export type ShopperAnswerInput = z.infer<typeof shopperAnswerInput>;

/** `POST /api/v1/sentiment`. The ids are the merchant's. */
export const sentimentInput = z
  .strictObject({
    customerId: externalId,
    orderId: externalId.optional(),
    shipmentId: externalId.optional(),
    score,
    reasons: reasons.optional(),
    comment: comment.optional(),
    contactWish: z.enum(contactWishes).optional(),
    /** Some digits with whatever people write between them; who dials it is a person. */
    callNumber: callNumber.regex(/\p{Nd}.*\p{Nd}.*\p{Nd}/u, 'must be a telephone number').optional(),
    /** Where it was said: a review site, a survey, a call. */
    source: line(60),
    /** The review's id at its source: the same one again changes nothing. */
    externalId: externalId.optional(),
    answeredAt: instant.optional(),
  })
  .openapi('Sentiment');
