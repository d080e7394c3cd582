/**
 * What the pages show of points, tiers and rewards. Everything is reckoned for one instant by the server: no page adds,
 * compares or expires anything by itself.
 */
export type EarnKind = 'order' | 'sign_up' | 'review' | 'share' | 'birthday' | 'referral' | 'goodwill' | 'import';
export type RewardKind = 'money_off' | 'percentage' | 'free_product' | 'free_shipping';
export type ExpiryPauseReason = 'hold' | 'delivery';

export interface MoneyView {
  readonly minor: number;
  readonly currency: string;
}

/** The account at a glance: opened by a link alone, so nothing in it says who somebody is. */
export interface LoyaltyGlanceView {
  readonly programmeName: string;
  /** What one calls a point: `points`, `beans`. By count, in the locale of the page. */
  readonly pointsWord: PointsWord;
  readonly spendable: number;
  readonly pending: number;
  /** What `spendable` is worth, at the programme's rate; null when it has none. */
  readonly worth: MoneyView | null;
  /** The next points to go; null while none do. */
  readonly nextExpiry: ExpiryView | null;
  readonly tier: TierView | null;
  readonly forecast: ForecastView | null;
}

export interface PointsWord {
  readonly one: string;
  readonly other: string;
}

export interface ExpiryView {
  readonly points: number;
  /** The last local day of the programme on which they can be spent, `YYYY-MM-DD`. */
  readonly on: string;
  readonly daysLeft: number;
  /** Why it is put off; then `on` is the earliest day. */
  readonly pausedFor: ExpiryPauseReason | null;
  /** The local day of the programme on which the pause ends, where it is known. */
  readonly pausedUntilOn: string | null;
}

export interface TierView {
  /** Lowest first. */
  readonly ladder: readonly TierStepView[];
  /** Null below the first. */
  readonly current: TierStepView | null;
  readonly next: TierStepView | null;
  readonly counts: 'points' | 'spend';
  readonly period: 'lifetime' | 'calendar_year' | 'rolling_12_months';
  /** The first local day of what counts, `YYYY-MM-DD`; null: everything ever. */
  readonly countsFromOn: string | null;
  /** What counts now, in points or minor units: what was earned and unlocked since then, whether or not it was spent. */
  readonly qualifying: number;
  readonly missing: number | null;
  /** 0 to 1 on the way from the current tier's mark to the next. */
  readonly progress: number;
  /** Until when the current tier is safe; null: for good. */
  readonly safeUntilOn: string | null;
  /** Below the mark at the end of the period: what is missing to stay, and by when. */
  readonly atRisk: { readonly missing: number; readonly byOn: string } | null;
}

export interface TierStepView {
  readonly id: string;
  readonly name: string;
  readonly threshold: number;
  readonly benefits: readonly string[];
}

/** “Arrives Tuesday, 120 points unlock Thursday, which makes you Gold”: from the parcels on the way. */
export interface ForecastView {
  readonly orderNumber: string;
  readonly points: number;
  /** Null while nobody can say. */
  readonly arrivesOn: string | null;
  /** Whether it may come earlier: `arrivesOn` is then the last day of several. */
  readonly arrivesInWindow: boolean;
  readonly unlocksOn: string | null;
  /** The name of the tier that it makes; null when it makes none. */
  readonly makesTier: string | null;
}

export interface LotView {
  readonly id: string;
  readonly kind: EarnKind;
  readonly orderNumber: string | null;
  readonly earnedOn: string;
  readonly points: number;
  readonly remaining: number;
  readonly state: 'pending' | 'spendable' | 'spent' | 'expired' | 'taken_back';
  /** Of a pending one: what it waits for, and until when where that is known. */
  readonly waitsFor: 'delivery' | 'return_window' | 'no_parcel' | 'parcel_ended' | null;
  readonly spendableOn: string | null;
  /** While nobody can say when: the day on which they can be spent even if nothing more is heard. */
  readonly latestOn: string | null;
  readonly expiresOn: string | null;
  readonly pausedFor: ExpiryPauseReason | null;
  /** Why so many: base points, multiplier and what they were counted on. */
  readonly because: EarnedBecauseView;
  /** What a refund of the whole order would take back; null where no order stands behind it. */
  readonly refundTakes: number | null;
}

