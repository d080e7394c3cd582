/**
 * Our cookies. Over https they carry the `__Host-` prefix, which ties them to this host and to https; on plain http,
 * which is for development, the prefix and `Secure` would make browsers drop them.
 */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { days, minutes } from '../kit/clock.ts';
import type { HttpContext } from './context.ts';

export type CookieName = 'doorstep-session' | 'doorstep-sign-in' | 'doorstep-shopper' | 'doorstep-shopper-sign-in';

/** The server ends sessions by itself; the cookie only has to live at least as long. */
const lifeMs: Readonly<Record<CookieName, number>> = {
  'doorstep-session': days(30),
  'doorstep-sign-in': minutes(10),
  'doorstep-shopper': days(30),
  'doorstep-shopper-sign-in': minutes(10),
};

const isSecure = (c: HttpContext): boolean => c.var.brand.origin.startsWith('https:');

export const readCookie = (c: HttpContext, name: CookieName): string | undefined => {
  const value = isSecure(c) ? getCookie(c, name, 'host') : getCookie(c, name);
  return value === '' ? undefined : value;
};

/** Sets a cookie that scripts cannot read and that other sites' forms do not send. */
export const giveCookie = (c: HttpContext, name: CookieName, value: string): void => {
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: lifeMs[name] / 1_000 } as const;
  if (isSecure(c)) setCookie(c, name, value, { ...options, prefix: 'host', secure: true });
  else setCookie(c, name, value, options);
};

export const takeCookieBack = (c: HttpContext, name: CookieName): void => {
  if (isSecure(c)) deleteCookie(c, name, { path: '/', secure: true, prefix: 'host' });
  else deleteCookie(c, name, { path: '/' });
};
