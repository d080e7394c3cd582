/** Every route on one screen, in the order in which a request meets them. Hono is in front of everything. */
import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { LRUCache } from 'lru-cache';
import type { Reader } from '../db/store.ts';
import { paths } from '../site/lib/paths.ts';
import { accountRoutes } from './account/index.ts';
import { docsPage } from './api/docs.ts';
import { apiRoutes, openApiDocument, promoFilter } from './api/index.ts';
import { authenticateKey, findShopperSession, needsTouch, touchSession } from './auth/index.ts';
import { type Brand, brandRoutes, findBrandByHost, listBrands } from './brands/index.ts';
import type { House } from './compose.ts';
import { Fault, notFound } from './faults.ts';
import { readApiKey } from './http/apiKey.ts';
import { bodyLimit } from './http/bodyLimit.ts';
import { addressBlock, readClientAddress } from './http/clientAddress.ts';
import type { HttpContext, HttpEnv } from './http/context.ts';
import { readCookie } from './http/cookies.ts';
import { refuseForeignPages, refuseForeignUseOfSession } from './http/csrf.ts';
import type { Redraw } from './http/draft.ts';
import { strictJsonBody } from './http/jsonBody.ts';
import { areaOf, getPath } from './http/path.ts';
import { answerProblem } from './http/problem.ts';
import { rateLimit } from './http/rateLimit.ts';
import { requestLog } from './http/requestLog.ts';
import { reportPath, securityHeaders } from './http/securityHeaders.ts';
import { readShopperSession } from './http/shopper.ts';
import { findConnectionBrand, intakeRoutes } from './intake/index.ts';
import { minutes } from './kit/clock.ts';
import { lookupRoutes } from './lookup/index.ts';
import { rewardRoutes } from './loyalty/index.ts';
import { unsubscribeRoutes } from './notifications/index.ts';
import { operatorRoutes } from './operator.ts';
import { assets, brandLogo, brandStyles, pages } from './pages.ts';
import { createPortal, type Portal } from './portal.ts';
import { portalRoutes } from './portalRoutes.ts';
import { pushRoutes } from './pushRoutes.ts';
import { referralRoutes } from './referrals/index.ts';
import { subscriptionRoutes } from './subscriptions/index.ts';
import { brandView, findLinkedOrder } from './trackingPage.ts';
import { version } from './version.ts';

/** A carrier's event list is long, a comment is not. */
const bodyMaxBytes = (c: HttpContext): number =>
  c.req.path.startsWith('/hooks/') ? 5_000_000 : c.req.path.startsWith('/api/v1/') ? 2_000_000 : 64_000;

export interface Rooms {
  /** Routes beyond the shopper's page and the merchant API: the desk, the demo. */
  readonly routes: readonly Hono<HttpEnv>[];
  /** What those rooms' pages are drawn from. */
  readonly portalOf: (c: HttpContext) => Pick<Portal, 'desk' | 'demo'>;
}

