/**
 * The compiled catalogues and the choice among them. A locale falls back on its language, then on English; a catalogue
 * that lacks a message never gets this far, for types, tests and the build refuse it.
 */
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en, type Messages } from './en.ts';
import { faultsAgainst } from './faults.ts';
import { endOnce } from './fill.ts';
import { fr } from './fr.ts';
import { pt } from './pt.ts';

export type { AlertWords, Messages } from './en.ts';

/** How a brand addresses its readers. English, Arabic and Brazil’s Portuguese need one catalogue for both. */
export type Address = 'familiar' | 'formal';

export type DeskMessages = Messages['desk'];

/** The same words, with one full stop at the end of a sentence whose last word brings its own: “Sa., 28. Nov.” */
function withSingleStops<Node>(node: Node): Node {
  return endAllOnce(node) as Node;
}

function endAllOnce(node: unknown): unknown {
  if (typeof node === 'string') return endOnce(node);
  if (typeof node === 'function') return (...given: unknown[]) => endAllOnce(node(...given));
  if (Array.isArray(node)) return node.map(endAllOnce);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, endAllOnce(one)]));
}

export const catalogues: Readonly<Record<string, Readonly<Record<Address, Messages>>>> = withSingleStops({
  en: { familiar: en, formal: en },
  de,
  ar: { familiar: ar, formal: ar },
  fr,
  pt: { familiar: pt, formal: pt },
});

function languageOf(locale: string): string {
  return locale.toLowerCase().split('-')[0] ?? '';
}

/** The catalogue for a locale (`de-AT` reads `de`), English where there is none. */
export function messagesFor(locale: string, address: Address = 'familiar'): Messages {
  return catalogues[languageOf(locale)]?.[address] ?? en;
}

export function direction(locale: string): 'ltr' | 'rtl' {
  return ['ar', 'fa', 'he', 'ur'].includes(languageOf(locale)) ? 'rtl' : 'ltr';
}

/** What is missing, left over, empty or differently parametrised, by path. The build and a test insist on none. */
export function catalogueFaults(): readonly string[] {
  return faultsAgainst(en, catalogues);
}
