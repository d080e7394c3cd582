/** Answers that take the same time whatever was found, where a difference would tell a secret. */
import { setTimeout as timeout } from 'node:timers/promises';
import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './context.ts';

/**
 * Holds an answer, also a refusal, until `ms` after its request. Longer than the work behind it ever takes, it hides
 * whether a mail was written.
 */
export const answerNoSoonerThan = (
  ms: number,
  wait: (ms: number) => Promise<unknown> = timeout,
): MiddlewareHandler<HttpEnv> => {
  return async (c, next) => {
    const held = wait(ms);
    c.set('held', held);
    // Hono turns what a handler throws into its answer before it comes back here.
    await Promise.all([next(), held]);
  };
};
