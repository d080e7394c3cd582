/**
 * The brand's icons as SVG: its logo where that is about as wide as high, else its first letter in its own typeface.
 * Maskable ones keep everything within the inner circle of 80 %: https://www.w3.org/TR/appmanifest/#icon-masks
 */
import type { ThemeTokens } from '../theme.ts';
import type { Shape } from './shape.ts';

export const iconPurposes = ['any', 'maskable', 'monochrome', 'apple'] as const;
export type IconPurpose = (typeof iconPurposes)[number];

export interface IconSource {
  readonly name: string;
  readonly logoSvg: string | null;
  readonly typeface: 'fraunces' | 'instrument-sans' | 'readex-pro';
  readonly tokens: ThemeTokens;
}

/** The drawing's own unit; the size in pixels is the raster's. */
const side = 512;
/** Launchers round a tile of their own accord; where they do not, this is what an app looks like. */
const cornerRadius = 112;
/** How much of the side a logo and the height of a letter take. */
const logoPart: Record<IconPurpose, number> = { any: 0.66, maskable: 0.5, monochrome: 0.82, apple: 0.62 };
const letterPart: Record<IconPurpose, number> = { any: 0.6, maskable: 0.5, monochrome: 0.9, apple: 0.58 };
/** A wide word mark would be a thread. */
const ratioMax = 1.5;

export const families = {
  fraunces: 'Fraunces',
  'instrument-sans': 'Instrument Sans',
  'readex-pro': 'Readex Pro',
} as const;

/** @param shape what of the logo a monochrome icon shows */
export const iconSvg = (source: IconSource, purpose: IconPurpose, shape: Shape = { kind: 'outline' }): string => {
  const isShown = purpose !== 'monochrome' || shape.kind !== 'none';
  const logo = isShown ? logoOf(source) : null;
  const { tokens } = source;
  const ground = logo === null ? tokens.brand : '#ffffff';
  const tile =
    purpose === 'monochrome'
      ? ''
      : `<rect width="${side}" height="${side}" rx="${purpose === 'any' ? cornerRadius : 0}" fill="${ground}"/>`;
  const ink = purpose === 'monochrome' ? '#ffffff' : tokens['on-brand'];
  const sign =
    logo === null
      ? letter(source, ink, letterPart[purpose])
      : picture(logo, logoPart[purpose], purpose === 'monochrome' ? silhouette(shape) : '');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}">${tile}${sign}</svg>`;
};

/** Null where the icon is a letter. */
export const logoOf = ({ logoSvg }: IconSource): string | null =>
  logoSvg !== null && isSquarish(logoSvg) ? logoSvg : null;

/** By its view box, or else by its width and height. */
export const isSquarish = (svg: string): boolean => {
  const box =
    /\bviewBox\s*=\s*["']([^"']+)/
      .exec(svg)?.[1]
      ?.trim()
      .split(/[\s,]+/) ?? [];
  const width = Number(box[2] ?? /<svg\b[^>]*\bwidth\s*=\s*["']([\d.]+)/.exec(svg)?.[1]);
  const height = Number(box[3] ?? /<svg\b[^>]*\bheight\s*=\s*["']([\d.]+)/.exec(svg)?.[1]);
  const ratio = width / height;
  return ratio <= ratioMax && ratio >= 1 / ratioMax;
};

/** @param filter of the id `shape`, or nothing */
const picture = (logoSvg: string, part: number, filter: string): string => {
  const size = side * part;
  const at = (side - size) / 2;
  const href = `data:image/svg+xml;base64,${Buffer.from(logoSvg).toString('base64')}`;
  return `${filter}<image x="${at}" y="${at}" width="${size}" height="${size}"${filter && ' filter="url(#shape)"'} href="${href}"/>`;
};

/** Of a monochrome icon only the shape is used, in whatever colour the system likes. */
const silhouette = (shape: Shape): string => {
  if (shape.kind !== 'contrast') {
    return '<filter id="shape"><feFlood flood-color="#fff"/><feComposite in2="SourceAlpha" operator="in"/></filter>';
  }
  const { darkest, lightest, reach } = shape;
  const standingOut = 'in2="SourceAlpha" operator="in"';
  return `<filter id="shape" color-interpolation-filters="sRGB">${byLuminance(1 / reach, -lightest / reach)}<feComposite ${standingOut} result="lighter"/>${byLuminance(-1 / reach, darkest / reach)}<feComposite ${standingOut} result="darker"/><feMerge><feMergeNode in="lighter"/><feMergeNode in="darker"/></feMerge></filter>`;
};

/** White, as opaque as luminance × `slope` + `offset` is. */
const byLuminance = (slope: number, offset: number): string => {
  const alpha = [0.2126, 0.7152, 0.0722].map((weight) => (weight * slope).toFixed(4)).join(' ');
  return `<feColorMatrix in="SourceGraphic" values="0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 ${alpha} 0 ${offset.toFixed(4)}"/>`;
};

/** Marks above and below are left out: the fonts hold plain letters, and so small they are specks. */
export const initialOf = (name: string): string => {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '');
  return [...plain].find((sign) => /\p{L}|\p{N}/u.test(sign))?.toLocaleUpperCase() ?? '';
};

const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);
/** What the fonts beside this file hold. */
const isDrawable = (text: string): boolean => /^[A-Z0-9\p{Script=Arabic}]$/u.test(text);

const letter = ({ name, typeface }: IconSource, ink: string, part: number): string => {
  const initial = initialOf(name);
  if (!isDrawable(initial)) return parcel(ink, part);
  const arabic = isArabic(initial);
  const family = arabic ? 'Readex Pro' : families[typeface];
  // Capitals are about 0.7 of the em; Arabic letters hang around the line and are lifted to the middle.
  const size = side * part * (arabic ? 1.05 : 1.25);
  const baseline = side / 2 + size * (arabic ? 0.2 : 0.355);
  return `<text x="${side / 2}" y="${baseline}" text-anchor="middle" font-family="${family}" font-weight="600" font-size="${size}" fill="${ink}">${initial}</text>`;
};

/** For names in a script that we have no letters of. */
const parcel = (ink: string, part: number): string => {
  const scale = (side * part) / 24;
  const at = (side - 24 * scale) / 2;
  return `<g transform="translate(${at} ${at}) scale(${scale})" fill="none" stroke="${ink}" stroke-width="1.8" stroke-linejoin="round"><path d="m12 3 8 4.3v9.4L12 21l-8-4.3V7.3z"/><path d="m4 7.3 8 4.3 8-4.3M12 11.6V21M8 5.2l8 4.3"/></g>`;
};
