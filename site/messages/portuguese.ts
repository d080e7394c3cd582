/** What Portuguese sentences are put together with: counts, days with their prepositions, and names without an article. */
import type { When } from '../lib/format.ts';
import { pluralIn, type TwoForms } from './plural.ts';

interface Forms extends TwoForms {
  /** From a million on, what is counted takes “de”: “1.000.000 de pontos”. */
  readonly many?: string;
}

const counted = pluralIn<Forms>('pt');

/** CLDR counts nothing as one. People read “0 pontos”, and a form that spells out “um” would be wrong by one. */
export const plural = (count: number, forms: Forms): string =>
  counted(count, count === 0 ? { one: forms.other, other: forms.other } : forms);

/** Saturday and Sunday are masculine, the “feiras” are feminine. */
const inTheWeek = (weekday: string): string => `${/^(s[áa]bado|domingo)/i.test(weekday) ? 'no' : 'na'} ${weekday}`;

/** “na terça”, “no sábado”, “em 3 de dezembro”, but “amanhã”. */
export const on = (when: When): string => {
  if (when.kind === 'weekday') return inTheWeek(when.text);
  return when.kind === 'date' ? `em ${when.text}` : when.text;
};

/** “Chega terça”, but “Chega em 3 de dezembro”. */
export const bare = (when: When): string => (when.kind === 'date' ? `em ${when.text}` : when.text);

export const until = (when: When): string => `até ${when.text}`;

export const from = (when: When): string => `a partir de ${when.text}`;

/** “às 10:24”, but “à 1:05”: nought and one are singular. */
export const at = (time: string): string => `${/^0?[01]\D/.test(time) ? 'à' : 'às'} ${time}`;

/**
 * Carriers come in either gender and in the plural (“a DHL”, “os Correios”): behind the word for what they are, every name
 * fits every verb.
 */
export const carrierOr = (name: string | null): string => (name === null ? 'transportadora' : `transportadora ${name}`);

/** The few large cities that keep their article: “para o Rio de Janeiro”, but “para São Paulo”. */
const withArticle = new Set(['Rio de Janeiro', 'Porto', 'Cairo']);

export const toCity = (city: string): string => `para ${withArticle.has(city) ? 'o ' : ''}${city}`;
export const inCity = (city: string): string => `${withArticle.has(city) ? 'no' : 'em'} ${city}`;
