import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { StoreUnavailable } from '../../db/store.ts';
import { Fault, type FaultCode, invalidField } from '../faults.ts';
import type { HttpEnv } from './context.ts';
import { answerProblem, problemSchema, refuseInvalid } from './problem.ts';
import { createLog } from './requestLog.ts';

const answerTo = async (error: unknown) => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  const app = new Hono<HttpEnv>()
    .use(async (c, next) => {
      c.set('requestId', 'r-1');
      await next();
    })
    .get('/', () => {
      throw error;
    });
  app.onError((thrown, c) => answerProblem(thrown, c, log));
  const response = await app.request('/');
  return { response, problem: problemSchema.strict().parse(await response.json()), lines };
};

describe('problem+json', () => {
  it.each<[FaultCode, number]>([
    ['invalid', 422],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['rate_limited', 429],
    ['unavailable', 503],
  ])('ok: %s is %i', async (code, status) => {
    const { response, problem, lines } = await answerTo(new Fault(code, 'why'));
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(problem).toMatchObject({ type: 'about:blank', status, detail: 'why', code, requestId: 'r-1' });
    expect(lines).toEqual([]);
  });

  it('ok: says when to come again', async () => {
    const limited = await answerTo(new Fault('rate_limited', 'why', { retryAfterSeconds: 7 }));
    expect(limited.response.headers.get('retry-after')).toBe('7');
    const unavailable = await answerTo(new Fault('unavailable', 'why'));
    expect(unavailable.response.headers.get('retry-after')).toBe('5');
  });

  it('ok: names the fields of a fault, and of a schema, an extra one among them (S5)', async () => {
    expect((await answerTo(invalidField('email', 'is wrong'))).problem.fields).toEqual([
      { field: 'email', message: 'is wrong' },
    ]);
    const schema = z.strictObject({ items: z.array(z.strictObject({ quantity: z.int() })) });
    const result = schema.safeParse({ items: [{ quantity: 1.5, tier: 'gold' }], brandId: 'x' });
    const { response, problem } = await answerTo(result.error);
    expect(response.status).toBe(422);
    expect(problem.fields?.map(({ field }) => field)).toEqual(['items.0.quantity', 'items.0.tier', 'brandId']);
    expect(() => refuseInvalid(result)).toThrow(result.error);
    expect(() => refuseInvalid({ success: true })).not.toThrow();
  });

  it('ok: a store that is away is 503 with Retry-After, and a warning', async () => {
    const { response, problem, lines } = await answerTo(new StoreUnavailable('SQLite: SQLITE_FULL', new Error('disk')));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(JSON.stringify(problem)).not.toContain('SQLITE');
    expect(lines.join()).toContain('SQLITE_FULL');
  });

  it('ok: what is refused before any verb keeps its status', async () => {
    const { problem } = await answerTo(new HTTPException(413, { message: 'too large' }));
    expect(problem).toMatchObject({ status: 413, code: 'too_large', detail: 'too large' });
  });

  it('refuses S45: to say anything about our own fault; the log has all of it', async () => {
    for (const error of [new Error('select secret from t'), new HTTPException(500, { message: 'select secret' })]) {
      const { response, problem, lines } = await answerTo(error);
      expect(response.status).toBe(500);
      expect(JSON.stringify(problem)).not.toMatch(/secret|at .*:\d+/);
      expect(lines.join()).toMatch(/select secret[\s\S]*r-1|r-1[\s\S]*select secret/);
    }
  });
});
