/** Icons as they come out: of logos with and without a ground of their own, and not in the thread that answers. */
import { describe, expect, test, vi } from 'vitest';
import { brandSettings } from '../settings.ts';
import { brandTokens } from '../theme.ts';
import { drawIcon } from './drawIcon.ts';
import type { IconSource } from './icon.ts';
import { type Pixels, pixelsOf, rasterise } from './raster.ts';
import { lookedAtWidth, shapeOf } from './shape.ts';

// In this thread nothing can be drawn: whatever is drawn was drawn in another.
vi.mock('@resvg/resvg-wasm', () => {
  throw new Error('drawn in the thread that answers');
});

const { theme } = brandSettings.parse({ theme: { color: '#8a3f14', typeface: 'fraunces' } });
const source: IconSource = {
  name: 'Röstwerk',
  logoSvg: null,
  typeface: 'fraunces',
  tokens: brandTokens(theme).light,
};
const svg = (inside: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${inside}</svg>`;
const sign = (fill: string): string => `<path d="M50 15 85 80H15Z" fill="${fill}"/>`;
const tile = (fill: string, radius = 0): string => `<rect width="100" height="100" rx="${radius}" fill="${fill}"/>`;
const disc = (fill: string): string => `<circle cx="50" cy="50" r="50" fill="${fill}"/>`;
const gradient =
  '<linearGradient id="g"><stop stop-color="#602080"/><stop offset="1" stop-color="#c04060"/></linearGradient>';

/** PNG to pixels, by drawing it. */
const lookAt = (png: Buffer): Promise<Pixels> =>
  pixelsOf(svg(`<image width="100" height="100" href="data:image/png;base64,${png.toString('base64')}"/>`), 96);
const monochrome = async (logoSvg: string | null): Promise<Pixels> =>
  lookAt(await drawIcon({ ...source, logoSvg }, 'monochrome', 96));
const alphaAt = ({ width, rgba }: Pixels, x: number, y: number): number => (rgba[4 * (y * width + x) + 3] ?? 0) / 255;
/** How much of the icon is filled. */
const filled = ({ rgba, width, height }: Pixels): number => {
  let sum = 0;
  for (let at = 3; at < rgba.length; at += 4) sum += (rgba[at] ?? 0) / 255;
  return sum / (width * height);
};

describe('a monochrome icon', () => {
  test('ok: of a logo without a ground it is the outline, whatever its colours', async () => {
    const icon = await monochrome(svg(`${sign('#b00')}<circle cx="50" cy="60" r="10" fill="#fc0"/>`));
    expect(alphaAt(icon, 48, 55)).toBeGreaterThan(0.95);
    expect(alphaAt(icon, 12, 12)).toBe(0);
    expect(filled(icon)).toBeGreaterThan(0.1);
    expect(filled(icon)).toBeLessThan(0.4);
  });

  test.each([
    ['a dark sign on a white square', tile('#fff') + sign('#222')],
    ['a white sign on a dark square', tile('#123') + sign('#fff')],
    ['a white sign on a rounded tile', tile('#8a3f14', 22) + sign('#fff')],
    ['a light sign on a disc', disc('#0a5') + sign('#eef')],
    ['a white sign on a gradient', gradient + tile('url(#g)') + sign('#fff')],
  ])('ok: of %s it is the sign, and not the ground', async (_, inside) => {
    const icon = await monochrome(svg(inside));
    expect(alphaAt(icon, 48, 55)).toBeGreaterThan(0.9);
    // Above the sign, still on the ground.
    expect(alphaAt(icon, 48, 15)).toBeLessThan(0.05);
    expect(alphaAt(icon, 20, 30)).toBeLessThan(0.05);
    expect(filled(icon)).toBeGreaterThan(0.1);
    expect(filled(icon)).toBeLessThan(0.4);
  });

  test.each([
    ['a plain square', tile('#8a3f14')],
    ['a sign as light as its ground', tile('#767676') + sign('#7a7470')],
  ])('ok: of %s it is the letter', async (_, inside) => {
    const [icon, letter] = await Promise.all([monochrome(svg(inside)), monochrome(null)]);
    expect(Buffer.from(icon.rgba).equals(Buffer.from(letter.rgba))).toBe(true);
    expect(filled(icon)).toBeGreaterThan(0.05);
    expect(filled(icon)).toBeLessThan(0.6);
  });

  test('ok: a logo that cannot be drawn is a letter, too', async () => {
    const [icon, letter] = await Promise.all([monochrome('<svg viewBox="0 0 10 10"><unclosed'), monochrome(null)]);
    expect(Buffer.from(icon.rgba).equals(Buffer.from(letter.rgba))).toBe(true);
  });
});

describe('the shape of a logo', () => {
  const shape = async (inside: string) => shapeOf(await pixelsOf(svg(inside), lookedAtWidth));

  test.each([
    ['nothing at all', '', 'none'],
    [
      'a heart of two reds',
      '<path d="M50 90 8 45A24 24 0 0 1 50 25Z" fill="#900"/><path d="M50 90 92 45A24 24 0 0 0 50 25Z" fill="#d33"/>',
      'outline',
    ],
    ['a plain disc', disc('#0a5'), 'outline'],
    ['a ring', '<circle cx="50" cy="50" r="42" fill="none" stroke="#000" stroke-width="14"/>', 'outline'],
    ['a tile with a sign', tile('#fff') + sign('#000'), 'contrast'],
    ['a tile with a speck', `${tile('#fff')}<circle cx="50" cy="50" r="3" fill="#000"/>`, 'none'],
  ])('ok: of %s', async (_, inside, kind) => {
    expect(await shape(inside)).toMatchObject({ kind });
  });
});

test('ok: a picture is drawn once, however many ask for it and whenever', async () => {
  const drawing = svg(tile('#123') + sign('#fff'));
  const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => rasterise(drawing, 192)));
  for (const other of [...others, await rasterise(drawing, 192)]) expect(other).toBe(first);
});

test('refuses what is no picture', async () => {
  await expect(rasterise('<svg', 192)).rejects.toThrow();
});
