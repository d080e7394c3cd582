/**
 * The headers that every answer carries, whoever wrote it. A policy that Astro or a route set is kept, because only they
 * know the hashes of what they inline, and completed; what must never be loosened is set here in any case.
 */
import type { ServerResponse } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './context.ts';
import { areaOf } from './path.ts';

export const reportPath = '/csp-report';

/** Set whatever a page says. `report-to` goes: browsers that know it ignore `report-uri` and drop reports over http. */
const fixed: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'report-uri': reportPath,
};

/** Set where a page says nothing. */
const ofPages: Readonly<Record<string, string>> = {
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'worker-src': "'self'",
};

const permissions = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'browsing-topics'];

/** The policy of an HTML answer: `given`, where there is one, completed. Directives of ours come first. */
export const pagePolicy = (given: string | null): string => {
  const directives = new Map<string, string>();
  for (const directive of (given ?? '').split(';')) {
    const [name, ...values] = directive.trim().split(/\s+/);
    if (name && name !== 'report-to') directives.set(name.toLowerCase(), values.join(' '));
  }
  return serialise({ ...ofPages, ...Object.fromEntries(directives), ...fixed });
};

/** The service worker's own: it fetches for the pages, and the pictures of notifications, from us alone. */
const workerPath = '/sw.js';
const workerPolicy = serialise({
  ...fixed,
  'form-action': "'none'",
  'connect-src': "'self'",
  'img-src': "'self'",
  'script-src': "'self'",
});

/** What is no page loads nothing at all. */
const barePolicy = serialise({ ...fixed, 'form-action': "'none'" });

interface HeaderBag {
  get(name: string): string | null;
  set(name: string, value: string): void;
}

/** Sets the headers on an answer. Doing it twice changes nothing. */
const complete = (headers: HeaderBag, { path, https }: { readonly path: string; readonly https: boolean }): void => {
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  const policy = path === workerPath ? workerPolicy : barePolicy;
  headers.set('Content-Security-Policy', isPage ? pagePolicy(headers.get('content-security-policy')) : policy);
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('X-Frame-Options', 'DENY');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Permissions-Policy', permissions.map((name) => `${name}=()`).join(', '));
  // Not for subdomains: they may be somebody else's.
  if (https) headers.set('Strict-Transport-Security', 'max-age=31536000');

  const area = areaOf(path);
  headers.set('Referrer-Policy', area === 'link' ? 'no-referrer' : 'same-origin');
  if (area !== 'other') headers.set('X-Robots-Tag', 'noindex');
  const isPersonal = area === 'link' || area === 'desk';
  if (isPersonal || (area === 'api' && headers.get('cache-control') === null)) headers.set('Cache-Control', 'no-store');
};

/** Completes every answer behind it, also those that Astro writes to the socket past Hono. Comes first of all. */
export const securityHeaders: MiddlewareHandler<HttpEnv> = async (c, next) => {
  // The brand is known only further in, and not at all when the host is nobody's.
  const about = () => ({ path: c.req.path, https: c.var.brand?.origin.startsWith('https:') ?? false });
  const outgoing = (c.env as HttpEnv['Bindings'] | undefined)?.outgoing;
  if (outgoing && 'writeHead' in outgoing) completeWhenSent(outgoing as ServerResponse, about);
  await next();
  if (!c.res.headers.has('x-hono-already-sent')) complete(c.res.headers, about());
};

type SentHeaders = Readonly<Record<string, number | string | readonly string[] | undefined>>;

const completeWhenSent = (outgoing: ServerResponse, about: () => { path: string; https: boolean }): void => {
  const writeHead = outgoing.writeHead.bind(outgoing);
  // Astro and Hono call it with a record of headers, Node itself with the status alone.
  const completing = (status: number, ...rest: readonly (string | SentHeaders | undefined)[]): ServerResponse => {
    for (const given of rest) {
      if (typeof given !== 'object') continue;
      for (const [name, value] of Object.entries(given)) if (value !== undefined) outgoing.setHeader(name, value);
    }
    complete(
      {
        get: (name) => outgoing.getHeader(name)?.toString() ?? null,
        set: (name, value) => outgoing.setHeader(name, value),
      },
      about(),
    );
    return typeof rest[0] === 'string' ? writeHead(status, rest[0]) : writeHead(status);
  };
  // One function for the overloads of Node's.
  outgoing.writeHead = completing as ServerResponse['writeHead'];
};

function serialise(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join('; ');
}
