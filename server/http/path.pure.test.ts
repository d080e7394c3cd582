import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { preparePageRequest } from './pageRequest.ts';
import { areaOf, canonicalPath, getPath, redactedPath } from './path.ts';

const twisted = [
  '/desk',
  '/desk/',
  '/desk//',
  '//desk',
  '///desk/',
  '/%2fdesk',
  '/%2Fdesk',
  '/%252fdesk',
  '/%25252fdesk',
  '/%64esk',
  '/%2564%65sk',
  '/./desk',
  '/x/../desk',
  '/%2e/desk',
  '/x/%2e%2e/desk',
  '/x%2f..%2fdesk',
  '/api/v1/%2e%2e%2f..%2f../desk',
  '/\\desk',
  '/%5cdesk',
  '/%255cdesk',
];

describe('paths', () => {
  it.each(twisted)('ok S33: %s is /desk', (path) => {
    expect(canonicalPath(path)).toBe('/desk');
  });

  it('refuses S33: every spelling of a guarded path without its pass', async () => {
    const app = new Hono({ getPath })
      .use('/desk/*', async (c) => c.text('sign in', 401))
      .all('*', (c) => c.text(`page ${c.req.path}`));
    for (const path of twisted) {
      for (const rest of ['', '/cases', '?x=1', '#y']) {
        expect([path, rest, (await app.request(path + rest)).status]).toEqual([path, rest, 401]);
      }
    }
  });

  it('ok: other paths stay what they are', () => {
    for (const path of ['/', '/t/AbC-_9', '/_astro/a.B1.js', '/caf%C3%A9', '/100%'])
      expect(canonicalPath(path)).toBe(path);
  });

  it('ok: the merchant’s ids keep their encoding, also with slashes in them', async () => {
    const app = new Hono({ getPath }).get('/api/v1/orders/:id', (c) => c.text(c.req.param('id')));
    const id = 'gid://shopify/Order/1?a=%2F#b';
    expect(await (await app.request(`/api/v1/orders/${encodeURIComponent(id)}/?q=1`)).text()).toBe(id);
  });

  it('ok: of anything, a path that is its own canonical form', () => {
    const part = fc.constantFrom('/', '\\', '%', '25', '2f', '2e', '.', '..', 'desk', 'api/v1/', '?', '%C3%A9', 'x');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const once = canonicalPath(`/${parts.join('')}`);
        expect(canonicalPath(once)).toBe(once);
        expect(once).toMatch(/^\//);
        if (!once.startsWith('/api/v1')) expect(once).not.toMatch(/\/\/|\\|\/\.{1,2}(\/|$)|.\/$/);
      }),
    );
  });

  it('refuses to follow an endless encoding', () => {
    expect(canonicalPath(`/${'%%32%35'.repeat(1)}2fdesk`)).toBe('/desk');
    let path = '/desk';
    for (let round = 0; round < 12; round += 1) path = path.replace(/[%d]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
    expect(['/desk', '/-']).toContain(canonicalPath(path));
  });

  it('ok: says what a path is about', () => {
    expect(['/t/x', '/t', '/api/portal/t/x/live'].map(areaOf)).toEqual(['link', 'link', 'link']);
    expect(['/desk', '/desk/cases/1', '/api/desk/live'].map(areaOf)).toEqual(['desk', 'desk', 'desk']);
    expect(['/api/v1/orders', '/hooks/x', '/api/docs'].map(areaOf)).toEqual(['api', 'api', 'api']);
    expect(['/', '/tea', '/desktop', '/brand.css'].map(areaOf)).toEqual(['other', 'other', 'other', 'other']);
  });

  it('ok S36: what is logged of a path opens nothing', () => {
    const link = 'AZPyoAAAcACAAAAAAAAAAQAAAAHk3hfw0qzY8W1yYb3mL0aQ';
    const paths = [`/t/${link}`, `/t/${link}/rewards`, `/api/portal/t/${link}/live`, `/x/y/${link}`, `/${link}`];
    for (const path of paths) expect(redactedPath(path)).not.toContain(link.slice(0, 20));
    expect(redactedPath('/hooks/c-1')).toBe('/hooks/[redacted]');
    expect(redactedPath('/r/FRIEND')).toBe('/r/[redacted]');
    expect(redactedPath('/brand.css')).toBe('/brand.css');
  });
});

describe('what Astro is handed', () => {
  const handed = (url: string, headers: Record<string, string> = {}) => {
    const incoming = { url, headers };
    preparePageRequest(incoming, { path: getPath(new Request(`http://x${url}`)), host: 'track.example.com' });
    return incoming;
  };

  it('ok S33: the path that Hono’s guards saw, and the query', () => {
    for (const path of twisted) expect(handed(`${path}?a=1&b=//desk`).url).toBe('/desk?a=1&b=//desk');
    expect(handed('/caf%C3%A9').url).toBe('/caf%C3%A9');
  });

  it('refuses S33: a query or a fragment that was hidden in the path', () => {
    for (const path of ['/desk%3f', '/desk%3Fx=1', '/desk%23', '/desk%253f', '/t/x%23/../desk%3f']) {
      const { url } = handed(path);
      expect(new URL(`http://x${url}`).pathname).not.toBe('/desk');
      expect(new URL(`http://x${url}`).search).toBe('');
    }
  });

  it('refuses S34, S11: what a client says about path, host and address', () => {
    const claims = {
      'x-astro-path': '/desk',
      'x-forwarded-host': 'evil',
      'x-forwarded-for': '1.1.1.1',
      forwarded: 'x',
    };
    expect(handed('/t/x', { ...claims, host: 'evil.example', accept: 'text/html' }).headers).toEqual({
      host: 'track.example.com',
      accept: 'text/html',
    });
  });
});
