/** The page as an app: it can be installed, is there without a connection, and loses no answer that was given then. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fill } from '../messages/fill.ts';
import { messagesFor } from '../messages/index.ts';
import { eventually, openStage, type Stage, said } from './stage.ts';

const m = messagesFor('de', 'familiar');

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Opens her page and waits until the worker has taken it over and kept it. */
const openApp = async (name: string): Promise<Page> => {
  const page = await stage.openPage({ locale: 'de-DE' });
  await page.goto(stage.personaOf(name).link);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
    }
  });
  await page.waitForFunction(() => caches.match(location.href, { ignoreSearch: true }));
  return page;
};

/** What Chromium notes of requests that found no connection; anything else is a fault. */
const expectOnlyDisconnections = (): void =>
  expect(stage.watch.take().filter((one) => !/ERR_(?:INTERNET_DISCONNECTED|FAILED)/.test(one))).toEqual([]);

describe('the app', () => {
  test('ok: Chromium finds nothing that keeps it from being installed', async () => {
    const page = await openApp('Marshall');
    const devTools = await page.context().newCDPSession(page);
    const { installabilityErrors } = await devTools.send('Page.getInstallabilityErrors');
    // The context of a test has nothing on disk, which is all that is said against it.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
    const { errors, data } = await devTools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const manifest = JSON.parse(data ?? '{}');
    expect(manifest).toMatchObject({ id: '/', scope: '/', start_url: '/my', name: 'Röstwerk Köln', dir: 'ltr' });
    for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots]) {
      const drawn = await page.evaluate(async (path) => {
        const image = await createImageBitmap(await (await fetch(path)).blob());
        return `${image.width}x${image.height}`;
      }, src);
      expect(drawn, src).toBe(sizes);
    }
  });

  test('ok: without a connection the page is there as it was last seen, and says how old it is', async () => {
    const page = await openApp('Marshall');
    const headline = await page.getByRole('heading', { level: 1 }).innerText();
    await page.context().setOffline(true);
    await page.reload();
    await page.locator('.kept').getByText(said(m.live.offline)).filter({ visible: true }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(headline);
    // Its own scripts, styles and fonts are kept as well.
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.kept') as Element).display)).toBe(
      'flex',
    );
    await page.goto(new URL('/my', page.url()).href);
    await page.getByRole('link', { name: headline }).waitFor();
    await page.goto(new URL('/t/never-opened-here', page.url()).href);
    await page.getByRole('heading', { name: m.errors.offlineTitle }).waitFor();
    await page.context().setOffline(false);
    await page.goto(stage.personaOf('Marshall').link);
    await page.getByRole('heading', { level: 1, name: headline }).waitFor();
    expect(await page.locator('.kept').isVisible()).toBe(false);
    expectOnlyDisconnections();
  });

  test('ok: an answer given without a connection is sent once there is one, exactly once', async () => {
    await stage.deliver('Jonas');
    const page = await openApp('Jonas');
    const posts: string[] = [];
    page.context().on('request', (request) => {
      if (request.method() === 'POST' && request.serviceWorker()) posts.push(request.url());
    });
    await page.context().setOffline(true);
    await page.getByRole('button', { name: m.ask.faces.two, exact: true }).click();
    await page.getByText(m.ask.kept).waitFor();
    await page.context().setOffline(false);
    await page.evaluate(() => {
      // Everything that may set it off, all at once.
      window.dispatchEvent(new Event('online'));
      window.dispatchEvent(new Event('focus'));
    });
    const alerts = await eventually(async () => {
      const found = (await stage.api<{ alerts: { orderId: string; sentiment: object }[] }>('/alerts')).alerts.filter(
        ({ orderId }) => orderId === '1004',
      );
      expect(found).toHaveLength(1);
      return found;
    });
    expect(alerts[0]?.sentiment).toMatchObject({ score: 2 });
    await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
    expect(await page.evaluate(() => indexedDB.databases().then((all) => all.map(({ name }) => name)))).toContain(
      'doorstep',
    );
    expectOnlyDisconnections();
  });

  test('ok: “my orders” is kept on the device alone, and forgets everything when asked to', async () => {
    const page = await openApp('Chrissy');
    await page.goto(new URL('/my', page.url()).href);
    await page.getByRole('link', { name: fill(m.app.orders.order, { number: '1002' }) }).waitFor();
    await page.getByText(m.app.orders.forget).click();
    await page.getByRole('button', { name: m.app.orders.forgetSure }).click();
    await page.getByText(m.app.orders.forgotten).waitFor();
    await page.getByRole('heading', { name: m.app.orders.emptyTitle }).waitFor();
    expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  });
});
