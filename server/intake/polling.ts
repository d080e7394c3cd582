/**
 * Asks carriers that do not tell of themselves. An answer is taken in like a push, through the inbox, so that the same
 * answer twice is one; a connection that is refused is left alone for a while, and its shipments wait.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { connections } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { type Brand, getBrand, listBrands } from '../brands/index.ts';
import type { Job, JobTools } from '../jobs/recurring.ts';
import { days, minutes, seconds } from '../kit/clock.ts';
import { fingerprint } from '../kit/fingerprint.ts';
import { type Outbound, retryAfterSeconds } from '../kit/outbound.ts';
import type { Sealer } from '../kit/seal.ts';
import {
  type Access,
  carrierPollers,
  type DueShipment,
  findQuota,
  listDueShipments,
  notePoll,
  noteQuota,
  type Poller,
  type Question,
  quotaDay,
} from '../shipments/index.ts';
import { type Connection, findConnection } from './connections.ts';
import { type Count, takeDelivery } from './inbox.ts';

export interface PollingParts {
  readonly outbound: Pick<Outbound, 'get' | 'post'>;
  readonly sealer: Sealer;
  readonly count: Count;
  /** What went wrong that nobody else would hear of. */
  readonly stumbled: (error: unknown) => void;
  /** For tests, whose time passes when they say so. */
  readonly time?: RunTime;
}

/** How a run measures time, and lets it pass. */
export interface RunTime {
  nowMs(): number;
  /** @returns false when the process is to end meanwhile */
  wait(ms: number, signal: AbortSignal): Promise<boolean>;
}

/** All connections together take no longer than this, give or take one answer; who is left comes first the next time. */
const runMs = seconds(10);
const mostPerRun = 30;
/** Of a day's quota, for asking again; the rest is for what comes during the day. */
const shareForOpen = 0.9;
const answerMaxBytes = 1_000_000;
/** Connections whose last turn is remembered; of more, some might wait a little longer. */
const turnsRemembered = 10_000;

interface Polled {
  readonly brand: Brand;
  readonly connection: Connection;
  readonly poller: Poller;
  readonly credential: unknown;
}

/** A connection in the round: what it has still to ask, and from when it may. */
interface Turn {
  readonly polled: Polled;
  due: readonly DueShipment[];
  /** How far apart questions about one shipment must be for the day's quota to last. */
  readonly roomMs: number;
  mayAskAtMs: number;
}

/** What came of one question. `pause`: about the connection, not about the shipment. */
type Answered =
  | { readonly body: Buffer }
  | { readonly missing: string }
  | { readonly pause: { readonly ms: number | undefined; readonly reason: string } };

export const pollShipments = (parts: PollingParts): Job => {
  const { nowMs, wait: waited } = parts.time ?? realTime;
  // Tokens of the few carriers a brand has; the one that was used longest ago goes first.
  const tokens: Tokens = new LRUCache({ max: 200 });
  const lastTurns = new LRUCache<string, number>({ max: turnsRemembered });
  let turnsTaken = 0;

  /** One question each, whoever may ask soonest, until nobody has one left or the time is over. */
  const goRound = async (tools: JobTools, round: Turn[], endsAtMs: number): Promise<number> => {
    let asked = 0;
    while (round.length > 0 && !tools.signal.aborted) {
      const turn = round.reduce((soonest, one) => (one.mayAskAtMs < soonest.mayAskAtMs ? one : soonest));
      if (Math.max(turn.mayAskAtMs, nowMs()) >= endsAtMs) break;
      if (turn.mayAskAtMs > nowMs() && !(await waited(turn.mayAskAtMs - nowMs(), tools.signal))) break;
      turnsTaken += 1;
      lastTurns.set(turn.polled.connection.id, turnsTaken);
      asked += 1;
      const goesOn = await askNext(tools, parts, turn, tokens);
      turn.mayAskAtMs = nowMs() + turn.polled.poller.gapMs;
      if (!goesOn || turn.due.length === 0) round.splice(round.indexOf(turn), 1);
    }
    return asked;
  };

  return {
    name: 'ask carriers',
    everyMs: minutes(1),
    isSlow: true,
    run: async (tools) => {
      const endsAtMs = nowMs() + runMs;
      const lastTurnOf = ({ connection }: Polled): number => lastTurns.get(connection.id) ?? 0;
      const waiting = (await listPolled(tools, parts.sealer)).toSorted((a, b) => lastTurnOf(a) - lastTurnOf(b));
      const round: Turn[] = [];
      for (const polled of waiting) {
        const { due, open } = await listDue(tools, polled);
        const roomMs = (days(1) * open) / (perDayOf(polled) * shareForOpen);
        if (due.length > 0) round.push({ polled, due, roomMs, mayAskAtMs: nowMs() });
      }
      return goRound(tools, round, endsAtMs);
    },
  };
};

const realTime: RunTime = {
  nowMs: () => performance.now(),
  async wait(ms, signal) {
    try {
      await wait(ms, undefined, { signal });
      return true;
    } catch {
      return false;
    }
  },
};

