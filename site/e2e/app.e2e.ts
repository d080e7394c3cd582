/** The page as an app: it can be installed, is there without a connection, and loses no answer that was given then. */
import axe from 'axe-core';
import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sentimentAnswers, shipments } from '../../db/schema/index.ts';
import { fill } from '../messages/fill.ts';
import { messagesFor } from '../messages/index.ts';
import { eventually, openStage, type Stage, said, settled } from './stage.ts';

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
    const { navigationPreload } = await navigator.serviceWorker.ready;
    // The browser makes that request by itself, and DevTools' switch for “offline” does not reach it.
    await navigationPreload.disable();
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
    }
  });
  await page.waitForFunction(() => caches.match(location.href, { ignoreSearch: true }));
  return page;
};

/** Said to the pages by the browser, and true of the worker's requests as well, of which the browser's switch is not sure. */
const disconnect = async (page: Page): Promise<void> => {
  await page.context().route('**/*', (route) => route.abort('internetdisconnected'));
  await page.context().setOffline(true);
};
const connect = async (page: Page): Promise<void> => {
  await page.context().unroute('**/*');
  await page.context().setOffline(false);
};

/** What Chromium notes of requests that found no connection; anything else is a fault. */
const expectOnlyDisconnections = (): void =>
  expect(stage.watch.take().filter((one) => !/ERR_(?:INTERNET_DISCONNECTED|FAILED)/.test(one))).toEqual([]);

const answersTo = (shipmentId: string): Promise<readonly { score: number; source: string }[]> =>
  stage.house.store.read((reader) =>
    reader
      .select({ score: sentimentAnswers.score, source: sentimentAnswers.source })
      .from(sentimentAnswers)
      .innerJoin(shipments, eq(shipments.id, sentimentAnswers.shipmentId))
      .where(eq(shipments.externalId, shipmentId)),
  );

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
    await disconnect(page);
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
    await connect(page);
    await page.goto(stage.personaOf('Marshall').link);
    await page.getByRole('heading', { level: 1, name: headline }).waitFor();
    expect(await page.locator('.kept').isVisible()).toBe(false);
    expectOnlyDisconnections();
  });

  test('ok: an answer given without a connection is sent once there is one, exactly once', async () => {
    await stage.deliver('Jonas');
    const page = await openApp('Jonas');
    await disconnect(page);
    await page.getByRole('button', { name: m.ask.faces.two, exact: true }).click();
    await page.getByText(m.ask.kept).waitFor();
    await connect(page);
    // Everything that may set it off, all at once; what was sent makes the page load anew.
    const events = () => {
      for (const name of ['online', 'focus', 'online']) window.dispatchEvent(new Event(name));
    };
    await page.evaluate(events).catch(() => undefined);
    const alerts = await eventually(async () => {
      const found = (await stage.api<{ alerts: { orderId: string; sentiment: object }[] }>('/alerts')).alerts.filter(
        ({ orderId }) => orderId === '1004',
      );
      expect(found).toHaveLength(1);
      return found;
    });
    expect(alerts[0]?.sentiment).toMatchObject({ score: 2 });
    await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
    expect(await answersTo('s-1004')).toEqual([{ score: 2, source: 'page' }]);
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

  test('ok: axe finds nothing in what it offers, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await stage.openPage({ locale: 'de-DE', colorScheme, viewport: { width: 360, height: 780 } });
      for (const way of ['prompt', 'ios', 'elsewhere']) {
        await page.goto(stage.personaOf('Marshall').link);
        await page.evaluate((chosen) => {
          for (const id of ['install', 'tell', 'newer']) {
            const part = document.getElementById(id) as HTMLElement;
            part.hidden = false;
            part.removeAttribute('data-awaits');
          }
          for (const part of document.querySelectorAll<HTMLElement>('#install [data-way]')) {
            part.hidden = part.dataset.way !== chosen;
          }
          document.documentElement.dataset.kept = 'earlier';
        }, way);
        await page.getByRole('heading', { name: m.app.tell.title }).waitFor();
        expect(await faultsOn(page)).toEqual([]);
      }
      for (const path of ['/my', '/offline']) {
        await page.goto(new URL(path, page.url()).href);
        expect(await faultsOn(page)).toEqual([]);
      }
    }
  });
});

describe('a face in a mail', () => {
  test('S10 ok: reading its link answers nothing, however often and however it is read; a tap on the page does', async () => {
    await stage.deliver('Naomi');
    const url = `${stage.personaOf('Naomi').link}?score=4&parcel=s-1001`;
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(url, { method })).status).toBe(200);
    const page = await stage.openPage({ locale: 'de-DE' });
    await page.goto(url);
    await page.getByText(fill(m.proposal.line, { answer: m.ask.faces.four })).waitFor();
    expect(await page.getByRole('button', { name: m.ask.faces.four, exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    expect(await answersTo('s-1001')).toEqual([]);

    const plain = await stage.openPage({ locale: 'de-DE', javaScriptEnabled: false });
    await plain.goto(url);
    await plain.getByRole('button', { name: m.proposal.send }).click();
    await plain.getByRole('heading', { name: m.ask.thanks }).waitFor();
    expect(await answersTo('s-1001')).toEqual([{ score: 4, source: 'mail' }]);
  });
});

const faultsOn = async (page: Page): Promise<readonly string[]> => {
  await settled(page);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
};
