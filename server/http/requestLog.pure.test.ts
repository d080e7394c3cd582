import { DrizzleQueryError } from 'drizzle-orm';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/httpApp.ts';
import type { HttpEnv } from './context.ts';
import { getPath } from './path.ts';
import { createLog, requestLog } from './requestLog.ts';

const link = 'AZPyoAAAcACAAAAAAAAAAQAAAAHk3hfw0qzY8W1yYb3mL0aQ';

const openApp = () => {
  const lines: string[] = [];
  const destination = { write: (line: string) => lines.push(line) };
  const routes = testApp(undefined, destination)
    .get('/healthz', (c) => c.text('ok'))
    .get('/api/v1/orders/:id', (c) => c.text('order'))
    .post('/api/portal/t/:link/sentiment', (c) => c.text('thanks'))
    .post('/hooks/:connection', (c) => c.text('taken'))
    .get('/fault/:link', (c) => {
      throw new DrizzleQueryError('select ? from t', [c.req.param('link'), 'naomi@example.com'], new Error('broken'));
    })
    .all('*', (c) => c.text('page', c.req.path.startsWith('/t/') ? 404 : 200));
  const log = createLog('info', destination);
  const app = new Hono<HttpEnv>({ getPath }).use(requestLog(log, () => 'r-1')).route('/', routes);
  return { app, lines, last: (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '{}') };
};

describe('request log', () => {
  it('ok: one line with the route that answered, its status and its time', async () => {
    const { app, lines, last } = openApp();
    const response = await app.request('/api/v1/orders/c-1?secret=x');
    expect(response.headers.get('x-request-id')).toBe('r-1');
    expect(lines).toHaveLength(1);
    expect(last()).toMatchObject({ requestId: 'r-1', method: 'GET', route: '/api/v1/orders/:id', status: 200 });
    expect(last().ms).toBeTypeOf('number');
  });

  it('ok: probes are not worth a line', async () => {
    const { app, lines } = openApp();
    await app.request('/healthz');
    expect(lines).toEqual([]);
  });

  it('ok: pages are told apart by their redacted path', async () => {
    const { app, last } = openApp();
    await app.request(`/t/${link}/rewards`);
    expect(last()).toMatchObject({ route: '/t/[redacted]/rewards', status: 404 });
  });

  it('refuses S36: a link, a hook’s address or a query to enter the log, in any spelling', async () => {
    const { app, lines } = openApp();
    const headers = { referer: `https://track.example.com/t/${link}`, 'user-agent': link };
    const paths = [
      `/t/${link}`,
      `//t//${link}/`,
      `/%74/${link}`,
      `/t%2f${link}`,
      `/x/t/${link}`,
      `/?link=${link}`,
      `/fault/${link}`,
    ];
    for (const path of paths) await app.request(path, { headers });
    await app.request(`/api/portal/t/${link}/sentiment`, { method: 'POST', headers });
    await app.request('/hooks/connection-id', { method: 'POST', headers });
    expect(lines.length).toBeGreaterThanOrEqual(paths.length + 2);
    expect(lines.join()).not.toContain(link);
    expect(lines.join()).not.toContain('connection-id');
  });

  it('refuses S43: the values of a query to enter the log with its error', async () => {
    const { app, lines } = openApp();
    expect((await app.request(`/fault/${link}`)).status).toBe(500);
    expect(lines.join()).toMatch(/select \? from t/);
    expect(lines.join()).toMatch(/broken/);
    expect(lines.join()).toMatch(/requestLog\.pure\.test/);
    expect(lines.join()).not.toContain('naomi');
  });
});
