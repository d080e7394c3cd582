/**
 * How fast the gate answers for a whole audience in one stream: over HTTP, by a client that is a process of its own, on
 * a fresh SQLite file with one order, one parcel and one subscription in ten a customer.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve as listen } from '@hono/node-server';
import { customers, orderItems, orders, shipments, subscriptions } from '../../db/schema/index.ts';
import { createApp } from '../app.ts';
import { addApiKey } from '../auth/index.ts';
import { putBrand } from '../brands/index.ts';
import { compose, type House } from '../compose.ts';
import { readConfig } from '../config.ts';

const customersMax = 20_000;
const perWrite = 1_000;

const fill = async ({ perform }: House, brandId: string): Promise<void> => {
  for (let from = 0; from < customersMax; from += perWrite) {
    await perform(async (work) => {
      const at = { brandId, createdAt: work.now, updatedAt: work.now };
      const people = Array.from({ length: perWrite }, (_, nth) => ({
        id: work.newId(),
        orderId: work.newId(),
        externalId: `c-${from + nth}`,
        consented: nth % 5 !== 0,
        subscribed: nth % 10 === 1,
      }));
      await work.tx
        .insert(customers)
        .values(people.map(({ id, externalId, consented }) => ({ id, externalId, promoConsent: consented, ...at })));
      await work.tx.insert(orders).values(
        people.map(({ id, orderId, externalId }) => ({
          id: orderId,
          externalId: `o-${externalId}`,
          number: externalId,
          customerId: id,
          placedAt: work.now,
          currency: 'EUR',
          totalMinor: 990,
          linkVersion: 1,
          ...at,
        })),
      );
      await work.tx.insert(orderItems).values(
        people.map(({ orderId }, nth) => ({
          id: work.newId(),
          brandId,
          orderId,
          externalId: 'i-1',
          productId: `p-${nth % 20}`,
          name: 'Espresso',
          quantity: 1,
          unitPriceMinor: 990,
          position: 0,
        })),
      );
      await work.tx.insert(shipments).values(
        people.map(({ orderId, externalId }, nth) => ({
          id: work.newId(),
          orderId,
          externalId: `s-${externalId}`,
          status: nth % 7 === 0 ? ('attempt_failed' as const) : ('delivered' as const),
          statusAt: work.now,
          actionRequired: false,
          ...at,
        })),
      );
      await work.tx.insert(subscriptions).values(
        people.flatMap(({ id, externalId, subscribed }) =>
          subscribed
            ? [
                {
                  id: work.newId(),
                  customerId: id,
                  externalId: `sub-${externalId}`,
                  source: 'bench',
                  status: 'active' as const,
                  items: [{ productId: 'p-1', name: 'Espresso', quantity: 1, unitPriceMinor: 990 }],
                  currency: 'EUR',
                  intervalCount: 1,
                  intervalUnit: 'month' as const,
                  startedAt: work.now,
                  sourceUpdatedAt: work.now,
                  ...at,
                },
              ]
            : [],
        ),
      );
    });
  }
};

interface Asked {
  readonly url: string;
  readonly key: string;
  readonly file: string;
}
interface Answered {
  readonly ms: number;
  readonly lines: number;
  readonly allowed: number;
}

/** The other process: sends the file as it can, counts what comes back. */
const ask = async ({ url, key, file }: Asked): Promise<Answered> => {
  const began = performance.now();
  const outgoing = request(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
  });
  createReadStream(file).pipe(outgoing);
  const [answer] = await once(outgoing, 'response');
  let lines = 0;
  let allowed = 0;
  let begun = '';
  for await (const chunk of answer) {
    const parts = (begun + chunk).split('\n');
    begun = parts.pop() ?? '';
    lines += parts.length;
    for (const part of parts) if (part.includes('"allowed":true')) allowed += 1;
  }
  return { ms: performance.now() - began, lines, allowed };
};

/** @param decisions how many; each customer is asked about again and again */
export const benchFilter = async (decisions: number): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-filter-'));
  const secret = 'the secret of this bench, long enough';
  const house = await compose(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', DOORSTEP_SECRET: secret }));
  try {
    const brandId = 'bench';
    await house.perform((work) => putBrand(work, { id: brandId, name: 'Bench', origin: 'http://localhost' }));
    const { key } = await house.perform((work) => addApiKey(work, { brandId, name: 'bench', scopes: undefined }));
    await fill(house, brandId);
    const file = join(dataDir, 'audience.ndjson');
    const lineOf = (nth: number) =>
      JSON.stringify({ customer: `c-${nth % customersMax}`, product: 'p-1', channel: 'email' });
    writeFileSync(file, `${Array.from({ length: decisions }, (_, nth) => lineOf(nth)).join('\n')}\n`);

    const app = createApp(house, { routes: [], portalOf: () => ({ desk: null, demo: null }) });
    const server = listen({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api/v1/promos/filter`;
    const client = fork(fileURLToPath(import.meta.url), ['client'], { stdio: ['ignore', 2, 'inherit', 'ipc'] });
    const rounds: { answered: Answered; cpuMicros: number; memoryMb: number }[] = [];
    for (let round = 0; round < 3; round += 1) {
      const before = process.cpuUsage();
      client.send({ url, key, file } satisfies Asked);
      // What the role below sends.
      const [answered] = (await once(client, 'message')) as [Answered];
      const { user, system } = process.cpuUsage(before);
      rounds.push({
        answered,
        cpuMicros: (user + system) / answered.lines,
        memoryMb: process.memoryUsage().rss / 1_048_576,
      });
    }
    console.table(
      rounds.map(({ answered: { ms, lines, allowed }, cpuMicros, memoryMb }) => ({
        lines,
        allowed,
        'decisions/s': Math.round(lines / (ms / 1_000)),
        'CPU µs each': Math.round(cpuMicros * 10) / 10,
        'RSS MB': Math.round(memoryMb),
      })),
    );
    client.disconnect();
    server.close();
  } finally {
    await house.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

if (process.argv[2] === 'client') process.on('message', async (asked: Asked) => process.send?.(await ask(asked)));
