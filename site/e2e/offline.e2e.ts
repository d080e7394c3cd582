/** Answers that were given without a connection: each reaches the server once, by whatever comes first. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { answersTo, connect, disconnect, openApp, overlookDisconnections } from './appPage.ts';
import { eventually, openStage, type Stage, said } from './stage.ts';

const m = messagesFor('de', 'familiar');

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await stage.deliver('Jonas');
});
afterEach(async () => {
  overlookDisconnections(stage);
  await stage.close();
});

/** Taps “not good” without a connection. @returns when the page has said that it is kept */
const answerOffline = async (): Promise<Page> => {
  const page = await openApp(stage, 'Jonas');
  await disconnect(page.context());
  await page.getByRole('button', { name: m.ask.faces.two, exact: true }).click();
  await page.getByText(m.ask.kept).waitFor();
  expect(await answersTo(stage, 's-1004')).toEqual([]);
  return page;
};

const expectOneAnswer = async (): Promise<void> => {
  await eventually(async () => expect(await answersTo(stage, 's-1004')).toEqual([{ score: 2, source: 'page' }]));
  const { alerts } = await stage.api<{ alerts: { orderId: string; sentiment: object }[] }>('/alerts');
  expect(alerts.filter(({ orderId }) => orderId === '1004')).toMatchObject([{ sentiment: { score: 2 } }]);
};

/** How often the server was asked to take an answer, from now on. */
const countPosts = (context: BrowserContext): { readonly count: number } => {
  const counted = { count: 0 };
  context.on('response', (answer) => {
    if (answer.request().method() === 'POST' && answer.url().includes('/sentiment')) counted.count += 1;
  });
  return counted;
};

/** Nothing of the browser's own sends it: as on Safari and Firefox. */
const withoutBackgroundSync = (page: Page) =>
  page
    .context()
    .serviceWorkers()[0]
    ?.evaluate(() => {
      Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined });
    });

describe('an answer given without a connection', () => {
  test('ok: everything that may send it comes at once, and it is sent once', async () => {
    const page = await answerOffline();
    const posts = countPosts(page.context());
    await connect(page.context());
    // What was sent makes the page load anew.
    const events = () => {
      for (const name of ['online', 'focus', 'online']) window.dispatchEvent(new Event(name));
    };
    await page.evaluate(events).catch(() => undefined);
    await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
    await expectOneAnswer();
    expect(posts.count).toBe(1);
  });

  test.each(['online', 'focus'])('ok: without Background Sync, “%s” sends it', async (name) => {
    const page = await openApp(stage, 'Jonas');
    await withoutBackgroundSync(page);
    await disconnect(page.context());
    await page.getByRole('button', { name: m.ask.faces.two, exact: true }).click();
    await page.getByText(m.ask.kept).waitFor();
    // The browser says “online” by itself when its switch is turned: here the line is back and nobody has said so yet.
    await page.context().unroute('**/*');
    if (name === 'focus') {
      // What the browser says is kept from the page, so that only she, coming back to it, can send.
      await page.evaluate(() => addEventListener('online', (event) => event.stopImmediatePropagation(), true));
      await page.context().setOffline(false);
      // What was sent makes the page load anew, perhaps before this is answered.
      await page.evaluate(() => window.dispatchEvent(new Event('focus'))).catch(() => undefined);
    } else await page.context().setOffline(false);
    await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
    await expectOneAnswer();
  });

  test('ok: the tab was closed meanwhile: the page sends it when it is opened again', async () => {
    const page = await answerOffline();
    const context = page.context();
    await page.close();
    await connect(context);
    const again = await context.newPage();
    stage.watch.listenTo(again);
    await again.goto(stage.personaOf('Jonas').link);
    await again.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
    await expectOneAnswer();
  });

  test('ok: the tab was closed meanwhile: Background Sync sends it without any page', async () => {
    const page = await answerOffline();
    const context = page.context();
    const elsewhere = await context.newPage();
    const devTools = await context.newCDPSession(elsewhere);
    const registered = Promise.withResolvers<string>();
    devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first) registered.resolve(first.registrationId);
    });
    await devTools.send('ServiceWorker.enable');
    const registrationId = await registered.promise;
    const { origin } = stage.personaOf('Jonas').brand;
    await page.close();
    await connect(context);
    const sync = { origin, registrationId, tag: 'answers', lastChance: false };
    await devTools.send('ServiceWorker.dispatchSyncEvent', sync);
    await expectOneAnswer();
    await devTools.send('ServiceWorker.dispatchSyncEvent', sync);
    await expectOneAnswer();
  });

  test('ok: the server had taken it and only its word was lost: it is sent again, and counts once', async () => {
    const page = await openApp(stage, 'Jonas');
    const context = page.context();
    await context.route('**/sentiment', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: m.ask.faces.two, exact: true }).click();
    await page.getByText(m.ask.kept).waitFor();
    await expectOneAnswer();
    await context.unroute('**/sentiment');
    const posts = countPosts(context);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
    expect(posts.count).toBe(1);
    await expectOneAnswer();
  });
});
