/** Pages pass into each other; whatever breaks a passage off, no page reports an error of it. */
import { afterAll, beforeAll, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('ok: a passage that is broken off is no error of the page that it led to', async () => {
  const page = await stage.openPage({ locale: 'de-DE', reducedMotion: 'no-preference' });
  const { link } = stage.personaOf('Marshall');
  await page.addInitScript(() => {
    // As the browser does by itself when the next page is slow to draw or somebody taps again.
    addEventListener('pagereveal', ({ viewTransition }) => viewTransition?.skipTransition());
    addEventListener('unhandledrejection', ({ reason }) => sessionStorage.setItem('broken', String(reason)));
  });
  await page.goto(`${link}/subscriptions`);
  await page.locator('.room-nav a[href$="/rewards"]').click();
  await page.waitForURL(`${link}/rewards`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => sessionStorage.getItem('broken')?.includes('ransition'));
});
