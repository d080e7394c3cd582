/**
 * What the pages show of referrals. Nothing in it says who a friend is: the referrer sees steps and days, the friend sees
 * the brand.
 */
import type { MoneyView, PointsWord } from '../loyalty/view.shared.ts';

export type BenefitView =
  | { readonly kind: 'percentage'; readonly percent: number }
  | { readonly kind: 'money_off'; readonly value: MoneyView }
  /** `word`: as the programme calls them; null: it has none of its own. */
  | { readonly kind: 'points'; readonly points: number; readonly word: PointsWord | null }
  | { readonly kind: 'reward'; readonly title: string };

export type ReferralStep =
  | 'ordered'
  | 'on_its_way'
  | 'arrived'
  | 'rewarded'
  | 'held'
  | 'refused'
  | 'not_new'
  | 'cancelled';

export interface ReferralView {
  readonly id: string;
  readonly step: ReferralStep;
  readonly orderedOn: string;
  /** The local day on which both sides are paid; null while nobody can say, or once it is settled. */
  readonly rewardOn: string | null;
  /** What it brings her, or brought. */
  readonly benefit: BenefitView;
}

export interface ReferView {
  readonly friend: BenefitView;
  readonly referrer: BenefitView;
  readonly minimumOrder: MoneyView | null;
  readonly windowDays: number;
  readonly newCustomersOnly: boolean;
  readonly monthlyLimit: number;
  readonly thisMonth: number;
  /** Absolute. Null while she is not asked: something of hers has to be put right first, or the link cannot be had now. */
  readonly url: string | null;
  readonly withheldFor: 'trouble' | 'unavailable' | null;
  /** How many took the invitation and have not ordered yet. */
  readonly invited: number;
  /** Newest first. */
  readonly referrals: readonly ReferralView[];
}

/** What a friend's page shows, before and after she took the invitation. */
export interface LandingView {
  readonly friend: BenefitView;
  readonly minimumOrder: MoneyView | null;
  /** The code as it stands in the address. */
  readonly code: string;
  /** In this browser. */
  readonly isTaken: boolean;
  /** Then: the shop, with the code attached; null where it has no address. */
  readonly shopLink: string | null;
}

export interface InvitationView {
  readonly friend: BenefitView;
  readonly referrer: BenefitView;
}
