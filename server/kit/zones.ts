/**
 * The time zone of a place, as far as its country and region tell. Where a country spans several zones and the region
 * is unknown, the one that most of its people live in: a scan is then some hours off instead of a whole ocean.
 */
import { mainZones } from './mainZones.shared.ts';

/** Zone → the regions (postal abbreviations) in it, for the countries where the region decides. */
const regionZones: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: {
    'America/New_York': 'CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV',
    'America/Chicago': 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI',
    'America/Denver': 'CO ID MT NM UT WY',
    'America/Phoenix': 'AZ',
    'America/Los_Angeles': 'CA NV OR WA',
    'America/Anchorage': 'AK',
    'Pacific/Honolulu': 'HI',
    'America/Puerto_Rico': 'PR VI',
    'Pacific/Guam': 'GU MP',
  },
  CA: {
    'America/St_Johns': 'NL NF',
    'America/Halifax': 'NB NS PE PEI',
    'America/Toronto': 'ON QC PQ',
    'America/Winnipeg': 'MB',
    'America/Regina': 'SK',
    'America/Edmonton': 'AB NT',
    'America/Vancouver': 'BC',
    'America/Whitehorse': 'YT',
    'America/Iqaluit': 'NU',
  },
  AU: {
    'Australia/Sydney': 'NSW ACT',
    'Australia/Melbourne': 'VIC',
    'Australia/Brisbane': 'QLD',
    'Australia/Adelaide': 'SA',
    'Australia/Hobart': 'TAS',
    'Australia/Perth': 'WA',
    'Australia/Darwin': 'NT',
  },
  BR: {
    'America/Sao_Paulo': 'DF ES GO MG PR RJ RS SC SP',
    'America/Bahia': 'BA',
    'America/Fortaleza': 'CE MA PB PI RN',
    'America/Recife': 'PE',
    'America/Maceio': 'AL SE',
    'America/Belem': 'AP PA',
    'America/Araguaina': 'TO',
    'America/Cuiaba': 'MT',
    'America/Campo_Grande': 'MS',
    'America/Manaus': 'AM',
    'America/Porto_Velho': 'RO',
    'America/Boa_Vista': 'RR',
    'America/Rio_Branco': 'AC',
  },
};

const zonesByRegion: ReadonlyMap<string, string> = new Map(
  Object.entries(regionZones).flatMap(([country, zones]) =>
    Object.entries(zones).flatMap(([zone, regions]) =>
      regions.split(' ').map((region) => [`${country}-${region}`, zone] as const),
    ),
  ),
);

/** The IANA zone of a country (ISO 3166-1 alpha-2, upper case) and region, or nothing for a country we do not know. */
export function zoneOf(countryCode: string | undefined, region?: string): string | undefined {
  if (countryCode === undefined || !/^[A-Z]{2}$/.test(countryCode)) return undefined;
  const ofRegion = region === undefined ? undefined : zonesByRegion.get(`${countryCode}-${region.toUpperCase()}`);
  return ofRegion ?? mainZones.get(countryCode) ?? new Intl.Locale(`und-${countryCode}`).getTimeZones()?.[0];
}
