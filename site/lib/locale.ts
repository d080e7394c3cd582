/**
 * Which of the brand's languages a page is in: the one asked for in the footer, which is remembered for the browser,
 * else the one that the server proposes.
 */
import type { APIContext } from 'astro';
import type { BrandView } from '../../server/portalView.shared.ts';

/** The one of the offered languages that a page in this locale is in: `pt` for `pt-BR`, where that is not offered itself. */
export const isSpoken = (offered: string, locale: string, all: readonly string[]): boolean =>
  offered === (all.includes(locale) ? locale : locale.split('-')[0]);

const cookieName = 'lang';
const yearSeconds = 31_536_000;

export function chooseLocale(
  { url, cookies }: Pick<APIContext, 'url' | 'cookies'>,
  brand: Pick<BrandView, 'locales'>,
  proposed: string,
): string {
  const known = (locale: string | null | undefined) => (locale && brand.locales.includes(locale) ? locale : undefined);
  const asked = known(url.searchParams.get('lang'));
  if (asked !== undefined) {
    cookies.set(cookieName, asked, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: yearSeconds });
    return asked;
  }
  return known(cookies.get(cookieName)?.value) ?? proposed;
}
