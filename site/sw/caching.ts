/**
 * What is kept for times without a connection: the shell of the build, the brand's files, and the page of each link as
 * it was last seen. A kept page always says that it is one, and how old.
 */
import type { WorkboxPlugin } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { registerRoute, setCatchHandler } from 'workbox-routing';
import { CacheFirst, NetworkFirst, NetworkOnly, StaleWhileRevalidate } from 'workbox-strategies';
import type { KeptAge } from '../lib/app/protocol.ts';
import { paths } from '../lib/paths.ts';
import { scope } from './scope.ts';

const names = { pages: 'pages', shell: 'shell', brand: 'brand', pictures: 'pictures' } as const;

const daySeconds = 86_400;
const keptDays = 30;
const pagesMax = 30;
const picturesMax = 80;
/** A train in a tunnel is not offline, it is slow: after so long the kept page is the better answer. */
const patienceSeconds = 6;

/** Pages of the shell that the server draws in the brand's words; they cannot be in the build's list. */
const drawnShell: readonly string[] = [paths.orders, paths.offline, paths.brandCss];

/** Workbox's types are looser than ours about what is absent. */
const expiring = (options: ConstructorParameters<typeof ExpirationPlugin>[0]): WorkboxPlugin =>
  new ExpirationPlugin(options) as WorkboxPlugin;

const trackingPath = /^\/t\/[^/]+$/;
const isPage = (url: URL) => trackingPath.test(url.pathname);

/** One kept page a link, in whatever language it was last read. */
const keyOf = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
};

const keepPages = new NetworkFirst({
  cacheName: names.pages,
  networkTimeoutSeconds: patienceSeconds,
  matchOptions: { ignoreVary: true },
  plugins: [
    {
      cacheKeyWillBeUsed: async ({ request }) => keyOf(request.url),
      cacheWillUpdate: async ({ request, response }) => (isWorthKeeping(request.url, response) ? response : null),
      // A link that was revoked is not to be read from here either.
      fetchDidSucceed: async ({ request, response }) => {
        if (response.status === 404) await (await caches.open(names.pages)).delete(keyOf(request.url));
        return response;
      },
      cachedResponseWillBeUsed: async ({ cachedResponse }) =>
        cachedResponse ? markAsKept(cachedResponse, new Date()) : null,
    },
    expiring({ maxEntries: pagesMax, maxAgeSeconds: keptDays * daySeconds, purgeOnQuotaError: true }),
  ],
});

/** Not what a form or a mail asked for: its fault or its proposal would come back with the page. */
const isWorthKeeping = (url: string, { status }: Response): boolean =>
  status === 200 && [...new URL(url).searchParams.keys()].every((name) => name === 'lang');

/** The same page, saying on its root that it is kept and from when. */
export const markAsKept = async (page: Response, now: Date): Promise<Response> => {
  const drawnAt = new Date(page.headers.get('date') ?? 0);
  const age: KeptAge = drawnAt.toDateString() === now.toDateString() ? 'today' : 'earlier';
  const headers = new Headers(page.headers);
  // What is kept is no longer compressed.
  headers.delete('content-encoding');
  headers.delete('content-length');
  const html = await page.text();
  return new Response(html.replace('<html', `<html data-kept="${age}"`), { status: page.status, headers });
};

export const cacheWhatIsSeen = (builtFiles: readonly (PrecacheEntry | string)[]): void => {
  cleanupOutdatedCaches();
  precacheAndRoute([...builtFiles], { directoryIndex: '', cleanURLs: false });
  registerRoute(({ request, url }) => request.mode === 'navigate' && isPage(url), keepPages);
  registerRoute(
    ({ request, url }) => request.mode === 'navigate' && drawnShell.includes(url.pathname),
    new NetworkFirst({
      cacheName: names.shell,
      networkTimeoutSeconds: patienceSeconds,
      matchOptions: { ignoreVary: true },
      plugins: [{ cacheKeyWillBeUsed: async ({ request }) => keyOf(request.url) }],
    }),
  );
  registerRoute(
    ({ url }) => url.pathname === paths.brandCss,
    new StaleWhileRevalidate({ cacheName: names.shell, matchOptions: { ignoreVary: true } }),
  );
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && /^\/(?:brand\/|fonts\/|favicon)/.test(url.pathname),
    new StaleWhileRevalidate({
      cacheName: names.brand,
      matchOptions: { ignoreVary: true },
      plugins: [expiring({ maxEntries: 40, purgeOnQuotaError: true })],
    }),
  );
  registerRoute(
    ({ request, sameOrigin }) => sameOrigin && request.destination === 'image',
    new CacheFirst({
      cacheName: names.pictures,
      matchOptions: { ignoreVary: true },
      plugins: [
        expiring({
          maxEntries: picturesMax,
          maxAgeSeconds: keptDays * daySeconds,
          purgeOnQuotaError: true,
        }),
      ],
    }),
  );
  // Every other page comes from the server or not at all, least of all a signed-in one from here; without a connection
  // the one that says so stands in for it.
  const fromServer = new NetworkOnly();
  for (const method of ['GET', 'POST'] as const)
    registerRoute(({ request }) => request.mode === 'navigate', fromServer, method);
  setCatchHandler(async ({ request }) => {
    if (request.mode !== 'navigate') return Response.error();
    // What a form sent is lost, and its own address is no page: one tap on “try again” is to lead to where it was.
    if (request.method !== 'GET') return Response.redirect(pageOfForm(request.url), 303);
    const drawn = await caches.match(paths.offline, { ignoreVary: true });
    return drawn ? markAsKept(drawn, new Date()) : Response.error();
  });
};

/** The page that a form stands on: under a link its room, or the parcel; elsewhere the forms go to their own page. */
const pageOfForm = (url: string): string => {
  const { origin, pathname } = new URL(url);
  const room = /^\/t\/[^/]+(?:\/(?:rewards|subscriptions|refer|settings|sign-in)(?![^/]))?/.exec(pathname);
  return origin + (room?.[0] ?? pathname);
};

/** Fetches the drawn shell anew, past the browser's own cache. */
export const keepShell = async (): Promise<void> => {
  const shell = await caches.open(names.shell);
  await Promise.all(
    drawnShell.map(async (path) => {
      const answer = await fetch(path, { cache: 'reload' });
      if (answer.ok) await shell.put(path, answer);
    }),
  );
};

/** Keeps what an open page consists of, which was loaded before there was a worker to see it. */
export const keepParts = async (urls: readonly string[]): Promise<void> => {
  await Promise.all(
    urls.map(async (text) => {
      const url = new URL(text);
      if (url.origin !== location.origin || (await caches.match(keyOf(text), { ignoreVary: true }))) return;
      const kind = isPage(url) ? names.pages : kindOf(url.pathname);
      if (kind === null) return;
      const answer = await fetch(isPage(url) ? keyOf(text) : text, { credentials: 'same-origin' });
      if (answer.status === 200) await (await caches.open(kind)).put(isPage(url) ? keyOf(text) : text, answer);
    }),
  );
};

const kindOf = (pathname: string): string | null => {
  if (/^\/(?:brand\/|fonts\/|favicon)/.test(pathname)) return names.brand;
  return /\.(?:svg|png|jpe?g|webp|avif)$|^\/media\//.test(pathname) ? names.pictures : null;
};

/** Empties every cache, and starts no new ones until the worker is installed again. */
export const forgetCaches = async (): Promise<void> => {
  for (const name of await caches.keys()) await caches.delete(name);
};

/** The browser asks for a page while the worker still wakes. */
export const preloadPages = async (): Promise<void> => {
  await scope.registration.navigationPreload?.enable();
};
