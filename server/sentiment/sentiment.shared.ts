/** The words of the question at delivery, shared by the page, the API and the desk. */
export const scores = [1, 2, 3, 4, 5] as const;
export type Score = (typeof scores)[number];

/** What can have gone wrong, offered as chips at 1–2. */
export const sentimentReasons = [
  'late',
  'damaged',
  'wrong_item',
  'missing_item',
  'not_received',
  'courier',
  'packaging',
  'product',
] as const;
export type SentimentReason = (typeof sentimentReasons)[number];

export const contactWishes = ['none', 'email', 'phone'] as const;
export type ContactWish = (typeof contactWishes)[number];

/** Longest number to be called at, with everything that people write between its digits. */
export const callNumberMaxLength = 40;

/** Longest comment in UTF-16 units; the form says so and the server refuses more. */
export const commentMaxLength = 4000;

/** At or below it, an answer is negative: it holds promotions and opens a case. */
export const negativeScoreMax = 2;

/** How long an answer may be changed. */
export const changeableForDays = 14;
