/**
 * What a change makes of a subscription, whether it can be made, and what is left when the shop refuses it. Pure: the
 * day comes from outside, so the same change is the same when it is looked at again.
 */
import { isDeepStrictEqual } from 'node:util';
import type { StoredAddress } from '../../db/schema/orders.ts';
import { addDays, addIntervals, firstOfRhythm, isRunning, nextCharge, type Plan, upcoming } from './schedule.ts';
import { type CancelReason, type Interval, quantityMax, type Refusal, type SubscriptionStatus } from './view.shared.ts';

export interface Item {
  readonly productId: string;
  readonly variantId?: string | undefined;
  readonly name: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

/** Everything of a subscription that can change. */
export interface State extends Plan {
  readonly status: SubscriptionStatus;
  readonly items: readonly Item[];
  readonly interval: Interval;
  readonly deliveryAddress: StoredAddress | null;
  readonly discount: { readonly percent: number; readonly charges: number } | null;
  readonly cancelReason: string | null;
}

/** Which line of the subscription. */
interface Line {
  readonly productId: string;
  readonly variantId?: string | undefined;
}

/** Of what is planned: it takes a running subscription. */
type DateChange =
  | { readonly action: 'skip'; readonly on: string }
  | { readonly action: 'unskip'; readonly on: string }
  | { readonly action: 'next_date'; readonly on: string }
  | { readonly action: 'pause'; readonly until: string | null }
  | { readonly action: 'order_now' };

export type Change =
  | DateChange
  | { readonly action: 'reactivate'; readonly on: string }
  | { readonly action: 'resume' }
  | { readonly action: 'frequency'; readonly interval: Interval }
  | ({ readonly action: 'quantity'; readonly quantity: number } & Line)
  /** With the whole of what comes instead, as it was when it was chosen. */
  | ({ readonly action: 'swap'; readonly item: Item } & Line)
  | { readonly action: 'address'; readonly address: StoredAddress }
  | { readonly action: 'discount'; readonly percent: number; readonly charges: number }
  | { readonly action: 'cancel'; readonly reason: CancelReason | null; readonly comment: string };

const skipsMax = 6;
const aheadDaysMax = 366;

export const isLine = (item: Line, line: Line): boolean =>
  item.productId === line.productId && (line.variantId === undefined || item.variantId === line.variantId);

/** The last day that anything can be put to. */
export const latestDay = (today: string): string => addDays(today, aheadDaysMax);
/** What is charged today is under way. */
export const earliestDay = (today: string): string => addDays(today, 1);

/** A pause that is over has become a running subscription again. */
const awake = (state: State, today: string): State =>
  state.status === 'paused' && isRunning(state, today) && state.pausedUntil !== null
    ? {
        ...state,
        status: 'active',
        nextChargeOn: firstOfRhythm(state.pausedUntil, state.interval, today),
        pausedUntil: null,
      }
    : state;

/** What stays struck through when the rhythm begins anew on `anchor`: the days before, which can still be had back. */
const skippedBefore = (state: State, anchor: string): readonly string[] => state.skippedOn.filter((on) => on < anchor);

/** The subscription with the change made, whether or not it may be made. */
export const apply = (held: State, change: Change, today: string): State => {
  const state = awake(held, today);
  switch (change.action) {
    case 'skip':
      return { ...state, skippedOn: [...new Set([...state.skippedOn, change.on])].toSorted() };
    case 'unskip': {
      const { nextChargeOn } = state;
      const skippedOn = state.skippedOn.filter((on) => on !== change.on);
      // The shop may have moved on past the day already.
      return {
        ...state,
        skippedOn,
        nextChargeOn: nextChargeOn === null || change.on < nextChargeOn ? change.on : nextChargeOn,
      };
    }
    case 'pause':
      return { ...state, status: 'paused', pausedUntil: change.until, skippedOn: [] };
    case 'resume': {
      const on = firstOfRhythm(state.nextChargeOn ?? earliestDay(today), state.interval, earliestDay(today));
      return { ...state, status: 'active', pausedUntil: null, nextChargeOn: on };
    }
    case 'next_date':
      return { ...state, nextChargeOn: change.on, skippedOn: skippedBefore(state, change.on) };
    case 'order_now': {
      const on = addIntervals(today, state.interval, 1);
      return { ...state, nextChargeOn: on, skippedOn: skippedBefore(state, on) };
    }
    case 'frequency': {
      const on = nextCharge(state, today) ?? state.nextChargeOn;
      const skippedOn = on === null ? [] : skippedBefore(state, on);
      return { ...state, interval: change.interval, nextChargeOn: on, skippedOn };
    }
    case 'quantity':
      return { ...state, items: changeLine(state.items, change, (item) => ({ ...item, quantity: change.quantity })) };
    case 'swap':
      return { ...state, items: changeLine(state.items, change, () => change.item) };
    case 'address':
      return { ...state, deliveryAddress: change.address };
    case 'discount':
      return { ...state, discount: { percent: change.percent, charges: change.charges } };
    case 'cancel':
      return {
        ...state,
        status: 'cancelled',
        nextChargeOn: null,
        pausedUntil: null,
        skippedOn: [],
        cancelReason: change.reason,
      };
    case 'reactivate':
      return {
        ...state,
        status: 'active',
        nextChargeOn: change.on,
        pausedUntil: null,
        skippedOn: [],
        cancelReason: null,
      };
  }
};

const changeLine = (items: readonly Item[], line: Line, change: (item: Item) => Item): readonly Item[] => {
  const at = items.findIndex((item) => isLine(item, line));
  return items.map((item, index) => (index === at ? change(item) : item));
};

export type Decision =
  | { readonly outcome: 'changed'; readonly state: State }
  /** It is so already: asked twice, or the shop was faster. */
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly why: Refusal };

