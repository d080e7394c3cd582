/**
 * What all of French needs: the small words that change with what follows them, and the spaces that its signs want. The
 * catalogues are written with plain spaces; `withFrenchSpaces` sets the ones that do not break.
 */
import type { When } from '../lib/format.ts';
import { pluralIn, type TwoForms } from './plural.ts';

/** `many` is for whole millions: “1 000 000 de points”. `one` counts 0 as well, so it says the number itself. */
interface FrenchForms extends TwoForms {
  readonly many?: string;
}

export const plural = pluralIn<FrenchForms>('fr');

/** “mardi”, “demain”, but “le 3 décembre”. */
export const le = (when: When): string => (when.kind === 'date' ? `le ${when.text}` : when.text);

/** “jusqu’à mardi”, “jusqu’au 3 décembre”. */
export const jusque = (when: When): string => {
  if (when.kind === 'today') return 'jusqu’à ce soir';
  return when.kind === 'date' ? `jusqu’au ${when.text}` : `jusqu’à ${when.text}`;
};

/** “à partir de mardi”, “à partir d’aujourd’hui”, “à partir du 3 décembre”. */
export const partir = (when: When): string =>
  when.kind === 'date' ? `à partir du ${when.text}` : `à partir ${de(when.text)}`;

/** “d’ici mardi”, “d’ici au 3 décembre”. */
export const dici = (when: When): string => (when.kind === 'date' ? `d’ici au ${when.text}` : `d’ici ${when.text}`);

/** “de Lyon”, “d’Arles”. An h is left alone: whether it is mute cannot be seen. */
export const de = (name: string): string =>
  /^(?:[aeiouàâäéèêëîïôöùûüœ]|y[^aeiou])/iu.test(name) ? `d’${name}` : `de ${name}`;

export const duTransporteur = (carrier: string | null): string => (carrier === null ? 'du transporteur' : de(carrier));
export const leTransporteur = (carrier: string | null): string => carrier ?? 'le transporteur';
export const LeTransporteur = (carrier: string | null): string => carrier ?? 'Le transporteur';

/** “à Lyon”, “au Havre”, “aux Sables-d’Olonne”. */
export const aCity = (city: string): string =>
  /^le\s/iu.test(city) ? `au ${city.slice(3)}` : /^les\s/iu.test(city) ? `aux ${city.slice(4)}` : `à ${city}`;

/** Ends a sentence, once: “24 nov.” has its full stop already. */
export const stop = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

const narrow = '\u202f';

const spaced = (text: string): string => text.replace(/ (?=[:;?»])/g, narrow).replace(/« /g, `«${narrow}`);

/** The same catalogue, with a narrow space that does not break before `:` `;` `?` and inside of « ». */
export function withFrenchSpaces<Node>(node: Node): Node {
  return setSpaces(node) as Node;
}

function setSpaces(node: unknown): unknown {
  if (typeof node === 'string') return spaced(node);
  if (typeof node === 'function') return (...given: unknown[]) => setSpaces(node(...given));
  if (Array.isArray(node)) return node.map(setSpaces);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, setSpaces(one)]));
}
