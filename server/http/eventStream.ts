/**
 * Server-sent events: streams that beat while nothing happens, are capped by whoever opens them, are cut when their
 * reader is stuck, and end when the process does. What is told comes from a feed, one piece at a time: nothing piles up
 * in a stream.
 */
import { streamSSE } from 'hono/streaming';
import { Fault } from '../faults.ts';
import { createBell } from '../kit/bell.ts';
import { seconds } from '../kit/clock.ts';
import type { HttpContext } from './context.ts';
import type { Log } from './requestLog.ts';

export interface StreamTimes {
  /** How often `mayStay` is asked. */
  readonly recheckMs: number;
  /** How long a stream may be silent. Proxies cut what is silent for longer. */
  readonly heartbeatMs: number;
  /** How long a reader may take to accept what is sent. */
  readonly stuckMs: number;
}

export const usualStreamTimes: StreamTimes = {
  recheckMs: seconds(4),
  heartbeatMs: seconds(15),
  stuckMs: seconds(10),
};

/** Answered by a feed that has nothing more to tell, ever. */
export const over = Symbol('over');

export interface Feed {
  /** What is to be sent now, whole events; null when there is nothing. It is asked again until there is nothing. */
  next(): Promise<string | null | typeof over> | string | null | typeof over;
  /** Whether whoever listens still may; without it, `next` decides. */
  mayStay?(): Promise<boolean>;
  /** The stream has ended. */
  leave(): void;
}

export interface Handle {
  /** There may be something to send. */
  readonly ring: () => void;
  /** Ends the stream at once, whatever its reader has not taken. */
  readonly cut: () => void;
}

export interface Cap {
  /** Who is counted. */
  readonly key: string;
  readonly max: number;
  /** What is said to who comes after the last. */
  readonly fault: string;
}

export interface EventStreams {
  /** @throws Fault `rate_limited` or `unavailable` at a cap */
  readonly answer: (c: HttpContext, caps: readonly Cap[], open: (handle: Handle) => Feed) => Response;
  /** Ends every stream. */
  readonly close: () => void;
}

const retryFromMs = 2_000;
const retryJitterMs = 4_000;
const retryLater = { retryAfterSeconds: 60 };

export const createEventStreams = ({
  times,
  perProcessMax,
  log,
  name,
}: {
  readonly times: StreamTimes;
  readonly perProcessMax: number;
  readonly log: Pick<Log, 'warn'>;
  /** As in “a live stream of {name} was ended”. */
  readonly name: string;
}): EventStreams => {
  const open = new Set<Handle>();
  const counts = new Map<string, number>();
  let closing = false;

  const refuseTooMany = (caps: readonly Cap[]): void => {
    const reached = caps.find(({ key, max }) => (counts.get(key) ?? 0) >= max);
    if (reached) throw new Fault('rate_limited', reached.fault, retryLater);
    if (open.size >= perProcessMax) throw new Fault('unavailable', `Too many live streams of ${name}`, retryLater);
  };
  const count = (caps: readonly Cap[], by: 1 | -1): void => {
    for (const { key } of caps) {
      const now = (counts.get(key) ?? 0) + by;
      if (now === 0) counts.delete(key);
      else counts.set(key, now);
    }
  };

  const answer: EventStreams['answer'] = (c, caps, openFeed) => {
    refuseTooMany(caps);
    const bell = createBell();
    const cutOff = Promise.withResolvers<void>();
    let stuck = false;
    const handle: Handle = {
      ring: bell.ring,
      cut: () => {
        stuck = true;
        cutOff.resolve();
        bell.ring();
      },
    };
    // From here on, not from when the stream is first read: nothing may happen in between.
    const feed = openFeed(handle);
    open.add(handle);
    count(caps, 1);

    // Proxies that gather an answer before passing it on are asked not to.
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      let sentAt = performance.now();
      let checkedAt = sentAt;
      const isOver = (): boolean => stuck || stream.aborted || closing;
      const send = async (text: string): Promise<void> => {
        if (!(await within(times.stuckMs, Promise.race([stream.write(text), cutOff.promise])))) stuck = true;
        sentAt = performance.now();
      };
      const mayStay = async (): Promise<boolean> => {
        if (!feed.mayStay || performance.now() - checkedAt < times.recheckMs) return true;
        checkedAt = performance.now();
        return feed.mayStay();
      };
      /** @returns whether there will be more */
      const tell = async (): Promise<boolean> => {
        for (let told = 0; !isOver(); told += 1) {
          const text = await feed.next();
          if (text === over) return false;
          if (text !== null) await send(text);
          else {
            if (told === 0 && performance.now() - sentAt >= times.heartbeatMs) await send(': \n\n');
            return true;
          }
        }
        return false;
      };
      stream.onAbort(() => bell.ring());
      try {
        await send(`retry: ${Math.round(retryFromMs + Math.random() * retryJitterMs)}\n\n`);
        while (!isOver() && (await mayStay()) && (await tell())) {
          await bell.wait(feed.mayStay ? Math.min(times.recheckMs, times.heartbeatMs) : times.heartbeatMs);
        }
      } catch (error) {
        // Without the store nobody can say whether somebody may listen: the page comes back when it can be said.
        log.warn({ err: error }, `a live stream of ${name} was ended`);
      } finally {
        feed.leave();
        open.delete(handle);
        count(caps, -1);
        // Closing would wait for the reader as well.
        if (stuck) c.env?.outgoing?.destroy();
      }
    });
  };

  return {
    answer,
    close: () => {
      closing = true;
      for (const { ring } of open) ring();
    },
  };
};

/** @returns false when it was not done in time */
const within = async (ms: number, work: Promise<unknown>): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, ms, false);
  work.then(
    () => resolve(true),
    () => resolve(true),
  );
  const inTime = await promise;
  clearTimeout(timer);
  return inTime;
};
