import { createServer, request as nodeRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp } from '../testing/httpApp.ts';
import { bodyLimit } from './bodyLimit.ts';

let handled = 0;
const app = testApp()
  .use(bodyLimit((c) => (c.req.path.startsWith('/hooks/') ? 1_000 : 10)))
  .post('/json', async (c) => c.json(await c.req.json()))
  .post('/form', async (c) => c.json(await c.req.parseBody()))
  .all('*', async (c) => {
    handled += 1;
    return c.text(`${(await c.req.arrayBuffer()).byteLength}`);
  });

const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** Sends `chunks` one by one, without saying how much is to come unless `headers` do. */
const send = (path: string, chunks: readonly string[], headers: Record<string, string> = {}, ends = true) =>
  new Promise<{ status: number | undefined; body: string; type: string | undefined }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const outgoing = nodeRequest({ port, host: '127.0.0.1', path, method: 'POST', headers }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode, body, type: response.headers['content-type'] });
      outgoing.destroy();
    });
    outgoing.on('error', reject);
    for (const chunk of chunks) outgoing.write(chunk);
    if (ends) outgoing.end();
  });

describe('body limit', () => {
  it('ok: a body up to the limit is read by the handler, in each form', async () => {
    expect(await send('/', ['01234', '56789'])).toMatchObject({ status: 200, body: '10' });
    expect(await send('/json', ['{"a":', '1}'])).toMatchObject({ body: '{"a":1}' });
    expect(await send('/form', ['a=1&b=%20'], { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({
      body: '{"a":"1","b":" "}',
    });
    expect(await send('/hooks/x', ['x'.repeat(1_000)])).toMatchObject({ status: 200, body: '1000' });
  });

  it('ok: requests without a body pass', async () => {
    expect((await app.request('/')).status).toBe(200);
    expect((await app.request('/', { method: 'POST' })).status).toBe(200);
  });

  it('refuses S32: a chunked body over the limit, before the handler runs and before it has ended', async () => {
    handled = 0;
    for (const ends of [true, false]) {
      const answer = await send('/', ['01234', '567890'], {}, ends);
      expect(answer).toMatchObject({ status: 413, type: 'application/problem+json' });
      expect(JSON.parse(answer.body)).toMatchObject({ status: 413, code: 'too_large' });
    }
    expect((await send('/hooks/x', ['x'.repeat(1_001)])).status).toBe(413);
    expect(handled).toBe(0);
  });

  it('refuses S32: an announced length over the limit, before any of it came', async () => {
    handled = 0;
    expect(await send('/', [''], { 'content-length': '11' }, false)).toMatchObject({ status: 413 });
    expect(handled).toBe(0);
  });
});
