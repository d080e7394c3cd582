/** The way between the pages of a shopper: the same bar on each, over nothing that is needed, with or without a connection. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { connect, disconnect, openApp, overlookDisconnections } from './appPage.ts';
import { signInAs } from './shopper.ts';
import { eventually, openStage, type Stage } from './stage.ts';

const m = messagesFor('de', 'familiar');
const places = ['', '/rewards', '/subscriptions', '/refer', '/settings', '/messages'];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('the bar', () => {
  test('ok: leads from the parcel to every room and back, also who has no subscription', async () => {
    const page = await stage.openPage({ locale: 'de-DE', viewport: { width: 360, height: 780 } });
    const { link } = stage.personaOf('Lea');
    await page.goto(link);
    const bar = page.getByRole('navigation', { name: m.rooms.nav });
    expect(await bar.getByRole('link', { name: m.rooms.parcel, exact: true }).getAttribute('aria-current')).toBe(
      'page',
    );
    for (const room of ['rewards', 'subscriptions', 'refer', 'settings'] as const) {
      await bar.getByRole('link', { name: m.rooms[room], exact: true }).click();
      await page.waitForURL(`${link}/${room}`);
    }
    await bar.getByRole('link', { name: m.rooms.parcel, exact: true }).click();
    await page.waitForURL(link);
  });

  test('ok: every room can be reached where type at twice its size leaves half the width, in both directions', async () => {
    const page = await stage.openPage({ viewport: { width: 180, height: 640 } });
    const { link } = stage.personaOf('Lea');
    for (const [lang, words] of [
      ['de', m],
      ['ar', messagesFor('ar')],
    ] as const) {
      await page.goto(`${link}?lang=${lang}`);
      const last = page.getByRole('link', { name: words.rooms.settings, exact: true }).first();
      await last.focus();
      const box = await last.boundingBox();
      expect(box?.x, lang).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0), lang).toBeLessThanOrEqual(180);
    }
  });

  test('ok: covers nothing at the end of any page, the switch of languages least of all', async () => {
    const page = await stage.openPage({ viewport: { width: 360, height: 640 } });
    await signInAs(stage, page, 'Chrissy');
    const { link } = stage.personaOf('Chrissy');
    for (const place of places) {
      for (const lang of ['de', 'ar']) {
        await page.goto(`${link}${place}?lang=${lang}`);
        const room = await page.evaluate(() => {
          scrollTo(0, document.documentElement.scrollHeight);
          const bar = document.querySelector('.room-nav')?.getBoundingClientRect().top ?? 0;
          const ends = [...document.querySelectorAll('.page-foot > *')].map(
            (part) => part.getBoundingClientRect().bottom,
          );
          return Math.round(bar - Math.max(...ends));
        });
        expect(room, `${place} in ${lang}`).toBeGreaterThanOrEqual(8);
      }
    }
  });
});

/** The settings, without a tap. The browser says once that there is a connection, which may be before the page listens. */
const comesBack = (page: Page): Promise<void> =>
  eventually(async () => {
    await page.evaluate(() => dispatchEvent(new Event('online'))).catch(() => undefined);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(m.access.settings.title);
  });

describe('without a connection', () => {
  test('S37 ok: every room says so in the brand’s words, shows nothing of hers, and comes back by itself', async () => {
    const page = await openApp(stage, 'Marshall', { viewport: { width: 360, height: 780 } });
    await signInAs(stage, page, 'Marshall');
    const { link, story } = stage.personaOf('Marshall');
    for (const place of places) await page.goto(`${link}${place}`);
    await page.goto(link);
    await disconnect(page.context());
    const bar = page.getByRole('navigation', { name: m.rooms.nav });
    await bar.getByRole('link', { name: m.rooms.rewards, exact: true }).click();
    await page.getByRole('heading', { name: m.errors.offlineTitle }).waitFor();
    for (const place of [...places.slice(1), '/settings/erase', '/sign-in']) {
      await page.goto(`${link}${place}`);
      await page.getByRole('heading', { name: m.errors.offlineTitle }).waitFor();
      expect(await page.content()).not.toContain(story.order.customer.email);
    }
    await page.goto(`${link}/settings`);
    await connect(page.context());
    await comesBack(page);
    overlookDisconnections(stage);
  });

  test('ok: a form that finds none leads back to its room, which is asked for again by a tap and comes back by itself', async () => {
    const page = await openApp(stage, 'Marshall');
    await signInAs(stage, page, 'Marshall');
    const { link } = stage.personaOf('Marshall');
    await page.goto(`${link}/settings`);
    await disconnect(page.context());
    await page.getByRole('button', { name: m.access.settings.profile.save }).first().click();
    await page.getByRole('heading', { name: m.errors.offlineTitle }).waitFor();
    expect(page.url()).toBe(`${link}/settings`);
    // The tap asks for the room and sends nothing again; with the connection the room comes back by itself.
    const asked = page.waitForRequest((request) => request.isNavigationRequest());
    await page.getByRole('link', { name: m.errors.retry }).click();
    const request = await asked;
    expect(`${request.method()} ${request.url()}`).toBe(`GET ${link}/settings`);
    await page.getByRole('heading', { name: m.errors.offlineTitle }).waitFor();
    await connect(page.context());
    await comesBack(page);
    overlookDisconnections(stage);
  });
});
