/** What is told of the account, in English, and the shape of the other languages: title, line and button by kind. */
import type { When } from '../../lib/format.ts';
import { pluralIn } from '../plural.ts';

/** What the words of a notice draw upon; a kind uses what it has. */
export interface NoticeParams {
  /** “500 points”, in the programme's own word. */
  readonly points: string;
  /** The day it is about. */
  readonly when: When | null;
  /** That day has come. */
  readonly now: boolean;
  readonly tier: string | null;
  /** What is missing to stay in the tier, counted in what the programme counts. */
  readonly missing: string;
  /** What the subscription brings, or null. */
  readonly thing: string | null;
  /** Her last delivery went wrong: that the next one can wait is said first. */
  readonly troubled: boolean;
}

export interface NoticeWords {
  readonly title: string;
  readonly line: string;
}

const plural = pluralIn('en');
const on = (when: When | null): string =>
  when === null ? 'soon' : when.kind === 'date' || when.kind === 'weekday' ? `on ${when.text}` : when.text;
const until = (when: When | null): string => (when === null ? 'for now' : `until ${when.text}`);

const told = {
  'points.earned': (p: NoticeParams): NoticeWords => ({
    title: `${p.points} for you`,
    line: p.now
      ? 'They are yours to spend now.'
      : p.when === null
        ? 'They can be spent once the parcel has arrived and the time for returns is over.'
        : `They can be spent from ${p.when.text}.`,
  }),
  'points.unlocked': (p: NoticeParams): NoticeWords => ({
    title: `${p.points}, ready to use`,
    line: 'The time for returns is over, so they are yours to spend.',
  }),
  'points.expiring': (p: NoticeParams): NoticeWords => ({
    title: `${p.points}, good ${until(p.when)}`,
    line: 'After that they are gone. Have a look at what you can get for them.',
  }),
  'points.expired': (p: NoticeParams): NoticeWords => ({
    title: `${p.points} have run out`,
    line: 'Their time was over. Your page shows what you have and until when.',
  }),
  'tier.raised': (p: NoticeParams): NoticeWords => ({
    title: p.tier === null ? 'You have moved up' : `You are ${p.tier} now`,
    line: 'Thank you for staying with us. Your page shows what that brings you.',
  }),
  'tier.at_risk': (p: NoticeParams): NoticeWords => ({
    title: p.tier === null ? `${p.missing} to stay where you are` : `${p.missing} to stay ${p.tier}`,
    line: `You have ${until(p.when)}. Nothing you spend of your points counts against you.`,
  }),
  'tier.lowered': (p: NoticeParams): NoticeWords => ({
    title: p.tier === null ? 'Your level has changed' : `You are ${p.tier} from now on`,
    line: 'Your points stay as they are. Your page shows what leads back up.',
  }),
  'subscription.renewal_ahead': (p: NoticeParams): NoticeWords => ({
    title: p.thing === null ? `Your next delivery: ${on(p.when)}` : `${p.thing}: next delivery ${on(p.when)}`,
    line: p.troubled
      ? 'Your last delivery was not as it should be. While we see to that you can skip this one or have it later, with one tap.'
      : 'Until then you can still skip it, move it or change it, with one tap.',
  }),
  'subscription.change_rolled_back': (p: NoticeParams): NoticeWords => ({
    title: p.thing === null ? 'Your change did not go through' : `${p.thing}: your change did not go through`,
    line: 'The shop could not take it on, so all is as it was before. Your page says why and what you can do.',
  }),
  'referral.ordered': (): NoticeWords => ({
    title: 'Your friend has ordered',
    line: 'Your reward is on its way with the parcel. Thank you for passing us on.',
  }),
  'referral.on_its_way': (): NoticeWords => ({
    title: 'Your friend’s parcel is on its way',
    line: 'Once it has arrived and the time for returns is over, you both get your reward.',
  }),
  'referral.rewarded': (): NoticeWords => ({
    title: 'Your reward is here',
    line: 'Your friend’s parcel has arrived and stays. Thank you, from both of us.',
  }),
};

