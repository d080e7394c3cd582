/**
 * What is offered to somebody who is about to leave, by reason: something that answers it. Pure; an offer that could not
 * be taken is not made.
 */
import type { SubscriptionSettings } from '../brands/index.ts';
import { type Change, decide, type State } from './changes.ts';
import { addDays, addIntervals, nextCharge } from './schedule.ts';
import { type CancelReason, cancelReasons, type Interval, type OfferView } from './view.shared.ts';

export interface Swap {
  /** What it stands in for. */
  readonly productId: string;
  readonly to: string;
  readonly name: string;
  readonly imagePath: string | null;
}

interface SwapAsked {
  readonly action: 'swap';
  readonly productId: string;
  readonly to: string;
}

interface Leaving {
  readonly state: State;
  readonly today: string;
  readonly settings: SubscriptionSettings;
  /** The discount is for once. */
  readonly hadDiscount: boolean;
}

type OfferKind = OfferView['kind'];

/** What helps with what, the best first. */
const helpsWith: Readonly<Record<CancelReason, readonly OfferKind[]>> = {
  too_much: ['frequency', 'skip', 'pause'],
  too_expensive: ['discount', 'quantity', 'frequency'],
  not_to_taste: ['swap', 'skip'],
  quality: ['swap', 'skip'],
  delivery: ['delay', 'skip'],
  moving: ['address', 'pause'],
  found_another: ['discount', 'swap', 'pause'],
  other: ['pause', 'skip'],
};

const swapsMax = 3;
const delayDays = 14;
const pausedIntervals = 2;

/** The offers for each reason. @param swaps what could come instead, all of it in stock */
export const offersFor = (
  leaving: Leaving & { readonly swaps: readonly Swap[] },
): Readonly<Record<CancelReason, readonly OfferView[]>> => {
  const simple = simpleOffers(leaving).map(({ view }) => view);
  const swaps = leaving.swaps
    .slice(0, swapsMax)
    .map(({ name, imagePath, ...swap }): OfferView => ({ kind: 'swap', key: swapKey(swap), name, imagePath }));
  const address: OfferView = { kind: 'address', key: 'address' };
  const all = [...simple, ...swaps, address];
  const offers = (reason: CancelReason): readonly OfferView[] =>
    helpsWith[reason].flatMap((kind) => all.filter((offer) => offer.kind === kind)).slice(0, swapsMax);
  return Object.fromEntries(cancelReasons.map((reason) => [reason, offers(reason)])) as Record<
    CancelReason,
    readonly OfferView[]
  >;
};

/** @returns the change behind an offer; null when it is not made for that reason */
export const findOffer = (
  asked: Leaving & { readonly reason: CancelReason; readonly offer: string },
): Exclude<Change, { action: 'swap' }> | SwapAsked | null => {
  const kinds = helpsWith[asked.reason];
  const swap = swapOf(asked.offer);
  if (swap !== null) return kinds.includes('swap') ? swap : null;
  const found = simpleOffers(asked).find(({ view }) => view.key === asked.offer);
  return found && kinds.includes(found.view.kind) ? found.change : null;
};

const swapKey = ({ productId, to }: { productId: string; to: string }): string =>
  `swap:${encodeURIComponent(productId)}:${encodeURIComponent(to)}`;

const swapOf = (key: string): SwapAsked | null => {
  const [word, productId, to] = key.split(':');
  if (word !== 'swap' || productId === undefined || to === undefined) return null;
  try {
    return { action: 'swap', productId: decodeURIComponent(productId), to: decodeURIComponent(to) };
  } catch {
    return null;
  }
};

interface Offer {
  readonly view: OfferView;
  readonly change: Exclude<Change, { action: 'swap' }>;
}

const simpleOffers = ({ state, today, settings, hadDiscount }: Leaving): readonly Offer[] => {
  const next = nextCharge(state, today);
  const rarer = lessOften(state.interval, settings.frequencies);
  const most = state.items.toSorted((a, b) => b.quantity - a.quantity)[0];
  const offers: Offer[] = [
    {
      view: { kind: 'frequency', key: 'frequency', interval: rarer },
      change: { action: 'frequency', interval: rarer },
    },
  ];
  if (next !== null) {
    const until = addIntervals(next, state.interval, pausedIntervals);
    const later = addDays(next, delayDays);
    offers.push(
      { view: { kind: 'skip', key: 'skip', on: next }, change: { action: 'skip', on: next } },
      { view: { kind: 'pause', key: 'pause', until }, change: { action: 'pause', until } },
      { view: { kind: 'delay', key: 'delay', on: later }, change: { action: 'next_date', on: later } },
    );
  }
  if (most && most.quantity > 1) {
    const quantity = most.quantity - 1;
    const { productId, variantId } = most;
    offers.push({
      view: { kind: 'quantity', key: 'quantity', quantity },
      change: { action: 'quantity', productId, variantId, quantity },
    });
  }
  if (settings.discount !== null && !hadDiscount) {
    const { discount } = settings;
    offers.push({
      view: { kind: 'discount', key: 'discount', ...discount },
      change: { action: 'discount', ...discount },
    });
  }
  return offers.filter(({ change }) => decide(state, change, today).outcome === 'changed');
};

const unitDays = { day: 1, week: 7, month: 30.4, year: 365 } as const;
const daysOf = ({ count, unit }: Interval): number => count * unitDays[unit];

/** The next rarer rhythm of those that can be chosen; half as often when there is none. */
const lessOften = (interval: Interval, frequencies: readonly Interval[]): Interval =>
  frequencies.filter((one) => daysOf(one) > daysOf(interval)).toSorted((a, b) => daysOf(a) - daysOf(b))[0] ?? {
    ...interval,
    count: interval.count * 2,
  };

/** What can be chosen from, the one that it has among them, the most frequent first. */
export const frequenciesFor = (interval: Interval, frequencies: readonly Interval[]): readonly Interval[] => {
  const isIts = (one: Interval): boolean => one.count === interval.count && one.unit === interval.unit;
  return [...frequencies, ...(frequencies.some(isIts) ? [] : [interval])].toSorted((a, b) => daysOf(a) - daysOf(b));
};
