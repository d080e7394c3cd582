/** When to try again: the Standard Webhooks table, with jitter so that a recovered target is not hit by all at once. */
import { hours, minutes, seconds } from './clock.ts';

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability */
export const retryDelaysMs: readonly number[] = [
  seconds(5),
  minutes(5),
  minutes(30),
  hours(2),
  hours(5),
  hours(10),
  hours(14),
  hours(20),
  hours(24),
];

/**
 * @param tries how many have failed so far, at least 1
 * @param random 0 to 1
 * @returns milliseconds to wait, up to a fifth longer than the table says; null when the tries are used up
 */
export const retryDelayMs = (tries: number, random: number): number | null => {
  const delay = retryDelaysMs[tries - 1];
  return delay === undefined ? null : Math.round(delay * (1 + random / 5));
};
