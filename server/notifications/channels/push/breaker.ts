/**
 * Leaves a push service alone for a while once it has failed several times in a row, or has asked for it: thousands of
 * messages go to the same few services, and each would else find out for itself.
 */
import { LRUCache } from 'lru-cache';
import { minutes, seconds } from '../../../kit/clock.ts';

export interface Breaker {
  /** Seconds for which nothing is sent there any more; 0 when it may be tried. */
  restOf(service: string, now: Date): number;
  succeeded(service: string): void;
  /** @param asked seconds that the service itself named, for all of its users and not for one device */
  failed(service: string, now: Date, asked?: number): void;
}

const failuresMax = 5;
const firstRestMs = seconds(30);
const restMaxMs = minutes(10);
/** Bounded, although the list of services is: a test may name any. */
const servicesMax = 200;

export const createBreaker = (): Breaker => {
  const services = new LRUCache<string, { failures: number; restUntilMs: number }>({ max: servicesMax });
  return {
    restOf(service, now) {
      const { restUntilMs = 0 } = services.get(service) ?? {};
      return Math.max(0, Math.ceil((restUntilMs - now.getTime()) / 1_000));
    },
    succeeded: (service) => void services.delete(service),
    failed(service, now, asked) {
      const failures = (services.get(service)?.failures ?? 0) + 1;
      // After a rest one message feels its way; when it fails, the next rest is twice as long.
      const restMs = failures < failuresMax ? 0 : Math.min(restMaxMs, firstRestMs * 2 ** (failures - failuresMax));
      services.set(service, { failures, restUntilMs: now.getTime() + Math.max(restMs, seconds(asked ?? 0)) });
    },
  };
};