/** @param today in the shop's zone */
export const decide = (held: State, change: Change, today: string): Decision => {
  const state = awake(held, today);
  const next = apply(state, change, today);
  if (change.action === 'quantity' && !state.items.some((item) => isLine(item, change))) {
    return { outcome: 'refused', why: 'not_in_it' };
  }
  if (isDeepStrictEqual(next, state)) return { outcome: 'unchanged' };
  const why = refusalOf(state, change, today);
  return why === null ? { outcome: 'changed', state: next } : { outcome: 'refused', why };
};

const refusalOf = (state: State, change: Change, today: string): Refusal | null => {
  if (change.action === 'reactivate') return isEnded(state) ? dayFault(change.on, today) : 'not_ended';
  if (isEnded(state)) return 'ended';
  switch (change.action) {
    case 'cancel':
    case 'address':
    case 'frequency':
      return null;
    case 'resume':
      return state.status === 'paused' ? null : 'not_paused';
    case 'discount':
      return state.discount === null ? null : 'not_offered';
    case 'quantity':
      return change.quantity >= 1 && change.quantity <= quantityMax ? null : 'not_offered';
    case 'swap':
      if (!state.items.some((item) => isLine(item, change))) return 'not_in_it';
      return state.items.some((item) => item.productId === change.item.productId) ? 'not_swappable' : null;
    default:
      return isRunning(state, today) ? dateRefusalOf(state, change, today) : 'not_running';
  }
};

const dateRefusalOf = (state: State, change: DateChange, today: string): Refusal | null => {
  switch (change.action) {
    case 'skip':
      if (change.on < earliestDay(today)) return 'too_soon';
      if (!upcoming(state, today).some((stop) => stop.on === change.on)) return 'not_planned';
      return state.skippedOn.filter((on) => on > today).length < skipsMax ? null : 'too_many_skips';
    case 'unskip':
      if (change.on < earliestDay(today)) return 'too_soon';
      return state.skippedOn.includes(change.on) ? null : 'not_planned';
    case 'pause': {
      if (change.until === null) return null;
      const next = nextCharge(state, today);
      return dayFault(change.until, today) ?? (next !== null && change.until <= next ? 'no_effect' : null);
    }
    case 'next_date':
      return dayFault(change.on, today);
    case 'order_now':
      return state.nextChargeOn === null ? 'not_planned' : null;
  }
};

const isEnded = ({ status }: State): boolean => status === 'cancelled' || status === 'expired';

const dayFault = (on: string, today: string): Refusal | null => {
  if (on < earliestDay(today)) return 'too_soon';
  return on > latestDay(today) ? 'too_far' : null;
};

/**
 * The subscription without the change: what it touched is again as before, and what was changed later stays.
 * @param before as it was when the change was made
 * @param madeOn the day of the shop on which it was made
 */
export const restore = (
  now: State,
  { before, change, madeOn }: { before: State; change: Change; madeOn: string },
): State => {
  const after = apply(before, change, madeOn);
  const back = <Field extends keyof State>(field: Field): State[Field] =>
    isDeepStrictEqual(now[field], after[field]) ? before[field] : now[field];
  return {
    status: back('status'),
    interval: back('interval'),
    nextChargeOn: back('nextChargeOn'),
    pausedUntil: back('pausedUntil'),
    deliveryAddress: back('deliveryAddress'),
    discount: back('discount'),
    cancelReason: back('cancelReason'),
    skippedOn: skipsRestored(now, { before, after }),
    items: itemsRestored(now, { before, change }),
  };
};

/** Day by day: those that the change added go, those that it dropped come back. */
const skipsRestored = (now: State, { before, after }: { before: State; after: State }): readonly string[] => {
  const added = after.skippedOn.filter((on) => !before.skippedOn.includes(on));
  const dropped = before.skippedOn.filter((on) => !after.skippedOn.includes(on));
  return [...new Set([...now.skippedOn.filter((on) => !added.includes(on)), ...dropped])].toSorted();
};

const itemsRestored = (now: State, { before, change }: { before: State; change: Change }): readonly Item[] => {
  if (change.action !== 'quantity' && change.action !== 'swap') return now.items;
  const was = before.items.find((item) => isLine(item, change));
  if (!was) return now.items;
  if (change.action === 'swap')
    return changeLine(now.items, change.item, (item) => ({ ...was, quantity: item.quantity }));
  return changeLine(now.items, change, (item) =>
    item.quantity === change.quantity ? { ...item, quantity: was.quantity } : item,
  );
};
