/**
 * Our cookies. Over https they carry the `__Host-` prefix, which ties them to this host and to https; on plain http,
 * which is for development, the prefix and `Secure` would make browsers drop them.
 */
import type { ServerResponse } from 'node:http';
import { deleteCookie, generateCookie, getCookie, setCookie } from 'hono/cookie';
import { days, minutes } from '../kit/clock.ts';
import type { HttpContext } from './context.ts';

export type CookieName =
  | 'doorstep-session'
  | 'doorstep-sign-in'
  | 'doorstep-shopper'
  | 'doorstep-shopper-sign-in'
  /** Ties a passkey's challenge to this browser. */
  | 'doorstep-passkey'
  /** That an invitation was taken in this browser, and that it is the same browser as then. */
  | 'doorstep-visit'
  | 'doorstep-device';

/** The server ends sessions by itself; the cookie only has to live at least as long. */
const lifeMs: Readonly<Record<CookieName, number>> = {
  'doorstep-session': days(30),
  'doorstep-sign-in': minutes(10),
  'doorstep-shopper': days(30),
  'doorstep-shopper-sign-in': minutes(10),
  'doorstep-passkey': minutes(5),
  'doorstep-visit': days(30),
  'doorstep-device': days(180),
};

const isSecure = (c: HttpContext): boolean => c.var.brand.origin.startsWith('https:');

export const readCookie = (c: HttpContext, name: CookieName): string | undefined => {
  const value = isSecure(c) ? getCookie(c, name, 'host') : getCookie(c, name);
  return value === '' ? undefined : value;
};

/** Sets a cookie that scripts cannot read and that other sites' forms do not send. */
export const giveCookie = (c: HttpContext, name: CookieName, value: string): void => {
  setCookie(c, name, value, optionsOf(c, name));
};

/** The same on a page, which Astro writes to the socket past Hono. */
export const giveCookieWithPage = (c: HttpContext, name: CookieName, value: string): void => {
  const outgoing = (c.env as HttpContext['env'] | undefined)?.outgoing as ServerResponse | undefined;
  if (outgoing) outgoing.appendHeader('Set-Cookie', generateCookie(name, value, optionsOf(c, name)));
  else giveCookie(c, name, value);
};

const optionsOf = (c: HttpContext, name: CookieName) => {
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: lifeMs[name] / 1_000 } as const;
  return isSecure(c) ? ({ ...options, prefix: 'host', secure: true } as const) : options;
};

export const takeCookieBack = (c: HttpContext, name: CookieName): void => {
  if (isSecure(c)) deleteCookie(c, name, { path: '/', secure: true, prefix: 'host' });
  else deleteCookie(c, name, { path: '/' });
};
