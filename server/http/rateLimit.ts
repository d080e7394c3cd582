/**
 * Limits on how often something may be tried, kept in memory and bounded in size. Each key has a bucket that holds
 * `limit` tries and fills again over `windowMs` (GCRA); a refused try costs nothing.
 */
import type { MiddlewareHandler } from 'hono';
import { LRUCache } from 'lru-cache';
import { Fault } from '../faults.ts';
import type { HttpContext, HttpEnv } from './context.ts';

export interface Limit {
  readonly limit: number;
  readonly windowMs: number;
}

/** Takes one try. @returns 0 when it is granted, else the seconds after which one will be */
export type Take = (key: string) => number;

/** What is forgotten when so many keys are in use was used longest ago. */
const keysMax = 50_000;

/** @param nowMs milliseconds that never go back: the clock of the wall would lock everybody out when it is set */
export const createLimiter = ({ limit, windowMs }: Limit, nowMs: () => number = () => performance.now()): Take => {
  if (limit < 1 || windowMs <= 0) throw new RangeError('a limit needs at least one try in a time');
  const everyMs = windowMs / limit;
  /** By key, when its bucket will be full again. */
  const fullAt = new LRUCache<string, number>({ max: keysMax });
  return (key) => {
    const now = nowMs();
    const next = Math.max(fullAt.get(key) ?? now, now) + everyMs;
    const waitMs = next - now - windowMs;
    // Adding up everyMs does not come out even; a thousandth of a millisecond is not worth a refusal.
    if (waitMs > 0.001) return Math.max(1, Math.ceil(waitMs / 1_000));
    fullAt.set(key, next);
    return 0;
  };
};

/**
 * Refuses requests beyond the limit with `rate_limited`. A constant key limits all together.
 *
 * @example app.use('/desk/sign-in', rateLimit({ limit: 30, windowMs: minutes(10), key: (c) => addressBlock(c.var.clientAddress) }))
 */
export const rateLimit = (
  rule: Limit & { readonly key: (c: HttpContext) => string; readonly nowMs?: () => number },
): MiddlewareHandler<HttpEnv> => {
  const take = createLimiter(rule, rule.nowMs);
  return async (c, next) => {
    const retryAfterSeconds = take(rule.key(c));
    if (retryAfterSeconds > 0) throw new Fault('rate_limited', 'Too many requests', { retryAfterSeconds });
    await next();
  };
};
