/**
 * Cuts the brand typefaces down to what the pages set and prints the measures that `server/brands/theme.ts` keeps in its
 * table. Run by hand after a font package changes (`npx node site/styles/subsetFonts.ts`); its outputs are committed.
 * With folders of other fonts' woff2 as arguments it measures those too, without writing them.
 */
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
// @ts-expect-error The package ships no types; `Subset` below states the part that is used.
import subsetFontUntyped from 'subset-font';

type Subset = (
  font: Buffer,
  text: string,
  options: {
    targetFormat: 'woff2' | 'sfnt';
    variationAxes?: Record<string, number | { min: number; max: number }>;
    keepFeatures?: readonly string[];
    noHinting?: boolean;
  },
) => Promise<Buffer>;
const subset: Subset = subsetFontUntyped;

interface Cut {
  readonly from: string;
  readonly to: string;
  readonly ranges: readonly (readonly [number, number])[];
  readonly axes: Record<string, number | { min: number; max: number }>;
}

const weights = { wght: { min: 400, max: 700 } };
/** Display sizes want the finer cut of Fraunces' optical axis; pinned, so that only the weight varies. */
const fraunces = { ...weights, opsz: 72 };

const latin = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2bc, 0x2bc],
  [0x2009, 0x2009],
  [0x200b, 0x200f],
  [0x2010, 0x2015],
  [0x2018, 0x201e],
  [0x2020, 0x2022],
  [0x2026, 0x2026],
  [0x202f, 0x202f],
  [0x2032, 0x2033],
  [0x2039, 0x203a],
  [0x2044, 0x2044],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
] as const;
const latinExtended = [
  [0x100, 0x130],
  [0x132, 0x151],
  [0x154, 0x17f],
  [0x218, 0x21b],
  [0x1e9e, 0x1e9e],
] as const;
const arabic = [
  [0x20, 0x20],
  [0x60c, 0x60c],
  [0x61b, 0x61b],
  [0x61f, 0x61f],
  [0x621, 0x63a],
  [0x640, 0x655],
  [0x660, 0x66c],
  [0x670, 0x671],
  [0x67e, 0x67e],
  [0x686, 0x686],
  [0x698, 0x698],
  [0x6a4, 0x6a4],
  [0x6a9, 0x6a9],
  [0x6af, 0x6af],
  [0x6cc, 0x6cc],
  [0x6f0, 0x6f9],
  [0x200c, 0x200f],
  [0xfdfa, 0xfdfa],
] as const;

const features = [
  'kern',
  'liga',
  'calt',
  'ccmp',
  'locl',
  'mark',
  'mkmk',
  'rlig',
  'init',
  'medi',
  'fina',
  'isol',
  'tnum',
  'lnum',
  'case',
];

const cuts: readonly Cut[] = [
  {
    from: 'fraunces/files/fraunces-latin-opsz-normal.woff2',
    to: 'fraunces-latin.woff2',
    ranges: latin,
    axes: fraunces,
  },
  {
    from: 'fraunces/files/fraunces-latin-ext-opsz-normal.woff2',
    to: 'fraunces-latin-ext.woff2',
    ranges: latinExtended,
    axes: fraunces,
  },
  {
    from: 'instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
    to: 'instrument-sans-latin.woff2',
    ranges: latin,
    axes: weights,
  },
  {
    from: 'instrument-sans/files/instrument-sans-latin-ext-wght-normal.woff2',
    to: 'instrument-sans-latin-ext.woff2',
    ranges: latinExtended,
    axes: weights,
  },
  {
    from: 'readex-pro/files/readex-pro-latin-wght-normal.woff2',
    to: 'readex-pro-latin.woff2',
    ranges: latin,
    axes: weights,
  },
  {
    from: 'readex-pro/files/readex-pro-latin-ext-wght-normal.woff2',
    to: 'readex-pro-latin-ext.woff2',
    ranges: latinExtended,
    axes: weights,
  },
  {
    from: 'readex-pro/files/readex-pro-arabic-wght-normal.woff2',
    to: 'readex-pro-arabic.woff2',
    ranges: arabic,
    axes: weights,
  },
];

function textOf(ranges: Cut['ranges']): string {
  return ranges
    .flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
    )
    .join('');
}

/** Letters in about the proportion of German and English prose, a space for every word. */
const prose =
  'eeeeeeeeeeeeeeeennnnnnnnniiiiiiiissssssssrrrrrrrtttttttaaaaaaaooooohhhhhdddddlllluuuuccccgggmmmbbwwffkkzpyv               ';

interface Measures {
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  readonly averageWidth: number;
}

/** Reads an uncompressed font (OpenType 1.9: head, hhea, OS/2, hmtx, cmap 4); everything in parts of the em. */
function measure(font: Buffer): Measures {
  const tables = new Map<string, number>();
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const entry = 12 + index * 16;
    tables.set(font.toString('latin1', entry, entry + 4), font.readUInt32BE(entry + 8));
  }
  const at = (name: string): number => {
    const offset = tables.get(name);
    if (offset === undefined) throw new Error(`the font has no ${name} table`);
    return offset;
  };
  const em = font.readUInt16BE(at('head') + 18);
  const useTypo = (font.readUInt16BE(at('OS/2') + 62) & 0x80) !== 0;
  const vertical = useTypo ? at('OS/2') + 68 : at('hhea') + 4;
  const longMetrics = font.readUInt16BE(at('hhea') + 34);
  const advance = (glyph: number) => font.readUInt16BE(at('hmtx') + Math.min(glyph, longMetrics - 1) * 4);
  const widths = [...prose].map((letter) => advance(glyphOf(font, at('cmap'), letter.codePointAt(0) ?? 0)));
  return {
    ascent: font.readInt16BE(vertical) / em,
    descent: -font.readInt16BE(vertical + 2) / em,
    lineGap: font.readInt16BE(vertical + 4) / em,
    averageWidth: widths.reduce((sum, width) => sum + width, 0) / widths.length / em,
  };
}

