/** The countries that there are, by ISO 3166-1 alpha-2, as far as the runtime knows them: for a choice and to check one. */

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));

/** Kosovo's letters are not ISO's, but everybody's; it keeps its neighbours' time. */
const userAssigned = ['XK'];

/** Names that stand for another country by now (`DD`), or for none where anybody lives, have no time zone of their own. */
const isCountry = (code: string): boolean =>
  Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}` &&
  (new Intl.Locale(`und-${code}`).getTimeZones()?.length ?? 0) > 0;

/** ISO keeps these for islands that are part of a country, and `EZ`, `UN` and the like for what is none. */
const reserved = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA']);

/** Found when they are first asked for: hundreds of pairs of letters are none, and to tell takes a while. */
export const countryCodes = (): readonly string[] => {
  codes ??= letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountryCode);
  return codes;
};
let codes: readonly string[] | undefined;

export const isCountryCode = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) && (userAssigned.includes(code) || (!reserved.has(code) && isCountry(code)));

/** The country that a time zone lies in: `Europe/Berlin` is `DE`. Null for a zone of no country, such as `UTC`. */
export const countryOfZone = (timeZone: string): string | null => {
  countryByZone ??= new Map(countryCodes().flatMap((code) => zonesIn(code).map((zone) => [zone, code] as const)));
  return countryByZone.get(canonical(timeZone)) ?? null;
};
let countryByZone: ReadonlyMap<string, string> | undefined;

/** Its zones, under the names that this runtime resolves every name to. */
export const zonesIn = (code: string): readonly string[] => new Intl.Locale(`und-${code}`).getTimeZones() ?? [];

/** The one name that this runtime has for a zone of several names. */
export const canonical = (timeZone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
