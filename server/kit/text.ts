/**
 * Text as it may be taken over from a source: one line, bounded, without anything that a mail header, a log or a
 * terminal would act on. Whatever passes here also passes `line(max)` of `schemas.ts`.
 */

// C0, DEL and C1 controls, line and paragraph separators, and the characters that reorder the text around them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes.
const unwanted = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/g;

/**
 * One line of at most `max` UTF-16 units, or nothing when nothing is left. Control characters become a space, lone
 * surrogates a replacement character; a pair is never cut in half.
 */
export function cleanLine(text: string, max: number): string | undefined {
  const wellFormed = text
    .slice(0, max * 4)
    .toWellFormed()
    .replace(unwanted, ' ')
    .trim();
  const cut = wellFormed.slice(0, max);
  const whole = cut.isWellFormed() ? cut : cut.slice(0, -1);
  const line = whole.trim();
  return line === '' ? undefined : line;
}
