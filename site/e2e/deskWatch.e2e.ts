/** The watch list at the desk: support sees what is the matter, and what was said of it, before anybody complains. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fill } from '../messages/fill.ts';
import { messagesFor } from '../messages/index.ts';
import { signInAtDesk } from './desk.ts';
import { openStage, resizeTo, type Stage, said } from './stage.ts';

const m = messagesFor('de', 'familiar');
const words = m.desk.watch;

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
  page = await stage.openPage({ locale: 'de-DE' });
  const [desk] = stage.set.desks;
  if (!desk) throw new Error('the demo has no desk');
  await signInAtDesk(stage, page, desk);
  await page.getByText(m.desk.live.connected, { exact: true }).waitFor();
});
afterAll(() => stage.close());

const list = () => page.getByRole('region', { name: m.desk.nav.watch });

describe('the watch list', () => {
  test('ok: by keyboard alone: to the list, into a parcel, back to the cases', async () => {
    await page.keyboard.press('w');
    await page.waitForURL('**/desk/watch');
    await list().getByRole('link', { name: 'Jonas Weber' }).waitFor();
    await page.getByText(m.desk.live.connected, { exact: true }).waitFor();
    const names = await list().getByRole('listitem').getByRole('link').allInnerTexts();
    for (let row = 0; row <= names.indexOf('Jonas Weber'); row += 1) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/watch/s-1004');
    const parcel = page.getByRole('article');
    await parcel.getByRole('heading', { level: 1, name: 'Jonas Weber' }).waitFor();
    // Until the morning after, the day is about to be missed.
    await parcel.getByText(words.reasons.promise_missed).or(parcel.getByText(words.reasons.promise_slipping)).waitFor();
    await parcel.getByText(words.nextSteps.ask_carrier).or(parcel.getByText(words.nextSteps.offer_choice)).waitFor();
    // Everything about the order that she would else have to be asked for.
    await parcel.getByRole('link', { name: 'jonas@example.com' }).waitFor();
    await parcel.getByRole('link', { name: '00340434161094042595' }).waitFor();
    const actions = parcel.getByRole('region', { name: m.desk.case.actions });
    const write = actions.getByRole('link', { name: fill(m.desk.actions.write, { name: 'Jonas Weber' }) });
    expect(await write.getAttribute('href')).toMatch(/^mailto:jonas@example\.com\?subject=.*1004$/);
    expect(await actions.getByRole('link', { name: m.desk.actions.carrierPage }).getAttribute('href')).toMatch(
      /dhl\.de/,
    );
    expect(await list().getByRole('link', { name: 'Jonas Weber' }).getAttribute('aria-current')).toBe('page');
    await page.getByText(m.desk.live.connected, { exact: true }).waitFor();
    await page.keyboard.press('c');
    await page.waitForURL('**/desk');
  });

  test('ok: what comes to be the matter shows by itself, with what she was told of it; settled, it says so', async () => {
    await page.goto(new URL('/desk/watch', page.url()).href);
    await page.getByText(m.desk.live.connected, { exact: true }).waitFor();
    const [parcel] = stage.personaOf('Marshall').story.order.shipments ?? [];
    const scan = (status: string, occurredAt = new Date()) =>
      stage.api(`/shipments/${parcel?.id}/events`, {
        method: 'POST',
        body: JSON.stringify({ events: [{ status, occurredAt: occurredAt.toISOString() }] }),
      });
    await scan('attempt_failed');
    const row = list()
      .getByRole('listitem')
      .filter({ hasText: /Marshall/ });
    await row.getByText(words.reasons.attempt_failed).waitFor();
    await stage.mailTo('marshall@example.com');
    await row.getByRole('link').click();
    const article = page.getByRole('article');
    await article.getByText(words.news.attempt_failed).waitFor();
    await article.getByText(said(words.told.email)).waitFor();

    await scan('delivered');
    await page.reload();
    await article.getByText(words.settled).waitFor();
    expect(await row.count()).toBe(0);
  });

  test('ok: what is taken care of leaves the list, says who and why, and can be put back', async () => {
    await page.goto(new URL('/desk/watch/s-1004', page.url()).href);
    const parcel = page.getByRole('article');
    const note = parcel.getByRole('textbox', { name: m.desk.actions.note });
    await note.fill('DHL sucht und meldet sich.');
    await parcel.getByRole('button', { name: words.acknowledge }).click();
    await parcel.getByText(said(words.seenBy)).waitFor();
    await parcel.getByText('DHL sucht und meldet sich.').waitFor();
    const jonas = list().getByRole('link', { name: 'Jonas Weber' });
    const seen = list().getByRole('group').filter({ hasText: words.seen });
    expect([await jonas.count(), await seen.getByRole('link', { name: 'Jonas Weber' }).count()]).toEqual([1, 1]);

    await parcel.getByRole('button', { name: words.withdraw }).click();
    await note.waitFor();
    expect(await parcel.getByText(said(words.seenBy)).count()).toBe(0);
    expect([await jonas.count(), await seen.count()]).toEqual([1, 0]);
  });

  test('ok: on a phone the list comes first, and a parcel leads back to it', async () => {
    await resizeTo(page, 360, 780);
    await page.goto(new URL('/desk/watch', page.url()).href);
    await list().getByRole('link', { name: 'Jonas Weber' }).click();
    await page.getByRole('article').waitFor();
    expect(await list().isVisible()).toBe(false);
    await page.getByRole('article').getByRole('link', { name: m.desk.nav.watch }).click();
    await list().getByRole('link', { name: 'Jonas Weber' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});
