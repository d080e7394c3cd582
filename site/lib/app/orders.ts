/** “My orders”: what this device has opened, drawn from its own memory and then brought up to date where there is a connection. */
import { paths } from '../paths.ts';
import { dropOrder, type KeptOrder, listOrders, updateOrder } from './device.ts';
import { forgetEverything } from './forget.ts';

/** More than anybody waits for at once. */
const refreshedMax = 10;

/** Resolves when what is known is drawn; what the server says comes after it, however slow the network. */
export async function drawOrders(): Promise<void> {
  const orders = await draw();
  if (navigator.onLine && orders.length > 0) void Promise.all(orders.slice(0, refreshedMax).map(refresh)).then(draw);
}

/** Keeps the list as it is now: when news comes in, and when the app comes back from behind. */
export async function followOrders(): Promise<void> {
  document.getElementById('forget')?.addEventListener('click', () => {
    void forgetEverything()
      .then(draw)
      .then(() => {
        setHidden('forgotten', false);
        document.getElementById('forgotten')?.focus();
      });
  });
  addEventListener('online', () => void drawOrders());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void drawOrders();
  });
  await drawOrders();
}

async function draw(): Promise<readonly KeptOrder[]> {
  const list = document.getElementById('orders');
  const template = document.getElementById('order-row');
  if (!list || !(template instanceof HTMLTemplateElement)) return [];
  const orders = await listOrders();
  const focused = list.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : null;
  list.replaceChildren(...orders.map((order) => rowOf(template, order)));
  if (focused) list.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus();
  list.hidden = orders.length === 0;
  setHidden('no-orders', orders.length > 0);
  setHidden('more-orders', orders.length === 0);
  setHidden('device', orders.length === 0);
  return orders;
}

const setHidden = (id: string, hidden: boolean): void => {
  const element = document.getElementById(id);
  if (element) element.hidden = hidden;
};

function rowOf(template: HTMLTemplateElement, order: KeptOrder): DocumentFragment {
  const row = template.content.cloneNode(true) as DocumentFragment;
  const fill = (name: string, value: string) => {
    const place = row.querySelector<HTMLElement>(`[data-fill=${name}]`);
    if (place) place.textContent = (place.dataset.words ?? '{value}').replace(/\{\w+\}/, value);
  };
  row.querySelector('a')?.setAttribute('href', paths.tracking(order.link));
  fill('headline', order.headline);
  fill('line', order.line);
  fill('number', order.number);
  fill('time', momentOf(new Date(order.asOf)));
  return row;
}

function momentOf(at: Date): string {
  const isToday = at.toDateString() === new Date().toDateString();
  const locale = document.documentElement.lang === 'ar' ? 'ar-u-nu-arab' : document.documentElement.lang;
  return new Intl.DateTimeFormat(locale, {
    calendar: 'gregory',
    timeStyle: 'short',
    ...(isToday ? {} : { dateStyle: 'medium' }),
  }).format(at);
}

async function refresh({ link }: KeptOrder): Promise<void> {
  const answer = await fetch(paths.api.glance(link, document.documentElement.lang)).catch(() => null);
  // Revoked, or erased: this device is not to show it any longer.
  if (answer?.status === 404) await dropOrder(link);
  if (!answer?.ok) return;
  const { headline, line, asOf } = (await answer.json()) as Pick<KeptOrder, 'headline' | 'line' | 'asOf'>;
  await updateOrder(link, { headline, line, asOf });
}
