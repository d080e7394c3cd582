/** How each kind of news about the account is told: by which ways, how pressing, for how long, and what silences it. */
import type { Fact, FactOf } from '../../facts.ts';
import { days, hours } from '../../kit/clock.ts';
import type { ConsentChannel } from '../consents.shared.ts';

export type NoticeFact = FactOf<
  | 'points.earned'
  | 'points.unlocked'
  | 'points.expiring'
  | 'points.expired'
  | 'tier.raised'
  | 'tier.at_risk'
  | 'tier.lowered'
  | 'subscription.renewal_ahead'
  | 'subscription.change_rolled_back'
  | 'referral.ordered'
  | 'referral.on_its_way'
  | 'referral.rewarded'
>;
export type NoticeKind = NoticeFact['kind'];
/** What is kept of a fact: all of it but whose it is, which the row says. */
export type NoticeContent = WithoutOwner<NoticeFact>;
type WithoutOwner<Some> = Some extends Fact ? Omit<Some, 'brandId' | 'customerId'> : never;
export type ContentOf<Kind extends NoticeKind> = Extract<NoticeContent, { kind: Kind }>;

export interface Rule {
  readonly topic: 'points' | 'tier' | 'subscription' | 'referral';
  /** In the order in which they are tried. */
  readonly ways: readonly ConsentChannel[];
  readonly urgency: 'normal' | 'high';
  /** From its occurrence; after that it is no news any more. */
  readonly ttlMs: number;
  /** The longest that it may wait to be joined with others; 0: it is told at once, whatever she set. */
  readonly digestMaxMs: number;
  /** Not to somebody who is unhappy with us: neither pressed nor asked for favours. */
  readonly silencedByHold: boolean;
}

const everyWay = ['push', 'email', 'sms'] as const;
/** What is nice to know is not worth a text. */
const cheapWays = ['push', 'email'] as const;
const calm = {
  ways: cheapWays,
  urgency: 'normal',
  ttlMs: days(14),
  digestMaxMs: days(8),
  silencedByHold: false,
} as const;
const pressing = { ways: everyWay, urgency: 'high', ttlMs: days(3), digestMaxMs: 0, silencedByHold: false } as const;

const rules: Readonly<Record<NoticeKind, Rule>> = {
  'points.earned': { ...calm, topic: 'points' },
  'points.unlocked': { ...calm, topic: 'points' },
  'points.expiring': { ...calm, topic: 'points', ways: everyWay, silencedByHold: true },
  'points.expired': { ...calm, topic: 'points' },
  'tier.raised': { ...calm, topic: 'tier', digestMaxMs: days(1) },
  'tier.at_risk': { ...calm, topic: 'tier', ways: everyWay, silencedByHold: true },
  'tier.lowered': { ...calm, topic: 'tier' },
  'subscription.renewal_ahead': { ...pressing, topic: 'subscription', ttlMs: days(7) },
  'subscription.change_rolled_back': { ...pressing, topic: 'subscription' },
  'referral.ordered': { ...calm, topic: 'referral', silencedByHold: true },
  'referral.on_its_way': { ...calm, topic: 'referral', silencedByHold: true },
  'referral.rewarded': { ...calm, topic: 'referral' },
};

/** The last days before points go are told more pressingly. */
const byDaysBefore: Readonly<Record<30 | 7 | 1, Pick<Rule, 'ttlMs' | 'digestMaxMs' | 'urgency'>>> = {
  30: { ttlMs: days(14), digestMaxMs: days(8), urgency: 'normal' },
  7: { ttlMs: days(5), digestMaxMs: days(1), urgency: 'normal' },
  1: { ttlMs: hours(26), digestMaxMs: 0, urgency: 'high' },
};

export const ruleOf = (content: NoticeContent): Rule =>
  content.kind === 'points.expiring'
    ? { ...rules[content.kind], ...byDaysBefore[content.daysBefore] }
    : rules[content.kind];

export const noticeKinds = Object.keys(rules) as readonly NoticeKind[];

/** What came in with a migration is no news to anybody. */
export const isNews = (content: NoticeContent): boolean =>
  content.kind !== 'points.earned' || content.earnedFor !== 'import';

/** News of one key replace each other: only the newest is told. */
export const collapseKeyOf = (content: NoticeContent): string => {
  switch (content.kind) {
    case 'points.earned':
    case 'points.unlocked':
      return `lot ${content.lotId}`;
    case 'points.expiring':
      return `expiring ${content.expiresOn}`;
    case 'points.expired':
      return `expired ${content.expiredOn}`;
    case 'tier.raised':
    case 'tier.at_risk':
    case 'tier.lowered':
      return 'tier';
    case 'subscription.renewal_ahead':
      return `renewal ${content.subscriptionId}`;
    case 'subscription.change_rolled_back':
      return `change ${content.changeId}`;
    case 'referral.ordered':
    case 'referral.on_its_way':
    case 'referral.rewarded':
      return `referral ${content.referralId}`;
  }
};

/** Names the occurrence: told of it twice, there is one notice. */
export const occurrenceOf = (content: NoticeContent, at: Date): string => {
  const named = `${content.kind} ${collapseKeyOf(content)}`;
  switch (content.kind) {
    case 'points.expiring':
      return `${named} ${content.daysBefore}`;
    case 'tier.at_risk':
      return `${named} ${content.tier} ${content.untilOn}`;
    case 'tier.raised':
    case 'tier.lowered':
      return `${named} ${content.to ?? ''} ${at.toISOString()}`;
    case 'subscription.renewal_ahead':
      return `${named} ${content.chargeOn}`;
    default:
      return named;
  }
};
