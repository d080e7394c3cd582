/**
 * Server-sent events: streams that beat while nothing happens, are capped by whoever opens them, are cut when their
 * reader is stuck, and end when the process does. What is told comes from a feed, one piece at a time: nothing piles up
 * in a stream.
 */
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
    const { outgoing } = c.env ?? {};
    let unread: NodeJS.Timeout | undefined;
    const handle: Handle = {
      ring: bell.ring,
      cut: () => {
        leave();
        bell.ring();
        // Closing would wait for the reader as well.
        outgoing?.destroy();
      },
    };
    // From here on, not from when the stream is first read: nothing may happen in between.
    const feed = openFeed(handle);
    open.add(handle);
    count(caps, 1);

    let isLeft = false;
    let isCancelled = false;
    const leave = (): void => {
      if (isLeft) return;
      isLeft = true;
      clearTimeout(unread);
      feed.leave();
      open.delete(handle);
      count(caps, -1);
    };
    let checkedAt = performance.now();
    const mayStay = async (): Promise<boolean> => {
      if (!feed.mayStay || performance.now() - checkedAt < times.recheckMs) return true;
      checkedAt = performance.now();
      return feed.mayStay();
    };
    /** Waits for something to send. @returns null at the end */
    const gather = async (): Promise<string | null> => {
      for (const since = performance.now(); !(isLeft || closing) && (await mayStay()); ) {
        const text = await feed.next();
        if (text === over) return null;
        if (text !== null) return text;
        if (performance.now() - since >= times.heartbeatMs) return ': \n\n';
        await bell.wait(feed.mayStay ? Math.min(times.recheckMs, times.heartbeatMs) : times.heartbeatMs);
      }
      return null;
    };
    const end = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      leave();
      if (!isCancelled) controller.close();
    };
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          controller.enqueue(bytesOf(`retry: ${Math.round(retryFromMs + Math.random() * retryJitterMs)}\n\n`));
        },
        // Only a reader that has taken what was sent gets here.
        async pull(controller) {
          clearTimeout(unread);
          try {
            const text = await gather();
            if (text === null || isLeft) return end(controller);
            controller.enqueue(bytesOf(text));
            unread = setTimeout(handle.cut, times.stuckMs);
          } catch (error) {
            // Without the store nobody can say whether somebody may listen: the page comes back when it can be said.
            log.warn({ err: error }, `a live stream of ${name} was ended`);
            end(controller);
          }
        },
        cancel() {
          isCancelled = true;
          leave();
          bell.ring();
        },
      },
      // One piece at a time, and none ahead of its reader.
      { highWaterMark: 0 },
    );
    return c.body(body, 200, {
      'Content-Type': 'text/event-stream',
      // Proxies that gather an answer before passing it on are asked not to.
      'X-Accel-Buffering': 'no',
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

const encoder = new TextEncoder();
const bytesOf = (text: string): Uint8Array => encoder.encode(text);