export type NoticeMessages = typeof notices;

export const notices = {
  points: (count: number) => plural(count, { one: '# point', other: '# points' }),
  told,
  button: {
    points: 'See my points',
    tier: 'See my level',
    subscription: 'See my subscription',
    referral: 'See my referrals',
  },
  mail: {
    digestSubject: (p: { brand: string; count: number }) =>
      plural(p.count, { one: `News of your account at ${p.brand}`, other: `# pieces of news from ${p.brand}` }),
    digestHeadline: 'What is new for you',
    why: {
      points: (brand: string) => `You get this mail because you collect points at ${brand}.`,
      tier: (brand: string) => `You get this mail because you have a level at ${brand}.`,
      subscription: (brand: string) => `You get this mail because you have a subscription at ${brand}.`,
      referral: (brand: string) => `You get this mail because you recommended ${brand} to somebody.`,
      promo: (brand: string) => `You get this mail because you agreed to hear of offers from ${brand}.`,
      account: (brand: string) => `You get this mail because you are a customer of ${brand}.`,
    },
    unsubscribe: {
      points: 'No more mails about points',
      tier: 'No more mails about my level',
      subscription: 'No more mails about subscriptions',
      referral: 'No more mails about recommendations',
      promo: 'No more offers by mail',
      account: 'No more mails about my account',
    },
  },
  /** To somebody who has cancelled a subscription: at once, whatever becomes of it in the shop. */
  cancelled: {
    title: (thing: string | null) =>
      thing === null ? 'We have your cancellation' : `${thing}: we have your cancellation`,
    received: (at: string) => `Received: ${at}.`,
    ends: (date: string) =>
      `Your subscription ends on ${date}. After that nothing is charged and nothing new is sent; what is paid for already still comes.`,
    back: 'Should you want it again, you can start it on your page whenever you like: same things, same rhythm.',
    why: (brand: string) => `You get this mail because you cancelled a subscription at ${brand}.`,
  },
  unsubscribe: {
    title: {
      points: 'No more mails about points?',
      tier: 'No more mails about your level?',
      subscription: 'No more mails about subscriptions?',
      referral: 'No more mails about recommendations?',
      promo: 'No more offers by mail?',
      account: 'No more mails about your account?',
    },
    line: 'News of your parcels and answers from support still reach you.',
    confirm: 'Yes, stop them',
    doneTitle: 'Done. These mails have ended',
    doneLine: 'You can change your mind on your page at any time.',
  },
  log: {
    title: 'What we told you',
    intro: 'Every message of the last months: why you got it, and what we kept back for your sake.',
    empty: 'Nothing so far. As soon as we write to you, you see it here.',
    back: 'To the settings',
    sent: {
      push: 'Sent to your device',
      email: 'Sent by mail',
      sms: 'Sent as a text',
    },
    waits: {
      quiet_hours: (until: string) => `Waits until ${until}, because of your quiet hours`,
      digest: (until: string) => `Waits until ${until}, to come with others in one mail`,
      now: 'Is being sent',
    },
    heldBack: {
      heard: 'Not sent: you had already heard it on your device',
      no_consent: 'Not sent: you do not want messages about this',
      hold: 'Not sent: something had gone wrong for you, and this was not the moment',
      no_channel: 'Not sent: we had no way to reach you',
      outdated: 'Not sent: it was no longer true',
      replaced: 'Not sent: newer news of the same took its place',
      stale: 'Not sent: by then it was no longer news',
      undelivered: 'Could not be delivered',
      quiet_hours: 'Not sent: your quiet hours would have made it too late',
    },
    why: {
      parcel: 'Because you ordered',
      points: 'Because you collect points',
      tier: 'Because you have a level with us',
      subscription: 'Because you have a subscription',
      referral: 'Because you recommended us',
      promo: 'Because you agreed to offers',
    },
    others: {
      'parcel.moving': 'Where your parcel is',
      'parcel.trouble': 'News of your parcel that we would rather not have had',
      'parcel.ask': 'How the delivery went',
    },
  },
};
