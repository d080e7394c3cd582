/** What is measured: a bare Hono text route, and the whole house with the demo in it on a fresh SQLite file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve as listen } from '@hono/node-server';
import { Hono } from 'hono';
import { readConfig } from '../../config.ts';
import { startDemo } from '../../demo/index.ts';
import { addConnection } from '../../intake/index.ts';
import { putOrder } from '../../orders/index.ts';

export type ServerKind = 'floor' | 'house';

/** An EasyPost connection, and the parcels that its deliveries tell of. */
export interface Hook {
  readonly url: string;
  readonly secret: string;
  readonly trackingNumbers: readonly string[];
}

export interface ServerFacts {
  readonly origin: string;
  readonly trackingUrl: string;
  readonly apiKey: string;
  readonly hook: Hook;
}

/** Serves, tells the parent the facts and what processor time it took, and ends in order, which writes a CPU profile. */
export const serveFor = async (kind: string): Promise<void> => {
  const { facts, stop } = kind === 'house' ? await serveHouse() : await serveFloor();
  process.on('message', (message: 'cpu' | 'end') => {
    if (message === 'end') void stop().then(() => process.exit(0));
    else process.send?.(process.cpuUsage());
  });
  process.send?.(facts);
};

interface Serving {
  readonly facts: ServerFacts;
  stop(): Promise<void>;
}

const serveFloor = async (): Promise<Serving> => {
  const app = new Hono().get('/', (c) => c.text('hello'));
  const port = await new Promise<number>((resolve) => {
    listen({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }, (info) =>
      resolve(info.port),
    );
  });
  const none = { url: '', secret: '', trackingNumbers: [] };
  return {
    facts: { origin: `http://127.0.0.1:${port}`, trackingUrl: '', apiKey: '', hook: none },
    stop: async () => {},
  };
};

const parcelCount = 500;

const serveHouse = async (): Promise<Serving> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-bench-'));
  const { house, set, stop } = await startDemo(readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' }));
  const [naomi] = set.personas;
  if (!naomi) throw new Error('the demo has nobody in it');
  const { brand, link, story } = naomi;
  const trackingNumbers = Array.from({ length: parcelCount }, (_, at) => `BENCH${String(at).padStart(10, '0')}`);
  for (const [at, trackingNumber] of trackingNumbers.entries()) {
    const shipments = [{ id: `bench-s-${at}`, carrier: 'DHL', trackingNumber }];
    await house.perform((work) => putOrder(work, brand.id, `bench-${at}`, { ...story.order, shipments }, 'bench'));
  }
  const { id, secret } = await house.perform((work) =>
    addConnection(work, house.sealer, { brandId: brand.id, source: 'easypost' }),
  );
  return {
    facts: {
      origin: brand.origin,
      trackingUrl: link,
      apiKey: set.apiKey,
      hook: { url: `${brand.origin}/hooks/${id}`, secret, trackingNumbers },
    },
    async stop() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
