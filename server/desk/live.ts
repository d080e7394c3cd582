/**
 * Tells open desks that something changed in their brand's cases; what it was, the page reads for itself. A stream holds
 * at most one unsent event, so a slow reader costs nothing, and it ends soon after its session does.
 */
import { streamSSE } from 'hono/streaming';
import { findStaffSession, type StaffSession } from '../auth/index.ts';
import type { House } from '../compose.ts';
import type { Fact } from '../facts.ts';
import { Fault } from '../faults.ts';
import type { HttpContext } from '../http/context.ts';
import { readCookie } from '../http/cookies.ts';
import { staffOf } from '../http/session.ts';
import { type Bell, createBell } from '../jobs/bell.ts';
import { seconds } from '../kit/clock.ts';
import type { LiveEvent } from './view.shared.ts';

export interface LiveTimes {
  /** How often it is looked whether the session still lives. */
  readonly recheckMs: number;
  /** How long a stream may be silent. Proxies cut what is silent for longer. */
  readonly heartbeatMs: number;
  /** How long a reader may take to accept an event. */
  readonly stuckMs: number;
}

const usualTimes: LiveTimes = { recheckMs: seconds(4), heartbeatMs: seconds(15), stuckMs: seconds(10) };

/** Browsers open six connections to a host; a seventh tab must still load. */
const perSessionMax = 4;
const perProcessMax = 2_000;
const retryFromMs = 2_000;
const retryJitterMs = 4_000;

export interface Live {
  readonly answer: (c: HttpContext) => Response;
  /** Ends every stream. */
  readonly close: () => void;
}

export const createLive = (
  house: Pick<House, 'store' | 'clock' | 'onFacts' | 'log'>,
  times: LiveTimes = usualTimes,
): Live => {
  const open = new Map<Bell, StaffSession>();
  let closing = false;

  const lives = (token: string): Promise<boolean> =>
    house.store.read(async (reader) => (await findStaffSession(reader, { token, now: house.clock() })) !== null);

  const answer = (c: HttpContext): Response => {
    const staff = staffOf(c);
    const token = readCookie(c, 'doorstep-session') ?? '';
    const bell = createBell();
    refuseTooMany(open, staff);
    open.set(bell, staff);

    // From here on, not from when the stream is first read: nothing may happen in between.
    let unsent: LiveEvent | null = null;
    const stopHearing = house.onFacts((facts) => {
      const heard = eventOf(facts, staff.brandId);
      if (heard === null) return;
      if (unsent !== 'opened') unsent = heard;
      bell.ring();
    });
    const leave = (): void => {
      stopHearing();
      open.delete(bell);
    };

    // Proxies that gather an answer before passing it on are asked not to.
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      let sentAt = performance.now();
      let checkedAt = sentAt;
      let stuck = false;
      const send = async (text: string): Promise<void> => {
        stuck = !(await within(times.stuckMs, stream.write(text)));
        sentAt = performance.now();
      };
      stream.onAbort(() => bell.ring());
      try {
        await send(`retry: ${Math.round(retryFromMs + Math.random() * retryJitterMs)}\n\n`);
        while (!(stuck || stream.aborted || closing)) {
          await bell.wait(Math.min(times.recheckMs, times.heartbeatMs));
          if (performance.now() - checkedAt >= times.recheckMs) {
            if (!(await lives(token))) break;
            checkedAt = performance.now();
          }
          const event = unsent;
          unsent = null;
          if (event !== null) await send(`event: ${event}\ndata: {}\n\n`);
          else if (performance.now() - sentAt >= times.heartbeatMs) await send(': \n\n');
        }
      } catch (error) {
        // Without the store nobody can say whether the session lives: the page comes back when it can be said.
        house.log.warn({ err: error }, 'a live stream of the desk was ended');
      } finally {
        leave();
        // Closing would wait for the reader as well.
        if (stuck) c.env?.outgoing?.destroy();
      }
    });
  };

  return {
    answer,
    close: () => {
      closing = true;
      for (const bell of open.keys()) bell.ring();
    },
  };
};

const refuseTooMany = (open: ReadonlyMap<Bell, StaffSession>, staff: StaffSession): void => {
  const mine = [...open.values()].filter(({ sessionId }) => sessionId === staff.sessionId).length;
  if (mine >= perSessionMax) throw new Fault('rate_limited', 'The desk is open too often in this browser', retryLater);
  if (open.size >= perProcessMax) throw new Fault('unavailable', 'Too many desks are open', retryLater);
};

const retryLater = { retryAfterSeconds: 60 };

const eventOf = (facts: readonly Fact[], brandId: string): LiveEvent | null => {
  const ofCases = facts.filter((fact) => fact.brandId === brandId && fact.kind.startsWith('alert.'));
  if (ofCases.length === 0) return null;
  return ofCases.some(({ kind }) => kind === 'alert.opened') ? 'opened' : 'changed';
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
