/**
 * “We tell you when it moves”: asks for the permission from a tap, after it was said what for. At each opening it is
 * looked at again whether browser and server still agree.
 */
import { paths } from '../paths.ts';
import { forgetSetting, listOrders, readSetting, writeSetting } from './device.ts';
import { type Stage, showStage, takeEarlyTap, unveil } from './stage.ts';

/** The server hears of an unchanged subscription so seldom. */
const toldForMs = 24 * 3_600_000;

export async function offerNews(link: string, registration: ServiceWorkerRegistration): Promise<void> {
  const card = document.getElementById('tell');
  if (!card || !('PushManager' in window) || !('Notification' in window)) return;
  if (Notification.permission === 'denied') return;
  const [on, off] = ['on', 'off'].map((what) => card.querySelector<HTMLButtonElement>(`[data-do=${what}]`));
  const show = (stage: Stage) => {
    const hadFocus = card.contains(document.activeElement);
    showStage(stage);
    unveil();
    // The button that was tapped may be gone, and with it the place on the page.
    if (hadFocus && document.activeElement === document.body)
      [on, off].find((button) => button && !button.hidden)?.focus();
  };
  /** One tap is one attempt, however long the network takes over it. */
  const attempt = async (button: HTMLButtonElement, change: () => Promise<Stage>, otherwise: Stage) => {
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    const stage = await change().catch(() => otherwise);
    delete card.dataset.offered;
    button.removeAttribute('aria-busy');
    show(stage);
  };
  on?.addEventListener('click', () => void attempt(on, () => turnOn(link, registration), 'failed'));
  off?.addEventListener('click', () => void attempt(off, () => turnOff(link, registration), 'on'));

  const subscribed = await subscriptionOf(registration);
  if (subscribed === null) {
    // Only this is an offer, which has its moment; what a tap led to is an answer.
    card.dataset.offered = '';
    show('ask');
    if (takeEarlyTap()) on?.click();
    return;
  }
  show('on');
  if (takeEarlyTap()) off?.click();
  await tellServer(link, subscribed);
}

/**
 * Looks whether browser and server still agree on this device, for every order that it keeps: the installed app is
 * opened at none of their pages. What cannot be told now is told at the next opening.
 */
export async function renewNews(registration: ServiceWorkerRegistration): Promise<void> {
  if (!('PushManager' in window) || !('Notification' in window)) return;
  const subscribed = await subscriptionOf(registration);
  if (subscribed === null) return;
  for (const { link } of await listOrders()) await tellServer(link, subscribed).catch(() => undefined);
}

/** What this device is subscribed by; anew where it wanted news and the browser has lost the subscription since. */
async function subscriptionOf(registration: ServiceWorkerRegistration): Promise<PushSubscription | null> {
  if (Notification.permission !== 'granted') return null;
  const subscribed = await registration.pushManager.getSubscription();
  if (subscribed || !(await readSetting('told'))) return subscribed;
  const publicKey = await readSetting('pushKey');
  return publicKey ? subscribe(registration, publicKey).catch(() => null) : null;
}

async function turnOn(link: string, registration: ServiceWorkerRegistration): Promise<Stage> {
  // First of all: Safari takes the question only from the tap itself.
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const { publicKey } = await askServer<{ publicKey: string }>('GET', paths.api.pushKey(link));
  const subscription = await subscribe(registration, publicKey);
  await writeSetting('pushKey', publicKey);
  await tellServer(link, subscription);
  // A notification waits for its pictures: these are at hand then.
  for (const picture of [paths.newsIcon, paths.newsBadge]) void fetch(picture).catch(() => undefined);
  return 'on';
}

async function subscribe(registration: ServiceWorkerRegistration, publicKey: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  try {
    return await registration.pushManager.subscribe(options);
  } catch (error) {
    // Subscribed under another key before: a browser holds one at a time.
    const former = await registration.pushManager.getSubscription();
    if (!former) throw error;
    await former.unsubscribe();
    return registration.pushManager.subscribe(options);
  }
}

async function turnOff(link: string, registration: ServiceWorkerRegistration): Promise<Stage> {
  const deviceId = await readSetting('deviceId');
  if (deviceId) await askServer('DELETE', paths.api.pushSubscription(link, deviceId));
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  await forgetSetting('told');
  return 'ask';
}

/** Tells the server of the subscription and of this order, unless it knows. */
export async function tellServer(link: string, subscription: PushSubscription): Promise<void> {
  const told = await readSetting('told');
  const isKnown = told?.endpoint === subscription.endpoint && told.links.includes(link);
  if (told && isKnown && Date.now() - told.at < toldForMs) return;
  let deviceId = await readSetting('deviceId');
  if (!deviceId) {
    deviceId = crypto.randomUUID();
    await writeSetting('deviceId', deviceId);
  }
  const { endpoint, keys } = subscription.toJSON();
  const locale = document.documentElement.lang;
  await askServer('POST', paths.api.pushSubscriptions(link), { deviceId, subscription: { endpoint, keys }, locale });
  const links = told && told.endpoint === endpoint ? told.links : [];
  await writeSetting('told', {
    endpoint: subscription.endpoint,
    links: [...links.filter((one) => one !== link), link],
    locale,
    at: Date.now(),
  });
}

async function askServer<Answer>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer> {
  const answer = await fetch(path, {
    method,
    headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} answered ${answer.status}`);
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
}
