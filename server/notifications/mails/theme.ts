/**
 * The brand's colours and type as mail clients can take them: the light theme inline on every element, the dark one as
 * classes in one media query. Colours are named by token only, so that both themes always have an answer.
 */
import { Markup, markup } from './markup.ts';

const tokenNames = [
  'paper',
  'card',
  'line',
  'tint',
  'ink',
  'soft',
  'brand',
  'on-brand',
  'brand-strong',
  'good',
  'warn',
  'bad',
  'bad-tint',
] as const;
export type MailToken = (typeof tokenNames)[number];
/** Each as `#rrggbb`; what `brandTokens(theme)` gives fits. */
export type MailTokens = Readonly<Record<MailToken, string>>;

export interface MailBrand {
  readonly name: string;
  readonly light: MailTokens;
  readonly dark: MailTokens;
  readonly typeface: 'fraunces' | 'instrument-sans' | 'readex-pro';
  readonly radius: 'none' | 'small' | 'medium' | 'large';
  readonly address: 'familiar' | 'formal';
  /** Shown at the foot; the mail's own reply address is set by whoever queues it. */
  readonly supportEmail: string | null;
}

const sans = "'Instrument Sans', -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const serif = "Fraunces, Georgia, 'Times New Roman', serif";
const arabic = "'Readex Pro', 'SF Arabic', 'Segoe UI', 'Noto Sans Arabic', Tahoma, Arial, sans-serif";

export interface Fonts {
  readonly display: string;
  readonly text: string;
  readonly displayTracking: string;
  readonly displayLeading: string;
}

/** Arabic is never spaced out, and needs more room above and below. */
export const fontsOf = (typeface: MailBrand['typeface'], locale: string): Fonts => {
  if (/^(ar|fa|ur)\b/.test(locale)) {
    return { display: arabic, text: arabic, displayTracking: 'normal', displayLeading: '1.35' };
  }
  if (typeface === 'fraunces') {
    return { display: serif, text: sans, displayTracking: '-0.015em', displayLeading: '1.12' };
  }
  const both = typeface === 'readex-pro' ? arabic : sans;
  return { display: both, text: both, displayTracking: '-0.02em', displayLeading: '1.15' };
};

/** Corners in pixels: of cards, of buttons. */
export const radiiOf = (radius: MailBrand['radius']): { readonly card: number; readonly button: number } =>
  ({
    none: { card: 0, button: 0 },
    small: { card: 6, button: 6 },
    medium: { card: 14, button: 999 },
    large: { card: 20, button: 999 },
  })[radius];

const properties = { color: 'color', background: 'background-color', border: 'border-color' } as const;
type Painted = { readonly [Property in keyof typeof properties]?: MailToken };
const prefixes = { color: 'c', background: 'g', border: 'l' } as const;
const classOf = (property: keyof typeof properties, token: MailToken): string => `${prefixes[property]}-${token}`;

/** The `class` and `style` of an element: its colours by token, the rest as CSS. */
export const paint = (brand: MailBrand, painted: Painted, css = '', moreClasses = ''): Markup => {
  const used = Object.entries(painted) as [keyof typeof properties, MailToken][];
  const classes = [...used.map(([property, token]) => classOf(property, token)), moreClasses].join(' ').trim();
  const colors = used.map(([property, token]) => `${properties[property]}:${brand.light[token]}`);
  return markup`class="${classes}" style="${[...colors, css].filter((part) => part !== '').join(';')}"`;
};

/** Only hex digits can come through, whatever the tokens hold. */
const hex = (color: string): string => (/^#[0-9a-f]{6}$/i.test(color) ? color : 'inherit');

/** `data-ogsc` and `data-ogsb` are what Outlook's own dark mode puts around text and backgrounds. */
export const styleSheet = (brand: MailBrand): Markup => {
  const dark = tokenNames.flatMap((token) =>
    (Object.keys(properties) as (keyof typeof properties)[]).map(
      (property) =>
        [`.${classOf(property, token)}`, `{${properties[property]}:${hex(brand.dark[token])}!important}`] as const,
    ),
  );
  return new Markup(
    [
      ':root{color-scheme:light dark;supported-color-schemes:light dark}',
      'body{margin:0;padding:0;-webkit-text-size-adjust:100%;text-size-adjust:100%}',
      'table{border-collapse:separate;border-spacing:0}',
      'a{text-underline-offset:2px}',
      '@media (max-width:520px){.gutter{padding-left:20px!important;padding-right:20px!important}',
      '.inside{padding:20px 18px!important}.headline{font-size:31px!important}',
      '.buttons{width:100%!important}.button{display:block!important;padding:0 0 10px!important}.button a{display:block!important;text-align:center!important}}',
      `@media (prefers-color-scheme:dark){${dark.map((rule) => rule.join('')).join('')}}`,
      ...dark.map(([selector, rule]) => `[data-ogsc] ${selector},[data-ogsb] ${selector}${rule}`),
    ].join('\n'),
  );
};
