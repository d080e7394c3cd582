/**
 * What Astro is handed. It reads the raw Node request, so that has to say what Hono decided on: the canonical path, the
 * brand's host, and nothing that a client or proxy claims about either.
 */
import type { IncomingMessage } from 'node:http';

/**
 * Rewrites `incoming` in place.
 * @param path canonical, as in `c.req.path`
 */
export const preparePageRequest = (
  incoming: Pick<IncomingMessage, 'url' | 'headers'>,
  { path, host }: { readonly path: string; readonly host: string },
): void => {
  const query = /\?[^#]*/.exec(incoming.url ?? '')?.[0] ?? '';
  incoming.url = encodedPath(path) + query;
  for (const name of Object.keys(incoming.headers)) {
    if (name.startsWith('x-astro-') || name.startsWith('x-forwarded-') || name === 'forwarded')
      delete incoming.headers[name];
  }
  incoming.headers.host = host;
};

/** Encoded so that decoding it once gives `path`: a decoded `?` or `#` must not become the start of something else. */
const encodedPath = (path: string): string =>
  encodeURI(path)
    .replace(/%25([89a-f][0-9a-f])/gi, '%$1')
    .replaceAll('?', '%3F')
    .replaceAll('#', '%23');
