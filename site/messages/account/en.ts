/**
 * The English words of the account's rooms: the frame that all of them share, and points, tiers and rewards. The shape of
 * the other languages, like `Messages`.
 */
import type { EarnKind, ExpiryPauseReason, LotView, RewardKind } from '../../../server/loyalty/view.shared.ts';
import type { When } from '../../lib/format.ts';
import { pluralIn } from '../plural.ts';
import { countsIn } from './counts.ts';

const plural = pluralIn('en');

/** “on Tuesday”, “on 3 December”, but “tomorrow”. */
const on = (when: When): string => (when.kind === 'date' || when.kind === 'weekday' ? `on ${when.text}` : when.text);
/** Weekdays and words stand alone after a verb: “Arrives Tuesday”, “unlock Thursday”. */
const bare = (when: When): string => (when.kind === 'date' ? `on ${when.text}` : when.text);

/** When the parcel comes; `latest`: on that day or before it. */
export interface Arrival {
  readonly when: When;
  readonly latest: boolean;
}

const arriving = ({ when, latest }: Arrival): string => (latest ? `by ${when.text} at the latest` : bare(when));

/** The notes that a form comes back with, by their word in `?done=` or `?fault=`. */
export const roomsEn = {
  nav: 'Your account',
  parcel: 'Parcel',
  rewards: 'Rewards',
  subscriptions: 'Subscriptions',
  refer: 'Invite',
  settings: 'Settings',
  settingsLine: 'Language, messages, your devices and data.',
  back: (headline: string) => `Back to the parcel: ${headline}`,
  signIn: {
    line: 'This is what the link shows. The rest is only for you: we send a code to your mail address.',
    button: 'Sign in',
  },
  done: {
    saved: 'Saved.',
    sent: 'It is on its way.',
    undone: 'Taken back. Everything is as it was.',
    other: 'Done.',
  },
  faults: {
    invalid: 'Something in there does not fit. Please look once more.',
    conflict: 'That changed meanwhile. This is how it stands now.',
    forbidden: 'That is not possible here. Write to us and we find a way.',
    not_found: 'That is no longer here. This is how it stands now.',
    rate_limited: 'That was a lot in a short time. Please wait a minute and try again.',
    unavailable: 'That did not get through, and nothing was changed. Please try again in a moment.',
    other: 'That did not work out, and nothing was changed. Please try again.',
  },
  /** Beside a field that does not fit. */
  fields: {
    missing: 'Please fill this in.',
    phone:
      'Something about this number is not right yet. With its country code it works from everywhere: +44 7700 900123.',
    quiet: 'Quiet hours need both times. Leave both empty for the shop’s.',
    country: 'Please choose a country.',
    postcode: (country: string) => `In ${country}, postcodes look different.`,
  },
};

export type RoomsWords = typeof roomsEn;

/** So many points in words, and whether it is one alone, for the verb beside it. */
export interface Amount {
  readonly text: string;
  readonly one: boolean;
}

const verb = ({ one }: Amount, single: string, many: string): string => (one ? single : many);
const unlock = (p: Amount): string => `${p.text} ${verb(p, 'unlocks', 'unlock')}`;

const counts = countsIn(
  ({ counted, what }) =>
    `What counts for your tier: ${counted}. That is ${what}. Redeeming takes nothing from it, and what is on the way counts once it is yours.`,
);

/**
 * Points, tiers and rewards. `points` is always said whole, with the programme's own word: “120 beans”; `word` is that
 * word alone, for many.
 */
