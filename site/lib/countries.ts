/** The countries to choose from, in the reader's language. */
import { countryCodes, isCountryCode } from '../../server/kit/countries.shared.ts';

export interface CountryChoice {
  readonly code: string;
  readonly name: string;
}

/** Countries in the order of the reader's alphabet, those that are nearest to her before all others. */
export function countryChoices(
  locale: string,
  near: readonly (string | null)[],
): { readonly near: readonly CountryChoice[]; readonly others: readonly CountryChoice[] } {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const { compare } = new Intl.Collator(locale);
  const choice = (code: string): CountryChoice => ({ code, name: names.of(code) ?? code });
  const first = [...new Set(near.filter((code) => code !== null && isCountryCode(code)))] as string[];
  return {
    near: first.map(choice),
    others: countryCodes()
      .filter((code) => !first.includes(code) && code !== 'AQ')
      .map(choice)
      .toSorted((a, b) => compare(a.name, b.name)),
  };
}
