/**
 * Tells an open tracking page that something changed about its order: ids and words, never what. A page that names the
 * last fact it knows hears of everything after it; what happens around that instant it may hear twice, never not at all.
 */
import { and, asc, eq, gt } from 'drizzle-orm';
import { Hono } from 'hono';
import { facts } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import { findShopperSession } from './auth/index.ts';
import type { House } from './compose.ts';
import type { FactKind } from './facts.ts';
import { notFound } from './faults.ts';
import { addressBlock } from './http/clientAddress.ts';
import type { HttpEnv } from './http/context.ts';
import { readCookie } from './http/cookies.ts';
import { createEventStreams, type Feed, type Handle, over, type StreamTimes } from './http/eventStream.ts';
import { seconds } from './kit/clock.ts';
import { lowestIdAt, madeAt } from './kit/ids.ts';
import { type Announcement, announcementOfRow, overlapMs } from './live/index.ts';
import { findLinkedOrder } from './trackingPage.ts';

export interface PageLiveLimits {
  readonly times: StreamTimes;
  /** A household with a page on each of its devices. */
  readonly perLinkMax: number;
  /** Many shoppers share the address of one mobile network. */
  readonly perAddressMax: number;
  readonly perProcessMax: number;
  /** Who has not taken so many events is cut, and catches up when it comes back. */
  readonly unsentMax: number;
}

const usualLimits: PageLiveLimits = {
  times: { recheckMs: seconds(4), heartbeatMs: seconds(25), stuckMs: seconds(10) },
  perLinkMax: 8,
  perAddressMax: 200,
  perProcessMax: 20_000,
  unsentMax: 100,
};

const caughtUpAtOnce = 100;

/** What the page shows. How support works inside is not among it. */
const pageKinds: ReadonlySet<string> = new Set<FactKind>([
  'order.changed',
  'order.cancelled',
  'refund.made',
  'shipment.registered',
  'shipment.moved',
  'shipment.scanned',
  'shipment.estimated',
  'promise.slipped',
  'sentiment.answered',
  'alert.opened',
  'alert.acknowledged',
  'alert.replied',
  'alert.resolved',
  'alert.confirmed',
  'alert.reopened',
]);

export interface PageLive {
  readonly routes: Hono<HttpEnv>;
  /** Ends every stream. */
  readonly close: () => void;
}

export const createPageLive = (
  house: Pick<House, 'store' | 'links' | 'clock' | 'onFacts' | 'log'>,
  changed: Partial<PageLiveLimits> = {},
): PageLive => {
  const limits = { ...usualLimits, ...changed };
  const { times, perProcessMax } = limits;
  const streams = createEventStreams({ times, perProcessMax, log: house.log, name: 'a tracking page' });

  /** Who listens, by order: a fact costs nothing to those whose order it is not about. */
  const listeners = new Map<string, Set<(one: Announcement) => void>>();
  const stopHearing = house.onFacts((news) => {
    for (const one of news) {
      if (one.orderId === null || !pageKinds.has(one.kind)) continue;
      for (const hear of listeners.get(one.orderId) ?? []) hear(one);
    }
  });
  const listenTo = (orderId: string, hear: (one: Announcement) => void): (() => void) => {
    const ofOrder = listeners.get(orderId) ?? new Set();
    listeners.set(orderId, ofOrder.add(hear));
    return () => {
      ofOrder.delete(hear);
      if (ofOrder.size === 0) listeners.delete(orderId);
    };
  };

  const lives = (token: string): Promise<boolean> =>
    house.store.read(async (reader) => (await findShopperSession(reader, { token, now: house.clock() })) !== null);

  const routes = new Hono<HttpEnv>().get('/api/portal/t/:link/live', async (c) => {
    const { brand } = c.var;
    const link = c.req.param('link');
    const findOrder = (reader: Reader) => findLinkedOrder(reader, house.links, brand, link);
    const order = await house.store.read(findOrder);
    if (!order) throw notFound('The page');
    const known = c.req.header('last-event-id') ?? c.req.query('after') ?? '';
    const caps = [
      { key: `link ${link}`, max: limits.perLinkMax, fault: 'This page is open too often' },
      {
        key: `address ${addressBlock(c.var.clientAddress)}`,
        max: limits.perAddressMax,
        fault: 'Too many pages are open from there',
      },
    ];
    const token = c.var.shopper === null ? undefined : readCookie(c, 'doorstep-shopper');
    return streams.answer(c, caps, (handle) => ({
      ...openFeed(handle, order.id, known, findOrder),
      // A page that was opened signed in ends with the session; one that was not goes on with its link.
      ...(token === undefined ? {} : { mayStay: () => lives(token) }),
    }));
  });

  const openFeed = (
    handle: Handle,
    orderId: string,
    known: string,
    findOrder: (reader: Reader) => Promise<unknown>,
  ): Feed => {
    const knownAt = madeAt(known);
    /** Where the catching up has got to; null once it is done. */
    let from = knownAt === null ? null : lowestIdAt(knownAt - overlapMs);
    // What the page names itself it has.
    const told = new Set([known]);
    let unsent: Announcement[] = [];
    const hear = (one: Announcement): void => {
      unsent.push(one);
      if (unsent.length > limits.unsentMax) handle.cut();
      else handle.ring();
    };
    const leave = listenTo(orderId, hear);

    /** @returns what is new; null when the link opens nothing any more */
    const gather = async (): Promise<readonly Announcement[] | null> => {
      const [heard, since] = [unsent, from];
      unsent = [];
      const past = await house.store.read(async (reader) => {
        if (!(await findOrder(reader))) return null;
        return since === null ? [] : listFactsOfOrder(reader, orderId, since);
      });
      if (past === null) return null;
      from = past.length === caughtUpAtOnce ? (past.at(-1)?.id ?? null) : null;
      const news = [...past.filter(({ kind }) => pageKinds.has(kind)), ...heard].filter(({ id }) => !told.has(id));
      // Needed only while the past and what is heard can name the same.
      if (since !== null) for (const { id } of news) told.add(id);
      return news;
    };

    const next = async (): Promise<string | null | typeof over> => {
      while (from !== null || unsent.length > 0) {
        const news = await gather();
        // Once the link is revoked nothing more is told, not even that something happened.
        if (news === null) return over;
        if (news.length > 0) return news.map(eventText).join('');
      }
      return null;
    };
    return { next, leave };
  };

  return {
    routes,
    close: () => {
      stopHearing();
      streams.close();
    },
  };
};

const eventText = ({ id, kind, shipmentId }: Announcement): string =>
  `id: ${id}\ndata: ${JSON.stringify({ kind, shipmentId })}\n\n`;

const listFactsOfOrder = async (reader: Reader, orderId: string, from: string): Promise<readonly Announcement[]> =>
  (
    await reader
      .select()
      .from(facts)
      .where(and(eq(facts.orderId, orderId), gt(facts.id, from)))
      .orderBy(asc(facts.id))
      .limit(caughtUpAtOnce)
  ).map(announcementOfRow);
