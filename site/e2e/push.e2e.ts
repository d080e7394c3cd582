/**
 * Web push from end to end, save for the browser maker's own network: the page subscribes to a local push service, the
 * server sends to it over TLS, what comes out there is handed to the real worker by DevTools.
 */
import { and, eq } from 'drizzle-orm';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliveryAsks, pushFollows, pushSubscriptions, sentimentAnswers, shipments } from '../../db/schema/index.ts';
import { after, minutes } from '../../server/kit/clock.ts';
import { bodyOf } from '../../server/notifications/push/message.ts';
import { openPushService, type PushService, type TestSubscription } from '../../server/testing/pushService.ts';
import { messagesFor } from '../messages/index.ts';
import { eventually, openStage, type Stage, settled } from './stage.ts';

const m = messagesFor('de', 'familiar');

let service: PushService;
let stage: Stage;
let movedMs = 0;
const clock = () => after(new Date(), movedMs);
beforeAll(async () => {
  service = await openPushService();
  stage = await openStage({ testCertificate: service.certificate, clock });
});
afterAll(async () => {
  await stage.close();
  await service.close();
});

/** Chromium's own push service is out of reach: the browser's answer is the local one's, and nothing else is changed. */
const handOut = async (page: Page, { endpoint, keys }: TestSubscription): Promise<void> => {
  await page.addInitScript(
    ([given, p256dh, auth]) => {
      const url = sessionStorage.getItem('endpoint') ?? given;
      let current: object | null = sessionStorage.getItem('subscribed') ? subscription() : null;
      function subscription() {
        return {
          endpoint: url,
          toJSON: () => ({ endpoint: url, keys: { p256dh, auth } }),
          unsubscribe: async () => {
            current = null;
            sessionStorage.removeItem('subscribed');
            return true;
          },
        };
      }
      PushManager.prototype.getSubscription = async () => current as PushSubscription | null;
      PushManager.prototype.subscribe = async (options) => {
        if (typeof options?.applicationServerKey !== 'string') throw new Error('no key of the brand');
        sessionStorage.setItem('subscribed', '1');
        current = subscription();
        return current as PushSubscription;
      };
    },
    [endpoint, keys.p256dh, keys.auth] as const,
  );
};

interface Device {
  readonly page: Page;
  readonly subscription: TestSubscription;
  /** Hands a message to the worker, as the browser's own push client does; resolves when it is shown. */
  push(text: string): Promise<void>;
  notifications(): Promise<readonly { title: string; body: string; actions: readonly { action: string }[] }[]>;
  /** Taps an action of the only notification that is shown. */
  tap(action: string): Promise<void>;
}

const openDevice = async (name: string): Promise<Device> => {
  const subscription = service.subscribe();
  const { link, brand } = stage.personaOf(name);
  const page = await stage.openPage({ locale: 'de-DE', permissions: ['notifications'] });
  await page.context().grantPermissions(['notifications'], { origin: brand.origin });
  await handOut(page, subscription);
  await page.addInitScript(() => {
    const told = Object.assign(window, { told: 0 });
    navigator.serviceWorker.addEventListener('message', ({ data }) => {
      if (data.type === 'TOLD') told.told += 1;
    });
  });
  await page.goto(link);
  const devTools: CDPSession = await page.context().newCDPSession(page);
  let active: string | null = null;
  devTools.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    active = versions.find(({ status }) => status === 'activated')?.registrationId ?? active;
  });
  await devTools.send('ServiceWorker.enable');
  return {
    page,
    subscription,
    async push(data) {
      const registrationId = await eventually(() => active ?? expect.unreachable());
      const before = await page.evaluate(() => (window as unknown as { told: number }).told);
      await devTools.send('ServiceWorker.deliverPushMessage', { origin: brand.origin, registrationId, data });
      // Chromium forgets a notification that is looked for while it is being shown: it holds it to be closed already.
      await page.waitForFunction((was) => (window as unknown as { told: number }).told > was, before);
    },
    notifications: () =>
      page.evaluate(async () => {
        const { ready } = navigator.serviceWorker;
        return (await (await ready).getNotifications()).map(
          ({
            title,
            body,
            actions = [],
          }: Notification & {
            actions?: readonly { action: string }[];
          }) => ({ title, body, actions: actions.map(({ action }) => ({ action })) }),
        );
      }),
    async tap(action) {
      const [worker] = page.context().serviceWorkers();
      if (!worker) throw new Error('there is no worker');
      await worker.evaluate(async (chosen) => {
        const scope = self as unknown as { registration: ServiceWorkerRegistration };
        const [notification] = await scope.registration.getNotifications();
        const work: Promise<unknown>[] = [];
        const event = Object.assign(new Event('notificationclick'), {
          action: chosen,
          notification,
          waitUntil: (one: Promise<unknown>) => work.push(one),
        });
        self.dispatchEvent(event);
        await Promise.allSettled(work);
      }, action);
    },
  };
};

