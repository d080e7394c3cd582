import { serve } from '@hono/node-server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { pages } from './pages.ts';
import type { PageLocals } from './portal.ts';
import { testApp } from './testing/httpApp.ts';

let stop = (): void => {};
afterEach(() => stop());

type Astro =
  NonNullable<Parameters<typeof pages>[0]['loadAstro']> extends () => Promise<infer Handler> ? Handler : never;

/** Serves what `astro` draws; answers what a browser got, and what was logged. */
const open = async (astro: Astro) => {
  const error = vi.fn();
  const draw = pages({ localsOf: () => ({}) as PageLocals, log: { error }, loadAstro: async () => astro });
  const app = testApp().get('*', (c) => draw(c));
  const port = await new Promise<number>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, overrideGlobalObjects: false }, (info) => resolve(info.port));
    stop = () => void server.close();
  });
  const answer = await fetch(`http://127.0.0.1:${port}/t/link`, { signal: AbortSignal.timeout(5_000) });
  return { status: answer.status, text: await answer.text(), error };
};

/** Ends as @astrojs/node ends a page that threw while it was drawn. */
const breakOff: Astro = async (_incoming, outgoing) => {
  outgoing.writeHead(200, { 'content-type': 'text/html' });
  outgoing.write('<h1>Half a');
  outgoing.write('Internal server error', () => outgoing.destroy(new Error('no such field')));
};

describe('a page', () => {
  test('ok: is sent once it is whole', async () => {
    const { status, text } = await open(async (_incoming, outgoing) => {
      outgoing.writeHead(203, { 'content-type': 'text/html' });
      outgoing.write('<h1>Arrives ');
      outgoing.end('Tuesday</h1>');
    });
    expect([status, text]).toEqual([203, '<h1>Arrives Tuesday</h1>']);
  });

  test('ok: one that breaks off half-way gives way to the kind one, and is logged', async () => {
    const { status, text, error } = await open(async (incoming, outgoing, next, locals) => {
      if (incoming.url !== '/500') return breakOff(incoming, outgoing, next, locals);
      outgoing.writeHead(500, { 'content-type': 'text/html' });
      outgoing.end('<h1>Our fault</h1>');
    });
    expect([status, text]).toEqual([500, '<h1>Our fault</h1>']);
    expect(error).toHaveBeenCalledWith(
      expect.objectContaining({ err: expect.objectContaining({ message: 'no such field' }) }),
      expect.any(String),
    );
  });

  test('ok: when nothing at all can be drawn, it is a problem all the same and nobody waits', async () => {
    const { status, text } = await open(breakOff);
    expect(status).toBe(500);
    expect(text).not.toContain('Half a');
  });
});
