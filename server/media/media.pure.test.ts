import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { days, seconds } from '../kit/clock.ts';
import { createOutbound } from '../kit/outbound.ts';
import { createSealer } from '../kit/seal.ts';
import { testApp } from '../testing/httpApp.ts';
import { testClock } from '../testing/workshop.ts';
import { createMedia, type Media } from './index.ts';
import { pictureMaxBytes } from './pictures.ts';

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(20, 7)]);
const sealer = createSealer('the secret of this test, long enough');
const clock = testClock();
const cleanUps: (() => unknown)[] = [];
let dataDir: string;
let media: Media;

const openMedia = (allowLoopback = true): Media => {
  const outbound = createOutbound({ allowLoopback });
  cleanUps.push(() => outbound.close());
  return createMedia({ sealer, outbound, dataDir, clock });
};

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'doorstep-media-'));
  media = openMedia();
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A shop's picture server; `asked` holds the paths of the requests that it got. */
const openHost = async (listener: RequestListener): Promise<{ url: string; asked: string[]; close: () => void }> => {
  const asked: string[] = [];
  const server = createServer((incoming, answer) => {
    asked.push(incoming.url ?? '');
    listener(incoming, answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  cleanUps.push(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
};

const answering =
  (type: string, body: Buffer | string, status = 200): RequestListener =>
  (_, answer) =>
    answer.writeHead(status, { 'content-type': type }).end(body);

const pathOf = (url: string): string => media.picture(url) ?? expect.fail(`${url} is not shown`);
const show = async (path: string): Promise<Response> => testApp().route('/', media.routes).request(path);
const typeOf = async (path: string): Promise<string | null> => (await show(path)).headers.get('content-type');

describe('picture', () => {
  test('ok: a path of our own is kept as it is', () => {
    expect(media.picture('/demo/products/coffee.svg')).toBe('/demo/products/coffee.svg');
    expect(media.picture(null)).toBeNull();
  });

  test('S36 ok: an address elsewhere becomes a path of ours, without its fragment', () => {
    expect(media.picture('https://cdn.example.com/a.jpg#x')).toBe(media.picture('https://cdn.example.com/a.jpg'));
    expect(media.picture('https://cdn.example.com/a.jpg')).toMatch(/^\/media\/[\w-]+\.[\w-]{22}$/);
  });

  test.each([
    ...['http://cdn.example.com/a.jpg', '//cdn.example.com/a.jpg', '/\\cdn.example.com/a.jpg', '/\t/cdn.example.com/a'],
    ...['javascript:alert(1)', 'data:image/png;base64,AAAA', 'https://10.0.0.1/a.jpg', 'https://localhost/a.jpg'],
    ...['https://user:secret@cdn.example.com/a.jpg', `https://cdn.example.com/${'ä'.repeat(1_000)}`, 'a.jpg', ''],
  ])('S36 refuses %s', (url) => {
    expect(openMedia(false).picture(url)).toBeNull();
  });
});

describe('GET /media/:name', () => {
  test('S36 ok: serves the bytes under their own type, for a month, as a document that may do nothing', async () => {
    const host = await openHost(answering('image/jpeg', png));
    const shown = await show(pathOf(`${host.url}/a.png`));
    expect(shown.status).toBe(200);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=2592000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  test('S36 refuses a name that we did not make, without asking anybody', async () => {
    const host = await openHost(answering('image/png', png));
    const encoded = Buffer.from(`${host.url}/a.png`).toString('base64url');
    expect((await show(`/media/${encoded}.${'A'.repeat(22)}`)).status).toBe(404);
    expect(host.asked).toEqual([]);
  });

  test.each([
    ['an SVG', answering('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['an SVG that is called a PNG', answering('image/png', '<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['HTML', answering('text/html', '<script>alert(1)</script>')],
    ['a PNG that is called HTML', answering('text/html', png)],
    ['an error with a picture', answering('image/png', png, 404)],
    ['too much', answering('image/png', Buffer.concat([png, Buffer.alloc(pictureMaxBytes)]))],
    ['a redirect inward', (_, answer) => answer.writeHead(302, { location: 'http://10.0.0.1/' }).end()],
  ] satisfies [string, RequestListener][])(
    'S18 ok: instead of %s, a stand-in of ours for a minute',
    async (_, answer) => {
      const host = await openHost(answer);
      const shown = await show(pathOf(`${host.url}/a.png`));
      expect(shown.status).toBe(200);
      expect(shown.headers.get('content-type')).toBe('image/svg+xml');
      expect(shown.headers.get('cache-control')).toBe('public, max-age=60');
      expect(await shown.text()).toMatch(/^<svg [^<]*(<path [^<]*\/>)+<\/svg>$/);
    },
  );

  test('ok: fetched once, however many ask at once, later, or after a restart', async () => {
    const host = await openHost(answering('image/png', png));
    const path = pathOf(`${host.url}/a.png`);
    await Promise.all([show(path), show(path), show(path)]);
    await show(path);
    media = openMedia();
    expect(await typeOf(path)).toBe('image/png');
    expect(host.asked).toEqual(['/a.png']);
  });

  test('ok: follows a redirect, and keeps the picture under the first address', async () => {
    const host = await openHost((incoming, answer) =>
      incoming.url === '/a.png'
        ? answer.writeHead(301, { location: '/b.png' }).end()
        : answer.writeHead(200, { 'content-type': 'image/png' }).end(png),
    );
    const path = pathOf(`${host.url}/a.png`);
    expect(await typeOf(path)).toBe('image/png');
    await show(path);
    expect(host.asked).toEqual(['/a.png', '/b.png']);
  });

  test('ok: a host that failed is asked again after a minute, not before', async () => {
    const answers = [answering('text/html', 'down', 503), answering('image/png', png)];
    const host = await openHost((...both) => answers.shift()?.(...both));
    const path = pathOf(`${host.url}/a.png`);
    await show(path);
    clock.advance(seconds(59));
    expect(await typeOf(path)).toBe('image/svg+xml');
    expect(host.asked).toHaveLength(1);
    clock.advance(seconds(1));
    expect(await typeOf(path)).toBe('image/png');
  });

  test('ok: after a month it is fetched again, and where that fails the old one stays', async () => {
    const gif = Buffer.from('GIF89a, another one');
    const answers = [answering('image/png', png), answering('image/gif', gif)];
    const host = await openHost((...both) => answers.shift()?.(...both));
    const path = pathOf(`${host.url}/a.png`);
    await show(path);
    clock.advance(days(30));
    expect(await typeOf(path)).toBe('image/gif');
    clock.advance(days(30));
    host.close();
    expect(await typeOf(path)).toBe('image/gif');
  });

  test('ok: six are fetched at a time, sixty wait, the others get a stand-in and may ask again', async () => {
    let busy = 0;
    let most = 0;
    const opened = Promise.withResolvers<void>();
    const host = await openHost(async (_, answer) => {
      busy += 1;
      most = Math.max(most, busy);
      await opened.promise;
      busy -= 1;
      answer.writeHead(200, { 'content-type': 'image/png' }).end(png);
    });
    const paths = Array.from({ length: 70 }, (_, each) => pathOf(`${host.url}/${each}.png`));
    const types = paths.map(typeOf);
    expect(await Promise.race(types)).toBe('image/svg+xml');
    opened.resolve();
    const shown = await Promise.all(types);
    expect(shown.filter((type) => type === 'image/png')).toHaveLength(66);
    expect(most).toBeLessThanOrEqual(6);
    const [refused] = paths.filter((_, each) => shown[each] !== 'image/png');
    expect(await typeOf(refused ?? '')).toBe('image/png');
  });
});
