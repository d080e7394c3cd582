/**
 * What a newer state from the shop says about a change that it has not answered. The shop's word always counts; a state
 * that leaves something out says nothing about it, and one that crossed our request on the way is no answer to it.
 */
import { isDeepStrictEqual } from 'node:util';
import { type Change, type Item, isLine, type State } from './changes.ts';

/** What of its state the shop told; what is absent, it did not speak of. */
export type Told = Pick<State, 'status' | 'interval'> & {
  readonly [Field in Exclude<keyof State, 'status' | 'interval' | 'cancelReason'>]?: State[Field] | undefined;
};

/** `unmoved`: it still shows what was before the change; `contradicts`: something else altogether. */
export type Verdict = 'confirms' | 'unmoved' | 'contradicts' | 'silent';

/** What a change is about: of two about the same, only the later can be seen in a state. */
export const aspectOf = (change: Change): string => {
  switch (change.action) {
    case 'skip':
    case 'unskip':
      return `day ${change.on}`;
    case 'pause':
    case 'resume':
    case 'cancel':
    case 'reactivate':
      return 'status';
    case 'next_date':
    case 'order_now':
      return 'date';
    case 'quantity':
    case 'swap':
      return 'items';
    default:
      return change.action;
  }
};

/**
 * @param before as it was when the change was made
 * @param after as it was with the change
 */
export const verdictOn = (change: Change, told: Told, { before, after }: { before: State; after: State }): Verdict => {
  const { nextChargeOn: nextOn } = told;
  switch (change.action) {
    case 'skip':
      if (told.skippedOn !== undefined) return toldOfSkip(told, change.on) ? 'confirms' : 'unmoved';
      if (nextOn === undefined || nextOn === null || nextOn < change.on) return 'silent';
      return nextOn > change.on ? 'confirms' : 'unmoved';
    case 'unskip':
      if (told.skippedOn !== undefined) return toldOfSkip(told, change.on) ? 'unmoved' : 'confirms';
      if (nextOn === undefined || nextOn === null || nextOn < change.on) return 'silent';
      return nextOn === change.on ? 'confirms' : 'unmoved';
    case 'pause':
      if (told.status === 'paused') return compared(told.pausedUntil, before.pausedUntil, change.until, 'confirms');
      // Some apps know no pause and put the next charge off instead.
      return told.status === 'active' && change.until !== null && nextOn && nextOn >= change.until
        ? 'confirms'
        : statusVerdict(told, before, 'paused');
    case 'resume':
    case 'reactivate':
      return statusVerdict(told, before, 'active');
    case 'cancel':
      return told.status === 'expired' ? 'confirms' : statusVerdict(told, before, 'cancelled');
    case 'next_date':
    case 'order_now':
      return compared(nextOn, before.nextChargeOn, after.nextChargeOn);
    case 'frequency':
      return compared(told.interval, before.interval, change.interval);
    case 'quantity':
      return compared(linesOf(told.items), linesOf(before.items), linesOf(after.items));
    case 'swap':
      if (told.items === undefined) return 'silent';
      if (told.items.some((item) => item.productId === change.item.productId)) return 'confirms';
      return told.items.some((item) => isLine(item, change)) ? 'unmoved' : 'contradicts';
    case 'address':
      return compared(told.deliveryAddress, before.deliveryAddress, change.address);
    case 'discount':
      return compared(told.discount, before.discount, after.discount);
  }
};

/** Left out by name, or passed over by the next charge. */
const toldOfSkip = (told: Told, on: string): boolean =>
  (told.skippedOn?.includes(on) ?? false) || (typeof told.nextChargeOn === 'string' && told.nextChargeOn > on);

const statusVerdict = (told: Told, before: State, wanted: State['status']): Verdict => {
  if (told.status === wanted) return 'confirms';
  return told.status === before.status ? 'unmoved' : 'contradicts';
};

const compared = <T>(told: T | undefined, before: T, after: T, whenSilent: Verdict = 'silent'): Verdict => {
  if (told === undefined) return whenSilent;
  if (isDeepStrictEqual(told, after)) return 'confirms';
  return isDeepStrictEqual(told, before) ? 'unmoved' : 'contradicts';
};

/** Names and prices are the shop's to change. */
const linesOf = <Items extends readonly Item[] | undefined>(items: Items) =>
  items?.map(({ productId, variantId = null, quantity }) => ({ productId, variantId, quantity }));