const answersOf = async (name: string): Promise<readonly { score: number; source: string }[]> => {
  const [parcel] = stage.personaOf(name).story.order.shipments ?? [];
  return stage.house.store.read(async (reader) => {
    const rows = await reader
      .select({ score: sentimentAnswers.score, source: sentimentAnswers.source })
      .from(sentimentAnswers)
      .innerJoin(shipments, eq(shipments.id, sentimentAnswers.shipmentId))
      .where(eq(shipments.externalId, parcel?.id ?? ''));
    return rows;
  });
};

/** Lets the hour come at which the delivery to that person is asked about, by moving the server's clock. */
const letAskCome = async (name: string): Promise<void> => {
  const [parcel] = stage.personaOf(name).story.order.shipments ?? [];
  const [ask] = await stage.house.store.read((reader) =>
    reader
      .select({ dueAt: deliveryAsks.dueAt })
      .from(deliveryAsks)
      .innerJoin(shipments, eq(shipments.id, deliveryAsks.shipmentId))
      .where(and(eq(shipments.externalId, parcel?.id ?? ''), eq(deliveryAsks.status, 'waiting'))),
  );
  const dueAt = ask?.dueAt ?? expect.unreachable();
  movedMs += dueAt.getTime() - clock().getTime() + minutes(1);
  await stage.house.recurring.runDue();
};

/** Where the server would send, for any device. */
const endpoints = async (): Promise<readonly string[]> =>
  (await stage.house.store.read((reader) => reader.select().from(pushSubscriptions))).map(({ endpoint }) => endpoint);

/** How many orders a device hears of there. */
const followedBy = async (endpoint: string): Promise<number> => {
  const rows = await stage.house.store.read((reader) =>
    reader
      .select({ orderId: pushFollows.orderId })
      .from(pushFollows)
      .innerJoin(pushSubscriptions, eq(pushSubscriptions.id, pushFollows.subscriptionId))
      .where(eq(pushSubscriptions.endpoint, endpoint)),
  );
  return rows.length;
};

/** As the browser does when the push service has replaced a subscription. */
const replaceSubscription = async (page: Page, { endpoint, keys }: TestSubscription): Promise<void> => {
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error('there is no worker');
  await worker.evaluate(
    async (subscription) => {
      const work: Promise<unknown>[] = [];
      const event = Object.assign(new Event('pushsubscriptionchange'), {
        oldSubscription: null,
        newSubscription: { endpoint: subscription.endpoint, toJSON: () => subscription },
        waitUntil: (one: Promise<unknown>) => work.push(one),
      });
      self.dispatchEvent(event);
      await Promise.all(work);
    },
    { endpoint, keys },
  );
};

const turnOn = async ({ page }: Device): Promise<void> => {
  await page.getByRole('button', { name: m.app.tell.button }).click();
  await page.getByText(m.app.tell.on).waitFor();
};

