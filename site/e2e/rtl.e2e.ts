/** The page from right to left: the perfumer's shoppers read Arabic. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { openStage, resizeTo, type Stage, said } from './stage.ts';

const m = messagesFor('ar', 'familiar');
const widths = [360, 1280];

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
  await stage.bringToVan('أمل');
  page = await stage.openPage();
  await page.goto(stage.personaOf('أمل').link);
});
afterAll(() => stage.close());

/** Where the middle of each stop is, in pixels from the left. */
const stopsOf = async (shown: Page): Promise<readonly number[]> => {
  const stops = await shown.getByRole('list', { name: m.journey.label }).getByRole('listitem').all();
  const boxes = await Promise.all(stops.map((stop) => stop.boundingBox()));
  return boxes.map((box) => (box ? box.x + box.width / 2 : Number.NaN));
};

const overflowOf = (shown: Page): Promise<number> =>
  shown.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('right to left', () => {
  test('ok: the document says so, and its numbers are the brand’s', async () => {
    const root = page.locator('html');
    expect(await root.getAttribute('dir')).toBe('rtl');
    expect(await root.getAttribute('lang')).toBe('ar');
    // Digits of one kind on a page: Arabic's own, save in what is quoted as it is (order and tracking numbers).
    const title = await page.getByRole('heading', { level: 1 }).innerText();
    expect(title).not.toMatch(/[0-9]/);
    expect(await page.getByRole('main').innerText()).toMatch(/[٠-٩]/);
  });

  test.each(widths)('ok: nothing runs over the edge at %i px', async (width) => {
    await resizeTo(page, width, 900);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  });

  test('ok: the journey begins at the right', async () => {
    await resizeTo(page, 360, 900);
    const stops = await stopsOf(page);
    expect(stops.length).toBe(5);
    expect(stops).toEqual([...stops].sort((a, b) => b - a));
    const parcel = await page.locator('.journey-parcel').boundingBox();
    // In the van: the fourth of five stops, so left of the middle.
    expect(parcel && parcel.x + parcel.width / 2).toBeLessThan(180);
  });

  test('ok: she answers in Arabic, and support is told in Arabic', async () => {
    await stage.deliver('أمل');
    await page.reload();
    await page.getByRole('button', { name: m.ask.faces.one }).click();
    await page.getByRole('checkbox', { name: m.ask.reasons.damaged }).check();
    await page.getByRole('textbox', { name: m.ask.comment }).fill('الزجاجة مكسورة 🥲');
    await page.getByRole('button', { name: m.ask.send, exact: true }).click();
    await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await page.getByRole('list', { name: m.care.messages }).getByText('الزجاجة مكسورة 🥲').waitFor();
    const mail = await stage.mailTo('noura@dar-al-oud.example');
    expect(mail.subject).toContain('أمل الحربي');
    expect(mail.html).toMatch(/ dir="rtl"/);
  });

  test('ok: in German the same page reads from the left', async () => {
    await page.getByRole('link', { name: messagesFor('de', 'familiar').language.name }).click();
    await page.locator('html[lang="de"][dir="ltr"]').waitFor();
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  });
});
