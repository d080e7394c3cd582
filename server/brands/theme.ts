/**
 * Turns one brand colour, a typeface and a radius into the brand's style sheet, light and dark, and into plain hex
 * values for mails and the manifest. Every pair in `textPairs` holds 4.5:1 and every one in `graphicPairs` 3:1, for any
 * colour: a shade that falls short moves in lightness until it does.
 */
import { clampChroma, converter, formatHex, wcagContrast } from 'culori';
import type { ThemeSettings } from './settings.ts';

export const tokenNames = [
  'paper',
  'card',
  'line',
  'control',
  'tint',
  'ink',
  'soft',
  'brand',
  'on-brand',
  'brand-veil',
  'brand-strong',
  'good',
  'good-tint',
  'warn',
  'warn-tint',
  'bad',
  'bad-tint',
  'focus',
] as const;
export type TokenName = (typeof tokenNames)[number];
/** Each token as `#rrggbb`, or as a system colour. */
export type ThemeTokens = Readonly<Record<TokenName, string>>;

const surfaces = ['paper', 'card', 'tint'] as const;
const meanings = ['good', 'warn', 'bad'] as const;

/** [text, ground]: 4.5:1 (WCAG 2.2, 1.4.3). */
export const textPairs: readonly (readonly [TokenName, TokenName])[] = [
  ...surfaces.flatMap((ground) =>
    (['ink', 'soft', 'brand-strong', ...meanings] as const).map((text) => [text, ground] as const),
  ),
  ...meanings.flatMap((meaning) =>
    (['ink', 'soft', meaning] as const).map((text) => [text, `${meaning}-tint`] as const),
  ),
  ['on-brand', 'brand'],
  ['on-brand', 'brand-veil'],
  // A chosen chip on the brand's colour is inverted.
  ['brand', 'on-brand'],
];

/** [graphic, ground]: 3:1 (WCAG 2.2, 1.4.11). */
export const graphicPairs: readonly (readonly [TokenName, TokenName])[] = surfaces.flatMap((ground) =>
  (['brand', 'control', 'focus'] as const).map((graphic) => [graphic, ground] as const),
);

