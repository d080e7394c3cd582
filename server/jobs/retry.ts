/** When a message is tried again after a failure, and when it is given up. */
import { retryDelayMs } from '../kit/backoff.ts';
import { after, seconds } from '../kit/clock.ts';
import type { ChannelName } from '../notifications/channel.ts';

/** Five days of half hours: https://www.rfc-editor.org/rfc/rfc5321#section-4.5.4.1 asks for a give-up time of 4–5 days. */
const mailTriesMax = 240;

export interface Failure {
  readonly channel: ChannelName;
  /** How many tries have failed, this one included. */
  readonly tries: number;
  /** The other side's Retry-After. */
  readonly afterSeconds?: number | undefined;
}

/**
 * Webhooks keep to the Standard Webhooks table. What goes to people (mail, Slack) is tried every half hour after the
 * third failure, so that an outage of hours does not become one of a day.
 * @param random 0 to 1
 * @returns null when the tries are used up
 */
export const nextTryAt = ({ channel, tries, afterSeconds = 0 }: Failure, now: Date, random: number): Date | null => {
  const delayMs = channel === 'webhook' ? retryDelayMs(tries, random) : delayToPeopleMs(tries, random);
  if (delayMs === null) return null;
  return after(now, Math.max(delayMs, seconds(afterSeconds) * (1 + random / 5)));
};

const delayToPeopleMs = (tries: number, random: number): number | null =>
  tries < mailTriesMax ? retryDelayMs(Math.min(tries, 3), random) : null;
