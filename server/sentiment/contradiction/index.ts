/** The languages whose words are known, compiled once. */
import { arabic } from './ar.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { french } from './fr.ts';
import { type CompiledLexicon, compileLexicon } from './lexicon.ts';
import { portuguese } from './pt.ts';

export { normalise } from './normalise.ts';
export type { CompiledLexicon };

export const languages = ['de', 'en', 'pt', 'fr', 'ar'] as const;
export type Language = (typeof languages)[number];

/** And, so, in, to, for and the article are written together with the Arabic word that follows. */
const arabicPrefix = '(?:[وف]?(?:ال|بال|لل|كال)?)';

export const lexicons: Readonly<Record<Language, CompiledLexicon>> = {
  de: compileLexicon(german),
  en: compileLexicon(english),
  pt: compileLexicon(portuguese),
  fr: compileLexicon(french),
  ar: compileLexicon(arabic, arabicPrefix),
};
