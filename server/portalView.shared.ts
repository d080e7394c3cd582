/**
 * What the shopper's page is drawn from: plain data, brand-scoped, with nothing in it that the link's holder may not
 * see (no name, address, e-mail or phone). Built by `portal.ts`, rendered by `site/` and by the mails.
 */
import type { LoyaltyGlanceView } from './loyalty/view.shared.ts';
import type { ContactWish, Score, SentimentReason } from './sentiment/sentiment.shared.ts';
import type { JourneyStop, ShipmentReason, ShipmentStatus } from './shipments/status.shared.ts';
import type { SubscriptionGlance } from './subscriptions/view.shared.ts';

/** The brand as the pages need it. Colours and type come from `/brand.css`, never from here. */
export interface BrandView {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
  /** A path on our own origin, or null: then the name is set in the display face. */
  readonly logoPath: string | null;
  readonly locales: readonly string[];
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: string;
  /** German addresses the reader as `du` or `Sie`, French as `tu` or `vous`. */
  readonly address: 'familiar' | 'formal';
  /** The shop's own words for the stops of the journey, where it has them: `{ ordered: 'Geröstet' }`, by locale. */
  readonly journeyWords: Readonly<Record<string, Partial<Record<JourneyStop, string>>>>;
  readonly supportEmail: string | null;
  readonly supportName: string | null;
  /** What the browser paints around the page, `#rrggbb`. */
  readonly themeColor: { readonly light: string; readonly dark: string };
  readonly shopUrl: string | null;
  readonly helpUrl: string | null;
}

export interface ItemView {
  readonly id: string;
  readonly name: string;
  readonly detail: string | null;
  readonly quantity: number;
  /** A path on our own origin (remote pictures come through our proxy), or null: then a drawn stand-in. */
  readonly imagePath: string | null;
}

export interface PlaceView {
  readonly name: string | null;
  readonly city: string | null;
  readonly countryCode: string | null;
}

export interface TrackingEventView {
  readonly id: string;
  /** Null when the carrier's code is unknown to us: its own words are shown. */
  readonly status: ShipmentStatus | null;
  readonly reason: ShipmentReason | null;
  readonly description: string | null;
  readonly place: PlaceView | null;
  readonly occurredAt: Date;
  /** Who reported it, to be shown: `DHL`, or the brand's name. */
  readonly reportedBy: string;
}

/** A day (`on`), or a window of instants. Never both. */
export interface ExpectedView {
  readonly by: 'promise' | 'carrier' | 'ours';
  readonly on: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
  /** Ours: how many of the brand's parcels it was learned from. */
  readonly learnedFrom?: number | undefined;
}

/** One step in the history of the promise: the day that held before, and why it moved where that is known. */
export interface SlipView {
  readonly from: string;
  readonly to: string;
  readonly noticedAt: Date;
  readonly reason: ShipmentReason | null;
}

export interface JourneyStopView {
  readonly stop: JourneyStop;
  readonly reached: boolean;
  readonly at: Date | null;
  /** The place of the scan that reached it, where it helps (the depot's city). */
  readonly city: string | null;
}

export interface JourneyView {
  readonly stops: readonly JourneyStopView[];
  /** Index into `stops` of where the parcel is drawn. */
  readonly current: number;
  /** The parcel is drawn as stuck or turning back. */
  readonly mood: 'moving' | 'stuck' | 'back' | 'arrived';
}

/** What the shopper can do now, in the order in which it should be offered. */
export type HelpKind =
  | 'report_problem'
  | 'contact_support'
  | 'carrier_page'
  | 'collect_parcel'
  | 'check_neighbours'
  | 'wait_until'
  | 'shop_again_later';

export interface ShipmentView {
  readonly id: string;
  readonly status: ShipmentStatus;
  readonly reason: ShipmentReason | null;
  readonly actionRequired: boolean;
  /** When the status was reached. */
  readonly since: Date | null;
  readonly deliveredAt: Date | null;
  readonly destinationCity: string | null;
  readonly carrier: {
    readonly name: string | null;
    readonly trackingNumber: string | null;
    readonly url: string | null;
  };
  readonly expected: ExpectedView | null;
  /** True when the expected day is past and the parcel is not there. */
  readonly late: boolean;
  readonly slips: readonly SlipView[];
  readonly lastScan: (TrackingEventView & { readonly freshness: 'fresh' | 'recent' | 'old' }) | null;
  readonly journey: JourneyView;
  /** Newest first. */
  readonly timeline: readonly TrackingEventView[];
  readonly items: readonly ItemView[];
  readonly pickupPoint: {
    readonly name: string;
    readonly address: string | null;
    readonly openingHours: string | null;
    readonly code: string | null;
    readonly until: string | null;
  } | null;
  readonly proofOfDelivery: {
    readonly signedBy: string | null;
    readonly leftWith: string | null;
    readonly photoPath: string | null;
  } | null;
  readonly help: readonly HelpKind[];
  readonly ask: AskView | null;
  readonly care: CareView | null;
}

/** The question of this shipment and the answer so far. Present once it can be asked or was answered. */
export interface AskView {
  /** `delivered` asks how it went; `problem` is the form behind "something is wrong" before delivery. */
  readonly occasion: 'delivered' | 'problem';
  readonly answer: {
    readonly score: Score;
    readonly reasons: readonly SentimentReason[];
    readonly comment: string;
    readonly contactWish: ContactWish;
    readonly answeredAt: Date;
  } | null;
  /** There is a number to call already, from the shop or from her; which, the link does not show. */
  readonly numberKnown: boolean;
  /** Null once the answer can no longer be changed. */
  readonly changeableUntil: Date | null;
}

/** The case that an unhappy answer opened, as the shopper sees it. */
export interface CareView {
  readonly caseId: string;
  readonly status: 'open' | 'acknowledged' | 'resolved' | 'confirmed';
  readonly openedAt: Date;
  /** By when a person answers, computed in the brand's support hours. */
  readonly answerBy: Date;
  /** First name of who has it, once someone does. */
  readonly agentName: string | null;
  readonly promotionsHeld: boolean;
  /** Known once support has resolved it; null while they are held until then. */
  readonly promotionsHeldUntil: Date | null;
  readonly messages: readonly CareMessageView[];
  readonly outcome: CaseOutcome | null;
  readonly resolvedAt: Date | null;
}

export interface CareMessageView {
  readonly id: string;
  readonly from: 'support' | 'shopper';
  readonly name: string | null;
  readonly text: string;
  readonly at: Date;
}

export const caseOutcomes = ['replaced', 'refunded', 'delivered_after_all', 'explained', 'goodwill', 'other'] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

export interface TrackingPageView {
  readonly brand: BrandView;
  /** The capability itself, for the forms on the page. */
  readonly link: string;
  readonly locale: string;
  /** The shopper's zone where known, else the brand's. */
  readonly timeZone: string;
  readonly now: Date;
  readonly order: {
    readonly number: string;
    readonly placedAt: Date;
    readonly cancelledAt: Date | null;
  };
  /** Empty while the shop is still packing. The one that needs attention first. */
  readonly shipments: readonly ShipmentView[];
  /** The id of the last fact that the page knows of, from which an open page is kept current. */
  readonly newestFact: string | null;
  /** What comes again and again, with what has ended left out. */
  readonly subscriptions: readonly SubscriptionGlance[];
  /** Items that no shipment holds yet. */
  readonly unshipped: readonly ItemView[];
  /** Points and tier at a glance; null where the brand has no programme. */
  readonly account: LoyaltyGlanceView | null;
}
