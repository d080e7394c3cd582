/**
 * Tells whoever listens in this process which facts were committed, here or by another node of the same database. A
 * fact may be told more than once and in another order than that of the ids; on one that was heard by nobody for
 * half a minute the database is asked.
 */
import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { asc, gt } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { facts as factTable } from '../../db/schema/index.ts';
import type { Reader, Store } from '../../db/store.ts';
import type { Fact } from '../facts.ts';
import { type Clock, seconds } from '../kit/clock.ts';
import { lowestIdAt } from '../kit/ids.ts';

/** That something happened, without what: ids and a word. */
export interface Announcement {
  readonly id: string;
  readonly brandId: string;
  readonly kind: string;
  readonly orderId: string | null;
  readonly shipmentId: string | null;
}

export type Hear = (news: readonly Announcement[]) => void;

export interface Announcements {
  /** @param ids of the facts' rows */
  tell(facts: readonly Fact[], ids: readonly string[]): void;
  /** @returns ends it */
  hear(listener: Hear): () => void;
  close(): void;
}

/** A transaction takes 15 s at most and clocks differ: so far below the newest id a lower one may still appear. */
export const overlapMs = seconds(20);
const sweepEveryMs = seconds(30);
const sweptAtOnce = 500;
/** NOTIFY takes 8,000 bytes. */
const payloadMaxBytes = 7_500;
const knownMax = 20_000;

const packet = z.tuple([
  z.string(),
  z.array(z.tuple([z.string(), z.string(), z.string(), z.string().nullable(), z.string().nullable()])),
]);

export const createAnnouncements = ({
  store,
  clock,
  log,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn'>;
}): Announcements => {
  const node = randomUUID();
  const listeners = new Set<Hear>();
  const known = new LRUCache<string, true>({ max: knownMax });
  let stopHearing: (() => void) | null = null;
  let sweeper: NodeJS.Timeout | undefined;
  let sweeping = false;
  let sweptTo = clock().getTime();

  const spread = (news: readonly Announcement[]): void => {
    const fresh = news.filter(({ id }) => !known.has(id));
    for (const { id } of fresh) known.set(id, true);
    if (fresh.length > 0) for (const listener of listeners) listener(fresh);
  };

  const sweep = async (): Promise<void> => {
    const begunAt = clock().getTime();
    let from = lowestIdAt(sweptTo - overlapMs);
    for (let full = true; full; ) {
      const news = await store.read((reader) => listFactsAfter(reader, from));
      spread(news);
      full = news.length === sweptAtOnce;
      from = news.at(-1)?.id ?? from;
    }
    sweptTo = begunAt;
  };
  const sweepOnce = (): void => {
    if (listeners.size === 0) return;
    if (sweeping) return;
    sweeping = true;
    sweep()
      .catch((error: unknown) => log.warn({ err: error }, 'what other nodes did could not be read; trying again'))
      .finally(() => {
        sweeping = false;
      });
  };

  return {
    tell(facts, ids) {
      const news = facts.map((fact, at) => announcementOf(fact, ids[at] ?? ''));
      spread(news);
      for (const payload of packed(node, news)) store.announce(payload);
    },
    hear(listener) {
      if (listeners.size === 0) sweptTo = clock().getTime();
      listeners.add(listener);
      stopHearing ??= store.hear({
        heard(payload) {
          const [from, news] = unpacked(payload);
          if (from !== node) spread(news);
        },
        listening() {
          sweepOnce();
          sweeper ??= setInterval(sweepOnce, sweepEveryMs).unref();
        },
      });
      return () => void listeners.delete(listener);
    },
    close() {
      clearInterval(sweeper);
      stopHearing?.();
      listeners.clear();
    },
  };
};

const announcementOf = (fact: Fact, id: string): Announcement => ({
  id,
  brandId: fact.brandId,
  kind: fact.kind,
  orderId: 'orderId' in fact ? fact.orderId : null,
  shipmentId: 'shipmentId' in fact ? fact.shipmentId : null,
});

const listFactsAfter = async (reader: Reader, id: string): Promise<readonly Announcement[]> =>
  (await reader.select().from(factTable).where(gt(factTable.id, id)).orderBy(asc(factTable.id)).limit(sweptAtOnce)).map(
    announcementOfRow,
  );

/** The fact of a row, as it is announced. */
export const announcementOfRow = (row: typeof factTable.$inferSelect): Announcement => {
  const { id, brandId, kind, orderId, data } = row;
  const named = typeof data === 'object' && data !== null && 'shipmentId' in data ? data.shipmentId : null;
  return { id, brandId, kind, orderId, shipmentId: typeof named === 'string' ? named : null };
};

const packed = (node: string, news: readonly Announcement[]): readonly string[] => {
  const payloads: string[] = [];
  let batch: Announcement[] = [];
  const seal = (): string =>
    JSON.stringify([node, batch.map((one) => [one.id, one.brandId, one.kind, one.orderId, one.shipmentId])]);
  for (const one of news) {
    const before = seal();
    batch.push(one);
    if (batch.length > 1 && Buffer.byteLength(seal()) > payloadMaxBytes) {
      payloads.push(before);
      batch = [one];
    }
  }
  if (batch.length > 0) payloads.push(seal());
  return payloads;
};

const unpacked = (payload: string): [string, readonly Announcement[]] => {
  try {
    const [from, news] = packet.parse(JSON.parse(payload));
    return [from, news.map(([id, brandId, kind, orderId, shipmentId]) => ({ id, brandId, kind, orderId, shipmentId }))];
  } catch {
    // Another version of ours, or somebody else on the channel: the sweep reads what it was about.
    return ['', []];
  }
};
