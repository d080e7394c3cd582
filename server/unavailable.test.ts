/** The store away, full or locked: 503 with Retry-After at every door, never a 2xx, while reading goes on. */
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { dialect } from '../db/dialect.ts';
import { StoreUnavailable } from '../db/store.ts';
import { type Answered, type Hook, openTestHouse, orderBody, type TestBrand, type TestHouse } from './testing/house.ts';
import { sixScans, trackerEvent } from './testing/trackers.ts';

let home: TestHouse;
let shop: TestBrand;
let carrier: Hook;
let portal: string;
let page: string;
beforeAll(async () => {
  home = await openTestHouse();
  shop = await home.addBrand();
  carrier = await shop.connect('easypost');
  ({ portal, page } = await shop.order('1001', {
    shipments: [
      {
        id: 's-1001',
        trackingNumber: 'JJD1001',
        events: [{ status: 'in_transit', occurredAt: '2026-11-19T08:00:00Z' }],
      },
    ],
  }));
});
afterAll(() => home.close());

const scans = trackerEvent('JJD1001', sixScans);
const answer = { shipmentId: 's-1001', score: 1 };
/** One write through every door. */
const writes = (): readonly Promise<Answered>[] => [
  shop.api('PUT', 'orders/2001', orderBody('2001'), { 'idempotency-key': 'k-1' }),
  shop.api('POST', 'sentiment', { customerId: 'c-1001', score: 1, source: 'Reviews' }),
  carrier.deliver(scans),
  shop.ask(`${portal}/sentiment`, { method: 'POST', body: answer }),
  shop.ask(`${page}/sentiment`, { method: 'POST', body: new URLSearchParams({ shipmentId: 's-1001', score: '1' }) }),
];
const expectRefused = (answers: readonly Answered[]) => {
  for (const { status, headers, text } of answers) {
    expect.soft(status, text).toBe(503);
    expect.soft(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect.soft(headers.get('cache-control')).toBe('no-store');
    expect.soft(text).not.toMatch(/SQLITE|PostgreSQL|disk/);
  }
};
const nothingChanged = async () => {
  expect((await shop.api('GET', 'orders/2001')).status).toBe(404);
  expect((await shop.api('GET', 'shipments/s-1001')).body.shipment.status).toBe('in_transit');
  expect((await shop.api('GET', 'alerts')).body.alerts).toEqual([]);
};

describe('while nothing can be written', () => {
  test('F13 refuses every write with 503, reads on, and takes the same writes afterwards', async () => {
    const write = vi.spyOn(home.house.store, 'write').mockRejectedValue(new StoreUnavailable('SQLite: SQLITE_FULL'));
    const answers = await Promise.all(writes());
    expectRefused(answers);
    expect(answers.at(-1)?.text).toContain(`url=${page}?fault=unavailable&amp;parcel=s-1001#parcel-s-1001"`);
    await nothingChanged();
    expect((await shop.ask('/readyz')).status).toBe(200);
    write.mockRestore();
  });

  test.runIf(dialect === 'sqlite')(
    'F14 refuses every write while another process holds the lock beyond patience',
    async () => {
      const outside = new Database(String(process.env.DATABASE_URL).replace('file:', ''));
      outside.exec('BEGIN IMMEDIATE');
      try {
        const held = Promise.all(writes());
        await nothingChanged();
        expectRefused(await held);
      } finally {
        outside.exec('ROLLBACK');
        outside.close();
      }
      await nothingChanged();
    },
  );
});

test('F17 refuses everything but life itself while the database is away', async () => {
  const gone = new StoreUnavailable('PostgreSQL: no connection');
  const spies = [
    vi.spyOn(home.house.store, 'read').mockRejectedValue(gone),
    vi.spyOn(home.house.store, 'write').mockRejectedValue(gone),
  ];
  // What is drawn from the brand alone is answered for as long as the brand is remembered.
  const paths = ['/readyz', '/api/v1/orders/1001', '/api/v1/alerts'];
  expectRefused(await Promise.all(paths.map((path) => shop.ask(path))));
  expectRefused(await Promise.all(writes()));
  expect((await shop.ask('/healthz')).status).toBe(200);
  for (const spy of spies) spy.mockRestore();
});

test('ok: the same writes go through once the store is back, under the same keys', async () => {
  const statuses = (await Promise.all(writes())).map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200, 200, 303]);
  expect((await shop.api('GET', 'shipments/s-1001')).body.shipment.status).toBe('delivered');
});
