/** How subscriptions are put into words. */
import type {
  ChangeView,
  OfferView,
  ShopWhy,
  SubscriptionGlance,
  SubscriptionView,
} from '../../server/subscriptions/view.shared.ts';
import { shopWhys } from '../../server/subscriptions/view.shared.ts';
import type { Messages } from '../messages/index.ts';
import type { Format } from './format.ts';

/** “2 × Espresso and Tea”; “Your subscription” where nobody has told of what. */
export const whatComes = ({ items }: Pick<SubscriptionGlance, 'items'>, m: Messages, f: Format): string =>
  items.length === 0
    ? m.subscriptions.unnamed
    : f.list(
        items.map(({ name, quantity }) =>
          quantity > 1 ? `${m.subscriptions.quantity(f.number(quantity))} ${name}` : name,
        ),
      );

/** 15 → “15 %”, as the locale writes it. */
export const percentText = (percent: number, locale: string): string =>
  new Intl.NumberFormat(locale === 'ar' ? 'ar-u-nu-arab' : locale, { style: 'percent' }).format(percent / 100);

export const offerText = (offer: OfferView, m: Messages, f: Format): string => {
  const words = m.subscriptions.offers;
  switch (offer.kind) {
    case 'skip':
      return words.skip(f.when(offer.on));
    case 'pause':
      return words.pause(f.when(offer.until));
    case 'delay':
      return words.delay(f.when(offer.on));
    case 'frequency':
      return words.frequency(m.subscriptions.every(offer.interval));
    case 'quantity':
      return words.quantity(f.number(offer.quantity));
    case 'swap':
      return words.swap(offer.name);
    case 'discount':
      return words.discount({ percent: percentText(offer.percent, f.locale), charges: offer.charges });
    case 'address':
      return words.address;
  }
};

const isShopWhy = (why: string): why is ShopWhy => shopWhys.some((one) => one === why);

/** “Skip, Tuesday, 2 December”: which change it is about. */
export const changeTitle = ({ action, on }: ChangeView, m: Messages, f: Format): string => {
  const { what, about } = m.subscriptions.changes;
  return on === null ? what[action] : about({ what: what[action], day: f.dayWithDate(on) });
};

/** What became of a change: in a sentence of ours, or in the shop's own words. Only what is confirmed is said as done. */
export const changeText = ({ action, state, why }: ChangeView, m: Messages): string => {
  const words = m.subscriptions.changes;
  const done: Readonly<Record<string, string>> = m.subscriptions.done;
  if (state === 'confirmed') return done[action] ?? words.confirmed;
  if (state !== 'refused' || why === null) return words[state];
  return `${words.refused} ${isShopWhy(why) ? words.whys[why] : words.said(why)}`;
};

/** The sentence that the room begins with: what comes first of all of them. */
export const roomTitle = (all: readonly SubscriptionView[], m: Messages, f: Format): string => {
  const words = m.subscriptions.title;
  const [next] = all
    .flatMap(({ nextOn, status }) => (status === 'active' && nextOn !== null ? [nextOn] : []))
    .toSorted();
  if (next !== undefined) return words.next(f.when(next));
  if (all.length === 0) return words.none;
  return all.some(({ status }) => status === 'paused' || status === 'active') ? words.paused : words.ended;
};
