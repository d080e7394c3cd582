/** Over real sockets, as only those can be slow. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import type { HttpEnv } from './context.ts';
import { type ListenerLimits, listen } from './listener.ts';

let server: Server;
let answered = 0;
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
  server.closeAllConnections();
});

const open = async (limits: Partial<ListenerLimits> = {}): Promise<number> => {
  answered = 0;
  const app = new Hono<HttpEnv>().all('*', async (c) => {
    await c.req.text();
    answered += 1;
    return c.text('here');
  });
  server = await listen(app, { port: 0, host: '127.0.0.1' }, { lookEveryMs: 10, ...limits });
  return (server.address() as AddressInfo).port;
};
const knock = async (port: number, said: string): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  // Cut off while it still sends.
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(said);
  return socket;
};
/** What came until the connection was over, however it ended. */
const replyTo = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk;
    });
    socket.once('close', () => resolve(reply));
  });
const begin = 'GET / HTTP/1.1\r\nHost: shop.example\r\n';
const headers = (count: number, value: string): string =>
  Array.from({ length: count }, (_, at) => `x-${at}: ${value}\r\n`).join('');

test('S39 refuses headers that do not come to an end in time, while others are served', async () => {
  const port = await open({ headersMs: 500 });
  const slow = await Promise.all(Array.from({ length: 50 }, () => knock(port, begin)));
  // A drop now and then does not count as progress.
  const dripping = setInterval(() => slow[0]?.write('x-drop: 1\r\n'), 20);
  const replies = Promise.all(slow.map(replyTo));
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here');
  const [dripped = '', ...silent] = await replies;
  clearInterval(dripping);
  for (const reply of silent) expect(reply).toMatch(/^HTTP\/1\.1 408 /);
  // What it still wrote may have taken the answer away.
  expect(dripped).toMatch(/^$|^HTTP\/1\.1 408 /);
  expect(answered).toBe(1);
});

test('S39 refuses a body that does not come to an end in time', async () => {
  const port = await open({ headersMs: 100, requestMs: 100 });
  const socket = await knock(port, 'POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 10\r\n\r\nslow');
  expect(await replyTo(socket)).toMatch(/^HTTP\/1\.1 408 /);
  expect(answered).toBe(0);
});

test('S39 ok: 100 headers are read', async () => {
  const port = await open();
  const socket = await knock(port, `${begin}${headers(100, '1')}Connection: close\r\n\r\n`);
  expect(await replyTo(socket)).toMatch(/^HTTP\/1\.1 200 /);
});

test.each(['1', 'x'.repeat(100)])('S39 refuses 1,000 headers before anything of ours runs: %s', async (value) => {
  const port = await open();
  const many = await knock(port, `${begin}${headers(1_000, value)}\r\n`);
  expect(await replyTo(many)).toMatch(/^(HTTP\/1\.1 431 |$)/);
  expect(answered).toBe(0);
});

test('S39 refuses a header without end', async () => {
  const port = await open();
  const endless = await knock(port, `${begin}x-endless: `);
  const writing = setInterval(() => endless.write('x'.repeat(1_000)), 1);
  await replyTo(endless);
  clearInterval(writing);
  expect(endless.bytesWritten).toBeLessThan(1_000_000);
  expect(answered).toBe(0);
});

test('S39 ok: unless told otherwise, ten seconds for the headers, looked after every two', async () => {
  server = await listen(new Hono<HttpEnv>(), { port: 0, host: '127.0.0.1' });
  expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 900_000]);
});

test('refuses a port that is taken', async () => {
  const port = await open();
  await expect(listen(new Hono<HttpEnv>(), { port, host: '127.0.0.1' })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