interface Shade {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

const toOklch = converter('oklch');

function hexOf({ l, c, h }: Shade): string {
  return formatHex(clampChroma({ mode: 'oklch', l, c, h }, 'oklch')) ?? '#000000';
}

/** The nearest shade towards `end` (black 0, white 1) that reaches the ratio against all grounds. Judged on the rounded hex. */
function reach(shade: Shade, grounds: readonly string[], ratio: number, end: 0 | 1): string {
  const step = end === 0 ? -0.005 : 0.005;
  const holds = (hex: string) => grounds.every((ground) => wcagContrast(hex, ground) >= ratio);
  for (let l = shade.l; l > 0 && l < 1; l += step) {
    const hex = hexOf({ ...shade, l });
    if (holds(hex)) return hex;
  }
  return end === 0 ? '#000000' : '#ffffff';
}

/** What to write on a colour: its own palest or darkest shade where that is enough, else plain white or black. */
function writtenOn(ground: string, hue: number): string {
  const pale = hexOf({ l: 0.985, c: 0.01, h: hue });
  const dark = hexOf({ l: 0.2, c: 0.03, h: hue });
  const best = (first: string, second: string) =>
    wcagContrast(first, ground) >= wcagContrast(second, ground) ? first : second;
  // White on a saturated mid-tone reads better than black at the same ratio.
  if (wcagContrast(pale, ground) >= 4.5) return pale;
  if (wcagContrast('#ffffff', ground) >= 4.5) return '#ffffff';
  const tinted = best(pale, dark);
  return wcagContrast(tinted, ground) >= 4.5 ? tinted : best('#ffffff', '#000000');
}

/** A lift of the brand's colour for chips that lie on it; turned away from the text where towards it would cost contrast. */
function veilOn(brand: string, onBrand: string, hue: number): string {
  const base = toOklch(brand);
  const [l, c] = [base?.l ?? 0.5, base?.c ?? 0];
  const textIsPale = wcagContrast(onBrand, '#000000') > wcagContrast(onBrand, '#ffffff');
  const towards = textIsPale ? 0.085 : -0.085;
  const lifted = hexOf({ l: l + towards, c, h: hue });
  if (wcagContrast(lifted, onBrand) >= 4.5) return lifted;
  return reach({ l: l - towards, c, h: hue }, [onBrand], 4.5, textIsPale ? 0 : 1);
}

const meaningHues = { good: 152, warn: 70, bad: 27 };

/** Lightness and chroma of every token before correction. Fixed per theme, so that all brands get a coherent one. */
const plans = {
  light: {
    end: 0,
    paper: [0.977, 0.014],
    card: [0.996, 0.003],
    tint: [0.922, 0.05],
    line: [0.895, 0.02],
    control: [0.66, 0.03],
    ink: [0.215, 0.03],
    soft: [0.46, 0.035],
    meaning: [0.53, 0.14],
    meaningTint: [0.945, 0.04],
  },
  dark: {
    end: 1,
    paper: [0.178, 0.012],
    card: [0.22, 0.014],
    tint: [0.295, 0.038],
    line: [0.33, 0.02],
    control: [0.52, 0.025],
    ink: [0.955, 0.01],
    soft: [0.74, 0.022],
    meaning: [0.78, 0.14],
    meaningTint: [0.285, 0.04],
  },
} as const;

function deriveTokens(color: string, plan: (typeof plans)['light'] | (typeof plans)['dark']): ThemeTokens {
  const seen = toOklch(color);
  const chroma = seen?.c ?? 0;
  const hue = seen?.h ?? 0;
  // A grey brand must stay grey: its hue is an accident of rounding.
  const tinge = Math.min(1, chroma / 0.06);
  const shade = ([l, c]: readonly [number, number]): Shade => ({ l, c: c * tinge, h: hue });

  const paper = hexOf(shade(plan.paper));
  const card = hexOf(shade(plan.card));
  const tint = hexOf(shade(plan.tint));
  const grounds = [paper, card, tint];
  const reached = (from: Shade, ratio: number, against: readonly string[] = grounds) =>
    reach(from, against, ratio, plan.end);

  const own: Shade = { l: seen?.l ?? 0.5, c: chroma, h: hue };
  // In the dark a deep colour would only be dragged up to 3:1; a light one of the same hue still looks like the brand.
  const start: Shade = plan.end === 1 ? { ...own, l: Math.max(own.l, 0.76), c: Math.min(chroma, 0.15) } : own;
  const brand = brandOf(start, grounds, plan.end, hue);
  const onBrand = writtenOn(brand, hue);
  const tints = meanings.map((meaning) =>
    hexOf({ l: plan.meaningTint[0], c: plan.meaningTint[1], h: meaningHues[meaning] }),
  );
  const meaningText = (index: number): string => {
    const [l, c] = plan.meaning;
    const h = meaningHues[meanings[index] ?? 'bad'];
    return reached({ l, c, h }, 4.5, [...grounds, tints[index] ?? paper]);
  };

  return {
    paper,
    card,
    tint,
    line: hexOf(shade(plan.line)),
    control: reached(shade(plan.control), 3),
    ink: reached(shade(plan.ink), 7, [...grounds, ...tints]),
    soft: reached(shade(plan.soft), 4.5, [...grounds, ...tints]),
    brand,
    'on-brand': onBrand,
    'brand-veil': veilOn(brand, onBrand, hue),
    'brand-strong': reached(start, 4.5),
    good: meaningText(0),
    'good-tint': tints[0] ?? paper,
    warn: meaningText(1),
    'warn-tint': tints[1] ?? paper,
    bad: meaningText(2),
    'bad-tint': tints[2] ?? paper,
    focus: reached(start, 3),
  };
}

function brandOf(start: Shade, grounds: readonly string[], end: 0 | 1, hue: number): string {
  const visible = reach(start, grounds, 3, end);
  if (wcagContrast(writtenOn(visible, hue), visible) >= 4.5) return visible;
  return reach(start, [...grounds, end === 0 ? '#ffffff' : '#000000'], 4.5, end);
}

const tokenCache = new Map<string, { readonly light: ThemeTokens; readonly dark: ThemeTokens }>();

/** Both themes as concrete hex values, for mails, the manifest and `theme-color`. */
export function brandTokens(theme: Pick<ThemeSettings, 'color'>): {
  readonly light: ThemeTokens;
  readonly dark: ThemeTokens;
} {
  const color = theme.color.toLowerCase();
  const known = tokenCache.get(color);
  if (known !== undefined) return known;
  if (tokenCache.size >= 200) tokenCache.clear();
  const derived = { light: deriveTokens(color, plans.light), dark: deriveTokens(color, plans.dark) };
  tokenCache.set(color, derived);
  return derived;
}

type Typeface = ThemeSettings['typeface'];
type Family = 'Fraunces' | 'Instrument Sans' | 'Readex Pro';

const latinRange =
  'U+20-7E,U+A0-FF,U+131,U+152-153,U+2BC,U+2009,U+200B-200F,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,' +
  'U+2032-2033,U+2039-203A,U+2044,U+20AC,U+2122,U+2190-2193,U+2212';
const latinExtendedRange = 'U+100-130,U+132-151,U+154-17F,U+218-21B,U+1E9E';
const arabicRange =
  'U+60C,U+61B,U+61F,U+621-63A,U+640-655,U+660-66C,U+670-671,U+67E,U+686,U+698,U+6A4,U+6A9,U+6AF,U+6CC,U+6F0-6F9,U+FDFA';

const fontFiles: Record<Family, { readonly slug: string; readonly arabic: boolean }> = {
  Fraunces: { slug: 'fraunces', arabic: false },
  'Instrument Sans': { slug: 'instrument-sans', arabic: false },
  'Readex Pro': { slug: 'readex-pro', arabic: true },
};

/** How each pair sets its display lines. Fraunces is fine-cut at 72 pt optical size and wants tighter setting. */
const pairs: Record<
  Typeface,
  { readonly display: Family; readonly text: Family; readonly tracking: string; readonly leading: string }
> = {
  fraunces: { display: 'Fraunces', text: 'Instrument Sans', tracking: '-0.018em', leading: '1.08' },
  'instrument-sans': { display: 'Instrument Sans', text: 'Instrument Sans', tracking: '-0.028em', leading: '1.08' },
  'readex-pro': { display: 'Readex Pro', text: 'Readex Pro', tracking: '-0.02em', leading: '1.16' },
};

/**
 * Parts of the em, printed by `site/styles/subsetFonts.ts`: read from hhea or OS/2 and hmtx, the average width weighted
 * by how often letters occur in German and English. Ours at 400 and 600; the stand-ins at regular and bold.
 */
const measures: Record<
  Family,
  { readonly ascent: number; readonly descent: number; readonly width: readonly [number, number] }
> = {
  Fraunces: { ascent: 0.978, descent: 0.255, width: [0.4388, 0.4555] },
  'Instrument Sans': { ascent: 0.97, descent: 0.25, width: [0.4735, 0.4873] },
  'Readex Pro': { ascent: 1, descent: 0.25, width: [0.4982, 0.5177] },
};

interface StandIn {
  readonly suffix: string;
  readonly regular: { readonly locals: readonly string[]; readonly width: number };
  readonly bold: { readonly locals: readonly string[]; readonly width: number };
}

const sansStandIns: readonly StandIn[] = [
  {
    suffix: 'Stand-in',
    regular: { locals: ['Arial', 'ArialMT', 'Liberation Sans'], width: 0.4574 },
    bold: { locals: ['Arial Bold', 'Arial-BoldMT', 'Liberation Sans Bold'], width: 0.4951 },
  },
  {
    suffix: 'Android',
    regular: { locals: ['Roboto', 'Roboto Regular'], width: 0.4597 },
    bold: { locals: ['Roboto Bold', 'Roboto'], width: 0.4665 },
  },
];
const serifStandIns: readonly StandIn[] = [
  {
    suffix: 'Stand-in',
    regular: { locals: ['Times New Roman', 'TimesNewRomanPSMT', 'Liberation Serif'], width: 0.4127 },
    bold: { locals: ['Times New Roman Bold', 'TimesNewRomanPS-BoldMT', 'Liberation Serif Bold'], width: 0.4397 },
  },
  {
    suffix: 'Android',
    regular: { locals: ['Noto Serif', 'Noto Serif Regular'], width: 0.4966 },
    bold: { locals: ['Noto Serif Bold'], width: 0.5274 },
  },
];
const standInsOf = (family: Family): readonly StandIn[] => (family === 'Fraunces' ? serifStandIns : sansStandIns);

const percent = (part: number): string => `${(part * 100).toFixed(2)}%`;

function standInFace(family: Family, standIn: StandIn, weight: 'regular' | 'bold'): string {
  const own = measures[family];
  const { locals, width } = standIn[weight];
  const adjust = own.width[weight === 'regular' ? 0 : 1] / width;
  return [
    `@font-face{font-family:"${family} ${standIn.suffix}"`,
    `font-weight:${weight === 'regular' ? '400 500' : '501 700'}`,
    `src:${locals.map((name) => `local("${name}")`).join(',')}`,
    `size-adjust:${percent(adjust)}`,
    `ascent-override:${percent(own.ascent / adjust)}`,
    `descent-override:${percent(own.descent / adjust)}`,
    'line-gap-override:0%}',
  ].join(';');
}

function webFace(family: Family, file: string, range: string, fontsPath: string): string {
  return [
    `@font-face{font-family:"${family}"`,
    'font-style:normal',
    'font-weight:400 700',
    'font-display:swap',
    `src:url("${fontsPath}/${file}.woff2") format("woff2")`,
    `unicode-range:${range}}`,
  ].join(';');
}

function fontFaces(families: readonly Family[], fontsPath: string): string[] {
  return families.flatMap((family) => {
    const { slug, arabic } = fontFiles[family];
    return [
      webFace(family, `${slug}-latin`, latinRange, fontsPath),
      webFace(family, `${slug}-latin-ext`, latinExtendedRange, fontsPath),
      ...(arabic ? [webFace(family, `${slug}-arabic`, arabicRange, fontsPath)] : []),
      ...standInsOf(family).flatMap((standIn) => [
        standInFace(family, standIn, 'regular'),
        standInFace(family, standIn, 'bold'),
      ]),
    ];
  });
}

/** Arabic in a Latin brand comes from Readex Pro, which then answers for that script alone. */
const arabicOnly = 'Readex Pro Arabic';

function stack(family: Family): string {
  const names = [family, ...(fontFiles[family].arabic ? [] : [arabicOnly])];
  const standIns = standInsOf(family).map((standIn) => `${family} ${standIn.suffix}`);
  const generic = family === 'Fraunces' ? 'ui-serif,Georgia,serif' : 'system-ui,sans-serif';
  return `${[...names, ...standIns].map((name) => `"${name}"`).join(',')},${generic}`;
}

/** For chips and fields, cards, the stage, and things that are round where the brand is. */
const radii: Record<ThemeSettings['radius'], Readonly<Record<'small' | 'medium' | 'large' | 'round', string>>> = {
  none: { small: '0', medium: '0', large: '0', round: '0' },
  small: { small: '4px', medium: '6px', large: '10px', round: '6px' },
  medium: { small: '8px', medium: '14px', large: '20px', round: '999px' },
  large: { small: '12px', medium: '20px', large: '28px', round: '999px' },
};

/** System colours (CSS Color 4, 6.2), which a browser that forces its own leaves as they are, fills and strokes included. */
const forcedTokens: ThemeTokens = {
  paper: 'Canvas',
  card: 'Canvas',
  line: 'GrayText',
  control: 'ButtonBorder',
  tint: 'Canvas',
  ink: 'CanvasText',
  soft: 'CanvasText',
  brand: 'Highlight',
  'on-brand': 'HighlightText',
  'brand-veil': 'Highlight',
  'brand-strong': 'LinkText',
  good: 'CanvasText',
  'good-tint': 'Canvas',
  warn: 'CanvasText',
  'warn-tint': 'Canvas',
  bad: 'CanvasText',
  'bad-tint': 'Canvas',
  focus: 'Highlight',
};

export interface BrandCssOptions {
  /** Where the font files are served, without a slash at the end. */
  readonly fontsPath?: string;
}

function declarations(tokens: ThemeTokens): string {
  return tokenNames.map((name) => `--${name}:${tokens[name]}`).join(';');
}

/**
 * The whole of `/brand.css`: custom properties for both themes, font faces and their stand-ins. Dark follows the device
 * unless `data-theme` on the root says otherwise.
 */
export function brandCss(theme: ThemeSettings, options: BrandCssOptions = {}): string {
  const { light, dark } = brandTokens(theme);
  const pair = pairs[theme.typeface];
  const radius = radii[theme.radius];
  const fontsPath = options.fontsPath ?? '/fonts';
  const families = [...new Set([pair.display, pair.text])];
  const needsArabic = !families.some((family) => fontFiles[family].arabic);
  const constants = [
    `--radius-small:${radius.small}`,
    `--radius-medium:${radius.medium}`,
    `--radius-large:${radius.large}`,
    `--radius-round:${radius.round}`,
    `--font-display:${stack(pair.display)}`,
    `--font-text:${stack(pair.text)}`,
    '--display-weight:600',
    `--display-tracking:${pair.tracking}`,
    `--display-leading:${pair.leading}`,
  ].join(';');
  return [
    `:root{color-scheme:light;${constants};${declarations(light)}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${declarations(dark)}}}`,
    `:root[data-theme=dark]{color-scheme:dark;${declarations(dark)}}`,
    // After both themes and as specific as they are: whose colours are forced gets those, in what is drawn as well.
    `@media (forced-colors:active){:root,:root:not([data-theme=light]),:root[data-theme=dark]{${declarations(forcedTokens)}}}`,
    // Letter-spacing tears Arabic joins apart, and its marks need room above and below.
    ':root:lang(ar){--display-tracking:0;--display-leading:1.3}',
    ...fontFaces(families, fontsPath),
    ...(needsArabic
      ? [webFace('Readex Pro', 'readex-pro-arabic', arabicRange, fontsPath).replace('"Readex Pro"', `"${arabicOnly}"`)]
      : []),
    '',
  ].join('\n');
}

/** Paths of the fonts that a page above the fold needs, to be preloaded (`as=font`, `crossorigin`). */
export function fontPreloads(typeface: Typeface, locale: string, fontsPath = '/fonts'): readonly string[] {
  const { display, text } = pairs[typeface];
  const latin = [...new Set([display, text])].map((family) => `${fontsPath}/${fontFiles[family].slug}-latin.woff2`);
  // Latin with it: the spaces between Arabic words come from there, and lines break anew when it arrives.
  return /^ar\b/.test(locale) ? [`${fontsPath}/readex-pro-arabic.woff2`, ...latin] : latin;
}
