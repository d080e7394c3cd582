/** What a browser needs to make an app of the page: the manifest, and icons and pictures drawn from the brand. */
import { Hono } from 'hono';
import { notFound } from '../faults.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';
import type { Clock } from '../kit/clock.ts';
import type { Brand } from './brand.ts';
import { iconSizes, manifestOf } from './manifest.ts';
import { drawIcon } from './pictures/drawIcon.ts';
import { type IconSource, iconPurposes } from './pictures/icon.ts';
import { rasterise } from './pictures/raster.ts';
import { type ScreenshotForm, screenshotForms, screenshotSvg } from './pictures/screenshot.ts';
import { brandTokens } from './theme.ts';

export interface BrandRouteParts {
  readonly clock: Clock;
  /** Which of the brand's languages the request prefers. */
  readonly localeOf: (c: HttpContext) => string;
}

const daySeconds = 86_400;

export const brandRoutes = ({ clock, localeOf }: BrandRouteParts): Hono<HttpEnv> =>
  new Hono<HttpEnv>()
    .get('/manifest.webmanifest', (c) => {
      c.header('Content-Type', 'application/manifest+json; charset=utf-8');
      c.header('Cache-Control', 'public, max-age=300, stale-while-revalidate=86400');
      c.header('Vary', 'Accept-Language');
      return c.body(JSON.stringify(manifestOf(c.var.brand, localeOf(c))));
    })
    .get('/apple-touch-icon.png', (c) => icon(c, 'apple', '180'))
    .get('/brand/:file{icon-[a-z]+-[0-9]+\\.png}', (c) => {
      const [, purpose, size] = c.req.param('file').split(/[-.]/);
      return icon(c, purpose, size);
    })
    .get('/brand/:file{screenshot-[a-z]+-[A-Za-z-]+\\.png}', async (c) => {
      const [, form = '', locale = ''] = /^screenshot-([a-z]+)-(.+)\.png$/.exec(c.req.param('file')) ?? [];
      const { brand } = c.var;
      if (!(form in screenshotForms) || !brand.settings.locales.includes(locale)) throw notFound('The picture');
      const { timeZone, settings } = brand;
      const source = { ...sourceOf(brand), locale, timeZone, address: settings.address };
      // Of a fixed hour, so that one drawing serves all day.
      const now = new Date(`${clock().toISOString().slice(0, 10)}T08:00:00Z`);
      const known = form as ScreenshotForm;
      return png(c, await rasterise(screenshotSvg(source, known, now), screenshotForms[known][0]));
    });

const icon = async (c: HttpContext, purpose: string | undefined, size: string | undefined): Promise<Response> => {
  const known = iconPurposes.find((one) => one === purpose);
  const width = Number(size);
  if (!known || !iconSizes[known].includes(width)) throw notFound('The icon');
  return png(c, await drawIcon(sourceOf(c.var.brand), known, width));
};

const sourceOf = ({ name, settings }: Brand): IconSource => ({
  name,
  logoSvg: settings.logoSvg,
  typeface: settings.theme.typeface,
  tokens: brandTokens(settings.theme).light,
});

const png = (c: HttpContext, bytes: Buffer): Response => {
  c.header('Content-Type', 'image/png');
  // A notification is not shown before its icon is there, and yesterday's will do.
  c.header('Cache-Control', `public, max-age=${daySeconds}, stale-while-revalidate=${30 * daySeconds}`);
  return c.body(new Uint8Array(bytes));
};
