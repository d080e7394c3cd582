/**
 * What the subscriptions' page is drawn from, and the words that server and page have in common. Nothing in a view names
 * the customer; her address is only in one that was read for her own session.
 */
import type { TrackingPageView } from '../portalView.shared.ts';

export const subscriptionStatuses = ['active', 'paused', 'cancelled', 'expired'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

export const intervalUnits = ['day', 'week', 'month', 'year'] as const;

export interface Interval {
  readonly count: number;
  readonly unit: (typeof intervalUnits)[number];
}

/** What a customer can have changed, each a verb of its own. `discount` is only to be had as an offer. */
export const changeActions = [
  'skip',
  'unskip',
  'pause',
  'resume',
  'next_date',
  'order_now',
  'frequency',
  'quantity',
  'swap',
  'address',
  'cancel',
  'reactivate',
  'discount',
] as const;
export type ChangeAction = (typeof changeActions)[number];

/** The eight reasons that the field asks for when somebody leaves. */
export const cancelReasons = [
  'too_much',
  'too_expensive',
  'not_to_taste',
  'quality',
  'delivery',
  'moving',
  'found_another',
  'other',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Why a change cannot be made, as data: each has its sentence on the page. */
export const refusals = [
  'changed',
  'ended',
  'not_ended',
  'not_running',
  'not_paused',
  'not_planned',
  'too_soon',
  'too_far',
  'no_effect',
  'too_many_skips',
  'not_in_it',
  'out_of_stock',
  'not_swappable',
  'not_offered',
] as const;
export type Refusal = (typeof refusals)[number];

/** What a shop may say in a word when it refuses a change; anything else it says is shown as its own words. */
export const shopWhys = ['out_of_stock', 'already_charged', 'payment', 'address', 'not_possible'] as const;
export type ShopWhy = (typeof shopWhys)[number];

export const quantityMax = 24;

/** One day of the rhythm. */
export interface StopView {
  readonly on: string;
  readonly skipped: boolean;
  /** False from the day of the charge on: then it is under way. */
  readonly changeable: boolean;
}

export interface SubscriptionItemView {
  readonly productId: string;
  readonly variantId: string | null;
  readonly name: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly imagePath: string | null;
  /** What may come instead, all of it in stock. */
  readonly swaps: readonly SwapView[];
}

export interface SwapView {
  readonly productId: string;
  readonly name: string;
  readonly priceMinor: number | null;
  readonly imagePath: string | null;
}

/** The line on the tracking page, and what every view of a subscription begins with. */
export interface SubscriptionGlance {
  readonly id: string;
  /** As of now: a pause that is over is over. */
  readonly status: SubscriptionStatus;
  readonly items: readonly { readonly name: string; readonly quantity: number }[];
  readonly interval: Interval;
  /** The day of the next charge that is not skipped; null when there is none. */
  readonly nextOn: string | null;
  readonly pausedUntil: string | null;
}

/** A change and what became of it. */
export interface ChangeView {
  readonly id: string;
  readonly action: ChangeAction;
  /** `waiting`: the shop has still time; `overdue`: it has not answered in time; `overruled`: it changed it otherwise. */
  readonly state: 'waiting' | 'overdue' | 'confirmed' | 'refused' | 'overruled';
  /** The day that it is about. */
  readonly on: string | null;
  readonly why: string | null;
  readonly at: Date;
}

/** Something that helps more than an end. It is taken by its key, together with the reason. */
export type OfferView =
  | { readonly kind: 'skip'; readonly key: string; readonly on: string }
  | { readonly kind: 'pause'; readonly key: string; readonly until: string }
  | { readonly kind: 'delay'; readonly key: string; readonly on: string }
  | { readonly kind: 'frequency'; readonly key: string; readonly interval: Interval }
  | { readonly kind: 'quantity'; readonly key: string; readonly quantity: number }
  | { readonly kind: 'swap'; readonly key: string; readonly name: string; readonly imagePath: string | null }
  | { readonly kind: 'discount'; readonly key: string; readonly percent: number; readonly charges: number }
  /** Leads to the form of the address. */
  | { readonly kind: 'address'; readonly key: string };

export interface AddressView {
  readonly name: string | null;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly countryCode: string | null;
}

export interface SubscriptionView extends SubscriptionGlance {
  /** Of what the reader saw: a change that was chosen on something older is not made. */
  readonly version: string;
  readonly items: readonly SubscriptionItemView[];
  readonly currency: string;
  /** Of one delivery, after the discount. */
  readonly priceMinor: number;
  readonly fullPriceMinor: number;
  readonly discount: { readonly percent: number; readonly charges: number } | null;
  /** The coming days of the rhythm, among them three that come. */
  readonly stops: readonly StopView[];
  /** Something of it went wrong or is late: before the next charge, to skip or to wait is offered first. */
  readonly troubled: boolean;
  readonly frequencies: readonly Interval[];
  readonly pauses: readonly string[];
  /** The days between which the next one may be put. */
  readonly earliestOn: string;
  readonly latestOn: string;
  /** When the one after comes, if one were sent now. */
  readonly afterNowOn: string;
  readonly cancelledAt: Date | null;
  readonly offers: Readonly<Record<CancelReason, readonly OfferView[]>>;
  /** What is under way and what came of the latest, newest first. */
  readonly changes: readonly ChangeView[];
  /** Null unless she is signed in, or when the shop never told it. */
  readonly address: AddressView | null;
}

export interface SubscriptionsPageView {
  readonly page: TrackingPageView;
  /** Whether the customer of this link is signed in: without that, a change leads to the code first. */
  readonly signedIn: boolean;
  readonly subscriptions: readonly SubscriptionView[];
}
