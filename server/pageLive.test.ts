/** The stream that an open tracking page listens to. */
import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { revokeLinks } from './orders/index.ts';
import { createPageLive } from './pageLive.ts';
import { follow } from './testing/eventSource.ts';
import { openTestHouse, type TestBrand, type TestHouse } from './testing/house.ts';
import { listenTo } from './testing/listen.ts';

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
  shop = await home.addBrand();
});
afterAll(() => home.close());

const scan = (id: string, status: string, occurredAt: string): Promise<unknown> =>
  shop.api('POST', `shipments/s-${id}/events`, { events: [{ status, occurredAt }] });

const listen = (portal: string, lastId?: string) =>
  listenTo(
    home.app,
    `http://${shop.brand.host}${portal}/live`,
    lastId === undefined ? {} : { 'last-event-id': lastId },
  );

test('ok: a scan is told at once, by its kind and nothing more, and with jitter when to come back', async () => {
  const { portal } = await shop.order('l1');
  const stream = await listen(portal);
  expect(stream.answer.headers.get('content-type')).toContain('text/event-stream');
  expect(await stream.until('\n\n')).toMatch(/^retry: [2-6]\d{3}\n\n$/);
  await scan('l1', 'in_transit', '2026-11-20T08:00:00Z');
  const told = await stream.until('shipment.moved');
  expect(told).toMatch(/^id: [0-9a-f-]{36}\ndata: \{"kind":"shipment\.moved","shipmentId":"[0-9a-f-]{36}"\}\n\n$/);
  await stream.leave();
});

test('ok F29 Last-Event-ID leaves no gap: all that happened meanwhile is told, once, in order', async () => {
  const { portal } = await shop.order('l2');
  const first = await listen(portal);
  await first.until('retry');
  await scan('l2', 'picked_up', '2026-11-20T06:00:00Z');
  const before = await first.until('shipment.moved');
  const [lastId = ''] = idsIn(before).slice(-1);
  await first.leave();

  for (let hour = 0; hour < 120; hour += 1) {
    home.clock.advance(60_000);
    await scan('l2', 'in_transit', new Date(Date.UTC(2026, 10, 20, 7, hour)).toISOString());
  }
  const second = await listen(portal, lastId);
  let came = '';
  while (idsIn(came).length < 120) came += await second.until('\n\n');
  const ids = idsIn(came);
  expect(ids).toHaveLength(120);
  expect(new Set(ids).size).toBe(120);
  expect(ids).toEqual(ids.toSorted());
  expect(ids).not.toContain(lastId);
  await second.leave();
}, 60_000);

test('ok: hears nothing of other orders, nor of what support does inside', async () => {
  const { portal } = await shop.order('l3');
  await shop.order('l4');
  const stream = await listen(portal);
  await stream.until('retry');
  await scan('l4', 'in_transit', '2026-11-20T08:00:00Z');
  await scan('l3', 'out_for_delivery', '2026-11-20T08:30:00Z');
  expect(idsIn(await stream.until('shipment.moved'))).toHaveLength(1);
  await stream.leave();
});

test('ok S38: ends without a word once the link was revoked', async () => {
  const { portal } = await shop.order('l5');
  const stream = await listen(portal);
  await stream.until('retry');
  await home.house.perform((work) => revokeLinks(work, shop.id, 'l5'));
  await scan('l5', 'in_transit', '2026-11-20T08:00:00Z');
  expect(await stream.until('never')).toBe('[end]');
});

test('ok S38: a stream that was opened signed in ends within five seconds of the session; one with the link goes on', async () => {
  const { page, portal } = await shop.order('signed');
  const cookie = await shop.signInShopper('c-signed');
  const url = `http://${shop.brand.host}${portal}/live`;
  const hers = await listenTo(home.app, url, { cookie });
  const anybodys = await listenTo(home.app, url, {});
  await hers.until('retry');
  await anybodys.until('retry');
  await shop.ask(`${page}/settings/devices`, {
    method: 'POST',
    headers: { cookie: await shop.signInShopper('c-signed') },
    body: new URLSearchParams(),
  });
  const revokedAt = performance.now();
  expect(await hers.until('never')).toBe('[end]');
  expect(performance.now() - revokedAt).toBeLessThan(5_000);
  await scan('signed', 'in_transit', '2026-11-20T08:00:00Z');
  expect(await anybodys.until('shipment.moved')).toContain('shipment.moved');
  await anybodys.leave();
}, 15_000);