export interface EarnedBecauseView {
  /** Points per whole unit of money, or a fixed number. */
  readonly rate: { readonly points: number; readonly perMinor: number } | null;
  readonly basis: MoneyView | null;
  readonly multiplier: number;
  readonly note: string | null;
}

export interface EntryView {
  readonly id: string;
  readonly kind: 'earn' | 'redeem' | 'release' | 'restore' | 'expire' | 'adjust' | 'reverse';
  readonly earnKind: EarnKind;
  readonly points: number;
  readonly on: string;
  readonly orderNumber: string | null;
  readonly rewardTitle: string | null;
  /** One redemption takes of several lots: an entry for each. */
  readonly redemptionId: string | null;
  readonly note: string | null;
}

export interface RewardView {
  /** The merchant's id; the form that redeems sends it as `reward`. */
  readonly id: string;
  readonly kind: RewardKind;
  readonly title: string;
  readonly pricePoints: number;
  readonly value: MoneyView | null;
  readonly percent: number | null;
  readonly imagePath: string | null;
  readonly minimumOrder: MoneyView | null;
  /** `missing` points or a tier stand in between; `sold_out`: the pool is empty. */
  readonly availability: 'now' | 'missing_points' | 'tier' | 'sold_out';
  readonly missingPoints: number;
  readonly fromTierName: string | null;
}

export interface RedemptionView {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly status: 'held' | 'redeemed' | 'released' | 'expired';
  /** Only for the signed-in customer herself. */
  readonly code: string | null;
  readonly codeUntilOn: string | null;
  readonly usedOnOrder: string | null;
  readonly at: Date;
}

export interface WayToEarnView {
  readonly kind: EarnKind;
  /** A fixed number, or points for each `perMinor` of money. */
  readonly points: number;
  readonly perMinor: number | null;
  readonly multiplier: number;
  readonly done: boolean;
  /** Where one does it; null: not on a page of ours. */
  readonly where: 'shop' | 'refer' | 'settings' | 'parcel' | 'sign_in' | null;
}

export interface EarlyAccessView {
  readonly productId: string;
  readonly name: string;
  readonly imagePath: string | null;
  readonly url: string | null;
  /** Hers, where it opens to that; else the lowest that it opens to. */
  readonly tierName: string;
  /** Whether it opens to her tier, now or later. */
  readonly hers: boolean;
  /** When it opens to that tier; null: it is open to it. */
  readonly opensAt: Date | null;
  readonly everybodyFrom: Date | null;
}

/** The rewards page. Lots, history and codes are there only for the signed-in customer. */
export interface RewardsPageView extends LoyaltyGlanceView {
  readonly orderTimeZone: string;
  /** Sent along by the form that redeems, as `key`: the same form twice is one redemption. */
  readonly redeemKey: string;
  /** Points that a refund could not take back and later ones settle first. */
  readonly owed: number;
  /** What goes in each of the coming months, the first being this one: `YYYY-MM`. */
  readonly expiryByMonth: readonly { readonly month: string; readonly points: number }[];
  /** What goes after the last of these months. */
  readonly expiresLater: number;
  readonly rewards: readonly RewardView[];
  readonly waysToEarn: readonly WayToEarnView[];
  readonly earlyAccess: readonly EarlyAccessView[];
  readonly personal: {
    readonly lots: readonly LotView[];
    /** Newest first. */
    readonly history: readonly EntryView[];
    /** Where older ones begin; null: that was all. */
    readonly historyGoesOn: string | null;
    readonly redemptions: readonly RedemptionView[];
  } | null;
}
