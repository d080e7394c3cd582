/** The page as an app, once it is idle: the worker, the orders of this device, and what is offered when. */
import { Workbox } from 'workbox-window';
import { settleOwedSignOut } from '../account/leave.ts';
import { keepOrder, readSetting, writeSetting } from './device.ts';
import { offerInstall } from './install.ts';
import { drawOrders, followOrders } from './orders.ts';
import { answeredEvent, type FromWorker, type ToWorker, workerPath } from './protocol.ts';
import { withdraw } from './stage.ts';
import type { InstallOffer } from './start.ts';
import { offerNews, renewNews } from './tell.ts';

/** Opened again after so long, it is another visit. */
const visitMs = 30 * 60_000;

/** @param hearOffer calls back with Chromium's offer to install, now or when it comes */
export async function runApp(hearOffer: (listener: (offer: InstallOffer) => void) => void): Promise<void> {
  showConnection();
  seeNews();
  void settleOwedSignOut();
  // Private windows of some browsers have neither storage nor workers: the page is whole without.
  try {
    const order = orderOfPage();
    if (order) await keepOrder({ ...order, openedAt: new Date().toISOString() });
    await followOrders();
    const returning = await countVisit();
    if (order && returning) void offerInstall(hearOffer, 'quietly');
    addEventListener(answeredEvent, (event) => {
      if ((event as CustomEvent<number>).detail < 4) return;
      void writeSetting('wasHappy', true).then(() => offerInstall(hearOffer, 'now'));
    });
    if (!('serviceWorker' in navigator)) return;
    const registration = await registerWorker();
    if (!registration) return;
    // An app that comes back from behind is not loaded anew, and yet it is opened.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void renewNews(registration).catch(() => undefined);
    });
    if (order) await offerNews(order.link, registration);
    else await renewNews(registration);
  } catch {
    // The app is an addition: without it the page goes on as a page.
  } finally {
    withdraw();
  }
}

interface OrderOfPage {
  readonly link: string;
  readonly number: string;
  readonly headline: string;
  readonly line: string;
  readonly asOf: string;
}

const orderOfPage = (): OrderOfPage | null => {
  const { dataset } = document.getElementById('this-order') ?? {};
  const { link, number, headline, line, asOf } = dataset ?? {};
  return link && number && headline && line !== undefined && asOf ? { link, number, headline, line, asOf } : null;
};

/** Takes the sign off the app's icon whenever somebody looks: an app that comes back from behind is not loaded anew. */
function seeNews(): void {
  const clear = () => {
    if (document.visibilityState === 'visible') void navigator.clearAppBadge?.().catch(() => undefined);
  };
  clear();
  document.addEventListener('visibilitychange', clear);
  navigator.serviceWorker?.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data?.type !== 'TOLD') return;
    clear();
    void drawOrders();
  });
}

async function countVisit(): Promise<boolean> {
  const { count = 0, lastAt = 0 } = (await readSetting('visits')) ?? {};
  const now = Date.now();
  const isAnother = now - lastAt > visitMs;
  await writeSetting('visits', { count: count + (isAnother ? 1 : 0), lastAt: now });
  return count + (isAnother ? 1 : 0) >= 2 || (await readSetting('wasHappy')) === true;
}

async function registerWorker(): Promise<ServiceWorkerRegistration | undefined> {
  const workbox = new Workbox(workerPath);
  const tell = (message: ToWorker) => {
    navigator.serviceWorker.controller?.postMessage(message);
  };
  offerUpdate(workbox);
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data?.type === 'REPLAYED' && data.links.some((link) => location.pathname.endsWith(link))) renew();
  });
  const registration = await workbox.register();
  await navigator.serviceWorker.ready;
  const keep = () => tell({ type: 'KEEP', urls: partsOfPage() });
  // On a first visit the worker takes the page over only now.
  if (navigator.serviceWorker.controller) keep();
  else navigator.serviceWorker.addEventListener('controllerchange', keep, { once: true });
  const replay = () => tell({ type: 'REPLAY' });
  addEventListener('online', replay);
  addEventListener('focus', replay);
  replay();
  return registration;
}

const partsOfPage = (): readonly string[] => [
  location.href,
  ...performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${location.origin}/`) && !name.includes('/api/')),
];

/** Shows the page's age while there is no connection, and the newest page once there is one again. */
function showConnection(): void {
  const root = document.documentElement;
  /** Then nothing on it is live. */
  const isCopy = root.dataset.kept !== undefined;
  const age = () => {
    const asOf = document.getElementById('kept')?.dataset.asOf ?? '';
    return new Date(asOf).toDateString() === new Date().toDateString() ? 'today' : 'earlier';
  };
  addEventListener('offline', () => {
    root.dataset.kept ??= age();
  });
  addEventListener('online', () => {
    // A network is not yet a connection: a train's login page is one, too.
    void fetch(location.pathname, { method: 'HEAD', cache: 'no-store', redirect: 'error' }).then(
      ({ ok }) => {
        if (!ok) return;
        delete root.dataset.kept;
        if (isCopy) renew();
      },
      () => undefined,
    );
  });
}

/** Loads the page anew unless somebody has typed into it. */
function renew(): void {
  const typed = [...document.querySelectorAll('textarea')].some(({ value, defaultValue }) => value !== defaultValue);
  if (!typed) location.reload();
}

function offerUpdate(workbox: Workbox): void {
  const prompt = document.getElementById('newer');
  if (!prompt) return;
  const show = () => {
    prompt.hidden = false;
  };
  workbox.addEventListener('waiting', show);
  prompt.querySelector('[data-do=later]')?.addEventListener('click', () => {
    prompt.hidden = true;
  });
  prompt.querySelector('[data-do=load]')?.addEventListener('click', () => {
    prompt.hidden = true;
    void loadNewer(workbox);
  });
}

/** Once, and only in the tab where it was asked for: what somebody types in another is not to be lost. */
async function loadNewer(workbox: Workbox): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  // Another tab has asked before: the newer one is at work already.
  if (!registration?.waiting) return location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  workbox.messageSkipWaiting();
}
