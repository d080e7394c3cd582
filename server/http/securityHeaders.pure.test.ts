import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { testApp, testBrand } from '../testing/httpApp.ts';
import type { HttpEnv } from './context.ts';
import { pagePolicy, securityHeaders } from './securityHeaders.ts';

const astroPolicy =
  "default-src 'self'; base-uri 'self'; frame-ancestors *; img-src 'self' https://cdn.example; report-to csp; " +
  "script-src 'self' 'sha256-abc='; style-src 'self' 'sha256-def='";

const appFor = (origin: string) =>
  new Hono<HttpEnv>().use(securityHeaders).route(
    '/',
    testApp(testBrand({ origin }))
      .get('/json', (c) => c.json({}))
      .get('/api/v1/orders', (c) => c.json({}))
      .get('/api/openapi.json', (c) => c.json({}, 200, { 'Cache-Control': 'max-age=60' }))
      .get('/fault', () => {
        throw new Error('ours');
      })
      .get('*', (c) => c.html('<p>page</p>')),
  );

const headersOf = async (path: string, origin = 'https://track.example.com') =>
  (await appFor(origin).request(path)).headers;

describe('content security policy', () => {
  it('ok: keeps the hashes that Astro knows, and completes the rest', () => {
    const policy = pagePolicy(astroPolicy);
    expect(policy).toContain("script-src 'self' 'sha256-abc='");
    expect(policy).toContain("style-src 'self' 'sha256-def='");
    expect(policy).toContain("img-src 'self' https://cdn.example");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain('report-uri /csp-report');
    expect(policy).not.toContain('report-to');
    expect(pagePolicy(policy)).toBe(policy);
  });

  it('refuses S15, S17: a page that would be framed, based elsewhere or scripted from elsewhere', () => {
    for (const policy of [pagePolicy(astroPolicy), pagePolicy(null)]) {
      const directives = policy.split('; ');
      expect(directives).toContain("default-src 'none'");
      expect(directives).toContain("frame-ancestors 'none'");
      expect(directives).toContain("base-uri 'none'");
      expect(directives).toContain("object-src 'none'");
      expect(policy).not.toMatch(/unsafe-|frame-ancestors \*/);
    }
  });

  it('ok: what is no page may load nothing', async () => {
    const policy = (await headersOf('/json')).get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("'self'");
  });
});

describe('security headers', () => {
  it('ok S15: on every answer, a failed one too', async () => {
    for (const path of ['/json', '/page', '/fault']) {
      const headers = await headersOf(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('geolocation=()');
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    }
  });

  it('ok: no HSTS where the brand is on plain http', async () => {
    expect((await headersOf('/page', 'http://localhost:4321')).has('strict-transport-security')).toBe(false);
  });

  it('ok S36: link pages are no-store, no-referrer, noindex', async () => {
    for (const path of ['/t/AbC', '/t/AbC/rewards', '/api/portal/t/AbC/sentiment']) {
      const headers = await headersOf(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toBe('noindex');
    }
    expect((await headersOf('/page')).get('referrer-policy')).toBe('same-origin');
  });

  it('ok S37: the desk is no-store; the API too, unless a route knows better', async () => {
    for (const path of ['/desk', '/desk/cases/1', '/api/v1/orders']) {
      expect((await headersOf(path)).get('cache-control')).toBe('no-store');
    }
    expect((await headersOf('/api/openapi.json')).get('cache-control')).toBe('max-age=60');
  });

  it('ok S35: no CORS header, whoever asks', async () => {
    const response = await appFor('https://track.example.com').request('/api/v1/orders', {
      headers: { origin: 'https://evil.example', cookie: 'a=b' },
    });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('ok: also on what Astro writes to the socket past Hono', async () => {
    const app = new Hono<HttpEnv>().use(securityHeaders).route(
      '/',
      testApp().get('/t/:link', (c) => {
        c.env.outgoing?.writeHead(203, {
          'content-type': 'text/html',
          'content-security-policy': astroPolicy,
          'cache-control': 'public',
          'set-cookie': ['a=1', 'b=2'],
        });
        c.env.outgoing?.end('<p>page</p>');
        return RESPONSE_ALREADY_SENT;
      }),
    );
    const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      for (let twice = 0; twice < 2; twice += 1) {
        const response = await fetch(`http://127.0.0.1:${port}/t/AbC`);
        expect(response.status).toBe(203);
        expect(await response.text()).toBe('<p>page</p>');
        expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
        expect(response.headers.get('cache-control')).toBe('no-store');
        expect(response.headers.get('referrer-policy')).toBe('no-referrer');
        expect(response.headers.get('content-security-policy')).toBe(pagePolicy(astroPolicy));
      }
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
