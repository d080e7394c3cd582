/**
 * What is no API: the built assets, the brand's own files, and every page, which Astro draws. Astro writes to the socket
 * itself, so compression sits around it here.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import compression from 'compression';
import type { MiddlewareHandler } from 'hono';
import { brandCss, fontPreloads } from './brands/theme.ts';
import type { HttpContext, HttpEnv } from './http/context.ts';
import { preparePageRequest } from './http/pageRequest.ts';
import type { Log } from './http/requestLog.ts';
import type { PageLocals } from './portal.ts';

/** Astro's request handler in middleware mode. */
type AstroHandler = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  next: (error?: unknown) => void,
  locals: PageLocals,
) => Promise<void>;

const dist = (path: string): string => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));

const yearSeconds = 31_536_000;
const daySeconds = 86_400;

let builtFiles: MiddlewareHandler<HttpEnv> | null = null;
/** Made with the first request: by then the site is built, and a folder that is not there yet would be warned of. */
const files: MiddlewareHandler<HttpEnv> = (c, next) => {
  builtFiles ??= serveStatic<HttpEnv>({ root: dist('client'), precompressed: true });
  return builtFiles(c, next);
};

/** Files of the build. Astro names its own by their content, so those never change. */
export const assets: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const found = await files(c, next);
  // Set on the answer itself: it is made by the time that the middleware tells of it.
  if (found instanceof Response) found.headers.set('Cache-Control', cachingOf(c.req.path));
  return found;
};

const cachingOf = (path: string): string => {
  // A worker that browsers kept would keep everything else as it was.
  if (path === '/sw.js') return 'no-cache';
  const forever = /^\/(_astro|fonts)\//.test(path);
  return forever ? `public, max-age=${yearSeconds}, immutable` : `public, max-age=${daySeconds}`;
};

/** The theme as one style sheet. It is asked for with every page, so it may be a little old. */
export const brandStyles = (c: HttpContext): Response => {
  c.header('Content-Type', 'text/css; charset=utf-8');
  c.header('Cache-Control', 'public, max-age=300, stale-while-revalidate=86400');
  return c.body(brandCss(c.var.brand.settings.theme));
};

/** The brand's own SVG, as a document that may do nothing. */
export const brandLogo = (c: HttpContext): Response => {
  const { logoSvg } = c.var.brand.settings;
  if (logoSvg === null) return c.notFound() as Response;
  c.header('Content-Type', 'image/svg+xml');
  c.header('Cache-Control', `public, max-age=${daySeconds}`);
  return c.body(logoSvg);
};

export interface PagesParts {
  readonly localsOf: (c: HttpContext) => PageLocals;
  readonly log: Pick<Log, 'error'>;
  /** For tests, which have no build. */
  readonly loadAstro?: () => Promise<AstroHandler>;
}

const builtAstro = async (): Promise<AstroHandler> => {
  const entry: { readonly handler: AstroHandler } = await import(dist('server/entry.mjs'));
  return entry.handler;
};

/** Hands a request to Astro. Loaded on first use, so that the API can be tested without a build. */
export const pages = ({ localsOf, log, loadAstro = builtAstro }: PagesParts) => {
  let astro: Promise<AstroHandler> | null = null;
  const compress = compression({ threshold: 512 });

  /** Resolves once the page at `path` is sent; rejects when Astro could not draw it and nothing was sent. */
  const draw = async (c: HttpContext, path: string): Promise<void> => {
    const { incoming, outgoing } = c.env as Drawn;
    astro ??= loadAstro();
    const handler = await astro;
    const locals = localsOf(c);
    preparePageRequest(incoming, { path, host: c.var.brand.host });
    const { method } = incoming;
    // A page is drawn, whatever it was asked for by: of a form, what it sent has been read.
    if (method === 'POST') incoming.method = 'GET';
    await new Promise<void>((resolve, reject) => {
      outgoing.once('close', resolve);
      const done = (error?: unknown): void => (error ? reject(error) : resolve());
      sendWhole(outgoing, reject);
      handler(incoming, outgoing, done, locals).then(() => {
        // A page that broke off says so a moment after the handler is through.
        if (outgoing.writableEnded) resolve();
      }, reject);
    }).finally(() => Object.assign(incoming, { method }));
  };

  return async (c: HttpContext, path = c.req.path): Promise<Response> => {
    const { incoming, outgoing } = c.env as Drawn;
    preloadFonts(outgoing, c);
    // `compression` is typed for Express and asks no more than Node's own request and response.
    compress(incoming as never, outgoing as never, () => {});
    try {
      await draw(c, path);
    } catch (error) {
      log.error({ requestId: c.var.requestId, err: error }, 'a page could not be drawn');
      await draw(c, '/500');
    }
    return RESPONSE_ALREADY_SENT;
  };
};

interface Drawn {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/**
 * Astro writes a page in many small pieces, and each costs the compressor more than its bytes do. Pages are small, so
 * they are gathered and sent at once; one that breaks off half-way is not sent at all, which `broke` is told.
 */
const sendWhole = (outgoing: ServerResponse, broke: (error: unknown) => void): void => {
  const { write, end, writeHead, destroy } = outgoing;
  const pieces: Buffer[] = [];
  let head: Parameters<ServerResponse['writeHead']> | null = null;
  const gather = (piece: unknown): void => {
    if (typeof piece === 'string') pieces.push(Buffer.from(piece));
    else if (piece instanceof Uint8Array) pieces.push(Buffer.from(piece));
  };
  const letGo = (): ServerResponse => Object.assign(outgoing, { write, end, writeHead, destroy });
  const held = {
    writeHead(...given: Parameters<ServerResponse['writeHead']>) {
      head = given;
      return outgoing;
    },
    write(piece: unknown, ...more: readonly unknown[]) {
      gather(piece);
      const written = more.find((one) => typeof one === 'function');
      if (written) process.nextTick(written);
      return true;
    },
    end(piece?: unknown) {
      gather(piece);
      letGo();
      if (head) outgoing.writeHead(...head);
      return outgoing.end(Buffer.concat(pieces));
    },
    /** How Astro ends a page that threw while it was drawn. */
    destroy(error?: Error) {
      letGo();
      broke(error ?? new Error('The page broke off'));
      return outgoing;
    },
  };
  Object.assign(outgoing, held);
};

/** The fonts are named inside `/brand.css`; this way the browser asks for them at the same time as for it. */
const preloadFonts = (outgoing: ServerResponse, c: HttpContext): void => {
  const { settings, locale } = c.var.brand;
  const fonts = fontPreloads(settings.theme.typeface, locale);
  outgoing.setHeader(
    'Link',
    fonts.map((font) => `<${font}>; rel=preload; as=font; type=font/woff2; crossorigin`).join(', '),
  );
};
