/** What holds for every answer, whichever area it is of. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Asked, openTestHouse, type TestBrand, type TestHouse } from './testing/house.ts';

let home: TestHouse;
let shop: TestBrand;
let page: string;
let portal: string;
beforeAll(async () => {
  home = await openTestHouse();
  shop = await home.addBrand({ logoSvg: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' });
  // A deployment with one brand answers under any name.
  await home.addBrand();
  ({ page, portal } = await shop.order('1001'));
});
afterAll(() => home.close());

/** A request as it comes from the given address, past what the test brand adds. */
const from = (remoteAddress: string, path: string, headers: Record<string, string> = {}) =>
  home.app.request(`http://127.0.0.1${path}`, { headers }, { incoming: { socket: { remoteAddress } } });
const auth = () => ({ authorization: `Bearer ${shop.key}` });

describe('headers', () => {
  const areas = (): Readonly<Record<string, readonly [string, Asked?]>> => ({
    page: [page],
    form: [`${page}/sentiment`, { method: 'POST', body: new URLSearchParams({ shipmentId: 's-1001', score: '5' }) }],
    portal: [`${portal}/sentiment`, { method: 'POST', body: {} }],
    api: ['/api/v1/orders/1001', { headers: auth() }],
    'api without a key': ['/api/v1/orders/1001'],
    hook: ['/hooks/none', { method: 'POST', body: {} }],
    document: ['/api/openapi.json'],
    docs: ['/api/docs'],
    desk: ['/desk'],
    logo: ['/brand/logo.svg'],
    styles: ['/brand.css'],
    health: ['/healthz'],
    nowhere: ['/nothing/here'],
  });

  test('S15 ok: every answer forbids framing, sniffing and foreign code', async () => {
    for (const [area, [path, asked]] of Object.entries(areas())) {
      const { headers } = await shop.ask(path, asked);
      const policy = headers.get('content-security-policy') ?? '';
      expect.soft(policy, area).toContain("default-src 'none'");
      expect.soft(policy, area).toContain("frame-ancestors 'none'");
      expect.soft(policy, area).not.toMatch(/unsafe-inline|unsafe-eval|https?:/);
      expect.soft(headers.get('x-frame-options'), area).toBe('DENY');
      expect.soft(headers.get('x-content-type-options'), area).toBe('nosniff');
      expect.soft(headers.get('cross-origin-opener-policy'), area).toBe('same-origin');
      expect.soft(headers.get('x-request-id'), area).toMatch(/^[0-9a-f-]{36}$/);
      expect.soft(headers.get('strict-transport-security'), area).toBe(area === 'health' ? null : 'max-age=31536000');
      expect.soft(headers.get('server'), area).toBeNull();
      expect.soft(headers.get('x-powered-by'), area).toBeNull();
    }
  });

  test('S36 ok: link pages are no-store, no-referrer and noindex; the API is not kept either', async () => {
    const { page: linked, form, portal: json, api, desk } = areas();
    for (const [path, asked] of [linked, form, json].flatMap((one) => (one ? [one] : []))) {
      const { headers } = await shop.ask(path, asked);
      expect.soft(headers.get('cache-control'), path).toBe('no-store');
      expect.soft(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect.soft(headers.get('x-robots-tag'), path).toBe('noindex');
    }
    for (const [path, asked] of [api, desk].flatMap((one) => (one ? [one] : []))) {
      expect.soft((await shop.ask(path, asked)).headers.get('cache-control'), path).toBe('no-store');
    }
  });

  test('S18 ok: the brand’s own SVG may do nothing', async () => {
    const { headers } = await shop.ask('/brand/logo.svg');
    expect(headers.get('content-type')).toBe('image/svg+xml');
    expect(headers.get('content-security-policy')).not.toMatch(/script-src|unsafe/);
  });

  test('S35 ok: no origin is told that it may read, with or without a preflight', async () => {
    const evil = { origin: 'https://evil.example', 'access-control-request-method': 'PUT', cookie: 'a=b' };
    for (const path of ['/api/v1/orders/1001', `${portal}/sentiment`, '/desk', '/api/openapi.json', page]) {
      for (const method of ['OPTIONS', 'GET', 'POST']) {
        const { headers, status } = await shop.ask(path, { method, headers: { ...evil, ...auth() } });
        const allowed = [...headers.keys()].filter((name) => name.startsWith('access-control-'));
        expect.soft(allowed, `${method} ${path}`).toEqual([]);
        if (method === 'OPTIONS') expect.soft(status, path).toBeGreaterThanOrEqual(300);
      }
    }
  });
});

describe('spellings of a path', () => {
  test.each([
    [
      '/api/v1/alerts',
      [
        '//api/v1/alerts',
        '/api//v1/alerts',
        '/api/v1/alerts/',
        '/%61pi/v1/alerts',
        '/api%2fv1%2falerts',
        '/x/../api/v1/alerts',
        '/api/v1/%2e/alerts',
        '/api%252fv1%252falerts',
        '/./api/v1/alerts',
        '/api\\v1\\alerts',
      ],
    ],
    [
      '/desk',
      ['//desk', '/desk/', '/%2fdesk', '/%64esk', '/%2564esk', '/x/../desk', '/./desk', '/desk/.', '/%2e/desk'],
    ],
    ['/metrics', ['//metrics', '/metrics/', '/%6detrics', '/%256detrics', '/x/%2e%2e/metrics']],
  ])('S33 refuses %s in whatever spelling, with one verdict', async (path, spellings) => {
    const plain = await shop.ask(path);
    expect(plain.status).toBeGreaterThanOrEqual(300);
    for (const spelling of spellings) {
      const { status, headers } = await shop.ask(spelling);
      expect.soft(status, spelling).toBe(plain.status);
      for (const name of ['cache-control', 'referrer-policy', 'x-robots-tag', 'location']) {
        expect.soft(headers.get(name), `${spelling} ${name}`).toBe(plain.headers.get(name));
      }
    }
  });

  test('S33 ok: a link in another spelling is still kept from caches, referrers and the log', async () => {
    for (const spelling of [`/${page}`, page.replace('/t/', '/%74/'), page.replace('/t/', '/t//'), `/x/..${page}`]) {
      const { headers } = await shop.ask(spelling);
      expect
        .soft([headers.get('cache-control'), headers.get('referrer-policy')], spelling)
        .toEqual(['no-store', 'no-referrer']);
    }
    expect(home.logged.join('')).not.toContain(page.slice(3));
  });

  test('S34 ok: headers that name another path or host change nothing', async () => {
    const plain = await shop.ask('/api/v1/alerts');
    for (const name of [
      'x-astro-path',
      'x-original-url',
      'x-rewrite-url',
      'x-forwarded-host',
      'x-forwarded-prefix',
      'forwarded',
      'x-http-method-override',
    ]) {
      const answer = await shop.ask('/api/v1/alerts', {
        headers: { [name]: name.includes('host') ? 'evil.example' : '/healthz' },
      });
      expect
        .soft([answer.status, { ...answer.body, requestId: '' }], name)
        .toEqual([plain.status, { ...plain.body, requestId: '' }]);
    }
  });
});

describe('errors', () => {
  test('S45 ok: a mistake of ours is a 500 without any detail, and whole in the log', async () => {
    const read = vi
      .spyOn(home.house.store, 'read')
      .mockRejectedValue(new TypeError('select secret from brands\nparams: naomi@shopper.example'));
    const answer = await shop.ask('/api/v1/alerts', { headers: auth() });
    read.mockRestore();
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      detail: 'Something went wrong on our side',
      code: 'internal',
      requestId: answer.headers.get('x-request-id'),
    });
    const log = home.logged.filter((line) => line.includes(answer.body.requestId)).join('');
    expect(log).toContain('TypeError');
    expect(log).not.toContain('naomi@');
  });

  test('S45 ok: what is not there says no more than that', async () => {
    for (const [path, method] of [
      ['/nothing', 'GET'],
      ['/nothing', 'POST'],
      ['/api/v1/nothing', 'GET'],
      ['/.env', 'GET'],
      ['/_astro/none.js', 'GET'],
    ] as const) {
      const answer = await shop.ask(path, { method, headers: auth() });
      expect.soft(answer.status, path).toBe(404);
      expect.soft(answer.text).not.toMatch(/at \S+:\d|node_modules|astro|hono/i);
    }
  });

  test('refuses a host that is no brand’s, whatever is asked for', async () => {
    for (const path of ['/', '/desk', '/api/v1/alerts', page]) {
      expect.soft((await shop.ask(path, { headers: { host: 'nobody.example' } })).status, path).toBe(404);
    }
  });
});

