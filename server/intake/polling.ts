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
import { minutes, seconds } from '../kit/clock.ts';
import { fingerprint } from '../kit/fingerprint.ts';
import { type Outbound, retryAfterSeconds } from '../kit/outbound.ts';
import type { Sealer } from '../kit/seal.ts';
import {
  type Access,
  carrierPollers,
  findQuota,
  listDueShipments,
  notePoll,
  noteQuota,
  type Poller,
  type Question,
  quotaDay,
} from '../shipments/index.ts';
import { type Connection, findConnection } from './connections.ts';
import { takeDelivery } from './inbox.ts';

export interface PollingParts {
  readonly outbound: Pick<Outbound, 'get' | 'post'>;
  readonly sealer: Sealer;
  /** What went wrong that nobody else would hear of. */
  readonly stumbled: (error: unknown) => void;
  /** The pause between two requests, for tests. */
  readonly gapMs?: number;
}

/** The jobs of a schedule run one after another: this one may not take longer, and goes on in the next minute. */
const runMs = seconds(10);
const mostPerRun = 30;
const answerMaxBytes = 1_000_000;

interface Polled {
  readonly brand: Brand;
  readonly connection: Connection;
  readonly poller: Poller;
  readonly credential: unknown;
}

/** What came of one question. `pause`: about the connection, not about the shipment. */
type Answered =
  | { readonly body: Buffer }
  | { readonly missing: string }
  | { readonly pause: { readonly ms: number | undefined; readonly reason: string } };

export const pollShipments = (parts: PollingParts): Job => {
  // Tokens of the few carriers a brand has; the one that was used longest ago goes first.
  const tokens = new LRUCache<string, Access & { headers: Readonly<Record<string, string>> }>({ max: 200 });
  return {
    name: 'ask carriers',
    everyMs: minutes(1),
    run: async (tools) => {
      let asked = 0;
      for (const polled of await listPolled(tools, parts.sealer)) {
        if (tools.signal.aborted) break;
        asked += await pollConnection(tools, parts, polled, tokens);
      }
      return asked;
    },
  };
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
    .where(and(eq(connections.brandId, brandId), inArray(connections.source, polled), isNull(connections.disabledAt)));
};

type Tokens = LRUCache<string, Access & { headers: Readonly<Record<string, string>> }>;

/** @returns how many requests were made */
const pollConnection = async (
  tools: JobTools,
  parts: PollingParts,
  polled: Polled,
  tokens: Tokens,
): Promise<number> => {
  const { brand, connection, poller } = polled;
  const gapMs = parts.gapMs ?? poller.gapMs;
  const now = tools.clock();
  const of = { brandId: brand.id, connectionId: connection.id };
  const quota = await tools.store.read((reader) => findQuota(reader, brand.id, connection.id));
  if (quota?.pausedUntil && quota.pausedUntil > now) return 0;
  const usedToday = quota?.day === quotaDay(now) ? quota.requests : 0;
  const perRun = Math.min(mostPerRun, Math.max(1, Math.floor(runMs / Math.max(gapMs, 1))));
  const limit = Math.min(perRun, perDayOf(polled) - usedToday);
  const due = await tools.store.read((reader) =>
    listDueShipments(reader, { brandId: brand.id, now, limit, isCarrier: (carrier) => poller.isCarrier(carrier) }),
  );
  if (due.length === 0) return 0;
  const access = await accessOf(parts, polled, tokens);
  if (!('headers' in access)) {
    const pause = { ms: undefined, reason: access.why };
    await tools.perform((work) => noteQuota(work, { ...of, requests: 1, pause }));
    return 1;
  }
  let asked = 0;
  for (const shipment of due) {
    if (tools.signal.aborted || (asked > 0 && !(await waited(gapMs, tools.signal)))) break;
    const question = poller.ask(shipment.trackingNumber, polled.credential, access.headers);
    const answer = await put(parts.outbound, question, tools.clock());
    asked += 1;
    const pause = 'pause' in answer ? answer.pause : undefined;
    if (pause !== undefined) tokens.delete(tokenKey(polled));
    await tools.perform((work) => noteQuota(work, { ...of, requests: 1, pause }));
    if (pause !== undefined) break;
    const outcome = 'body' in answer ? await takeAnswer(tools, parts, polled, answer.body) : 'not_found';
    const failures = outcome === 'understood' || outcome === 'duplicate' ? 0 : shipment.failures + 1;
    await tools.perform((work) => notePoll(work, { ...of, shipmentId: shipment.id, failures, outcome }));
  }
  return asked;
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
  parts: PollingParts,
  { brand, connection }: Polled,
  rawBody: Buffer,
): Promise<string> => {
  const delivery = { rawBody, headers: { 'content-type': 'application/json' }, url: '', receivedAt: clock() };
  const taken = await takeDelivery(perform, brand, connection, delivery, parts.stumbled);
  return taken.outcome;
};

/** @returns false when the process is to end meanwhile */
const waited = async (ms: number, signal: AbortSignal): Promise<boolean> => {
  try {
    await wait(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
};