function glyphOf(font: Buffer, cmap: number, code: number): number {
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const table = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    if (font.readUInt16BE(table) !== 4) continue;
    const segments = font.readUInt16BE(table + 6) / 2;
    const [ends, starts] = [table + 14, table + 16 + segments * 2];
    const [deltas, offsets] = [starts + segments * 2, starts + segments * 4];
    for (let segment = 0; segment < segments; segment += 1) {
      if (font.readUInt16BE(ends + segment * 2) < code) continue;
      const start = font.readUInt16BE(starts + segment * 2);
      if (start > code) break;
      const rangeOffset = font.readUInt16BE(offsets + segment * 2);
      const delta = font.readUInt16BE(deltas + segment * 2);
      if (rangeOffset === 0) return (code + delta) & 0xffff;
      const glyph = font.readUInt16BE(offsets + segment * 2 + rangeOffset + (code - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
  }
  return 0;
}

/** Advance widths of a to z and space in thousandths, from Adobe's metrics of the 14 standard fonts (Arial, Times New Roman
 * and Liberation are cut to the same widths). */
const standardWidths = {
  Arial: '556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 278',
  'Arial Bold':
    '556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 278',
  'Times New Roman':
    '444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 250',
  'Times New Roman Bold':
    '500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 250',
};

function standardAverage(widths: string): number {
  const byLetter = widths.split(' ').map(Number);
  const all = [...prose].map((letter) => byLetter[letter === ' ' ? 26 : letter.charCodeAt(0) - 97] ?? 0);
  return all.reduce((sum, width) => sum + width, 0) / all.length / 1000;
}

/** For icons and pictures that the server draws (`server/brands/pictures/`): one weight, uncompressed, few letters. */
const drawn: readonly Cut[] = [
  { from: 'fraunces/files/fraunces-latin-opsz-normal.woff2', to: 'fraunces.ttf', ranges: latin, axes: fraunces },
  {
    from: 'instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
    to: 'instrument-sans.ttf',
    ranges: latin,
    axes: weights,
  },
  {
    from: 'readex-pro/files/readex-pro-latin-wght-normal.woff2',
    to: 'readex-pro-latin.ttf',
    ranges: latin,
    axes: weights,
  },
  {
    from: 'readex-pro/files/readex-pro-arabic-wght-normal.woff2',
    to: 'readex-pro-arabic.ttf',
    ranges: arabic,
    axes: weights,
  },
];

const packages = join(import.meta.dirname, '../../node_modules/@fontsource-variable');
const fonts = join(import.meta.dirname, '../../public/fonts');
const rounded = (measures: object): string =>
  JSON.stringify(measures, (_, value) => (typeof value === 'number' ? Number(value.toFixed(4)) : value));

await mkdir(fonts, { recursive: true });
for (const cut of cuts) {
  const source = await readFile(join(packages, cut.from));
  const options = { keepFeatures: features, noHinting: true };
  const font = await subset(source, textOf(cut.ranges), { ...options, targetFormat: 'woff2', variationAxes: cut.axes });
  await writeFile(join(fonts, cut.to), font);
  console.log(cut.to, font.length);
  if (cut.ranges !== latin) continue;
  for (const weight of [400, 600]) {
    const axes = { ...cut.axes, wght: weight };
    const pinned = await subset(source, textOf(latin), { targetFormat: 'sfnt', variationAxes: axes });
    console.log(' ', weight, rounded(measure(pinned)));
  }
}
const drawnFonts = join(import.meta.dirname, '../../server/brands/fonts');
await mkdir(drawnFonts, { recursive: true });
for (const cut of drawn) {
  const font = await subset(await readFile(join(packages, cut.from)), textOf(cut.ranges), {
    targetFormat: 'sfnt',
    variationAxes: { ...cut.axes, wght: 600 },
    noHinting: true,
  });
  await writeFile(join(drawnFonts, cut.to), font);
  console.log(cut.to, font.length);
}
for (const family of ['fraunces', 'instrument-sans', 'readex-pro']) {
  await copyFile(join(packages, family, 'LICENSE'), join(fonts, `${family}-OFL.txt`));
}
for (const [name, widths] of Object.entries(standardWidths))
  console.log(name, rounded({ averageWidth: standardAverage(widths) }));
for (const folder of process.argv.slice(2)) {
  for (const name of (await readdir(folder)).filter((file) => /-latin-(400|600|700)-normal\.woff2$/.test(file))) {
    const whole = await subset(await readFile(join(folder, name)), textOf(latin), { targetFormat: 'sfnt' });
    console.log(name, rounded(measure(whole)));
  }
}
