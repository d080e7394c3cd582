/** One line of an import file: an order as the API takes it, with its id, and what was said about it. */
import { z } from '@hono/zod-openapi';
import { externalId, instant, line, paragraph } from '../../kit/schemas.ts';
import {
  commentMaxLength,
  contactWishes,
  type Score,
  scores,
  sentimentReasons,
} from '../../sentiment/sentiment.shared.ts';
import { orderInput } from '../inputs.ts';

export const importedOrder = orderInput.extend({
  id: externalId,
  /** A review of the order, given elsewhere and then. */
  sentiment: z
    .strictObject({
      score: z.custom<Score>((value) => scores.some((known) => known === value), 'must be 1, 2, 3, 4 or 5'),
      reasons: z.array(z.enum(sentimentReasons)).max(sentimentReasons.length).optional(),
      comment: paragraph(commentMaxLength).optional(),
      contactWish: z.enum(contactWishes).optional(),
      source: line(60),
      /** The review's id at its source; the order's, unless given. */
      externalId: externalId.optional(),
      answeredAt: instant,
    })
    .optional(),
});
export type ImportedOrder = z.infer<typeof importedOrder>;
