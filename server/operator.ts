/** What the operator's machines ask: is it alive, is it ready, how is it doing. */
import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { listBrands } from './brands/index.ts';
import type { House } from './compose.ts';
import { Fault } from './faults.ts';
import type { HttpContext, HttpEnv } from './http/context.ts';

export const operatorRoutes = ({ store, meters, config }: House): Hono<HttpEnv> =>
  new Hono<HttpEnv>()
    .get('/healthz', (c) => c.text('ok'))
    .get('/readyz', async (c) => {
      await store.read(listBrands);
      return c.text('ready');
    })
    .get('/metrics', async (c) => {
      if (!mayMeasure(c, config.metricsToken)) throw new Fault('not_found', 'The route was not found');
      c.header('Content-Type', meters.registry.contentType);
      return c.body(await meters.registry.metrics());
    });

/** With a token, whoever has it; without one, only this machine, which asks under its own name. */
const mayMeasure = (c: HttpContext, token: string | null): boolean => {
  if (token === null) return isThisMachine(c);
  const given = Buffer.from(c.req.header('authorization') ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

/** What a reverse proxy beside us passes on comes from loopback as well, but says whom it asked for or for whom. */
const isThisMachine = (c: HttpContext): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(c.var.clientAddress) &&
  /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/i.test(c.req.header('host') ?? '') &&
  !['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'].some(
    (name) => c.req.header(name) !== undefined,
  );
