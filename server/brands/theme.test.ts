import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { wcagContrast } from 'culori';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { themeSettings } from './settings.ts';
import { brandCss, brandTokens, fontPreloads, graphicPairs, textPairs, tokenNames } from './theme.ts';

const anyColor = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const hard = [
  '#000000',
  '#ffffff',
  '#ffee00',
  '#7f7f7f',
  '#808080',
  '#00ff00',
  '#0000ff',
  '#ff0000',
  '#777777',
  '#8a4117',
  '#f2c14e',
];
const typefaces = ['fraunces', 'instrument-sans', 'readex-pro'] as const;

function shortfalls(color: string): string[] {
  const themes = brandTokens({ color });
  return (['light', 'dark'] as const).flatMap((name) => {
    const tokens = themes[name];
    const below = (pairs: typeof textPairs, ratio: number) =>
      pairs
        .filter(([front, ground]) => wcagContrast(tokens[front], tokens[ground]) < ratio)
        .map(([front, ground]) => `${color} ${name}: ${front} on ${ground}`);
    return [...below(textPairs, 4.5), ...below(graphicPairs, 3)];
  });
}

describe('brandTokens', () => {
  it.each(hard)('ok: every pair holds its contrast for %s', (color) => {
    expect(shortfalls(color)).toEqual([]);
  });

  it('ok: every pair holds its contrast for any colour', () => {
    fc.assert(
      fc.property(anyColor, (color) => {
        expect(shortfalls(color)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('ok: every token is a plain hex', () => {
    const { light, dark } = brandTokens({ color: '#8a4117' });
    for (const name of tokenNames) {
      expect(light[name]).toMatch(/^#[0-9a-f]{6}$/);
      expect(dark[name]).toMatch(/^#[0-9a-f]{6}$/);
    }
  });

  it('ok: a colour that is fit already stays the brand’s own', () => {
    expect(brandTokens({ color: '#8a4117' }).light.brand).toBe('#8a4117');
  });

  it('ok: a grey brand gets no invented hue', () => {
    for (const value of [brandTokens({ color: '#555555' }).light.paper, brandTokens({ color: '#555555' }).dark.card]) {
      expect(value.slice(1, 3)).toBe(value.slice(3, 5));
      expect(value.slice(3, 5)).toBe(value.slice(5, 7));
    }
  });
});

describe('brandCss', () => {
  it.each(typefaces)('ok: names only font files that are there (%s)', async (typeface) => {
    const css = brandCss(themeSettings.parse({ typeface }));
    const paths = [...css.matchAll(/url\("([^"]+)"\)/g)].map((match) => match[1] ?? '');
    expect(paths.length).toBeGreaterThan(2);
    for (const path of [...paths, ...fontPreloads(typeface, 'de'), ...fontPreloads(typeface, 'ar')]) {
      await access(join(import.meta.dirname, '../../public', path));
    }
  });

  it('ok: dark by device and by choice, light when it is chosen', () => {
    const css = brandCss(themeSettings.parse({ color: '#8a4117' }));
    expect(css).toContain('@media (prefers-color-scheme:dark){:root:not([data-theme=light])');
    expect(css).toContain(':root[data-theme=dark]');
    expect(css.match(/--paper:#/g)).toHaveLength(3);
  });

  it('ok: forced colours come after both themes, and as specific as they are', () => {
    const css = brandCss(themeSettings.parse({ color: '#8a4117' }));
    const forced = css.indexOf(
      '@media (forced-colors:active){:root,:root:not([data-theme=light]),:root[data-theme=dark]{',
    );
    expect(forced).toBeGreaterThan(css.lastIndexOf('--paper:#'));
    expect(css.slice(forced)).toContain('--brand:Highlight');
  });

  it('ok: stand-ins take the measures of the typeface', () => {
    const css = brandCss(themeSettings.parse({ typeface: 'instrument-sans' }));
    expect(css).toContain('font-family:"Instrument Sans Stand-in"');
    expect(css).toContain('size-adjust:103.52%');
    expect(css).toContain('ascent-override:93.70%');
  });

  it('ok: preloads what the script of the locale needs', () => {
    expect(fontPreloads('fraunces', 'de')).toEqual([
      '/fonts/fraunces-latin.woff2',
      '/fonts/instrument-sans-latin.woff2',
    ]);
    expect(fontPreloads('fraunces', 'ar')).toEqual([
      '/fonts/readex-pro-arabic.woff2',
      '/fonts/fraunces-latin.woff2',
      '/fonts/instrument-sans-latin.woff2',
    ]);
    expect(fontPreloads('readex-pro', 'en')).toEqual(['/fonts/readex-pro-latin.woff2']);
  });
});
