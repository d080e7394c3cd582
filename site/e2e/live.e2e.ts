/** An open page keeps itself current: what the carrier's hook takes in appears, without a reload and without a jolt. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { openStage, type Stage } from './stage.ts';

const m = messagesFor('de', 'familiar');

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Opens the page and waits until it listens; it is marked, so that a reload would show. */
const openLive = async (name: string, options = {}): Promise<Page> => {
  const page = await stage.openPage(options);
  const listening = page.waitForResponse((answer) => answer.url().includes('/live?after='));
  await page.goto(stage.personaOf(name).link);
  await listening;
  await page.evaluate(() => document.body.setAttribute('data-opened', 'once'));
  return page;
};

const headlineIs = (page: Page, wanted: string) =>
  page.waitForFunction((text) => new RegExp(text, 'i').test(document.querySelector('h1')?.textContent ?? ''), wanted, {
    polling: 'raf',
  });

test('ok: a scan posted to the hook appears on the open page within a second', async () => {
  const page = await openLive('Naomi');
  // Typed, unfolded and focused: all of it stays.
  await page.locator('details.help-problem > summary').click();
  const words = page.locator('details.help-problem textarea').first();
  await words.fill('Bitte beim Nachbarn');
  const before = await page.locator('.way-event').count();

  const begunAt = performance.now();
  const appeared = headlineIs(page, 'angekommen');
  await stage.deliver('Naomi');
  await appeared;
  const tookMs = Math.round(performance.now() - begunAt);
  console.log(`a scan at the hook was on the open page after ${tookMs} ms`);
  expect(tookMs).toBeLessThan(5_000);

  expect(await page.locator('body').getAttribute('data-opened')).toBe('once');
  expect(await page.locator('.journey').getAttribute('data-at')).toBe('4');
  expect(await page.locator('.way-event').count()).toBeGreaterThan(before);
  expect(await page.title()).toMatch(/angekommen/i);
  expect(await page.locator('#live-news').textContent()).toMatch(/angekommen/i);
  expect(await words.inputValue()).toBe('Bitte beim Nachbarn');
  // The question of the delivery is there and awake.
  await page.getByRole('button', { name: m.ask.faces.five }).click();
  await page.getByRole('heading', { name: m.ask.thanks }).waitFor();
});

test('ok: the parcel travels to its new place, and stands there at once where motion is unwanted', async () => {
  const durations = (page: Page) =>
    page.evaluate(() => {
      const parcel = document.querySelector('.journey-parcel');
      return parcel === null ? '' : getComputedStyle(parcel).transitionDuration;
    });
  const moving = await openLive('Jonas', { reducedMotion: 'no-preference' });
  expect(Number.parseFloat(await durations(moving))).toBeLessThanOrEqual(0.3);
  expect(Number.parseFloat(await durations(moving))).toBeGreaterThan(0.1);
  const still = await openLive('Jonas', { reducedMotion: 'reduce' });
  expect(Number.parseFloat(await durations(still))).toBeLessThan(0.001);
});

test('ok: what happened while nobody looked is there when the page is seen again', async () => {
  const page = await openLive('Jonas');
  await page.context().setOffline(true);
  await stage.personaOf('Jonas').courier.move(parcelOf('Jonas'), 'delay', new Date());
  const before = await page.locator('.way-event').count();
  await page.context().setOffline(false);
  await page.waitForFunction((count) => document.querySelectorAll('.way-event').length > count, before);
  await stage.watch.take([/ERR_INTERNET_DISCONNECTED/]);
});

const parcelOf = (name: string): string => stage.personaOf(name).story.order.shipments?.[0]?.id ?? '';
