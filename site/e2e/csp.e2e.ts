/**
 * What a link page lets in and out. That no policy is broken, no error logged and nobody else called is checked over the
 * whole browser run, by every stage as it closes; here it is shown that the check can fail.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('a link page', () => {
  test('S36 ok: its answer is stored nowhere, names no referrer and is not indexed', async () => {
    for (const { link } of stage.set.personas) {
      const { status, headers } = await fetch(link);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    }
  });

  test('S36 ok: all that it loads is ours, and none of it is told the link', async () => {
    const { link } = stage.personaOf('Jonas');
    const page = await stage.openPage();
    const asked: { url: string; referrer: string | undefined }[] = [];
    page.on('request', (request) => asked.push({ url: request.url(), referrer: request.headers().referer }));
    await page.goto(link, { waitUntil: 'networkidle' });
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter(({ url }) => !url.startsWith(new URL(link).origin) && !url.startsWith('data:'))).toEqual([]);
    expect(asked.filter(({ referrer }) => referrer?.includes('/t/'))).toEqual([]);
    await stage.watch.take([]);
  });

  test('S17 refuses an injected inline script, and reports it', async () => {
    const page = await stage.openPage();
    await page.goto(stage.personaOf('Naomi').link);
    expect(await stage.watch.reports()).toEqual([]);

    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.documentElement.dataset.owned = "yes"';
      document.head.append(script);
      return document.documentElement.dataset.owned ?? null;
    });
    expect(ran).toBeNull();
    await eventually(async () => expect(await stage.watch.reports()).toEqual(['script-src-elem']));
    await stage.watch.take([/Content Security Policy/], ['script-src-elem']);
  });

  test('S17 refuses a style, a picture and a call to elsewhere, and reports each', async () => {
    const page = await stage.openPage();
    await page.goto(stage.personaOf('Lea').link);
    await page.evaluate(async () => {
      document.body.setAttribute('style', 'color: red');
      const picture = new Image();
      picture.src = 'http://127.0.0.1:9/picture.png';
      document.body.append(picture);
      await fetch('http://127.0.0.1:9/collect').catch(() => undefined);
    });
    const broken = ['connect-src', 'img-src', 'style-src-attr'];
    await eventually(async () => expect([...(await stage.watch.reports())].sort()).toEqual(broken));
    await stage.watch.take([/Content Security Policy/, /127\.0\.0\.1:9\/picture/, /127\.0\.0\.1:9\/collect/], broken);
  });
});
