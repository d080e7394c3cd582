/** Pages pass into each other; whatever breaks a passage off, no page reports an error of it. */
import { afterAll, beforeAll, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('ok: a passage that is broken off because the next page is slow is no error of that page', async () => {
  const page = await stage.openPage({ locale: 'de-DE', reducedMotion: 'no-preference' });
  const { link } = stage.personaOf('Marshall');
  await page.addInitScript(() => {
    addEventListener('unhandledrejection', ({ reason }) => sessionStorage.setItem('broken', String(reason)));
  });
  await page.goto(`${link}/subscriptions`);
  const styles = Promise.withResolvers<void>();
  await page.route('**/_astro/*.css', async (route) => {
    await styles.promise;
    await route.continue();
  });
  // Not by a click, which waits for the page that is held up.
  await page.evaluate(() => document.querySelector<HTMLElement>('.room-nav a[href$="/rewards"]')?.click());
  await page.waitForURL(`${link}/rewards`, { waitUntil: 'commit' });
  // The browser waits some seconds for the styles.
  await page.waitForFunction(() => sessionStorage.getItem('broken')?.includes('ransition'));
  styles.resolve();
  await page.getByRole('heading', { level: 1 }).waitFor();
});
