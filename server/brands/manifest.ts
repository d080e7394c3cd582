/**
 * The brand as an installable app. It has one identity per origin and begins at “my orders”: a link of one order would
 * be the start of the app for ever. https://www.w3.org/TR/appmanifest/
 */
import { paths } from '../../site/lib/paths.ts';
import { direction, messagesFor } from '../../site/messages/index.ts';
import type { Brand } from './brand.ts';
import { type IconPurpose, iconPurposes } from './pictures/icon.ts';
import { screenshotForms } from './pictures/screenshot.ts';
import { brandTokens } from './theme.ts';

export const iconSizes: Readonly<Record<IconPurpose, readonly number[]>> = {
  any: [192, 512],
  maskable: [192, 512],
  monochrome: [96, 192, 512],
  apple: [180],
};

export const iconPath = (purpose: IconPurpose, size: number): string => `/brand/icon-${purpose}-${size}.png`;
export const screenshotPath = (form: string, locale: string): string => `/brand/screenshot-${form}-${locale}.png`;

export const manifestOf = (brand: Brand, locale: string) => {
  const { name, settings } = brand;
  const words = messagesFor(locale, settings.address).app;
  const { light } = brandTokens(settings.theme);
  return {
    id: '/',
    scope: '/',
    start_url: paths.orders,
    name,
    short_name: shortName(name),
    description: words.description(name),
    lang: locale,
    dir: direction(locale),
    display: 'standalone',
    // A tracking link that is opened while the app is there is opened in it, and not in a second window of it.
    launch_handler: { client_mode: 'navigate-existing' },
    background_color: light.paper,
    theme_color: light.paper,
    categories: ['shopping'],
    icons: iconPurposes
      .filter((purpose) => purpose !== 'apple')
      .flatMap((purpose) =>
        iconSizes[purpose].map((size) => ({
          src: iconPath(purpose, size),
          sizes: `${size}x${size}`,
          type: 'image/png',
          purpose,
        })),
      ),
    screenshots: Object.entries(screenshotForms).map(([form, [width, height]]) => ({
      src: screenshotPath(form, locale),
      sizes: `${width}x${height}`,
      type: 'image/png',
      form_factor: form,
      label: words.picture,
    })),
    shortcuts: [
      {
        name: words.orders.title,
        url: paths.orders,
        icons: [{ src: iconPath('any', 192), sizes: '192x192', type: 'image/png' }],
      },
    ],
  };
};

/** Launchers show about a dozen letters: whole words of the name as far as they fit. */
const shortNameMax = 12;
const shortName = (name: string): string => {
  if (name.length <= shortNameMax) return name;
  const words = name.split(' ').reduce((so, word) => (`${so} ${word}`.length <= shortNameMax ? `${so} ${word}` : so));
  return words.slice(0, shortNameMax);
};