const listPolled = async ({ store, clock }: JobTools, sealer: Sealer): Promise<readonly Polled[]> =>
  store.read(async (reader) => {
    const found: Polled[] = [];
    for (const { id: brandId } of await listBrands(reader)) {
      for (const { id } of await listConnections(reader, brandId)) {
        const connection = await findConnection(reader, sealer, { brandId, id, now: clock() });
        const poller = carrierPollers.find(({ source }) => source === connection?.source.name);
        const credential = connection?.secrets.map((secret) => poller?.credentialIn(secret)).find((one) => one);
        if (connection && poller && credential !== undefined) {
          found.push({ brand: await getBrand(reader, brandId), connection, poller, credential });
        }
      }
    }
    return found;
  });

const listConnections = (reader: Reader, brandId: string) => {
  const polled = carrierPollers.map(({ source }) => source);
  return reader
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.brandId, brandId), inArray(connections.source, polled), isNull(connections.disabledAt)))
    .orderBy(connections.id);
};

type Tokens = LRUCache<string, Access & { headers: Readonly<Record<string, string>> }>;

/** What the connection may ask about in this run: nothing while it is paused or its day's quota is used up. */
const listDue = ({ store, clock }: JobTools, polled: Polled): ReturnType<typeof listDueShipments> =>
  store.read(async (reader) => {
    const { brand, connection, poller } = polled;
    const now = clock();
    const quota = await findQuota(reader, brand.id, connection.id);
    if (quota?.pausedUntil && quota.pausedUntil > now) return { due: [], open: 0 };
    const usedToday = quota?.day === quotaDay(now) ? quota.requests : 0;
    const perRun = Math.min(mostPerRun, Math.max(1, Math.floor(runMs / Math.max(poller.gapMs, 1))));
    const limit = Math.min(perRun, perDayOf(polled) - usedToday);
    return listDueShipments(reader, {
      brandId: brand.id,
      now,
      limit,
      isCarrier: (carrier) => poller.isCarrier(carrier),
    });
  });

/** Asks about one shipment. @returns whether the connection may go on asking */
const askNext = async (tools: JobTools, parts: PollingParts, turn: Turn, tokens: Tokens): Promise<boolean> => {
  const { polled } = turn;
  const { brand, connection, poller } = polled;
  const [shipment, ...left] = turn.due;
  if (!shipment) return false;
  turn.due = left;
  const of = { brandId: brand.id, connectionId: connection.id };
  const access = await accessOf(parts, polled, tokens);
  if (!('headers' in access)) {
    const pause = { ms: undefined, reason: access.why };
    await tools.perform((work) => noteQuota(work, { ...of, requests: 1, pause }));
    return false;
  }
  const question = poller.ask(shipment.trackingNumber, polled.credential, access.headers);
  const answer = await put(parts.outbound, question, tools.clock());
  const pause = 'pause' in answer ? answer.pause : undefined;
  if (pause !== undefined) tokens.delete(tokenKey(polled));
  await tools.perform((work) => noteQuota(work, { ...of, requests: 1, pause }));
  if (pause !== undefined) return false;
  const outcome = 'body' in answer ? await takeAnswer(tools, parts, polled, answer.body) : 'not_found';
  const failures = outcome === 'understood' || outcome === 'duplicate' ? 0 : shipment.failures + 1;
  await tools.perform((work) =>
    notePoll(work, { ...of, shipmentId: shipment.id, failures, outcome, roomMs: turn.roomMs }),
  );
  return true;
};

const perDayOf = ({ poller, credential }: Polled): number => {
  const own =
    typeof credential === 'object' && credential !== null && 'perDay' in credential ? credential.perDay : null;
  return typeof own === 'number' ? own : poller.perDay;
};

const tokenKey = ({ connection, credential }: Polled): string =>
  `${connection.id}:${fingerprint(JSON.stringify(credential))}`;

const accessOf = async (parts: PollingParts, polled: Polled, tokens: Tokens): Promise<Access> => {
  const key = tokenKey(polled);
  const held = tokens.get(key);
  if (held !== undefined) return held;
  const access = await polled.poller.authorise(parts.outbound, polled.credential);
  if ('headers' in access && access.validMs > 0) tokens.set(key, access, { ttl: access.validMs });
  return access;
};

const put = async (outbound: PollingParts['outbound'], question: Question, now: Date): Promise<Answered> => {
  const { url, headers } = question;
  const result =
    question.method === 'GET'
      ? await outbound.get(url, {
          headers: { accept: 'application/json', ...headers },
          maxBytes: answerMaxBytes,
          redirectsMax: 0,
        })
      : await outbound.post(url, { headers: { accept: 'application/json', ...headers }, body: question.body ?? '' });
  if ('failure' in result) return { pause: { ms: undefined, reason: `${result.failure}: ${result.reason}` } };
  const { status } = result;
  if (status === 200) return { body: Buffer.from(result.body) };
  if (status === 404 || status === 400) return { missing: `answered ${status}` };
  const retryAfter = retryAfterSeconds(result.headers, now);
  return { pause: { ms: retryAfter === undefined ? undefined : seconds(retryAfter), reason: `answered ${status}` } };
};

const takeAnswer = async (
  { perform, clock }: JobTools,
  { count, stumbled }: PollingParts,
  { brand, connection }: Polled,
  rawBody: Buffer,
): Promise<string> => {
  const delivery = { rawBody, headers: { 'content-type': 'application/json' }, url: '', receivedAt: clock() };
  const taken = await takeDelivery({ perform, count, stumbled }, brand, connection, delivery, 'asked');
  return taken.outcome;
};
