/** The streams themselves, over real sockets: a reader that takes nothing must cost nothing. */
import { connect, type Socket } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import { Fault } from '../faults.ts';
import type { HttpEnv } from './context.ts';
import { createEventStreams, type Feed, type Handle, type StreamTimes } from './eventStream.ts';

const times: StreamTimes = { recheckMs: 1_000, heartbeatMs: 1_000, stuckMs: 150 };
const ending: (() => void)[] = [];
afterEach(() => {
  for (const end of ending.splice(0)) end();
});

const serveFeed = async (open: (handle: Handle) => Feed) => {
  const streams = createEventStreams({ times, perProcessMax: 3, log: { warn: () => {} }, name: 'a test' });
  const app = new Hono<HttpEnv>().get('/', (c) => streams.answer(c, [], open));
  app.onError((error, c) => c.body(null, error instanceof Fault && error.code === 'unavailable' ? 503 : 500));
  const port = await new Promise<number>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0 }, (info) => resolve(info.port));
    ending.push(() => server.close());
  });
  const ask = (): Socket => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    ending.push(() => socket.destroy());
    return socket;
  };
  return { ask, port, streams };
};

test('ok F30 a stuck reader is cut, and its socket with it', async () => {
  const left = Promise.withResolvers<void>();
  const flood = `data: ${'x'.repeat(200_000)}\n\n`;
  const { ask } = await serveFeed(({ ring }) => {
    const timer = setInterval(ring, 5);
    return {
      next: () => flood,
      leave: () => {
        clearInterval(timer);
        left.resolve();
      },
    };
  });
  const socket = ask();
  socket.pause();
  await left.promise;
  const closed = Promise.withResolvers<void>();
  socket.on('close', () => closed.resolve());
  socket.resume();
  await closed.promise;
});

test('ok F30 a feed with too much unsent cuts its reader at once', async () => {
  const left = Promise.withResolvers<void>();
  const { ask } = await serveFeed(({ cut }) => {
    setImmediate(cut);
    return { next: () => null, leave: left.resolve };
  });
  const socket = ask();
  const closed = Promise.withResolvers<void>();
  socket.on('close', () => closed.resolve());
  socket.resume();
  await Promise.all([left.promise, closed.promise]);
});

test('ok F32 closing ends every stream', async () => {
  const { port, streams } = await serveFeed(() => ({ next: () => null, leave: () => {} }));
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  const whole = answer.text();
  streams.close();
  expect(await whole).toMatch(/^retry: \d+\n\n$/);
});

test('refuses more than the process holds, and says when to come back', async () => {
  const { port } = await serveFeed(() => ({ next: () => null, leave: () => {} }));
  const aborting = new AbortController();
  ending.push(() => aborting.abort());
  const open = () => fetch(`http://127.0.0.1:${port}/`, { signal: aborting.signal });
  for (let at = 0; at < 3; at += 1) expect((await open()).status).toBe(200);
  expect((await open()).status).toBe(503);
});
