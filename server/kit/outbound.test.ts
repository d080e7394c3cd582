import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  checkTargetUrl,
  createOutbound,
  isPublicAddress,
  type OutboundOptions,
  outboundBodyMaxBytes,
  retryAfterSeconds,
} from './outbound.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

const serve = async (listener: RequestListener): Promise<{ server: Server; port: number; seen: IncomingMessage[] }> => {
  const seen: IncomingMessage[] = [];
  const server = createServer((incoming, answer) => {
    seen.push(incoming);
    listener(incoming, answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, port: (server.address() as AddressInfo).port, seen };
};

const open = (options: Partial<OutboundOptions> = {}) => {
  const outbound = createOutbound({ allowLoopback: true, ...options });
  cleanUps.push(() => outbound.close());
  return outbound;
};

const message = { headers: { 'content-type': 'application/json' }, body: '{}' };

/** Each of them has been used to reach inside somebody's network. */
const inwardAddresses = [
  ...['127.0.0.1', '127.1.2.3', '0.0.0.0', '10.0.0.5', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['100.100.100.200', '192.0.0.192', '198.18.0.1', '203.0.113.9', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...['192.88.99.1', '168.63.129.16', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', 'fe80::1'],
  ...['fe80::1%eth0', 'fec0::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '64:ff9b::7f00:1', '64:ff9b:1::a00:5'],
  ...[
    '2002:7f00:1::',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '2001:db8::1',
    '100::1',
    '4000::1',
    '::ffff:0:127.0.0.1',
  ],
];

describe('isPublicAddress', () => {
  test.each(inwardAddresses)('S20 refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001::200e'])(
    'ok: %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each(['', 'localhost', '8.8.8', 'example.com'])('refuses %j, which is no address', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('checkTargetUrl', () => {
  test.each(['https://hooks.example.com/a?b=c', 'https://example.com:8443/', 'https://8.8.8.8/', 'https://[2a00::1]/'])(
    'ok: %s',
    (url) => expect(checkTargetUrl(url)).toBeNull(),
  );

  test.each([
    ...['http://example.com/', 'ftp://example.com/', 'javascript:alert(1)', 'file:///etc/passwd', '/relative', ''],
    ...['https://localhost/', 'https://localhost./', 'https://api.localhost/', 'https://printer.local/'],
    ...['https://metadata.google.internal/', 'https://intranet/', 'https://router.home.arpa/'],
    ...['https://user:secret@example.com/', 'https://user@example.com/'],
    ...['https://example.com:22/', 'https://example.com:25/', 'https://example.com:6379/', 'https://example.com:80/'],
    ...['https://2130706433/', 'https://0x7f.1/', 'https://0177.0.0.1/', 'https://127.1/', 'https://１２７.0.0.1/'],
    ...['https://[::ffff:127.0.0.1]/', 'https://[::ffff:7f00:1]/', 'https://[::1]/', 'https://10.1.2.3/'],
    `https://example.com/${'a'.repeat(2000)}`,
  ])('S20 refuses %s', (url) => {
    expect(checkTargetUrl(url)).toEqual(expect.any(String));
  });

  test('ok: loopback on any port and over http when it is allowed', () => {
    for (const url of [
      'http://127.0.0.1:3210/',
      'http://localhost:8080/',
      'http://[::1]:99/',
      'http://a.localhost:1/',
    ]) {
      expect(checkTargetUrl(url, { allowLoopback: true })).toBeNull();
    }
  });

  test('refuses everything else that is inward, also when loopback is allowed', () => {
    for (const url of [
      'http://10.0.0.1/',
      'https://169.254.169.254/',
      'https://[::ffff:127.0.0.1]/',
      'http://a.com/',
    ]) {
      expect(checkTargetUrl(url, { allowLoopback: true })).toEqual(expect.any(String));
    }
  });
});

describe('post', () => {
  test('ok: sends headers and body, hands back status, headers and body', async () => {
    const bodies: string[] = [];
    const { port, seen } = await serve(async (incoming, answer) => {
      for await (const chunk of incoming) bodies.push(String(chunk));
      answer.writeHead(202, { 'X-Answer': 'yes' }).end('taken');
    });
    const result = await open().post(`http://127.0.0.1:${port}/hook`, {
      headers: { 'content-type': 'application/json', 'webhook-id': 'm-1' },
      body: '{"ä":1}',
    });
    expect(result).toMatchObject({ status: 202, headers: { 'x-answer': 'yes' }, body: 'taken' });
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/hook', headers: { 'webhook-id': 'm-1' } });
    expect(bodies.join('')).toBe('{"ä":1}');
  });

  test('ok: a 500 is an answer, not a failure', async () => {
    const { port } = await serve((_, answer) => answer.writeHead(500).end('no'));
    expect(await open().post(`http://127.0.0.1:${port}/`, message)).toMatchObject({ status: 500, body: 'no' });
  });

  test('S20 refuses loopback unless it is allowed, before anything is resolved', async () => {
    const { port, seen } = await serve((_, answer) => answer.end());
    const outbound = open({ allowLoopback: false, resolve: () => expect.unreachable() });
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      expect(await outbound.post(`http://${host}:${port}/`, message)).toMatchObject({ failure: 'refused' });
    }
    expect(seen).toHaveLength(0);
  });

  test.each(inwardAddresses)('S20 refuses a public name that resolves to %s', async (address) => {
    const outbound = open({ allowLoopback: false, resolve: async () => [address] });
    expect(await outbound.post('https://hooks.example.com/', message)).toEqual({
      failure: 'refused',
      reason: 'hooks.example.com resolves to no public address',
    });
  });

  test('S20 ok: DNS rebinding finds no second look-up, the checked address is the one dialled', async () => {
    const { port, seen } = await serve((_, answer) => answer.end('reached'));
    const answers = [['127.0.0.1'], ['10.0.0.5']];
    const asked: string[] = [];
    const outbound = open({
      resolve: async (hostname) => {
        asked.push(hostname);
        return answers[asked.length - 1] ?? [];
      },
    });
    const url = `http://rebind.localhost:${port}/`;
    expect(await outbound.post(url, { ...message, headers: { connection: 'close' } })).toMatchObject({
      body: 'reached',
    });
    expect(asked).toEqual(['rebind.localhost']);
    expect(seen[0]?.headers.host).toBe(`rebind.localhost:${port}`);

    expect(await outbound.post(url, message)).toMatchObject({ failure: 'refused' });
    expect(asked).toHaveLength(2);
    expect(seen).toHaveLength(1);
  });

  test('S20 ok: of a mixed answer only the permitted address is dialled', async () => {
    const { port } = await serve((_, answer) => answer.end('reached'));
    const outbound = open({ resolve: async () => ['10.0.0.5', '169.254.169.254', '127.0.0.1'] });
    expect(await outbound.post(`http://mixed.localhost:${port}/`, message)).toMatchObject({ body: 'reached' });
  });

  test('S21 refuses to follow a redirect inward', async () => {
    const inner = await serve((_, answer) => answer.end('secret'));
    for (const status of [301, 302, 303, 307, 308]) {
      const outer = await serve((_, answer) =>
        answer.writeHead(status, { location: `http://127.0.0.1:${inner.port}/` }).end(),
      );
      expect(await open().post(`http://127.0.0.1:${outer.port}/`, message)).toMatchObject({ failure: 'redirect' });
    }
    expect(inner.seen).toHaveLength(0);
  });

  test('S22 ok: an endless body is cut at 64 kB and the connection dropped', async () => {
    const dropped = Promise.withResolvers<void>();
    const { port } = await serve((_, answer) => {
      const pour = () => {
        while (!answer.destroyed && answer.write('x'.repeat(16_384)));
      };
      answer.on('drain', pour).on('close', () => dropped.resolve());
      pour();
    });
    const result = await open().post(`http://127.0.0.1:${port}/`, message);
    expect(result).toMatchObject({ status: 200 });
    expect('body' in result && result.body.length).toBe(outboundBodyMaxBytes);
    await dropped.promise;
  });

  test('ok: an answer that never starts, or never ends, is a timeout', async () => {
    const silent = await serve(() => undefined);
    const slow = await serve((_, answer) => {
      answer.write('a little');
    });
    for (const { port } of [silent, slow]) {
      const result = await open().post(`http://127.0.0.1:${port}/`, { ...message, timeoutMs: 60 });
      expect(result).toEqual({ failure: 'timeout', reason: 'no complete answer in time' });
    }
  });

  test('ok: a name server that never answers is a timeout', async () => {
    const outbound = open({ resolve: () => new Promise(() => undefined) });
    expect(await outbound.post('https://hooks.example.com/', { ...message, timeoutMs: 60 })).toMatchObject({
      failure: 'timeout',
    });
  });

  test('ok: a refused connection, an unknown name, a broken answer are network failures', async () => {
    const { port, server } = await serve(() => undefined);
    server.close();
    await once(server, 'close');
    expect(await open().post(`http://127.0.0.1:${port}/`, message)).toEqual({
      failure: 'network',
      reason: 'ECONNREFUSED',
    });

    const unknown = open({ resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) });
    expect(await unknown.post('https://hooks.example.com/', message)).toEqual({
      failure: 'network',
      reason: 'ENOTFOUND',
    });

    const broken = await serve((incoming) => incoming.socket.end('garbage\r\n\r\n'));
    expect(await open().post(`http://127.0.0.1:${broken.port}/`, message)).toMatchObject({ failure: 'network' });
  });

  test('refuses header injection as a failure, without sending', async () => {
    const { port, seen } = await serve((_, answer) => answer.end());
    const result = await open().post(`http://127.0.0.1:${port}/`, { headers: { 'x-a': 'b\r\nx-c: d' }, body: '' });
    expect(result).toMatchObject({ failure: 'network' });
    expect(seen).toHaveLength(0);
  });
});

describe('get', () => {
  const asked = { headers: { accept: 'image/png' }, maxBytes: 10, redirectsMax: 2 };
  /** `/n` redirects to `/n-1`, `/0` answers. */
  const countingDown = () =>
    serve((incoming, answer) => {
      const left = Number(incoming.url?.slice(1));
      if (left === 0) answer.end('arrived');
      else answer.writeHead(302, { location: `/${left - 1}` }).end('moved');
    });

  test('ok: sends headers, hands back the bytes as they are', async () => {
    const { port, seen } = await serve((_, answer) => answer.end(Buffer.from([0xff, 0xd8, 0x00])));
    const result = await open().get(`http://127.0.0.1:${port}/a`, asked);
    expect(result).toMatchObject({ status: 200, body: Buffer.from([0xff, 0xd8, 0x00]) });
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/a', headers: { accept: 'image/png' } });
  });

  test('refuses a body of one byte more than the most, and hangs up on an endless one', async () => {
    const full = await serve((_, answer) => answer.end('x'.repeat(10)));
    expect(await open().get(`http://127.0.0.1:${full.port}/`, asked)).toMatchObject({ status: 200 });
    const over = await serve((_, answer) => answer.end('x'.repeat(11)));
    expect(await open().get(`http://127.0.0.1:${over.port}/`, asked)).toMatchObject({ failure: 'too_large' });
    const dropped = Promise.withResolvers<void>();
    const endless = await serve((_, answer) => {
      answer.on('close', () => dropped.resolve());
      answer.write('x'.repeat(20));
    });
    expect(await open().get(`http://127.0.0.1:${endless.port}/`, asked)).toMatchObject({ failure: 'too_large' });
    await dropped.promise;
  });

  test('ok: follows as many redirects as asked, not one more', async () => {
    const { port, seen } = await countingDown();
    expect(await open().get(`http://127.0.0.1:${port}/2`, asked)).toMatchObject({ body: Buffer.from('arrived') });
    expect(await open().get(`http://127.0.0.1:${port}/3`, asked)).toMatchObject({ failure: 'redirect' });
    expect(seen.map(({ url }) => url)).toEqual(['/2', '/1', '/0', '/3', '/2', '/1']);
  });

  test.each(['http://10.0.0.1/', 'https://169.254.169.254/latest', 'http://example.com/', 'file:///etc/passwd'])(
    'S21 refuses a redirect to %s',
    async (location) => {
      const { port } = await serve((_, answer) => answer.writeHead(302, { location }).end());
      expect(await open().get(`http://127.0.0.1:${port}/`, asked)).toMatchObject({ failure: 'refused' });
    },
  );

  test('S21 refuses a redirect to a name that resolves inward', async () => {
    const { port } = await serve((_, answer) => answer.writeHead(302, { location: 'https://inner.example/' }).end());
    const outbound = open({ resolve: async () => ['10.0.0.5'] });
    expect(await outbound.get(`http://127.0.0.1:${port}/`, asked)).toMatchObject({ failure: 'refused' });
  });

  test('refuses a redirect that names no target', async () => {
    for (const headers of [{}, { location: 'http://' }]) {
      const { port } = await serve((_, answer) => answer.writeHead(302, headers).end());
      expect(await open().get(`http://127.0.0.1:${port}/`, asked)).toMatchObject({ failure: 'redirect' });
    }
  });

  test('ok: the time-out is one for all redirects', async () => {
    const { port } = await serve((incoming, answer) => {
      if (incoming.url === '/1') answer.writeHead(302, { location: '/0' }).end();
    });
    expect(await open().get(`http://127.0.0.1:${port}/1`, { ...asked, timeoutMs: 60 })).toMatchObject({
      failure: 'timeout',
    });
  });
});

describe('retryAfterSeconds', () => {
  const now = new Date('2026-11-24T10:00:00Z');
  test.each([
    ['120', 120],
    ['0', 0],
    ['Tue, 24 Nov 2026 10:01:30 GMT', 90],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['999999999', 86_400],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
  ])('ok: %j is %j', (value, seconds) => {
    expect(retryAfterSeconds({ 'retry-after': value }, now)).toBe(seconds);
  });

  test('ok: absent', () => expect(retryAfterSeconds({}, now)).toBeUndefined());
});
