/**
 * Refuses requests that change something when another site's page may have sent them. Bodies of every type are covered,
 * not only forms. For routes that a browser authorises by itself (cookies, pages); keys and signatures need no such guard.
 */
import type { MiddlewareHandler } from 'hono';
import { Fault } from '../faults.ts';
import type { HttpEnv } from './context.ts';

const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

export const refuseCrossSite: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (!safeMethods.includes(c.req.method) && !isSameOrigin(c.req.raw.headers, c.var.brand.origin)) {
    throw new Fault('forbidden', 'This request has to come from a page of this site');
  }
  await next();
};

/**
 * The same for routes that a tracking link authorises. There is nothing that a browser would add by itself, so a caller
 * that is no browser, and says nothing of where it comes from, is welcome; another site's page is not.
 */
export const refuseForeignPages: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const { headers } = c.req.raw;
  const saysWhere = headers.has('origin') || headers.has('sec-fetch-site');
  if (!safeMethods.includes(c.req.method) && saysWhere && !isSameOrigin(headers, c.var.brand.origin)) {
    throw new Fault('forbidden', 'This request has to come from a page of this site');
  }
  await next();
};

/** Beyond a link, a session opens what nobody but she may do: a browser that carries one has to say where it comes from. */
export const refuseForeignUseOfSession: MiddlewareHandler<HttpEnv> = (c, next) =>
  c.var.shopper ? refuseCrossSite(c, next) : next();

/**
 * The browser's own word counts first: pages with `no-referrer` send `Origin: null` from their own forms, and then only
 * `Sec-Fetch-Site` tells them from strangers. Neither can be set by a page.
 * https://fetch.spec.whatwg.org/#append-a-request-origin-header
 */
const isSameOrigin = (headers: Headers, ownOrigin: string): boolean => {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (site === null) return origin === ownOrigin;
  return site === 'same-origin' && (origin === null || origin === 'null' || origin === ownOrigin);
};
