/**
 * One endpoint of the merchant API: a description that validates, documents and authorises, and one function that reads
 * or writes. A write runs under the request's Idempotency-Key, in one transaction with the answer that is kept for it.
 */
import { createRoute, type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { Reader } from '../../db/store.ts';
import type { Scope } from '../auth/index.ts';
import type { Brand } from '../brands/index.ts';
import { keyOf, requireScope } from '../http/apiKey.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';
import { claimOf, idempotently, respondWith } from '../http/idempotency.ts';
import { readJsonBody } from '../http/jsonBody.ts';
import { problemSchema } from '../http/problem.ts';
import type { Work } from '../work.ts';
import type { ApiParts } from './parts.ts';

export interface Asked<Params, Query, Body> {
  readonly brand: Brand;
  /** The API key's name, shown wherever a person would be. */
  readonly by: string;
  readonly now: Date;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

interface Description<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly scope: Scope;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
}

export type Api = OpenAPIHono<HttpEnv>;

const nothing = z.object({});
type Nothing = typeof nothing;

/** Adds a reading endpoint. */
export const reads = <Answer extends z.ZodType, Params extends z.ZodType = Nothing, Query extends z.ZodType = Nothing>(
  api: Api,
  parts: ApiParts,
  about: Description<Params, Query, z.ZodType, Answer>,
  read: (reader: Reader, asked: Asked<z.output<Params>, z.output<Query>, undefined>) => Promise<z.input<Answer>>,
): void => {
  const route = documented(api, 'get', about);
  api.get(route.getRoutingPath(), requireScope(about.scope), async (c) => {
    const asked = {
      ...whoAsks(c, parts),
      params: ((about.params ?? nothing) as Params).parse(c.req.param()),
      query: ((about.query ?? nothing) as Query).parse(c.req.query()),
      body: undefined,
    };
    return c.json((await parts.store.read((reader) => read(reader, asked))) as object);
  });
};

/** Adds a writing endpoint. With an Idempotency-Key, its first answer is kept and given again. */
export const writes = <Answer extends z.ZodType, Params extends z.ZodType = Nothing, Body extends z.ZodType = Nothing>(
  api: Api,
  parts: ApiParts,
  method: 'put' | 'post' | 'delete',
  about: Description<Params, Nothing, Body, Answer>,
  write: (work: Work, asked: Asked<z.output<Params>, undefined, z.output<Body>>) => Promise<z.input<Answer>>,
): void => {
  const route = documented(api, method, about);
  api.on(method.toUpperCase(), route.getRoutingPath(), requireScope(about.scope), async (c) => {
    const asked = {
      ...whoAsks(c, parts),
      params: ((about.params ?? nothing) as Params).parse(c.req.param()),
      query: undefined,
      body: ((about.body ?? nothing) as Body).parse(about.body === undefined ? {} : await readJsonBody(c)),
    };
    const answer = await idempotently(parts, await claimOf(c), async (work) => ({
      status: 200,
      body: await write(work, asked),
    }));
    return respondWith(c, answer);
  });
};

const whoAsks = (c: HttpContext, parts: ApiParts) => ({ brand: c.var.brand, by: keyOf(c).name, now: parts.clock() });

export const problem = {
  description: 'A fault, as problem+json (RFC 9457).',
  content: { 'application/problem+json': { schema: problemSchema } },
};

const documented = (
  api: Api,
  method: 'get' | 'put' | 'post' | 'delete',
  about: Description<z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
) => {
  const idempotent = z.object({ 'Idempotency-Key': z.string().max(255).optional() });
  const route = createRoute({
    method,
    path: about.path,
    tags: [about.tag],
    summary: about.summary,
    ...(about.description === undefined ? {} : { description: about.description }),
    security: [{ key: [about.scope] }],
    request: {
      ...(about.params === undefined ? {} : { params: about.params as RouteParams }),
      ...(about.query === undefined ? {} : { query: about.query as RouteParams }),
      ...(method === 'get' ? {} : { headers: idempotent }),
      ...(about.body === undefined
        ? {}
        : { body: { required: true, content: { 'application/json': { schema: about.body } } } }),
    },
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: about.answer } } },
      ...(about.body === undefined ? {} : { 400: problem, 413: problem, 415: problem }),
      401: problem,
      403: problem,
      404: problem,
      ...(method === 'get' ? {} : { 409: problem }),
      422: problem,
      503: problem,
    },
  });
  api.openAPIRegistry.registerPath(route);
  return route;
};

type RouteParams = NonNullable<NonNullable<RouteConfig['request']>['params']>;
