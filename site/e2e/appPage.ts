/** A shopper's page with its worker at work, and the hands on its connection. */
import { eq } from 'drizzle-orm';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { sentimentAnswers, shipments } from '../../db/schema/index.ts';
import type { Stage } from './stage.ts';

/** Opens her page and waits until the worker has taken it over and kept it. */
export const openApp = async (stage: Stage, name: string, options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await stage.openPage({ locale: 'de-DE', ...options });
  await page.goto(stage.personaOf(name).link);
  await untilKept(page);
  return page;
};

export const untilKept = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    const { navigationPreload } = await navigator.serviceWorker.ready;
    // The browser makes that request by itself, and DevTools' switch for “offline” does not reach it.
    await navigationPreload.disable();
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
    }
  });
  await page.waitForFunction(() => caches.match(location.href, { ignoreSearch: true }));
};

/** Said to the pages by the browser, and true of the worker's requests as well, of which the browser's switch is not sure. */
export const disconnect = async (context: BrowserContext): Promise<void> => {
  await context.route('**/*', (route) => route.abort('internetdisconnected'));
  await context.setOffline(true);
};
export const connect = async (context: BrowserContext): Promise<void> => {
  await context.unroute('**/*');
  await context.setOffline(false);
};

/** Every answer about that parcel which the server holds, oldest first. */
export const answersTo = (stage: Stage, shipmentId: string): Promise<readonly { score: number; source: string }[]> =>
  stage.house.store.read((reader) =>
    reader
      .select({ score: sentimentAnswers.score, source: sentimentAnswers.source })
      .from(sentimentAnswers)
      .innerJoin(shipments, eq(shipments.id, sentimentAnswers.shipmentId))
      .where(eq(shipments.externalId, shipmentId))
      .orderBy(sentimentAnswers.id),
  );

/** What Chromium may note of requests that found no connection; whatever else it complains of stays a complaint. */
export const overlookDisconnections = (stage: Stage): void =>
  stage.watch.overlook(/ERR_(?:INTERNET_DISCONNECTED|FAILED)/);
