/** Phone numbers as people type them, into the one form that every network understands. The plans are a package's. */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * @param countryCode of a number without a country of its own
 * @returns E.164, `+4915112345678`; null for what nobody was given: the plan of each network counts, as
 * only the full tables know it, since a number that is a few digits short is a slip of the hand
 */
export const phoneNumber = (typed: string, countryCode: string | null): string | null => {
  const country = countryCode !== null && isSupportedCountry(countryCode) ? countryCode : undefined;
  const parsed = parsePhoneNumberFromString(typed, country as CountryCode | undefined);
  return parsed?.isValid() ? parsed.number : null;
};
