import { expect, test } from 'vitest';
import { retryDelayMs, retryDelaysMs } from './backoff.ts';
import { hours, seconds } from './clock.ts';

test('ok: soon at first, then later and later, for more than three days together', () => {
  expect(retryDelayMs(1, 0)).toBe(seconds(5));
  expect(retryDelayMs(9, 0)).toBe(hours(24));
  expect(retryDelaysMs).toEqual([...retryDelaysMs].sort((a, b) => a - b));
  expect(retryDelaysMs.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThan(hours(72));
});

test('ok: jitter adds up to a fifth and never shortens', () => {
  for (const [index, delay] of retryDelaysMs.entries()) {
    expect(retryDelayMs(index + 1, 0)).toBe(delay);
    expect(retryDelayMs(index + 1, 0.5)).toBe(Math.round(delay * 1.1));
    expect(retryDelayMs(index + 1, 1)).toBe(Math.round(delay * 1.2));
  }
});

test('refuses another try once the table is used up', () => {
  expect(retryDelayMs(retryDelaysMs.length, 0)).not.toBeNull();
  expect(retryDelayMs(retryDelaysMs.length + 1, 0)).toBeNull();
  expect(retryDelayMs(1_000, 0)).toBeNull();
});

test('refuses to wait for what has not failed yet', () => {
  expect(retryDelayMs(0, 0)).toBeNull();
});
