import { expect, test } from 'vitest';
import { countryCodes, countryOfZone, isCountryCode } from './countries.shared.ts';

test('ok: every country that has an address, and nothing that only looks like one', () => {
  expect(countryCodes().length).toBeGreaterThan(235);
  expect(countryCodes().length).toBeLessThan(255);
  expect(['DE', 'AE', 'US', 'XK', 'GL', 'TW'].filter((code) => !isCountryCode(code))).toEqual([]);
  expect(['XX', 'DD', 'EU', 'UK', 'ZZ', 'de', 'EZ', ''].filter(isCountryCode)).toEqual([]);
});

test('ok: the country of a zone, by any of its names', () => {
  expect(['Europe/Berlin', 'Asia/Dubai', 'Asia/Kolkata', 'America/New_York', 'UTC'].map(countryOfZone)).toEqual([
    'DE',
    'AE',
    'IN',
    'US',
    null,
  ]);
});
