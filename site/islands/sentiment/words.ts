/** What the island of the question is handed, and how a fault is said in it. */
import { commentMaxLength } from '../../../server/sentiment/sentiment.shared.ts';
import { fill } from '../../messages/fill.ts';
import type { Messages } from '../../messages/index.ts';

export interface AskWords {
  readonly ask: Messages['ask'];
  readonly care: Messages['care'];
  readonly form: Messages['form'];
  readonly numberUnfit: string;
  readonly report: Pick<Messages['report'], 'comment' | 'commentHint' | 'send' | 'sending'>;
  readonly retry: string;
  readonly proposal: Messages['proposal'];
}

/** The word for what a tap was refused for, from problem+json; a form's is made by the server in the same way. */
export function faultWord(code: string, fields: readonly string[], callNumber?: string): string {
  if (fields.includes('callNumber')) return callNumber === undefined ? 'number_missing' : 'number_unfit';
  return fields.includes('comment') || fields.includes('text') ? 'comment_too_long' : code;
}

/** Such a fault is said beside its field. */
export const isOfNumber = (word: string | null): boolean => word?.startsWith('number_') ?? false;

export function faultSentence(word: string, words: AskWords): string {
  const { form, ask } = words;
  switch (word) {
    case 'comment_too_long':
      return fill(form.commentTooLong, { max: String(commentMaxLength) });
    case 'score_missing':
      return form.scoreMissing;
    case 'number_missing':
      return form.numberMissing;
    case 'number_unfit':
      return words.numberUnfit;
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
      return form.invalid;
    default:
      return ask.failed;
  }
}
