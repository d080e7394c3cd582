/**
 * One spelling of each path. Guards, routes and Astro all see the same one, so that `//desk`, `/%2fdesk` or `/desk/`
 * meets the same guard as `/desk`: use `getPath` for every Hono app that listens.
 */

/** Ids in the merchant's paths are opaque and may hold `%2F`: below this prefix, segments keep their encoding. */
const opaquePrefix = '/api/v1/';
/** What never needs to be encoded twice over; whoever does it means no good, and gets a path that leads nowhere. */
const roundsMax = 8;
const nowhere = '/-';

/** The path of `request`, canonical. For `new Hono({ getPath })`. */
export const getPath = (request: Request): string => {
  const { url } = request;
  const start = url.indexOf('/', url.indexOf('://') + 3);
  if (start === -1) return '/';
  const end = url.slice(start).search(/[?#]/);
  return canonicalPath(end === -1 ? url.slice(start) : url.slice(start, start + end));
};

/**
 * Decoded (ASCII only, however often it was encoded), without empty and dot segments, without a slash at the end.
 * Idempotent.
 */
export const canonicalPath = (raw: string): string => {
  let decoded = raw;
  for (let round = 0; decoded.includes('%'); round += 1) {
    if (round === roundsMax) return nowhere;
    const before = decoded;
    decoded = before.replace(/%(?:25)*([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (decoded === before) break;
  }
  const segments: string[] = [];
  let climbs = false;
  for (const segment of decoded.split(/[/\\]/)) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
    climbs ||= segment === '..' || segment === '.';
  }
  if (raw.startsWith(opaquePrefix) && !climbs) return raw.replace(/\/+$/, '');
  return `/${segments.join('/')}`;
};

/** What a canonical path is about, as far as headers and logs are concerned. */
export const areaOf = (path: string): 'link' | 'desk' | 'api' | 'other' => {
  if (/^\/(?:t|api\/portal\/t)(?:\/|$)/.test(path)) return 'link';
  if (/^\/(?:api\/)?desk(?:\/|$)/.test(path)) return 'desk';
  return /^\/(?:api|hooks)(?:\/|$)/.test(path) ? 'api' : 'other';
};

/** The path for a log: nothing that would open anything to whoever reads it, and no long segment that could. */
export const redactedPath = (path: string): string =>
  path
    .replace(/^(\/t|\/api\/portal\/t|\/hooks|\/r|\/api\/v1\/customers)\/[^/]+/, '$1/[redacted]')
    .split('/')
    .map((segment) => (segment.length >= 32 ? '[long]' : segment))
    .join('/')
    .slice(0, 200);
