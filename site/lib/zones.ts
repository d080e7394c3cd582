/**
 * The time zones to choose from, in the reader's language: a country is one line, and several only where its clocks
 * differ. The IANA names behind them, four hundred in English and many of them out of date, are shown to nobody.
 */
import { canonical, countryCodes, countryOfZone, zonesIn } from '../../server/kit/countries.shared.ts';
import { mainZones } from '../../server/kit/mainZones.shared.ts';

export interface ZoneChoice {
  readonly zone: string;
  readonly label: string;
}

export interface ZoneGroup {
  readonly label: string;
  readonly choices: readonly ZoneChoice[];
}

/** Names that the runtime still goes by, and what the time zone database calls them today. */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** Where most people of a country's other clocks live; elsewhere the first of the alphabet stands for them. */
const bigCities = new Set([
  ...mainZones.values(),
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Anchorage',
  'America/Vancouver',
  'America/Edmonton',
  'America/Winnipeg',
  'America/Halifax',
  'America/Tijuana',
  'America/Manaus',
  'Atlantic/Canary',
  'Asia/Vladivostok',
  'Asia/Yekaterinburg',
  'Asia/Novosibirsk',
]);

/** UN M49, which every language has names for. */
const continents: Readonly<Record<string, string>> = {
  Africa: '002',
  America: '019',
  Arctic: '150',
  Asia: '142',
  Atlantic: '150',
  Australia: '009',
  Europe: '150',
  Indian: '002',
  Pacific: '009',
};
/** Oceans lie between continents. */
const elsewhere: Readonly<Record<string, string>> = {
  BM: '019',
  FK: '019',
  GS: '019',
  CV: '002',
  SH: '002',
  MV: '142',
  IO: '142',
  CC: '009',
  CX: '009',
};

const clocksOf = (zone: string, year: number): string =>
  ['01', '04', '07', '10']
    .map((month) => Temporal.Instant.from(`${year}-${month}-15T00:00Z`).toZonedDateTimeISO(zone).offset)
    .join(' ');

const numbering = (locale: string): string => (locale === 'ar' ? 'ar-u-nu-arab' : locale);

const nameOf = (zone: string, locale: string): string =>
  new Intl.DateTimeFormat(numbering(locale), { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone;

/** One zone for each of the clocks of a country. */
const zonesToChoose = (country: string, year: number): readonly string[] => {
  const byClocks = new Map<string, string>();
  for (const zone of zonesIn(country)) {
    const clocks = clocksOf(zone, year);
    const current = renamed[zone] ?? zone;
    if (!byClocks.has(clocks) || bigCities.has(current)) byClocks.set(clocks, current);
  }
  return [...byClocks.values()];
};

const made = new Map<string, readonly ZoneGroup[]>();

/** All of them, by continent, each in the order of the reader's alphabet. Made once a language and year. */
export function zoneGroups(locale: string, now: Date): readonly ZoneGroup[] {
  const key = `${locale} ${now.getUTCFullYear()}`;
  const groups = made.get(key) ?? makeGroups(locale, now.getUTCFullYear());
  made.set(key, groups);
  return groups;
}

function makeGroups(locale: string, year: number): readonly ZoneGroup[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const { compare } = new Intl.Collator(locale);
  const byContinent = new Map<string, ZoneChoice[]>();
  for (const country of countryCodes().filter((code) => code !== 'AQ')) {
    const zones = zonesToChoose(country, year);
    for (const zone of zones) {
      const continent = elsewhere[country] ?? continents[zone.split('/')[0] ?? ''];
      if (continent === undefined) continue;
      const name = names.of(country) ?? country;
      const label = zones.length === 1 ? name : `${name} – ${nameOf(zone, locale)}`;
      byContinent.set(continent, [...(byContinent.get(continent) ?? []), { zone, label }]);
    }
  }
  return [...byContinent]
    .map(([continent, choices]) => ({
      label: names.of(continent) ?? continent,
      choices: choices.toSorted((a, b) => compare(a.label, b.label)),
    }))
    .toSorted((a, b) => compare(a.label, b.label));
}

/** The choice that stands for a zone: it is often not that very zone, but one with the same clocks. */
export function choiceOf(zone: string, locale: string, now: Date): ZoneChoice {
  const country = countryOfZone(zone);
  const isSame = (other: string): boolean =>
    countryOfZone(other) === country && clocksOf(other, now.getUTCFullYear()) === clocksOf(zone, now.getUTCFullYear());
  const all = zoneGroups(locale, now).flatMap(({ choices }) => choices);
  const same =
    all.find((one) => canonical(one.zone) === canonical(zone)) ??
    (country === null ? undefined : all.find((one) => isSame(one.zone)));
  return { zone, label: same?.label ?? nameOf(zone, locale) };
}
