/** Two nodes on one database: what one does, the pages and desks of the other hear. PostgreSQL only: SQLite has one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose, type House } from '../compose.ts';
import { readConfig } from '../config.ts';
import { findOrder } from '../orders/index.ts';
import { putShipment } from '../shipments/index.ts';
import { runOnServer } from '../testing/database.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { listenTo } from '../testing/listen.ts';
import type { Announcement } from './index.ts';

const url = process.env.DATABASE_URL ?? '';

describe('two nodes', () => {
  let here: TestHouse;
  let there: House;
  let shop: TestBrand;
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-node-'));
  beforeAll(async () => {
    here = await openTestHouse();
    shop = await here.addBrand();
    const config = readConfig({
      DATABASE_URL: url,
      DATA_DIR: dataDir,
      DOORSTEP_SECRET: 'the secret of these tests, long enough',
      LOG_LEVEL: 'silent',
    });
    there = await compose(config, { clock: here.clock });
  });
  afterAll(async () => {
    await there.close();
    await here.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** A scan that the other node takes in. */
  const scanThere = (id: string, at: string): Promise<unknown> =>
    there.perform(async (work) => {
      const order = await findOrder(work.tx, shop.id, id);
      if (!order) throw new Error(`no order ${id}`);
      const events = [{ status: 'in_transit' as const, occurredAt: new Date(at) }];
      return putShipment(work, order, { id: `s-${id}`, events }, 'api');
    });

  const heardHere = (): { readonly news: Announcement[]; readonly stop: () => void } => {
    const news: Announcement[] = [];
    return { news, stop: here.house.onFacts((some) => news.push(...some.filter((one) => one.brandId === shop.id))) };
  };

  test('ok: a page that is open on one hears a scan that the other took in', async () => {
    const { portal } = await shop.order('n1');
    const stream = await listenTo(here.app, `http://${shop.brand.host}${portal}/live`);
    await stream.until('retry');
    await scanThere('n1', '2026-11-20T08:00:00Z');
    expect(await stream.until('shipment.moved')).toContain('"kind":"shipment.moved"');
    await stream.leave();
  });

  test('ok: what is heard of one node is told once', async () => {
    await shop.order('n2');
    const { news, stop } = heardHere();
    await scanThere('n2', '2026-11-20T08:00:00Z');
    await expect.poll(() => news.map(({ kind }) => kind)).toContain('shipment.moved');
    await shop.api('POST', 'shipments/s-n2/events', {
      events: [{ status: 'delivered', occurredAt: '2026-11-20T08:30:00Z' }],
    });
    await scanThere('n2', '2026-11-20T08:45:00Z');
    await expect.poll(() => news.map(({ kind }) => kind)).toContain('shipment.scanned');
    expect(new Set(news.map(({ id }) => id)).size).toBe(news.length);
    stop();
  });

  test('ok F16 the connection breaks: what happened meanwhile is read, and later news is heard again', async () => {
    await shop.order('n3');
    const { news, stop } = heardHere();
    await runOnServer(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'doorstep signal' AND datname = current_database()`,
    );
    await scanThere('n3', '2026-11-20T08:00:00Z');
    await expect.poll(() => news.filter(({ kind }) => kind === 'shipment.moved'), { timeout: 8_000 }).toHaveLength(1);
    await scanThere('n3', '2026-11-20T08:30:00Z');
    await expect.poll(() => news.filter(({ kind }) => kind === 'shipment.scanned'), { timeout: 8_000 }).toHaveLength(1);
    stop();
  }, 20_000);
});

test('ok: what this node does is heard by itself at once, on either engine', async () => {
  const home = await openTestHouse();
  const shop = await home.addBrand();
  const kinds: string[] = [];
  home.house.onFacts((news) => kinds.push(...news.filter((one) => one.brandId === shop.id).map(({ kind }) => kind)));
  await shop.order('h1');
  expect(kinds).toEqual(expect.arrayContaining(['order.placed', 'shipment.registered']));
  await home.close();
});
