/** What the island of the question is handed, and how a fault is said in it. */
import { commentMaxLength } from '../../../server/sentiment/sentiment.shared.ts';
import { fill } from '../../messages/fill.ts';
import type { Messages } from '../../messages/index.ts';

export interface AskWords {
  readonly ask: Messages['ask'];
  readonly care: Messages['care'];
  readonly form: Messages['form'];
  readonly report: Pick<Messages['report'], 'comment' | 'commentHint' | 'send' | 'sending'>;
  readonly retry: string;
  readonly proposal: Messages['proposal'];
}

/** `code` comes from `?fault=` after a form, or from problem+json after a tap. */
export function faultSentence(code: string, fields: readonly string[], words: AskWords): string {
  const { form, ask } = words;
  switch (code) {
    case 'comment_too_long':
      return fill(form.commentTooLong, { max: String(commentMaxLength) });
    case 'score_missing':
      return form.scoreMissing;
    case 'number_missing':
      return form.numberMissing;
    case 'text_missing':
      return form.textMissing;
    case 'closed':
    case 'conflict':
      return form.closed;
    case 'gone':
    case 'not_found':
    case 'forbidden':
      return form.expired;
    case 'rate_limited':
      return form.tooOften;
    case 'invalid':
      if (fields.includes('callNumber')) return form.numberMissing;
      return fields.includes('comment') ? fill(form.commentTooLong, { max: String(commentMaxLength) }) : form.invalid;
    default:
      return ask.failed;
  }
}
