/**
 * Tells a good score whose comment says that a delivery or a product failed. A rule on words, for it runs in the request
 * and what it raises must be explainable to support: it reads German, English, Portuguese and Arabic, tells
 * French apart, and is silent on anything else.
 */
import { type CompiledLexicon, type Language, languages, lexicons, normalise } from './contradiction/index.ts';
import { commentMaxLength, type Score } from './sentiment.shared.ts';

/** From here on a score says that all went well. */
const goodScoreMin = 4;

/**
 * @param locale of whoever wrote, where known; it decides only when the words do not tell their language
 * @returns whether the score is good and the comment tells of a failure that was not mended
 */
export const contradicts = (score: Score, comment: string, locale?: string): boolean =>
  score >= goodScoreMin && tellsOfFailure(comment, locale);

/** The same for the words alone. */
export const tellsOfFailure = (comment: string, locale?: string): boolean => {
  const text = comment.slice(0, commentMaxLength);
  return languagesOf(text, locale).some((language) => failsIn(normalise(text, language === 'de'), lexicons[language]));
};

const arabicScript = /\p{Script=Arabic}/u;
const latinLanguages = languages.filter((language) => language !== 'ar');

/** By script, then by the commonest words; a text too short for either is read in the locale's, else in every language. */
const languagesOf = (text: string, locale: string | undefined): readonly Language[] => {
  if (arabicScript.test(text)) return ['ar'];
  const plain = new Set(normalise(text, false).split(' '));
  const counted = latinLanguages.map((language) => ({
    language,
    count: [...lexicons[language].stopWords].filter((word) => plain.has(word)).length,
  }));
  const most = Math.max(...counted.map(({ count }) => count));
  const likely = counted.filter(({ count }) => count === most).map(({ language }) => language);
  if (likely.length === 1) return likely;
  const own = likely.find((language) => language === locale?.slice(0, 2).toLowerCase());
  return own ? [own] : likely;
};

const failsIn = (normalised: string, lexicon: CompiledLexicon): boolean => {
  const told = normalised.replace(lexicon.fine, (phrase) => '… '.repeat(phrase.split(' ').length - 1));
  const mended = [...told.matchAll(lexicon.mended)].at(-1);
  const wellUntil = mended ? mended.index + mended[0].length : 0;
  const counts = ({ index }: { readonly index: number }): boolean => index >= wellUntil;
  if ([...told.matchAll(lexicon.denied)].some(counts)) return true;
  return [...told.matchAll(lexicon.failed)].some((match) => counts(match) && !isNegated(told, match.index, lexicon));
};

/** How far before a word its negator stands at most: “not at all late”. */
const negatorReach = 3;
const reachMaxChars = 60;

const isNegated = (told: string, at: number, { isNegator }: CompiledLexicon): boolean => {
  const before = told
    .slice(Math.max(0, at - reachMaxChars), at)
    .split(' ')
    .filter(Boolean);
  const clause = before.slice(before.lastIndexOf('.') + 1);
  return clause.slice(-negatorReach).some(isNegator);
};
