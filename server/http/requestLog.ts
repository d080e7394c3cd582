/**
 * The log. A line says which route answered, never which path was asked for: a tracking link, a hook's address or a
 * merchant's id opens or names something. Errors are logged without the values that a query was run with.
 */
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { NewId } from '../kit/ids.ts';
import type { HttpContext, HttpEnv } from './context.ts';
import { redactedPath } from './path.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

export const createLog = (level: string, destination?: DestinationStream): Logger =>
  pino({ level, base: null, serializers: { err: errorForLog } }, destination ?? pino.destination(1));

/** Gives the request its id and writes one line when it was answered. */
export const requestLog = (log: Log, newId: NewId): MiddlewareHandler<HttpEnv> => {
  return async (c, next) => {
    const startedAt = performance.now();
    const requestId = newId();
    c.set('requestId', requestId);
    c.header('X-Request-Id', requestId);
    await next();
    const line = {
      requestId,
      method: c.req.method,
      route: routeOf(c),
      status: statusOf(c),
      ms: Math.round(performance.now() - startedAt),
    };
    if (isProbe(line.route)) log.debug(line, 'request');
    else log.info(line, 'request');
  };
};

/** The pattern of the route that answered; where that catches everything, as for pages, the path without its secrets. */
const routeOf = (c: HttpContext): string => {
  const pattern = routePath(c);
  return pattern === '' || pattern === '*' || pattern === '/*' ? redactedPath(c.req.path) : pattern;
};

const statusOf = (c: HttpContext): number => {
  const sent = c.res.headers.has('x-hono-already-sent') ? c.env.outgoing?.statusCode : undefined;
  return sent ?? c.res.status;
};

const isProbe = (route: string): boolean => route === '/healthz' || route === '/readyz' || route === '/metrics';

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | undefined;
  readonly cause?: LoggedError | undefined;
}

const causesMax = 5;

/** Only fields that are known to be harmless: PostgreSQL's `detail` and Drizzle's `params` quote the rows. */
export const errorForLog = (error: unknown, depth = 0): LoggedError => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error).slice(0, 500) };
  return {
    type: error.name,
    message: withoutParams(error.message),
    stack: error.stack === undefined ? undefined : withoutParams(error.stack),
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    cause: error.cause === undefined || depth === causesMax ? undefined : errorForLog(error.cause, depth + 1),
  };
};

/** Drizzle appends the values to its message, and a stack begins with the message. */
const withoutParams = (text: string): string => text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$(?![\s\S]))/, '');
