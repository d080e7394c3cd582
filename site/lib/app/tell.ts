/**
 * “We tell you when it moves”: asks for the permission from a tap, after it was said what for. At each opening it is
 * looked at again whether browser and server still agree.
 */
import { paths } from '../paths.ts';
import { forgetSetting, readSetting, writeSetting } from './device.ts';
import { type Stage, showStage, unveil } from './stage.ts';

/** The server hears of an unchanged subscription so seldom. */
const toldForMs = 24 * 3_600_000;

export async function offerNews(link: string, registration: ServiceWorkerRegistration): Promise<void> {
  const card = document.getElementById('tell');
  if (!card || !('PushManager' in window) || !('Notification' in window)) return;
  const show = (stage: Stage) => {
    showStage(stage);
    unveil();
  };
  const subscribed = await registration.pushManager.getSubscription();
  if (Notification.permission === 'granted' && subscribed) {
    await tellServer(link, subscribed);
    show('on');
  } else if (Notification.permission !== 'denied') show('ask');
  else return;

  card.querySelector('[data-do=on]')?.addEventListener('click', () => {
    void turnOn(link, registration).then(show, () => show('failed'));
  });
  card.querySelector('[data-do=off]')?.addEventListener('click', () => {
    void turnOff(link, registration).then(
      () => show('ask'),
      () => show('failed'),
    );
  });
}

async function turnOn(link: string, registration: ServiceWorkerRegistration): Promise<Stage> {
  // First of all: Safari takes the question only from the tap itself.
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const { publicKey } = await askServer<{ publicKey: string }>('GET', paths.api.pushKey(link));
  const subscription = await subscribe(registration, publicKey);
  await writeSetting('pushKey', publicKey);
  await tellServer(link, subscription);
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

async function turnOff(link: string, registration: ServiceWorkerRegistration): Promise<void> {
  const deviceId = await readSetting('deviceId');
  if (deviceId) await askServer('DELETE', paths.api.pushSubscription(link, deviceId));
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  await forgetSetting('told');
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
  await askServer('POST', paths.api.pushSubscriptions(link), {
    deviceId,
    subscription: { endpoint, keys },
    locale: document.documentElement.lang,
  });
  const links = told && told.endpoint === endpoint ? told.links : [];
  await writeSetting('told', {
    endpoint: subscription.endpoint,
    links: [...links.filter((one) => one !== link), link],
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
