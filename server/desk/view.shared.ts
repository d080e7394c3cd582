/** What the desk's pages are drawn from. Staff see personal data; roles are checked before any of this is built. */
import type { CaseOutcome, TrackingEventView } from '../portalView.shared.ts';
import type { ContactWish, Score, SentimentReason } from '../sentiment/sentiment.shared.ts';
import type { NextStep, ShipmentReason, ShipmentStatus, WatchNews, WatchReason } from '../shipments/status.shared.ts';

export type AlertStatus = 'open' | 'acknowledged' | 'resolved' | 'confirmed';
export type AlertSeverity = 'high' | 'normal';

export interface CaseRowView {
  readonly id: string;
  /** Null for news that names no order. */
  readonly orderNumber: string | null;
  readonly customerName: string | null;
  readonly status: AlertStatus;
  readonly severity: AlertSeverity;
  readonly score: Score | null;
  readonly reasons: readonly SentimentReason[];
  /** First words of the comment. */
  readonly excerpt: string | null;
  readonly openedAt: Date;
  readonly answerBy: Date;
  /** Null while it is support's turn. */
  readonly answeredAt: Date | null;
  readonly overdue: boolean;
  readonly reopened: boolean;
  readonly agentId: string | null;
  readonly agentName: string | null;
}

export interface CaseListView {
  readonly rows: readonly CaseRowView[];
  /** True when there are more than were asked for. */
  readonly more: boolean;
}

/** One dated line of the case's single timeline, oldest first. */
export type CaseEntryView = { readonly id: string; readonly at: Date } & (
  | {
      readonly kind: 'scan';
      readonly event: TrackingEventView;
      /** Which parcel of the order, from 1; null when there is only one. */
      readonly parcel: number | null;
    }
  | {
      readonly kind: 'answer';
      readonly score: Score;
      readonly reasons: readonly SentimentReason[];
      readonly comment: string;
      /** Null while she was not asked: the first tap says nothing of it. */
      readonly contactWish: ContactWish | null;
      readonly source: string;
    }
  | { readonly kind: 'opened' | 'reopened' | 'escalated' | 'confirmed'; readonly by: string | null }
  | { readonly kind: 'acknowledged'; readonly by: string | null }
  | {
      readonly kind: 'resolved';
      readonly by: string | null;
      readonly outcome: CaseOutcome;
      readonly note: string | null;
    }
  | { readonly kind: 'reply'; readonly by: string | null; readonly text: string }
  | { readonly kind: 'shopper_message'; readonly text: string }
  | { readonly kind: 'hold_set' | 'hold_released'; readonly why: string }
  | { readonly kind: 'watch_acknowledged'; readonly by: string; readonly note: string | null }
  | { readonly kind: 'watch_withdrawn'; readonly by: string }
);

export interface CaseParcelView {
  readonly id: string;
  /** The case names it. */
  readonly concerned: boolean;
  readonly status: ShipmentStatus;
  readonly reason: ShipmentReason | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly carrierUrl: string | null;
  readonly promisedOn: string | null;
  readonly firstPromisedOn: string | null;
  readonly deliveredAt: Date | null;
  /** Whole days after the first promise, 0 when on time, null while unknown. */
  readonly lateDays: number | null;
}

export interface CaseView extends CaseRowView {
  readonly contactWish: ContactWish;
  readonly order: {
    readonly number: string;
    readonly placedAt: Date;
    readonly cancelledAt: Date | null;
    readonly totalMinor: number;
    readonly currency: string;
    /** The capability of the page that the shopper sees. */
    readonly link: string;
    readonly items: readonly {
      readonly name: string;
      readonly detail: string | null;
      readonly quantity: number;
      readonly imagePath: string | null;
    }[];
  } | null;
  /** In the order in which they were sent. */
  readonly parcels: readonly CaseParcelView[];
  readonly customer: {
    readonly name: string | null;
    readonly email: string | null;
    /** Only when a call was wished for: the number that she gave for it, or else the one that she is known by. */
    readonly phone: string | null;
    readonly locale: string;
    readonly orderCount: number;
    readonly since: Date;
    readonly city: string | null;
  };
  readonly earlierCases: readonly { readonly id: string; readonly openedAt: Date; readonly status: AlertStatus }[];
  /** What is held back from this person because of the case. */
  readonly held: readonly { readonly what: 'promotions'; readonly since: Date; readonly until: Date | null }[];
  readonly entries: readonly CaseEntryView[];
  /** The most points that an agent may give as goodwill; null where there is nothing to collect. */
  readonly goodwillMax: number | null;
}

export interface StaffView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: 'agent' | 'marketer' | 'admin';
  /** The language that the desk speaks. */
  readonly locale: string;
}

/** What there is to know of an order beside what happened to it. */
export type OrderFactsView = Pick<CaseView, 'order' | 'parcels' | 'customer' | 'earlierCases' | 'held'>;

/** A parcel that something is the matter with, before anybody complains. */
export interface WatchRowView {
  /** The merchant's id of the shipment. */
  readonly id: string;
  readonly orderNumber: string;
  readonly customerName: string | null;
  readonly status: ShipmentStatus;
  /** The gravest first. */
  readonly reasons: readonly { readonly reason: WatchReason; readonly since: Date }[];
  readonly since: Date;
  readonly severity: AlertSeverity;
  readonly nextStep: NextStep;
  /** The carrier's day, `2026-11-24`: where she was told that it comes later, the one that she reads. */
  readonly estimateOn: string | null;
  /** What the shopper was told last; `at` is null while it is on its way. Null when she was told nothing. */
  readonly told: { readonly news: WatchNews; readonly by: 'push' | 'email'; readonly at: Date | null } | null;
  /** Who has taken care of it; null while it waits for somebody. */
  readonly acknowledgement: { readonly by: string; readonly note: string | null; readonly at: Date } | null;
}

export interface WatchListView {
  readonly rows: readonly WatchRowView[];
  readonly more: boolean;
  /** What is taken care of, and still the matter: the first of it. */
  readonly seen: readonly WatchRowView[];
}

export interface WatchedView extends OrderFactsView {
  readonly id: string;
  readonly orderNumber: string;
  /** Null when nothing is the matter with it any more. */
  readonly row: WatchRowView | null;
  readonly entries: readonly CaseEntryView[];
}

/** Why a form of the case was refused: in the URL that it comes back to, so spelled like one. */
export const caseFaults = [
  'closed',
  'text-missing',
  'text-too-long',
  'outcome-missing',
  'points-wrong',
  'unavailable',
] as const;
export type CaseFault = (typeof caseFaults)[number];

/**
 * The events of `/desk/live`: something changed in the brand's cases; `opened` when there is a new one, `watched` when
 * it is the watch list that has.
 */
export type LiveEvent = 'watched' | 'changed' | 'opened';
