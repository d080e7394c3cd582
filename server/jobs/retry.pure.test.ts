import { expect, test } from 'vitest';
import { days, hours, minutes, seconds } from '../kit/clock.ts';
import { nextTryAt } from './retry.ts';

const now = new Date('2026-11-20T09:00:00Z');
const waitMs = (failure: Parameters<typeof nextTryAt>[0], random = 0): number | null => {
  const at = nextTryAt(failure, now, random);
  return at === null ? null : at.getTime() - now.getTime();
};
const webhook = (tries: number) => waitMs({ channel: 'webhook', tries });

test('ok: webhooks keep to the Standard Webhooks table', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(webhook)).toEqual([
    seconds(5),
    minutes(5),
    minutes(30),
    hours(2),
    hours(5),
    hours(10),
    hours(14),
    hours(20),
    hours(24),
  ]);
});

test('ok: the tenth failure of a webhook was the last', () => {
  expect(webhook(10)).toBeNull();
});

test.each(['email', 'slack'] as const)('ok: %s is tried every half hour, for at least four days', (channel) => {
  expect([1, 2, 3, 4, 100].map((tries) => waitMs({ channel, tries }))).toEqual([
    seconds(5),
    minutes(5),
    minutes(30),
    minutes(30),
    minutes(30),
  ]);
  let totalMs = 0;
  let tries = 1;
  for (let next = waitMs({ channel, tries }); next !== null; next = waitMs({ channel, tries })) {
    totalMs += next;
    tries += 1;
  }
  expect(totalMs).toBeGreaterThan(days(4));
  expect(totalMs).toBeLessThan(days(6));
});

test('ok: jitter only ever waits longer, by a fifth at most', () => {
  expect(waitMs({ channel: 'webhook', tries: 2 }, 1)).toBe(minutes(6));
  expect(waitMs({ channel: 'email', tries: 50 }, 1)).toBe(minutes(36));
});

test('ok: Retry-After holds when it is later than our own time, and only then', () => {
  expect(waitMs({ channel: 'webhook', tries: 1, afterSeconds: 120 })).toBe(minutes(2));
  expect(waitMs({ channel: 'webhook', tries: 1, afterSeconds: 120 }, 1)).toBe(seconds(144));
  expect(waitMs({ channel: 'webhook', tries: 4, afterSeconds: 120 })).toBe(hours(2));
});
