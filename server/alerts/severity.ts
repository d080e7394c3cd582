/** How urgent a case is: high when she does not have what she paid for, or is furious and asks to be called. */
import { type Answer, isNegative } from '../sentiment/index.ts';
import type { SentimentReason } from '../sentiment/sentiment.shared.ts';

export type AlertSeverity = 'high' | 'normal';

const withoutTheGoods: readonly SentimentReason[] = ['damaged', 'not_received', 'wrong_item', 'missing_item'];

export const severityOf = (answer: Pick<Answer, 'score' | 'reasons' | 'contactWish'>): AlertSeverity =>
  isNegative(answer) &&
  (answer.reasons.some((reason) => withoutTheGoods.includes(reason)) ||
    (answer.score === 1 && answer.contactWish !== 'none'))
    ? 'high'
    : 'normal';

/** The severity of a case by the answers that stand in it. Whoever had to come back is urgent whatever she says now. */
export const caseSeverity = (answers: readonly Answer[], reopenedCount: number): AlertSeverity =>
  reopenedCount > 0 || answers.some((answer) => severityOf(answer) === 'high') ? 'high' : 'normal';

export const moreSevere = (a: AlertSeverity, b: AlertSeverity): AlertSeverity =>
  a === 'high' || b === 'high' ? 'high' : 'normal';
