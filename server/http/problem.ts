/**
 * Every error that leaves over HTTP leaves here, as RFC 9457 problem+json. What is not a refusal of ours is a 500
 * without any detail: the cause is in the log, under the same request id.
 */
import { z } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ZodError } from 'zod';
import { StoreUnavailable } from '../../db/store.ts';
import { Fault, type FaultCode, type FieldFault } from '../faults.ts';
import type { HttpContext } from './context.ts';
import type { Log } from './requestLog.ts';

/** https://www.rfc-editor.org/rfc/rfc9457; `code`, `fields` and `requestId` are extensions. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'about:blank' }),
    title: z.string().openapi({ example: 'Unprocessable Content' }),
    status: z.int().openapi({ example: 422 }),
    detail: z.string(),
    code: z.string().openapi({ example: 'invalid' }),
    fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof problemSchema>;

const statusOf: Readonly<Record<FaultCode, ContentfulStatusCode>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
};

/** Title and code by status, for what is refused before any verb is called. */
const titles: Readonly<Record<number, readonly [title: string, code: string]>> = {
  400: ['Bad Request', 'malformed'],
  401: ['Unauthorized', 'unauthenticated'],
  403: ['Forbidden', 'forbidden'],
  404: ['Not Found', 'not_found'],
  405: ['Method Not Allowed', 'method_not_allowed'],
  409: ['Conflict', 'conflict'],
  413: ['Content Too Large', 'too_large'],
  415: ['Unsupported Media Type', 'unsupported_media_type'],
  422: ['Unprocessable Content', 'invalid'],
  429: ['Too Many Requests', 'rate_limited'],
  500: ['Internal Server Error', 'internal'],
  503: ['Service Unavailable', 'unavailable'],
};

export interface Refusal {
  readonly status: ContentfulStatusCode;
  readonly detail: string;
  readonly fields: readonly FieldFault[];
  readonly retryAfterSeconds: number | undefined;
}

/** When to try again what could not be stored. */
export const unavailableForSeconds = 5;

/** What an error says to the outside. */
export const refusalOf = (error: unknown): Refusal => {
  const refusal = (status: ContentfulStatusCode, detail: string): Refusal => ({
    status,
    detail,
    fields: [],
    retryAfterSeconds: status === 503 ? unavailableForSeconds : undefined,
  });
  if (error instanceof Fault) {
    const base = refusal(statusOf[error.code], error.message);
    return { ...base, fields: error.fields, retryAfterSeconds: error.retryAfterSeconds ?? base.retryAfterSeconds };
  }
  if (error instanceof ZodError)
    return { ...refusal(422, 'The request does not fit its schema'), fields: fieldsOf(error) };
  if (error instanceof StoreUnavailable) return refusal(503, 'The store cannot be reached; nothing was written');
  if (error instanceof HTTPException && error.status < 500)
    return refusal(error.status as ContentfulStatusCode, error.message);
  return refusal(500, 'Something went wrong on our side');
};

/** One entry for each field at fault; an extra field is named itself, not the object that holds it. */
export const fieldsOf = (error: ZodError): readonly FieldFault[] =>
  error.issues.flatMap((issue): FieldFault[] => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.'), message: issue.message }];
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: 'is not a field that is known here' }));
  });

/** For `defaultHook` of an OpenAPIHono: input that does not fit becomes 422 with the fields named. */
export const refuseInvalid = (result: { success: boolean; error?: unknown }): void => {
  if (!result.success) throw result.error;
};

/** The answer to an error, for `app.onError`. Logs what is our own fault in full. */
export const answerProblem = (error: unknown, c: HttpContext, log: Log): Response => {
  const refusal = refusalOf(error);
  const requestId = c.var.requestId;
  if (refusal.status === 500) log.error({ requestId, err: error }, 'a request failed');
  else if (error instanceof StoreUnavailable) log.warn({ requestId, err: error }, 'the store is unavailable');

  const [title, code] = titles[refusal.status] ?? ['Error', 'error'];
  const problem: Problem = { type: 'about:blank', title, status: refusal.status, detail: refusal.detail, code };
  if (refusal.fields.length > 0) problem.fields = [...refusal.fields];
  if (requestId !== undefined) problem.requestId = requestId;
  if (refusal.retryAfterSeconds !== undefined) c.header('Retry-After', String(refusal.retryAfterSeconds));
  // The rest of a body that is too large is not read, so the connection cannot be used again.
  if (refusal.status === 413) c.header('Connection', 'close');
  c.header('Cache-Control', 'no-store');
  c.header('Content-Type', 'application/problem+json');
  return c.body(JSON.stringify(problem), refusal.status);
};