describe('what the operator asks', () => {
  test('ok: alive and ready under any host', async () => {
    for (const path of ['/healthz', '/readyz']) expect((await from('203.0.113.9', path)).status).toBe(200);
  });

  test('S45 ok: metrics for this machine alone', async () => {
    for (const local of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      const answer = await from(local, '/metrics', { host: 'localhost:4321' });
      expect([answer.status, await answer.text()]).toEqual([
        200,
        expect.stringContaining('doorstep_http_request_seconds'),
      ]);
    }
    expect((await from('203.0.113.9', '/metrics', { host: 'localhost' })).status).toBe(404);
    expect((await from('203.0.113.9', '/metrics', { host: 'localhost', 'x-forwarded-for': '127.0.0.1' })).status).toBe(
      404,
    );
  });

  test('S45 refuses metrics to whoever comes through a proxy on this machine', async () => {
    expect((await from('127.0.0.1', '/metrics', { host: shop.brand.host })).status).toBe(404);
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) {
      expect((await from('127.0.0.1', '/metrics', { host: 'localhost', [name]: '203.0.113.9' })).status).toBe(404);
    }
  });

  test('S17 ok: reports of blocked code are counted by directive, and never by what they say', async () => {
    const report = (directive: unknown) =>
      shop.ask('/csp-report', {
        method: 'POST',
        body: { 'csp-report': { 'violated-directive': directive, 'blocked-uri': 'https://evil.example' } },
      });
    expect((await report('script-src')).status).toBe(204);
    expect((await report('<script>')).status).toBe(204);
    expect((await shop.ask('/csp-report', { method: 'POST', body: 'nonsense' })).status).toBe(204);
    const metrics = await home.house.meters.registry.metrics();
    expect(metrics).toContain('doorstep_csp_reports_total{directive="script-src"} 1');
    expect(metrics).toContain('doorstep_csp_reports_total{directive="unknown"} 2');
    expect(metrics).not.toContain('evil');
  });
});
