/**
 * `npm run bench -- live [clients]`: so many open pages on one process, what they cost, a restart beneath them, and
 * whether anybody missed anything (proof F29). Server and readers are processes of their own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { and, eq, inArray } from 'drizzle-orm';
import { facts } from '../../db/schema/index.ts';
import { addApiKey } from '../auth/index.ts';
import { putBrand } from '../brands/index.ts';
import { compose, type House } from '../compose.ts';
import { readConfig } from '../config.ts';
import { findOrder, putOrder } from '../orders/index.ts';
import { putShipment } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { type Following, follow } from './eventSource.ts';
import { orderBody } from './house.ts';

const pagesPerOrder = 5;
/** So many orders have news; the others only listen. */
const ordersWithNews = 200;
const openedAtOnce = 100;

export const benchLive = async (clients: number): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-live-'));
  const port = await freePort();
  const settings = {
    DATABASE_URL: `file:${join(dataDir, 'doorstep.db')}`,
    DATA_DIR: dataDir,
    DOORSTEP_SECRET: 'the secret of this bench, which is long enough',
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_LEVEL: 'warn',
    PORT: String(port),
  };
  const house = await compose(readConfig(settings));
  const crowd: Following[] = [];
  let server: ChildProcess | null = null;
  try {
    const orders = await fill(house, Math.ceil(clients / pagesPerOrder));
    server = await serve(settings, port);
    const emptyMb = memoryMb(server);

    const began = performance.now();
    for (let at = 0; at < clients; at += 1) {
      const order = orders[Math.floor(at / pagesPerOrder)];
      if (!order) throw new Error('too few orders');
      const address = `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`;
      crowd.push(follow({ port, host: 'bench.example' }, order.path, { 'x-forwarded-for': address }));
      if (at % openedAtOnce === 0)
        await until(() => crowd.filter(({ openedAt }) => openedAt.length > 0).length >= at - 500);
    }
    await until(() => crowd.every(({ openedAt }) => openedAt.length === 1));
    const openMs = performance.now() - began;
    const fullMb = memoryMb(server);

    const newsy = orders.slice(0, ordersWithNews);
    const listeners = crowd.slice(0, newsy.length * pagesPerOrder);
    const hook = await announceThrough(house, port);
    const toldMs: number[] = [];
    for (const [at, order] of newsy.entries()) {
      const sentAt = performance.now();
      await hook(order.externalId, 1);
      const mine = listeners.slice(at * pagesPerOrder, (at + 1) * pagesPerOrder);
      await until(() => mine.every(({ ids }) => ids.length >= 1), 1);
      toldMs.push(Math.max(...mine.map(({ heardAt }) => heardAt[0] ?? 0)) - sentAt);
    }

    const stoppedAt = performance.now();
    await end(server);
    const stopMs = performance.now() - stoppedAt;
    // While nobody serves, news comes all the same.
    for (const order of newsy) await scan(house, order.externalId, 2);
    server = await serve(settings, port);
    const upAt = performance.now();
    await until(() => crowd.every(({ openedAt }) => openedAt.length >= 2));
    const backMs = crowd.map(({ openedAt }) => (openedAt.at(-1) ?? 0) - stoppedAt).toSorted((a, b) => a - b);
    await until(() => listeners.every(({ ids }) => new Set(ids).size >= 2));
    const againMb = memoryMb(server);

    const missed = await countMissed(house, newsy, listeners);
    console.table({
      clients,
      'server without them, MB': emptyMb,
      'server with them, MB': fullMb,
      'kB each': Math.round(((fullMb - emptyMb) * 1024) / clients),
      'opened per second': Math.round(clients / (openMs / 1_000)),
      'a scan is told to its pages, p50 ms': Math.round(median(toldMs)),
      'p99 ms': Math.round(toldMs.toSorted((a, b) => a - b)[Math.floor(toldMs.length * 0.99)] ?? 0),
      'stopped in ms': Math.round(stopMs),
      'served again after ms': Math.round(upAt - stoppedAt),
      'back: first, median, last ms': [backMs[0], median(backMs), backMs.at(-1)]
        .map((ms) => Math.round(ms ?? 0))
        .join(', '),
      'server after the restart, MB': againMb,
      'facts missed by anybody': missed,
    });
  } finally {
    for (const { close } of crowd) close();
    if (server) await end(server);
    await house.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

interface Listed {
  readonly id: string;
  readonly externalId: string;
  readonly path: string;
}

const brandId = 'bench';

const fill = async (house: House, count: number): Promise<readonly Listed[]> => {
  await house.perform((work) =>
    putBrand(work, { id: brandId, name: 'Bench', origin: 'https://bench.example', timeZone: 'UTC' }),
  );
  const orders: Listed[] = [];
  for (let at = 0; at < count; at += 1) {
    const externalId = `o${at}`;
    const { order } = await house.perform((work) => put(work, externalId));
    const link = house.links.linkOf({ brandId, orderId: order.id, version: order.linkVersion });
    orders.push({ id: order.id, externalId, path: `/api/portal/t/${link}/live` });
  }
  return orders;
};

const scanInput = (nth: number) => ({
  status: 'in_transit' as const,
  occurredAt: new Date(Date.UTC(2026, 10, 20, nth)),
});

const put = (work: Work, externalId: string) => {
  const { placedAt, shipments: _, ...order } = orderBody(externalId);
  const shipments = [{ id: `s-${externalId}`, trackingNumber: externalId }];
  return putOrder(work, brandId, externalId, { ...order, placedAt: new Date(placedAt), shipments }, 'bench');
};

/** A scan taken in by this process, while nobody serves. */
const scan = async (house: House, externalId: string, nth: number): Promise<void> => {
  await house.perform(async (work) => {
    const order = await findOrder(work.tx, brandId, externalId);
    if (order) await putShipment(work, order, { id: `s-${externalId}`, events: [scanInput(nth)] }, 'bench');
  });
};

/** A scan taken in by the server, as a merchant tells it. */
const announceThrough = async (house: House, port: number) => {
  const { key } = await house.perform((work) => addApiKey(work, { brandId, name: 'bench' }));
  return async (externalId: string, nth: number): Promise<void> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/shipments/s-${externalId}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ events: [scanInput(nth)] }),
    });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}: ${await answer.text()}`);
  };
};

/** How many facts that happened while the pages were open some page of their order did not hear of. */
const countMissed = async (
  house: House,
  orders: readonly Listed[],
  listeners: readonly Following[],
): Promise<number> => {
  let missed = 0;
  for (const [at, order] of orders.entries()) {
    const rows = await house.store.read((reader) =>
      reader
        .select({ id: facts.id })
        .from(facts)
        .where(and(eq(facts.orderId, order.id), inArray(facts.kind, ['shipment.moved', 'shipment.scanned']))),
    );
    const mine = listeners.slice(at * pagesPerOrder, (at + 1) * pagesPerOrder);
    for (const { ids } of mine) missed += rows.filter(({ id }) => !ids.includes(id)).length;
  }
  return missed;
};

const root = fileURLToPath(new URL('../..', import.meta.url));

const serve = async (settings: Readonly<Record<string, string>>, port: number): Promise<ChildProcess> => {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['server/cli.ts', 'serve'], {
    cwd: root,
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/openapi.json`, {
      headers: { host: 'bench.example' },
    }).catch(() => null);
    if (answer?.ok) return child;
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    await wait(50);
  }
};

const end = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
};

/** What the operating system says that the process holds. Linux only. */
const memoryMb = ({ pid }: ChildProcess): number => {
  const kB = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kB) / 1024);
};

const patienceMs = 180_000;

const until = async (isSo: () => boolean, everyMs = 20): Promise<void> => {
  for (const began = performance.now(); !isSo(); ) {
    if (performance.now() - began > patienceMs) throw new Error('waited in vain');
    await wait(everyMs);
  }
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};