export const createApp = (house: House, rooms: Rooms): Hono<HttpEnv> => {
  const { store, perform, clock, sealer, links, log, config, meters, newId, pageOf, outbound, media } = house;
  const pageParts = {
    links,
    unsubscribes: house.unsubscribes,
    picture: media.picture,
    store,
    perform,
    clock,
    sealer,
    newId,
  };
  const api = apiRoutes({
    store,
    perform,
    clock,
    sealer,
    linkOf: pageOf,
    checkTargetUrl: outbound.checkTargetUrl,
    remember: house.erasures.remember,
  });
  const openApi = openApiDocument(api, version);
  const byAddress = (c: HttpContext): string => addressBlock(c.var.clientAddress);

  const app = new Hono<HttpEnv>({ getPath });
  app.use(requestLog(log, newId), securityHeaders, measured(house), readClientAddress(config.trustedProxies));
  app.route('/', operatorRoutes(house));
  app.use(assets);
  app.get('/_astro/*', () => {
    throw notFound('The file');
  });
  app.use(chooseBrand(house));
  // Streams in both directions, so nothing may read its body before it does.
  app.route('/', promoFilter({ store, clock }));
  app.use(bodyLimit(bodyMaxBytes));
  app.post(reportPath, rateLimit({ limit: 60, windowMs: minutes(1), key: byAddress }), async (c) => {
    meters.reported(await reportedDirective(c));
    return c.body(null, 204);
  });
  app.get('/brand.css', compress(), brandStyles);
  app.get('/brand/logo.svg', brandLogo);
  app.route('/', brandRoutes({ clock, localeOf: preferredLocale }));
  app.route('/', media.routes);

  app.route('/', intakeRoutes({ store, perform, sealer, clock, log, count: meters.taken }));

  app.get('/api/openapi.json', compress(), (c) => c.json(openApi));
  app.get('/api/docs', compress(), (c) => c.html(docsPage(openApi, brandView(c.var.brand))));
  app.use('/api/v1/*', readApiKey({ store, authenticateKey }), strictJsonBody, compress());
  app.route('/api/v1', api);

  const draw = pages({
    log,
    localsOf: (c) => ({
      portal: createPortal(pageParts, c.var.brand, {
        ...rooms.portalOf(c),
        shopper: c.var.shopper ?? null,
        visitToken: readCookie(c, 'doorstep-visit'),
      }),
      brand: brandView(c.var.brand),
      locale: preferredLocale(c),
      draft: c.get('draft') ?? null,
    }),
  });
  const redraw: Redraw = async (c, path, draft) => {
    // Without a socket there is nobody to draw for: routes are tested that way.
    if (!c.env?.outgoing) {
      const fields = draft.faults.map((field) => ({ field, message: draft.why ?? 'does not fit' }));
      const { status, retryAfterSeconds } = draft;
      const code = status === undefined ? 'invalid' : status === 429 ? 'rate_limited' : 'unavailable';
      throw new Fault(code, 'The form does not fit', {
        fields,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      });
    }
    c.set('draft', draft);
    await c.get('held');
    return draw(c, path);
  };

  const shopperLimit = rateLimit({ limit: 120, windowMs: minutes(1), key: byAddress });
  app.on(['POST', 'PUT', 'DELETE'], ['/t/*', '/api/portal/t/*'], shopperLimit, refuseForeignPages);
  app.use('/api/portal/t/*', strictJsonBody);
  const shopperSession = readShopperSession({
    store,
    perform,
    clock,
    findShopperSession,
    needsTouch,
    touchSession,
    customerOfLink: async (reader, id, link) =>
      (await findLinkedOrder(reader, links, { id }, link))?.customerId ?? null,
  });
  for (const path of ['/t/*', '/api/portal/t/*', '/account', '/account/*', paths.signIn(null)])
    app.use(path, shopperSession);
  app.on(['POST', 'PUT', 'DELETE'], ['/t/*', '/api/portal/t/*'], refuseForeignUseOfSession);
  app.route(
    '/',
    accountRoutes({
      ...house,
      redraw,
      findOrder: (reader, id, link) => findLinkedOrder(reader, links, { id }, link),
    }),
  );
  app.route('/', portalRoutes({ ...pageParts, redraw }));
  app.route('/', pushRoutes({ ...pageParts, allowLoopback: config.allowLoopbackTargets }));
  app.route(
    '/',
    subscriptionRoutes({
      ...pageParts,
      redraw,
      findLinkedOrder: (reader, brand, link) => findLinkedOrder(reader, links, brand, link),
    }),
  );

  const linkedOrder = (reader: Reader, brand: Pick<Brand, 'id'>, link: string) =>
    findLinkedOrder(reader, links, brand, link);
  app.route('/', referralRoutes({ store, perform, findLinkedOrder: linkedOrder }));
  app.route('/', rewardRoutes({ ...pageParts, findLinkedOrder: linkedOrder }));

  app.use('/u/*', rateLimit({ limit: 120, windowMs: minutes(1), key: byAddress }));
  app.route('/', unsubscribeRoutes({ perform, unsubscribes: house.unsubscribes }));
  app.route('/', lookupRoutes({ perform, sendLink: house.sendLink, redraw }));

  for (const routes of rooms.routes) app.route('/', routes);
  // Which orders this device keeps, only the device knows: the page that is found goes on from there.
  app.get('/', (c) => c.redirect(paths.start, 302));

  app.get('*', (c) => {
    // Without a socket there is nobody to draw for: routes are tested that way.
    if (areaOf(c.req.path) === 'api' || !c.env?.outgoing) throw notFound('The route');
    return draw(c);
  });
  app.notFound((c) => answerProblem(notFound('The route'), c, log));
  app.onError((error, c) => answerProblem(error, c, log));
  return app;
};

/** A change of a brand, made by the command line in another process, is seen after so long. */
const brandKeptMs = 1_000;

/**
 * The brand of the request's host. A deployment with one brand answers under any name; where there are several, a name
 * that belongs to none still serves those who name the brand otherwise: by key or by connection.
 */
const chooseBrand = ({ store }: House): MiddlewareHandler<HttpEnv> => {
  const named = new LRUCache<string, Brand>({ max: 500, ttl: brandKeptMs });
  return async (c, next) => {
    const host = (c.req.header('host') ?? '').toLowerCase();
    const find = async (reader: Reader): Promise<Brand | null> => {
      const byHost = await findBrandByHost(reader, host);
      if (byHost) {
        named.set(host, byHost);
        return byHost;
      }
      const all = await listBrands(reader);
      const [only] = all;
      if (all.length === 1 && only) return only;
      const key = await authenticateKey(reader, c.req.header('authorization'));
      const id = key?.brandId ?? (await findConnectionBrand(reader, /^\/hooks\/([^/]+)$/.exec(c.req.path)?.[1]));
      return all.find((one) => one.id === id) ?? null;
    };
    const brand = named.get(host) ?? (await store.read(find));
    if (!brand) throw new Fault('not_found', 'No brand answers here');
    c.set('brand', brand);
    await next();
  };
};

const measured =
  ({ meters }: House): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const began = performance.now();
    await next();
    meters.answered(c.req.method, areaOf(c.req.path), c.res.status, performance.now() - began);
  };

const preferredLocale = (c: HttpContext): string => {
  const { locale, settings } = c.var.brand;
  const wanted = (c.req.header('accept-language') ?? '')
    .split(',')
    .map((part) => part.split(';')[0]?.trim().split('-')[0]?.toLowerCase() ?? '');
  return wanted.find((one) => settings.locales.includes(one)) ?? locale;
};

const directives = /^[a-z-]{1,40}$/;

const reportedDirective = async (c: HttpContext): Promise<string> => {
  const report: unknown = await c.req.json().catch(() => null);
  const inner = typeof report === 'object' && report !== null && 'csp-report' in report ? report['csp-report'] : null;
  const name =
    typeof inner === 'object' && inner !== null && 'violated-directive' in inner ? inner['violated-directive'] : null;
  return typeof name === 'string' && directives.test(name) ? name : 'unknown';
};
