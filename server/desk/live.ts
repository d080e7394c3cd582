/**
 * Tells open desks that something changed in their brand's cases; what it was, the page reads for itself. A stream holds
 * at most one unsent event, so a slow reader costs nothing, and it ends soon after its session does.
 */
import { findStaffSession } from '../auth/index.ts';
import type { House } from '../compose.ts';
import type { FactKind } from '../facts.ts';
import type { HttpContext } from '../http/context.ts';
import { readCookie } from '../http/cookies.ts';
import { createEventStreams, type StreamTimes, usualStreamTimes } from '../http/eventStream.ts';
import { staffOf } from '../http/session.ts';
import type { Announcement } from '../live/index.ts';
import type { LiveEvent } from './view.shared.ts';

/** Browsers open six connections to a host; a seventh tab must still load. */
const perSessionMax = 4;
const perProcessMax = 2_000;

export interface Live {
  readonly answer: (c: HttpContext) => Response;
  /** Ends every stream. */
  readonly close: () => void;
}

export const createLive = (
  house: Pick<House, 'store' | 'clock' | 'onFacts' | 'log'>,
  times: StreamTimes = usualStreamTimes,
): Live => {
  const streams = createEventStreams({ times, perProcessMax, log: house.log, name: 'the desk' });

  const lives = (token: string): Promise<boolean> =>
    house.store.read(async (reader) => (await findStaffSession(reader, { token, now: house.clock() })) !== null);

  const answer = (c: HttpContext): Response => {
    const staff = staffOf(c);
    const token = readCookie(c, 'doorstep-session') ?? '';
    const fault = 'The desk is open too often in this browser';
    return streams.answer(c, [{ key: staff.sessionId, max: perSessionMax, fault }], ({ ring }) => {
      let unsent: LiveEvent | null = null;
      const stopHearing = house.onFacts((news) => {
        const heard = eventOf(news, staff.brandId);
        if (heard === null) return;
        if (unsent === null || weights[heard] > weights[unsent]) unsent = heard;
        ring();
      });
      return {
        next() {
          const event = unsent;
          unsent = null;
          return event === null ? null : `event: ${event}\ndata: {}\n\n`;
        },
        mayStay: () => lives(token),
        leave: stopHearing,
      };
    });
  };

  return { answer, close: streams.close };
};

/** Of several that were not sent yet, the one goes that says more. */
const weights: Readonly<Record<LiveEvent, number>> = { watched: 0, changed: 1, opened: 2 };

const watchKinds: ReadonlySet<string> = new Set<FactKind>([
  'shipment.watched',
  'shipment.acknowledged',
  'shipment.acknowledgement_withdrawn',
]);

const eventOf = (news: readonly Announcement[], brandId: string): LiveEvent | null => {
  const kinds = news.filter((fact) => fact.brandId === brandId).map(({ kind }) => kind);
  if (kinds.includes('alert.opened')) return 'opened';
  if (kinds.some((kind) => kind.startsWith('alert.'))) return 'changed';
  return kinds.some((kind) => watchKinds.has(kind)) ? 'watched' : null;
};
