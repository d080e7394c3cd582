import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { addressBlock } from './clientAddress.ts';
import type { HttpEnv } from './context.ts';
import { answerProblem } from './problem.ts';
import { createLimiter, rateLimit } from './rateLimit.ts';
import { createLog } from './requestLog.ts';

describe('limiter', () => {
  it('ok: grants the limit at once, and then one for each part of the window', () => {
    let now = 0;
    const take = createLimiter({ limit: 3, windowMs: 3_000 }, () => now);
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 1]);
    expect(take('b')).toBe(0);
    now = 999;
    expect(take('a')).toBe(1);
    now = 1_000;
    expect([take('a'), take('a')]).toEqual([0, 1]);
    now = 60_000;
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 1]);
  });

  it('ok: a limit that does not divide its window loses no try to rounding', () => {
    const take = createLimiter({ limit: 7, windowMs: 1_000 }, () => 0.1);
    expect(Array.from({ length: 8 }, () => take('a'))).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('ok: says in whole seconds when to come again', () => {
    let now = 0;
    const take = createLimiter({ limit: 1, windowMs: 10_000 }, () => now);
    take('a');
    now = 4_500;
    expect(take('a')).toBe(6);
  });

  it('refuses S6: a thousand guesses from one address and from a hundred', () => {
    const perAddress = createLimiter({ limit: 20, windowMs: 600_000 }, () => 0);
    const overall = createLimiter({ limit: 200, windowMs: 600_000 }, () => 0);
    const granted = (addresses: number) =>
      Array.from({ length: 1_000 }, (_, n) => `address ${n % addresses}`).filter(
        (address) => perAddress(address) === 0 && overall('all') === 0,
      ).length;
    expect(granted(1)).toBe(20);
    expect(granted(100)).toBe(180);
  });

  it('refuses to be made without a try or without time', () => {
    expect(() => createLimiter({ limit: 0, windowMs: 1 })).toThrow(RangeError);
    expect(() => createLimiter({ limit: 1, windowMs: 0 })).toThrow(RangeError);
  });
});

describe('rateLimit', () => {
  it('refuses S6, S12: answers 429 with Retry-After, by the address that counts', async () => {
    const app = new Hono<HttpEnv>()
      .use(async (c, next) => {
        c.set('clientAddress', c.req.header('x-test-address') ?? '');
        await next();
      })
      .use(rateLimit({ limit: 2, windowMs: 60_000, key: (c) => addressBlock(c.var.clientAddress), nowMs: () => 0 }))
      .get('/', (c) => c.text('in'));
    app.onError((error, c) => answerProblem(error, c, createLog('silent')));
    const from = (address: string) => app.request('/', { headers: { 'x-test-address': address } });
    expect((await from('2001:db8::1')).status).toBe(200);
    expect((await from('2001:db8::2')).status).toBe(200);
    const refused = await from('2001:db8::3');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await refused.json()).toMatchObject({ status: 429, code: 'rate_limited' });
    expect((await from('203.0.113.5')).status).toBe(200);
  });
});