describe('web push', () => {
  test('ok: asked for with a tap, encrypted for this browser, shown by the worker, answered from the lock screen', async () => {
    const device = await openDevice('Naomi');
    await device.page.getByRole('heading', { name: m.app.tell.title }).waitFor();
    await turnOn(device);

    await stage.deliver('Naomi');
    const delivery = await service.next(({ endpoint }) => endpoint === device.subscription.endpoint);
    expect(delivery.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
    expect(delivery.vapid.claims).toMatchObject({ aud: service.origin, sub: 'mailto:hallo@roestwerk.example' });

    await device.push(delivery.text);
    const [news] = await device.notifications();
    expect(news?.title).toMatch(/^Heute um .+ angekommen$/);
    expect(news?.actions).toEqual([]);

    await letAskCome('Naomi');
    const question = await service.next(({ endpoint }) => endpoint === device.subscription.endpoint);
    expect(question.headers.topic).toBe(delivery.headers.topic);
    await device.push(question.text);
    // In the place of the news.
    const [shown, ...more] = await device.notifications();
    expect(more).toEqual([]);
    expect(shown).toMatchObject({ title: m.mail.ask.headline, actions: [{ action: 'good' }, { action: 'bad' }] });
    expect(shown?.body).toContain(m.push.ask);

    await device.tap('good');
    await eventually(async () => expect(await answersOf('Naomi')).toEqual([{ score: 5, source: 'push' }]));
    expect(await device.notifications()).toEqual([]);
    await device.page.reload();
    await device.page.getByRole('heading', { name: m.ask.thanks }).waitFor();
    // Opened again, browser and server still agree, and the card says so.
    await device.page.getByText(m.app.tell.on).waitFor();
    // A device that hears nothing is not offered it now: the parcel is there.
    const other = await openDevice('Naomi');
    await settled(other.page);
    expect(await other.page.locator('#tell').isVisible()).toBe(false);
  });

  test('ok: “not good” opens the page at the question; turned off, the device hears no more', async () => {
    const device = await openDevice('Jonas');
    await turnOn(device);
    await stage.deliver('Jonas');
    await service.next(({ endpoint }) => endpoint === device.subscription.endpoint);
    await letAskCome('Jonas');
    const question = await service.next(({ endpoint }) => endpoint === device.subscription.endpoint);
    await device.push(question.text);
    expect(await device.notifications()).toHaveLength(1);
    await device.tap('bad');
    await eventually(async () => expect(await answersOf('Jonas')).toEqual([{ score: 2, source: 'push' }]));
    await device.page.reload();
    await device.page.getByRole('heading', { name: m.ask.sorry }).waitFor();
    await device.page.getByRole('button', { name: m.app.tell.off }).click();
    await device.page.getByRole('heading', { name: m.app.tell.title }).waitFor();
    const told = service.deliveries.length;
    await stage.resolve('1004', 'replaced');
    await stage.mailTo('jonas@example.com', ({ subject }) => subject?.includes('1004') ?? false);
    await stage.house.runner.sendDue();
    expect(service.deliveries).toHaveLength(told);
  });

  test('ok: the permission is asked for by a tap alone; refused, it is said kindly and not asked again', async () => {
    const page = await stage.openPage({ locale: 'de-DE' });
    await page.addInitScript(() => {
      const asked = Object.assign(window, { asked: 0 });
      Object.defineProperty(Notification, 'permission', { get: () => sessionStorage.getItem('answer') ?? 'default' });
      Notification.requestPermission = async () => {
        asked.asked += 1;
        sessionStorage.setItem('answer', 'denied');
        return 'denied';
      };
    });
    const asked = () => page.evaluate(() => (window as unknown as { asked: number }).asked);
    await page.goto(stage.personaOf('Chrissy').link);
    await page.getByText(m.app.tell.line).waitFor();
    const button = page.getByRole('button', { name: m.app.tell.button });
    await button.waitFor();
    expect(await asked()).toBe(0);
    await button.click();
    await page.getByRole('status').getByText(m.app.tell.denied).waitFor();
    expect(await asked()).toBe(1);
    expect(await button.isVisible()).toBe(false);
    await page.reload();
    await settled(page);
    expect(await page.locator('#tell').isVisible()).toBe(false);
    expect(await asked()).toBe(0);
  });

  test('ok: the button stands there from the start, and a tap before anything answers it is kept', async () => {
    const page = await stage.openPage({ locale: 'de-DE' });
    await page.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { get: () => 'default' });
      Notification.requestPermission = async () => 'denied';
    });
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const held = page.waitForRequest(/_astro\/app\./);
    await page.route(/_astro\/app\./, async (route) => {
      await released;
      await route.continue();
    });
    await page.goto(stage.personaOf('Chrissy').link);
    const button = page.getByRole('button', { name: m.app.tell.button });
    await button.click();
    await held;
    const heightOf = () => page.locator('#tell').evaluate((card) => card.getBoundingClientRect().height);
    const height = await heightOf();
    const denied = page.getByRole('status').getByText(m.app.tell.denied);
    expect([await button.isVisible(), await denied.isVisible(), height > 100]).toEqual([true, false, true]);
    release();
    await denied.waitFor();
  });

  test('ok: a subscription that the browser has lost is made anew at the next opening, without a tap', async () => {
    const device = await openDevice('Lea');
    await turnOn(device);
    expect(await endpoints()).toContain(device.subscription.endpoint);
    const renewed = `${device.subscription.endpoint}-renewed`;
    await device.page.evaluate((url) => {
      sessionStorage.removeItem('subscribed');
      sessionStorage.setItem('endpoint', url);
    }, renewed);
    await device.page.reload();
    await eventually(async () => expect(await endpoints()).toContain(renewed));
    expect(await endpoints()).not.toContain(device.subscription.endpoint);
    await device.page.getByText(m.app.tell.on).waitFor();
  });

  test('ok: opened where it begins, at “my orders”, the app makes a lost subscription anew for every order it keeps', async () => {
    const device = await openDevice('Lea');
    const { page } = device;
    await turnOn(device);
    await page.goto(stage.personaOf('Marshall').link);
    await page.getByText(m.app.tell.on).waitFor();
    await eventually(async () => expect(await followedBy(device.subscription.endpoint)).toBe(2));
    const renewed = `${device.subscription.endpoint}-renewed`;
    await page.evaluate((url) => {
      sessionStorage.removeItem('subscribed');
      sessionStorage.setItem('endpoint', url);
    }, renewed);
    await page.goto(new URL('/my', page.url()).href);
    await eventually(async () => expect(await followedBy(renewed)).toBe(2));
    expect(await endpoints()).not.toContain(device.subscription.endpoint);

    // It comes back from behind: nothing is loaded, and yet it is opened.
    const later = `${device.subscription.endpoint}-later`;
    await page.evaluate(async (url) => {
      const { pushManager } = await navigator.serviceWorker.ready;
      const { endpoint, ...rest } = (await pushManager.getSubscription()) as PushSubscription;
      const { keys } = rest.toJSON();
      const now = { ...rest, endpoint: url, toJSON: () => ({ endpoint: url, keys }) };
      PushManager.prototype.getSubscription = async () => now as PushSubscription;
      document.dispatchEvent(new Event('visibilitychange'));
    }, later);
    await eventually(async () => expect(await followedBy(later)).toBe(2));
    expect(await endpoints()).not.toContain(renewed);
  });

  test('ok: replaced by the push service while no page was open, the server knows the new one', async () => {
    const device = await openDevice('Chrissy');
    await turnOn(device);
    const { endpoint, keys } = service.subscribe();
    await replaceSubscription(device.page, { endpoint, keys });
    expect(await endpoints()).toContain(endpoint);
    expect(await endpoints()).not.toContain(device.subscription.endpoint);
  });

  test('ok: a notification counts on the app’s icon until somebody looks', async () => {
    const device = await openDevice('Marshall');
    await turnOn(device);
    const { page } = device;
    const [worker] = page.context().serviceWorkers();
    await worker?.evaluate(() => {
      const badges: number[] = [];
      Object.assign(self, { badges });
      navigator.setAppBadge = async (count = 0) => {
        badges.push(count);
      };
    });
    await page.evaluate(() => {
      const cleared = Object.assign(window, { cleared: 0 });
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
      navigator.clearAppBadge = async () => {
        cleared.cleared += 1;
      };
    });
    const cleared = () => page.evaluate(() => (window as unknown as { cleared: number }).cleared);
    const { link, brand } = stage.personaOf('Marshall');
    const text = bodyOf(
      {
        kind: 'reply',
        about: 'case-1',
        occurrence: 'a reply',
        title: 'Mara hat dir geantwortet',
        line: m.push.reply,
        link: new URL(link).pathname.split('/').at(-1) ?? '',
        askAbout: null,
        path: new URL(link).pathname,
        isHeadline: false,
      },
      { origin: brand.origin, settings: brand.settings },
      'de',
    );
    await device.push(text);
    expect(await worker?.evaluate(() => (self as unknown as { badges: number[] }).badges)).toEqual([1]);
    expect(await cleared()).toBe(0);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(await cleared()).toBe(1);
  });
});
