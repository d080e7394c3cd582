/** What the app offers and when: the home screen after a moment of value, a newer version of itself, and never twice. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { openApp, untilKept } from './appPage.ts';
import { openStage, type Stage } from './stage.ts';

const m = messagesFor('de', 'familiar');
const arabic = messagesFor('ar', 'familiar');
const words = m.app.install;
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.deliver('Marshall');
  await stage.deliver('Jonas');
  await stage.deliver('Naomi');
  await stage.deliver('أمل');
});
afterAll(() => stage.close());

/** Chromium's offer, as it comes to a page that can be installed. @returns whether the page keeps it for later */
const offer = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt: async () => {
        const { prompted = 0 } = window as { prompted?: number };
        Object.assign(window, { prompted: prompted + 1 });
        if (prompted > 0) throw new DOMException('prompt() was called before', 'InvalidStateError');
      },
    });
    return !window.dispatchEvent(event);
  });
const prompted = (page: Page) => page.evaluate(() => (window as { prompted?: number }).prompted ?? 0);
const card = (page: Page) => page.locator('#install');

const openAs = async (name: string, options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await openApp(stage, name, options);
  await page.getByRole('heading', { name: options.locale === 'ar' ? arabic.ask.question : m.ask.question }).waitFor();
  return page;
};
const beHappy = async (page: Page, { ask } = m): Promise<void> => {
  await page.getByRole('button', { name: ask.faces.five, exact: true }).click();
  await page.getByRole('heading', { name: ask.thanks }).waitFor();
};

describe('the home screen', () => {
  test('ok: is offered after a good answer and not before, from the page’s own button, once', async () => {
    const page = await openAs('Marshall');
    expect(await offer(page)).toBe(true);
    expect(await card(page).isVisible()).toBe(false);
    await beHappy(page);
    await page.getByRole('heading', { name: words.title('Röstwerk Köln') }).waitFor();
    expect(await prompted(page)).toBe(0);
    await page.getByRole('button', { name: words.button }).click();
    expect(await prompted(page)).toBe(1);
    expect(await card(page).isVisible()).toBe(false);
  });

  test('ok: goes by itself once the app is installed by the browser’s own menu', async () => {
    const page = await openAs('Naomi');
    await offer(page);
    await beHappy(page);
    await card(page).waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('appinstalled')));
    expect(await card(page).isVisible()).toBe(false);
  });

  test('ok: on an iPhone the three steps are said; declined, they do not come back', async () => {
    const page = await openAs('Jonas', { userAgent: `${iphone} Version/18.4 Mobile/15E148 Safari/604.1` });
    await beHappy(page);
    for (const step of [words.iosShare, words.iosAdd, words.iosOpen]) await page.getByText(step).waitFor();
    expect(await page.getByRole('button', { name: words.button }).isVisible()).toBe(false);
    await page.getByRole('button', { name: words.later }).click();
    expect(await card(page).isVisible()).toBe(false);
    // Somebody who was happy before is offered it on the next visit, unless she has declined.
    await page.reload();
    await untilKept(page);
    await page.waitForFunction(() => document.querySelector('[data-awaits]:not([hidden])') === null);
    expect(await card(page).isVisible()).toBe(false);
  });

  test('ok: inside another app it is said how to get out, with the link to take along', async () => {
    const page = await openAs('أمل', {
      locale: 'ar',
      userAgent: `${iphone} Mobile/15E148 Instagram 390.0.0`,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await beHappy(page, arabic);
    const { elsewhereTitle, copy, copied } = arabic.app.install;
    await page.getByRole('heading', { name: elsewhereTitle }).waitFor();
    await page.getByRole('button', { name: copy, exact: true }).click();
    await page.getByRole('button', { name: copied }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(stage.personaOf('أمل').link);
  });
});

describe('a newer version', () => {
  test('ok: waits until it is asked for, and then loads the page once; another tab keeps what is typed there', async () => {
    const page = await openApp(stage, 'Naomi');
    const other = await page.context().newPage();
    stage.watch.listenTo(other);
    await other.addInitScript(() => {
      const { register } = ServiceWorkerContainer.prototype;
      ServiceWorkerContainer.prototype.register = async function (...what) {
        const registration = await register.apply(this, what);
        Object.assign(window, { isRegistered: true });
        return registration;
      };
    });
    await other.goto(page.url());
    // Else it would register the usual worker after the newer one, and in its place.
    await other.waitForFunction(() => (window as { isRegistered?: boolean }).isRegistered === true);
    const loads = { page: 0, other: 0 };
    page.on('domcontentloaded', () => {
      loads.page += 1;
    });
    other.on('domcontentloaded', () => {
      loads.other += 1;
    });
    // The same worker under another address is a newer one to the browser.
    await page.evaluate(() => navigator.serviceWorker.register('/sw.js?newer').then(() => undefined));
    const load = page.getByRole('button', { name: m.app.update.button });
    await load.waitFor();
    const isNewer = () => navigator.serviceWorker.controller?.scriptURL.endsWith('newer') ?? false;
    expect(await page.evaluate(isNewer)).toBe(false);
    expect(loads.page).toBe(0);

    await load.click();
    await page.waitForEvent('domcontentloaded');
    expect(await page.evaluate(isNewer)).toBe(true);
    expect(await other.evaluate(isNewer)).toBe(true);
    // Loaded anew, the page finds its usual worker newer than this one: by then it would have loaded a second time.
    await load.waitFor();
    expect(loads).toEqual({ page: 1, other: 0 });
    await page.getByRole('button', { name: m.app.update.later }).click();
    expect(await load.isVisible()).toBe(false);
  });
});
