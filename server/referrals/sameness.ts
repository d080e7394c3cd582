/**
 * When two people are likely one: the same front door or the same device in another spelling (proof S29); the same
 * mailbox is `kit/mailbox.ts`. Each function gives a key; equal keys are looked at by a person, never refused by themselves.
 */
import type { StoredAddress } from '../../db/schema/index.ts';
import { fingerprint } from '../kit/fingerprint.ts';

/** What streets are called, long and short; the short ones stand for all. */
const shortened: readonly (readonly [RegExp, string])[] = [
  [/stra(?:ss|ß)e\b|\bstr\b/g, 'str'],
  [/\bstreet\b/g, 'st'],
  [/\broad\b/g, 'rd'],
  [/\bavenue\b/g, 'ave'],
  [/(?<!\p{L})شارع(?!\p{L})/gu, ''],
];

/**
 * The front door that an address names. Flats are left out: whoever is about to cheat invents one. A street without a
 * number is told from its neighbours by the rest of the address; null where too little is known to compare.
 */
export const doorOf = (address: StoredAddress | null): string | null => {
  const street = plain(address?.line1);
  const area = plain(address?.postalCode) || plain(address?.city);
  if (street === '' || area === '') return null;
  const house = /\d/.test(street) ? '' : `${plain(address?.line2)} ${plain(address?.name)}`;
  return [plain(address?.countryCode), area, street, house].map((part) => part.replaceAll(' ', '')).join('|');
};

const plain = (text: string | undefined): string => {
  const spelled = (text ?? '')
    .toLowerCase()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .normalize('NFC')
    .replace(/[äöü]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return shortened
    .reduce((line, [long, short]) => line.replace(long, short), spelled)
    .replaceAll('ß', 'ss')
    .trim();
};

/** Which browser on which system, without versions: those change under one cookie. */
export const browserClass = (userAgent: string | undefined): string => {
  const agent = (userAgent ?? '').slice(0, 500);
  const first = (names: readonly string[]): string => names.find((name) => agent.includes(name)) ?? '-';
  return `${first(['Edg', 'OPR', 'SamsungBrowser', 'Firefox', 'FxiOS', 'CriOS', 'Chrome', 'Safari'])} ${first([
    'iPhone',
    'iPad',
    'Android',
    'Windows',
    'Macintosh',
    'CrOS',
    'Linux',
  ])}`;
};

/** A device: the cookie that it keeps, in the browser that it has. A copied cookie alone does not make it the same. */
export const deviceHashOf = (cookie: string, userAgent: string | undefined): string =>
  fingerprint('device', cookie, browserClass(userAgent));
