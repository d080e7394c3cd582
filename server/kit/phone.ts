/** Phone numbers as people type them, into the one form that every network understands. The plans are a package's. */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * @param countryCode of a number without a country of its own
 * @returns E.164, `+4915112345678`; null for what cannot be a number. Only its length is looked at: numbers are given out
 * faster than tables are renewed.
 */
export const phoneNumber = (typed: string, countryCode: string | null): string | null => {
  const country = countryCode !== null && isSupportedCountry(countryCode) ? countryCode : undefined;
  const parsed = parsePhoneNumberFromString(typed, country as CountryCode | undefined);
  return parsed?.isPossible() ? parsed.number : null;
};
