/**
 * What a language's words of failure look like, and how they are compiled: into one pattern for each list, anchored at
 * words and with gaps of at most three, so that matching is linear in the text.
 */

/**
 * Lists of phrases of normalised words. `stem*` stands for any ending, `a/b` for either word, `.` for up to one
 * word between, `..` for up to three.
 */
export interface Lexicon {
  /** Words that this language has and its neighbours hardly: they tell the language. */
  readonly stopWords: readonly string[];
  /** Sounds like a failure and is none: taken out before anything else is looked at. */
  readonly fine: readonly string[];
  /** A failure, unless one of the negators stands before it. */
  readonly failed: readonly string[];
  /** A failure that has its negation in itself: “never arrived”, “not good”. */
  readonly denied: readonly string[];
  readonly negators: readonly string[];
  /** From here on all is well again: what was said before it does not count. */
  readonly mended: readonly string[];
}

export interface CompiledLexicon {
  readonly stopWords: ReadonlySet<string>;
  readonly fine: RegExp;
  readonly failed: RegExp;
  readonly denied: RegExp;
  readonly mended: RegExp;
  readonly isNegator: (word: string) => boolean;
}

/** @param prefix what may be written together with the word that follows it */
export const compileLexicon = (lexicon: Lexicon, prefix = ''): CompiledLexicon => {
  const word = (spelled: string): string => {
    if (spelled === '.') return '(?:[^ .]+ )?';
    if (spelled === '..') return '(?:[^ .]+ ){0,3}?';
    const either = spelled.split('/').map((one) => (one.endsWith('*') ? `${one.slice(0, -1)}[^ .]*` : one));
    return `${prefix}(?:${either.join('|')}) `;
  };
  const anyOf = (phrases: readonly string[]): RegExp => {
    // An empty choice would match everywhere.
    if (phrases.length === 0) return /(?!)/g;
    return new RegExp(`(?<= )(?:${phrases.map((phrase) => phrase.split(' ').map(word).join('')).join('|')})`, 'g');
  };
  const negators = new RegExp(`^${prefix}(?:${lexicon.negators.map((one) => one.replace('*', '[^ ]*')).join('|')})$`);
  return {
    stopWords: new Set(lexicon.stopWords),
    fine: anyOf(lexicon.fine),
    failed: anyOf(lexicon.failed),
    denied: anyOf(lexicon.denied),
    mended: anyOf(lexicon.mended),
    isNegator: (each) => negators.test(each),
  };
};
