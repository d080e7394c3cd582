/** Postcodes by country: whether there have to be any, and how they are written. The patterns are a package's. */
import { postcodeValidator, postcodeValidatorExistsForCountry } from 'postcode-validator';

/** Whether an address of that country is not whole without one. */
export const needsPostcode = (countryCode: string): boolean =>
  postcodeValidatorExistsForCountry(countryCode) && !postcodeValidator('', countryCode);

/**
 * A postcode as its country writes it, however it was typed: small letters, other digits, without its hyphen.
 * @returns null when it is none of that country. Of a country without postcodes, whatever was typed.
 */
export const postcodeAsWritten = (typed: string, countryCode: string): string | null => {
  const text = latinDigits(typed).trim().replace(/\s+/g, ' ').toUpperCase();
  if (!postcodeValidatorExistsForCountry(countryCode)) return text;
  const fits = (one: string): boolean => postcodeValidator(one, countryCode);
  if (fits(text)) return text;
  const bare = text.replace(/[\s-]/g, '');
  const ways = [bare, ...['-', ' '].flatMap((sign) => separatedBy(sign, bare))];
  return ways.find(fits) ?? null;
};

const separatedBy = (sign: string, bare: string): readonly string[] =>
  Array.from({ length: Math.max(bare.length - 1, 0) }, (_, at) => bare.slice(0, at + 1) + sign + bare.slice(at + 1));

/** Arabic and Persian keyboards have digits of their own. */
export const latinDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