test('refuses a link that opens nothing', async () => {
  const { portal } = await shop.order('l6');
  const forged = await listen(portal.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')));
  expect(forged.answer.status).toBe(404);
});

test('refuses S38: more streams of a link than a household has, until one is left', async () => {
  const { portal } = await shop.order('l7');
  const streams = await Promise.all(Array.from({ length: 8 }, () => listen(portal)));
  expect(streams.map(({ answer }) => answer.status)).toEqual(Array(8).fill(200));
  expect((await listen(portal)).answer.status).toBe(429);
  await streams[0]?.leave();
  await expect.poll(async () => (await listen(portal)).answer.status).toBe(200);
  for (const { leave } of streams) await leave();
});

test('refuses S38: more streams of an address than it may have, whatever pages they are of; another address is none of it', async () => {
  const live = createPageLive(home.house, { perAddressMax: 3 });
  const app = createApp(home.house, { routes: [live.routes], portalOf: () => ({ desk: null, demo: null }) });
  const pages: string[] = [];
  for (const id of ['a1', 'a2', 'a3', 'a4']) pages.push((await shop.order(id)).portal);
  const from = (address: string) => (portal: string) =>
    listenTo(app, `http://${shop.brand.host}${portal}/live`, {}, address);
  const [first, second, third, fourth = ''] = pages;
  const taken = await Promise.all([first, second, third].map((portal = '') => from('203.0.113.7')(portal)));
  expect(taken.map(({ answer }) => answer.status)).toEqual([200, 200, 200]);
  const refused = await from('203.0.113.7')(fourth);
  expect(refused.answer.status).toBe(429);
  expect(refused.answer.headers.get('retry-after')).toBe('60');
  const neighbour = await from('203.0.113.8')(fourth);
  expect(neighbour.answer.status).toBe(200);
  await taken[0]?.leave();
  const again = await from('203.0.113.7')(fourth);
  expect(again.answer.status).toBe(200);
  expect((await from('203.0.113.7')(first ?? '')).answer.status).toBe(429);
  for (const { leave } of [...taken, neighbour, again]) await leave();
  live.close();
});

const idsIn = (text: string): readonly string[] => [...text.matchAll(/^id: (\S+)$/gm)].map(([, id = '']) => id);

test('ok F30 a page that takes nothing is cut at the cap of what waits for it, and catches up when it comes back', async () => {
  const live = createPageLive(home.house, { unsentMax: 5, perLinkMax: 1 });
  const app = createApp(home.house, { routes: [live.routes], portalOf: () => ({ desk: null, demo: null }) });
  const { portal } = await shop.order('stuck');
  const url = `http://${shop.brand.host}${portal}/live`;
  const open = (headers = {}) => app.request(url, { headers: { host: shop.brand.host, ...headers } });
  const reader = (await open()).body?.getReader() ?? expect.unreachable();
  await scan('stuck', 'info_received', '2026-11-20T05:00:00Z');
  let text = '';
  while (!text.includes('shipment.moved')) text += Buffer.from((await reader.read()).value ?? []).toString();
  const lastId = idsIn(text).at(-1) ?? '';

  // From here on it reads nothing. While it is there, its link is taken.
  expect((await open()).status).toBe(429);
  const moves = ['picked_up', 'in_transit', 'out_for_delivery', 'on_hold', 'in_transit', 'out_for_delivery'];
  for (const [at, status] of moves.entries()) await scan('stuck', status, `2026-11-20T06:0${at}:00Z`);
  const back = await listenTo(app, url, { 'last-event-id': lastId });
  expect(back.answer.status).toBe(200);

  let caughtUp = '';
  const movesIn = () => caughtUp.split('shipment.moved').length - 1;
  while (movesIn() < moves.length) caughtUp += await back.until('\n\n');
  expect(new Set(idsIn(caughtUp)).size).toBe(idsIn(caughtUp).length);
  await back.leave();
  live.close();
});

/** How soon is no question here: a hundred sockets open when the machine has time for them. */

// 100 pages here, with every reader looked at; 10,000 of them and their memory are `npm run bench -- live 10000`.
test('ok F29 a restart beneath 100 pages: they come back spread out, and nobody has missed anything', async () => {
  // One after the other: how writes of one brand contend is no question of this test.
  const orders: Awaited<ReturnType<TestBrand['order']>>[] = [];
  for (let at = 0; at < 20; at += 1) orders.push(await shop.order(`r${at}`));
  // So that what was told around the orders' own instant is not told again.
  home.clock.advance(60_000);
  const first = await listenOn(0);
  const origin = { port: first.port, host: shop.brand.host };
  const pages = orders.flatMap(({ portal }) => Array.from({ length: 5 }, () => follow(origin, `${portal}/live`)));
  await expect.poll(() => pages.every(({ openedAt }) => openedAt.length === 1)).toBe(true);
  for (const at of orders.keys()) await scan(`r${at}`, 'picked_up', '2026-11-20T06:00:00Z');
  await expect.poll(() => pages.every(({ ids }) => ids.length > 0)).toBe(true);

  await first.stop();
  for (const at of orders.keys()) await scan(`r${at}`, 'in_transit', '2026-11-20T07:00:00Z');
  const second = await listenOn(first.port);
  for (const at of orders.keys()) await scan(`r${at}`, 'out_for_delivery', '2026-11-20T08:00:00Z');
  await expect.poll(() => pages.every(({ ids }) => new Set(ids).size === 3)).toBe(true);

  const backAt = pages.map(({ openedAt }) => openedAt.at(-1) ?? 0);
  expect(Math.max(...backAt) - Math.min(...backAt)).toBeGreaterThan(2_000);
  for (const { close } of pages) close();
  await second.stop();
}, 60_000);

/** Serves the house on a real port; to stop is what a restart does to open pages. */
const listenOn = async (port: number): Promise<{ readonly port: number; stop(): Promise<void> }> => {
  const server = serve({ fetch: home.app.fetch, port, hostname: '127.0.0.1', overrideGlobalObjects: false });
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
};
