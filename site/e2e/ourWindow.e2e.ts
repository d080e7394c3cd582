import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage?.close());

test('ok: our own window is said in days, as ours, and follows a scan in place', async () => {
  const { link, courier } = stage.personaOf('فيصل');
  const page = await stage.openPage({ locale: 'ar', viewport: { width: 390, height: 844 } });
  await page.goto(link);
  const title = page.locator('h1.hero-title');
  const source = page.locator('.hero-source');
  expect(await title.textContent()).toMatch(/يصلك (بين|حتى)|نتوقع وصوله/u);
  expect(await source.textContent()).toMatch(/بحسب تقديرنا من واقع طرودنا السابقة، وعددها [٠-٩٬]+/u);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  await courier.move('s-2049', 'delay', new Date());
  // The carrier's word comes in place of ours, without a new page.
  await source.filter({ hasText: 'بحسب تقدير سمسا' }).waitFor();
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
});
