/** A small Hono app as middleware finds it: with a brand, a request id, and faults answered as problems. */
import { Hono } from 'hono';
import type { DestinationStream } from 'pino';
import type { Brand } from '../brands/index.ts';
import { brandSettings } from '../brands/settings.ts';
import type { HttpEnv } from '../http/context.ts';
import { getPath } from '../http/path.ts';
import { answerProblem } from '../http/problem.ts';
import { createLog } from '../http/requestLog.ts';

export const testBrand = (changes: Partial<Brand> = {}): Brand => ({
  id: 'roaster',
  name: 'Roaster',
  origin: 'https://track.example.com',
  host: 'track.example.com',
  locale: 'en',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  settings: brandSettings.parse({}),
  ...changes,
});

/** @param destination where the log goes; nowhere, unless given */
export const testApp = (brand: Brand = testBrand(), destination?: DestinationStream): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>({ getPath }).use(async (c, next) => {
    c.set('brand', brand);
    c.set('requestId', 'r-1');
    await next();
  });
  const log = destination ? createLog('info', destination) : createLog('silent');
  app.onError((error, c) => answerProblem(error, c, log));
  return app;
};
