/**
 * News that comes while no page is open: shown, counted, and answered from the notification. The server writes the
 * declarative shape, which Safari shows without this worker: https://www.w3.org/TR/push-api/#declarative-push-message
 */
import { listOrders, readSetting, updateOrder, writeSetting } from '../lib/app/device.ts';
import { paths } from '../lib/paths.ts';
import { sendOrKeep } from './replay.ts';
import { type ExtendableEvent, pagesOpen, scope, tellPages } from './scope.ts';

interface News {
  readonly web_push: 8030;
  readonly notification: {
    readonly title: string;
    readonly body: string;
    readonly lang: string;
    readonly dir: 'ltr' | 'rtl';
    readonly tag: string;
    readonly navigate: string;
    readonly icon: string;
    readonly badge: string;
    readonly actions?: readonly { readonly action: string; readonly title: string; readonly navigate: string }[];
    readonly data: NewsData;
  };
  readonly app_badge?: number;
}

interface NewsData {
  readonly link: string;
  readonly shipmentId: string | null;
  /** Names the occurrence: an answer given from it twice is given once. */
  readonly id: string;
  /** What “my orders” says from now on, where the news is about where the parcel is. */
  readonly headline: string | null;
}

type Kept = NewsData & { readonly navigate: string };

/** What each action says of the delivery. */
const scoreOf: Readonly<Record<string, number>> = { good: 5, bad: 2 };

export const hearNews = (): void => {
  scope.addEventListener('push', (event) => event.waitUntil(show(event.data?.json())));
  scope.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(follow(event.action, event.notification.data as Kept));
  });
  scope.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(subscribeAgain(event)));
};

const show = async (message: unknown): Promise<void> => {
  // Sent by our own server alone: nobody else has the keys.
  const { notification, app_badge: badge } = message as News;
  const { title, navigate, data, actions = [], ...rest } = notification;
  await scope.registration.showNotification(title, {
    ...rest,
    data: { ...data, navigate } satisfies Kept,
    // Said on top of older news of the same parcel, it is to be heard all the same.
    renotify: true,
    actions: actions.map(({ action, title: words }) => ({ action, title: words })),
  } as NotificationOptions);
  if (badge !== undefined) await navigator.setAppBadge?.(badge);
  if (data.headline !== null) {
    await updateOrder(data.link, { headline: data.headline, line: notification.body, asOf: new Date().toISOString() });
  }
  await tellPages({ type: 'TOLD', link: data.link });
};

/** A browser lets a tap open a page for some seconds only: on a slow network the page comes before its answer. */
const openWithinMs = 1_500;

const follow = async (action: string, { link, shipmentId, id, navigate }: Kept): Promise<void> => {
  const score = scoreOf[action];
  if (score === undefined || shipmentId === null) return open(navigate);
  await navigator.clearAppBadge?.();
  const answering = sendOrKeep({
    path: `${paths.api.sentiment(link)}?via=push`,
    body: JSON.stringify({ shipmentId, score }),
    key: `push-${id}-${action}`,
    keptAt: Date.now(),
  });
  const atTheQuestion = paths.proposal(link, shipmentId, score);
  // What was wrong is said on the page, which knows how the answer stands, refused or not.
  if (action === 'bad') {
    await Promise.race([answering, new Promise((done) => setTimeout(done, openWithinMs))]);
    await open(atTheQuestion);
    await answering;
  } else if (!(await answering).ok) await open(atTheQuestion);
};

const open = async (url: string): Promise<void> => {
  const { href, pathname } = new URL(url, location.origin);
  const shown = (await pagesOpen()).find((page) => new URL(page.url).pathname === pathname);
  if (!shown) {
    await scope.clients.openWindow(href);
    return;
  }
  await shown.focus();
  await shown.navigate(href).catch(() => scope.clients.openWindow(href));
};

/** The push service has replaced the subscription: the server is told for every order that follows it. */
const subscribeAgain = async (
  event: ExtendableEvent & { readonly newSubscription: PushSubscription | null },
): Promise<void> => {
  const deviceId = await readSetting('deviceId');
  const applicationServerKey = await readSetting('pushKey');
  if (!deviceId || !applicationServerKey) return;
  const subscription =
    event.newSubscription ??
    (await scope.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
  const { endpoint, keys } = subscription.toJSON();
  const { links: followed = [], locale = navigator.language.split('-')[0] ?? '' } = (await readSetting('told')) ?? {};
  const known = new Set((await listOrders()).map(({ link }) => link));
  const told: string[] = [];
  for (const link of followed.filter((one) => known.has(one))) {
    const answer = await fetch(paths.api.pushSubscriptions(link), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ deviceId, subscription: { endpoint, keys }, locale }),
    }).catch(() => null);
    if (answer?.ok) told.push(link);
  }
  // Whatever could not be told is told when its page is next opened.
  await writeSetting('told', { endpoint: subscription.endpoint, links: told, locale, at: Date.now() });
};
