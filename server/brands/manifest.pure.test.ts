/** The brand as an app: its manifest, and icons that are really drawn. */
import { describe, expect, test } from 'vitest';
import type { Brand } from './brand.ts';
import { manifestOf } from './manifest.ts';
import { type IconSource, iconSvg, initialOf, isSquarish } from './pictures/icon.ts';
import { rasterise } from './pictures/raster.ts';
import { screenshotSvg } from './pictures/screenshot.ts';
import { brandSettings } from './settings.ts';
import { brandTokens } from './theme.ts';

const brand: Brand = {
  id: 'roestwerk',
  name: 'Röstwerk Köln',
  origin: 'https://track.example',
  host: 'track.example',
  locale: 'de',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  settings: brandSettings.parse({ theme: { color: '#8a3f14', typeface: 'fraunces' } }),
};
const source: IconSource = {
  name: brand.name,
  logoSvg: null,
  typeface: 'fraunces',
  tokens: brandTokens(brand.settings.theme).light,
};
const square =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#00f"/></svg>';

/** Width and height, from the header of a PNG. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('the manifest', () => {
  test('ok: begins without a link, in the language and direction of the reader', () => {
    expect(manifestOf(brand, 'de')).toMatchObject({
      id: '/',
      scope: '/',
      start_url: '/my',
      display: 'standalone',
      short_name: 'Röstwerk',
      lang: 'de',
      dir: 'ltr',
    });
    expect(manifestOf(brand, 'ar')).toMatchObject({ lang: 'ar', dir: 'rtl' });
  });

  test('ok: has icons of each purpose in the sizes that installers ask for', () => {
    const { icons } = manifestOf(brand, 'de');
    for (const purpose of ['any', 'maskable', 'monochrome']) {
      expect(icons.filter((icon) => icon.purpose === purpose).map(({ sizes }) => sizes)).toEqual(
        expect.arrayContaining(['192x192', '512x512']),
      );
    }
  });
});

describe('icons', () => {
  test.each(['any', 'maskable', 'monochrome', 'apple'] as const)(
    'ok: %s is drawn, differently from nothing',
    async (purpose) => {
      const drawn = await rasterise(iconSvg(source, purpose), 192);
      const empty = await rasterise(iconSvg({ ...source, name: '·' }, purpose), 192);
      expect(sizeOf(drawn)).toEqual([192, 192]);
      expect(drawn.equals(empty)).toBe(false);
    },
  );

  test('ok: a logo that is about square is used, a wide word mark is not', () => {
    expect(isSquarish(square)).toBe(true);
    expect(isSquarish(square.replace('0 0 10 10', '0 0 60 10'))).toBe(false);
    expect(isSquarish('<svg/>')).toBe(false);
    expect(iconSvg({ ...source, logoSvg: square }, 'any')).toContain('<image');
    expect(iconSvg(source, 'any')).toContain('>R</text>');
  });

  test.each([
    ['Röstwerk', 'R'],
    ['Éclair', 'E'],
    ['دار العود', 'د'],
    ['«Ö»', 'O'],
    ['', ''],
  ])('ok: the letter of %s is %s', (name, letter) => {
    expect(initialOf(name)).toBe(letter);
  });

  test('ok: the pictures of the page are drawn in each language', async () => {
    const told = { ...source, timeZone: 'Europe/Berlin', address: 'familiar' as const };
    const now = new Date('2026-11-24T08:00:00Z');
    const drawings = ['de', 'ar', 'pt'].map((locale) => screenshotSvg({ ...told, locale }, 'narrow', now));
    expect(drawings[0]).toContain('9–12\u00a0Uhr');
    for (const drawing of drawings) expect(sizeOf(await rasterise(drawing, 780))).toEqual([780, 1180]);
  });
});
