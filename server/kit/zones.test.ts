import { expect, test } from 'vitest';
import { zoneOf } from './zones.ts';

test.each([
  ['DE', undefined, 'Europe/Berlin'],
  ['US', undefined, 'America/New_York'],
  ['US', 'ca', 'America/Los_Angeles'],
  ['US', 'Ontario', 'America/New_York'],
  ['CA', 'BC', 'America/Vancouver'],
  ['AU', 'WA', 'Australia/Perth'],
  ['BR', 'AM', 'America/Manaus'],
  ['JP', undefined, 'Asia/Tokyo'],
])('ok %s %s', (country, region, zone) => {
  expect(zoneOf(country, region)).toBe(zone);
});

test('ok: every country with a zone has one that this runtime knows', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const zones = letters.flatMap((a) => letters.map((b) => zoneOf(`${a}${b}`))).filter((zone) => zone !== undefined);
  expect(zones.length).toBeGreaterThan(200);
  for (const zone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
});

test('refuses what is no country code', () => {
  for (const text of [undefined, '', 'de', 'Germany', 'ZZ', 'QQ']) expect(zoneOf(text)).toBeUndefined();
});