export const loyaltyEn = {
  glance: {
    open: 'See rewards',
    ring: (p: { points: string; tier: string | null }) => (p.tier === null ? p.points : `${p.points}, ${p.tier}`),
    none: (word: string) => `No ${word} yet`,
    noneLine: 'They come with every order, once it has arrived and is to stay.',
    missing: (p: { missing: string; tier: string }) => `${p.missing} to ${p.tier}.`,
    held: (tier: string) => `You are ${tier}.`,
    pending: (p: Amount) => `${p.text} ${verb(p, 'is', 'are')} on the way.`,
  },
  title: {
    worth: (p: { points: string; money: string }) => `${p.points}, worth ${p.money}`,
    plain: (points: string) => `You have ${points}`,
    none: (word: string) => `No ${word} right now`,
    pending: (p: Amount) => `${p.text} ${verb(p, 'is', 'are')} on the way`,
    noProgramme: 'Nothing to collect here yet',
  },
  intro: {
    none: 'They come by themselves with your next order. Below you see what they are good for.',
    noProgramme: 'As soon as there are points and rewards, you find them here. Your parcel is where it was.',
    owed: 'They came with an order that was refunded, and were spent already. The next ones settle that by themselves; you need not do anything.',
    owedTitle: (points: string) => `Still to be settled: ${points}`,
  },
  expiry: {
    title: 'What goes when',
    goes: (p: { points: Amount; when: When }) => `${p.points.text} ${verb(p.points, 'goes', 'go')} ${on(p.when)}`,
    today: (p: Amount) => `${p.text} ${verb(p, 'goes', 'go')} tonight`,
    pausedForHold: (p: Amount) => `${p.text} ${verb(p, 'waits', 'wait')} until everything is settled`,
    keptUntil: (p: { points: Amount; until: When }) =>
      `${p.points.text} ${verb(p.points, 'is', 'are')} kept for you until ${p.until.text}`,
    pausedForDelivery: (p: Amount) => `${p.text} will not expire while your parcel is on its way`,
    pausedLine: (when: When) => `They cannot go meanwhile, and no earlier than ${bare(when)} afterwards.`,
    daysLeft: (days: number) => plural(days, { one: 'One more day to use them.', other: '# more days to use them.' }),
    lastDay: 'Today is the last day to use them.',
    none: (word: string) => `None of your ${word} go anywhere soon`,
    chart: (word: string) => `How many ${word} go in which month`,
    month: (p: { month: string; points: string }) => `${p.month}: ${p.points}`,
    monthNone: (month: string) => `${month}: none`,
    later: 'Later',
  },
  forecast: {
    arrives: (p: { arrives: Arrival; points: Amount; unlocks: When }) =>
      `Arrives ${arriving(p.arrives)}, ${unlock(p.points)} ${bare(p.unlocks)}`,
    sameDay: (p: { arrives: Arrival; points: Amount }) => `Arrives ${arriving(p.arrives)} and unlocks ${p.points.text}`,
    arrivesFirst: (p: { arrives: Arrival; points: Amount }) =>
      `Arrives ${arriving(p.arrives)}, and ${unlock(p.points)} a while after`,
    unlocks: (p: { points: Amount; unlocks: When }) => `${unlock(p.points)} ${bare(p.unlocks)}`,
    open: (p: { points: Amount; number: string }) => `${unlock(p.points)} once order ${p.number} has arrived`,
    makes: (p: { sentence: string; tier: string }) => `${p.sentence}, which makes you ${p.tier}.`,
    plain: (sentence: string) => `${sentence}.`,
  },
  tier: {
    title: 'Your tier',
    none: 'Not in a tier yet',
    missing: {
      points: (p: { missing: string; tier: string }) => `Collect ${p.missing} more, and you are ${p.tier}.`,
      spend: (p: { missing: string; tier: string }) => `Buy for ${p.missing} more, and you are ${p.tier}.`,
    },
    top: 'That is as high as it goes.',
    forGood: 'It stays yours for good.',
    safeUntil: (date: string) => `It is yours until ${date} at least.`,
    atRisk: {
      points: (p: { missing: string; date: string; tier: string }) =>
        `Collect ${p.missing} more by ${p.date}, and you stay ${p.tier}.`,
      spend: (p: { missing: string; date: string; tier: string }) =>
        `Buy for ${p.missing} more by ${p.date}, and you stay ${p.tier}.`,
    },
    from: (mark: string) => `from ${mark}`,
    fromStart: 'from the start',
    here: 'You are here',
    reached: 'Reached',
    noBenefits: 'A step on the way.',
    counts: {
      points: counts({
        lifetime: 'everything that you ever collected',
        calendar_year: 'what you have collected this year, since #',
        rolling_12_months: 'what you have collected in twelve months, since #',
      }),
      spend: counts({
        lifetime: 'everything that you ever bought and kept',
        calendar_year: 'what you have bought and kept this year, since #',
        rolling_12_months: 'what you have bought and kept in twelve months, since #',
      }),
    },
  },
  rewards: {
    now: 'Yours now',
    nearly: 'Nearly there',
    later: 'Worth saving for',
    none: 'There is nothing to redeem yet. We are thinking of something nice.',
    missing: (missing: string) => `${missing} to go`,
    tier: (tier: string) => `From ${tier} on`,
    soldOut: 'All gone for now',
    minimum: (money: string) => `For orders from ${money}`,
    kinds: {
      money_off: 'Off an order',
      percentage: 'Off an order',
      free_product: 'A present with an order',
      free_shipping: 'Free shipping',
    } satisfies Record<RewardKind, string>,
    redeem: 'Redeem',
    redeemThis: (title: string) => `Redeem: ${title}`,
    confirmTitle: (p: { title: string; price: string }) => `${p.title} for ${p.price}?`,
    confirmStays: (points: string) => `You keep ${points}.`,
    confirmAll: 'That uses them up.',
    confirmUse: 'What goes first is used first. You get a code for your next order.',
    confirm: 'Yes, redeem',
    progress: (p: { points: string; price: string }) => `${p.points} of ${p.price}`,
  },
  codes: {
    title: 'Your codes',
    code: (title: string) => `Code: ${title}`,
    until: (when: When) => `Good until ${when.text}`,
    copy: 'Copy',
    copied: 'Copied',
    held: 'The shop is making your code',
    heldLine: 'That takes a moment, and it is here as soon as it is there. If it fails, everything comes back to you.',
    look: 'Look again',
    used: (number: string) => `Used with order ${number}`,
    released: (points: string) => `It did not work out; ${points} came back to you`,
    expired: 'Not used in time',
    earlier: 'Earlier ones',
  },
  early: {
    title: 'Early for you',
    openNow: (tier: string) => `Open to you already, because you are ${tier}.`,
    opens: (p: { tier: string; when: When }) => `Opens for you ${bare(p.when)}, because you are ${p.tier}.`,
    wouldOpen: (tier: string) => `${tier} has it already.`,
    wouldOpenOn: (p: { tier: string; when: When }) => `${p.tier} gets it ${bare(p.when)}.`,
    everybody: (when: When) => `Everybody else ${bare(when)}.`,
    everybodyToo: (when: When) => `For everybody ${bare(when)}.`,
    look: (name: string) => `See ${name}`,
  },
  earn: {
    title: 'How they come to you',
    kinds: {
      order: 'With every order',
      sign_up: 'For joining',
      review: 'For a review',
      share: 'For passing it on',
      birthday: 'On your birthday',
      referral: 'For a friend who orders',
      goodwill: 'From us, with thanks',
      import: 'Brought along',
    } satisfies Record<EarnKind, string>,
    rate: (p: { points: string; money: string }) => `${p.points} for each ${p.money}`,
    settled: (gain: string) => `${gain}, once it has stood in your settings for 30 days`,
    multiplied: (p: { rate: string; times: string }) => `${p.rate}, times ${p.times} in your tier`,
    done: 'Done',
  },
  lots: {
    title: 'Where they come from',
    order: (number: string) => `Order ${number}`,
    left: (p: { remaining: string; points: string }) => `${p.remaining} of ${p.points}`,
    states: {
      pending: 'On the way',
      spendable: 'To spend',
      spent: 'Spent',
      expired: 'Gone',
      taken_back: 'Taken back',
    } satisfies Record<LotView['state'], string>,
    earned: (date: string) => `Collected on ${date}.`,
    rate: (p: { points: string; each: string; basis: string }) => `${p.points} for each ${p.each} of ${p.basis}`,
    times: (p: { sentence: string; times: string; sum: string }) =>
      `${p.sentence}, times ${p.times}: that is ${p.sum}.`,
    sum: (p: { sentence: string; sum: string }) => `${p.sentence}: that is ${p.sum}.`,
    fixed: (points: string) => `A fixed ${points}.`,
    waitsForDelivery: 'They wait for the parcel; after that the time to return something runs.',
    waitsForReturns: 'The time to return something is still running.',
    waitsForNoParcel: 'No parcel is announced for this order.',
    waitsForEnded: 'Its parcel did not come; the time to return something is still running.',
    waitsAtMost: (when: When) => `Yours ${on(when)} at the latest, if nothing goes back.`,
    waitsUntil: (when: When) => `Yours ${on(when)}, if nothing goes back.`,
    unlocked: (date: string) => `To be spent since ${date}.`,
    expires: (when: When) => `Good until ${when.text}.`,
    expiresNever: 'They stay.',
    pausedFor: {
      hold: 'They do not go while something is still to be put right.',
      delivery: 'They do not go while a parcel is on its way to you.',
    } satisfies Record<ExpiryPauseReason, string>,
    refund: (points: string) => `If the whole order goes back, it takes ${points} along.`,
    settled: 'Earlier ones',
    none: 'As soon as some come in, you see here where from, and until when.',
    spent: 'All of them are spent.',
    gone: 'What was left went on its last day.',
    back: 'They went back with the order.',
    signIn:
      'Every single entry, your codes and what happened so far: we show them once you sign in with a code by mail.',
  },
  history: {
    title: 'What happened',
    none: 'Nothing yet.',
    kinds: {
      redeem: (reward: string | null) => (reward === null ? 'Redeemed' : `Redeemed: ${reward}`),
      release: (reward: string | null) => (reward === null ? 'Came back' : `Came back: ${reward}`),
      restore: 'Came back from a refunded order',
      expire: 'Went on their last day',
      adjust: 'Put right by us',
      reverse: (number: string | null) => (number === null ? 'Refund' : `Refund of order ${number}`),
    },
    earlier: 'Show earlier months',
  },
  done: { redeemed: 'It is yours. Your code is below.', held: 'It is yours. The shop is making your code.' },
  faults: {
    not_available: 'That reward cannot be had like this any more. This is how it stands now.',
  },
};

export type LoyaltyWords = typeof loyaltyEn;
