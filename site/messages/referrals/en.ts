/** The English words of bringing friends, and of what goes with a purchase. Amounts and days come ready to be read. */
import type { When } from '../../lib/format.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');
const on = (when: When): string => (when.kind === 'date' || when.kind === 'weekday' ? `on ${when.text}` : when.text);

/** What one side gets, as a phrase that stands in a sentence. */
const benefit = {
  percentage: (percent: string) => `${percent} off`,
  moneyOff: (amount: string) => `${amount} off`,
  points: (count: number) => plural(count, { one: 'one point', other: '# points' }),
};

export const referEn = {
  benefit,
  title: (p: { friend: string; mine: string }) => `${p.friend} for a friend, ${p.mine} for you`,
  intro: (days: number) =>
    days === 0
      ? 'Pass your link on. Once your friend’s first order has arrived, it is yours.'
      : `Pass your link on. It is yours ${plural(days, { one: 'one day', other: '# days' })} after your friend’s first order has arrived.`,
  share: {
    title: 'Your link',
    copy: 'Copy link',
    copied: 'Copied',
    send: 'Share',
    mail: 'By mail',
    message: '{benefit} on your first order at {brand}: {url}',
    mailSubject: 'Something for you from {brand}',
  },
  qr: { title: 'Or have it scanned', alt: 'QR code with your link' },
  terms: {
    title: 'Good to know',
    minimum: (amount: string) => `It counts from an order of ${amount}.`,
    firstOrder: 'It is for friends who order here for the first time.',
    limit: (p: { used: number; most: number }) =>
      p.used === 0
        ? `Up to ${p.most} friends a month. Beyond that we take a look first.`
        : `${p.used} of ${p.most} friends this month. Beyond that we take a look first.`,
    privacy: 'You see how far it is, never who it is or what was bought.',
  },
  withheld: {
    title: 'Yours comes first',
    line: 'Something of yours is not right yet, and we put that in order before we ask you for anything. Your link stays good.',
  },
  unavailable: 'Your link cannot be shown right now. Please try again in a moment.',
  off: {
    title: 'Nothing to pass on right now',
    line: 'There is no invitation programme at the moment. When there is one, you find your link here.',
  },
  friends: {
    title: 'Your friends',
    none: 'Nobody has taken your invitation yet. When somebody does, you see it here.',
    invited: (count: number) =>
      plural(count, {
        one: 'One took your invitation and has not ordered yet.',
        other: '# took your invitation and have not ordered yet.',
      }),
    since: (day: string) => `Ordered ${day}`,
  },
  steps: {
    ordered: 'Ordered',
    on_its_way: 'On its way',
    arrived: 'Arrived',
    rewarded: 'Yours',
    held: 'We are taking a look',
    refused: 'Did not count',
    not_new: 'Did not count',
    cancelled: 'Order went back',
  },
  lines: {
    ordered: 'A friend has ordered. It counts once the parcel has arrived.',
    on_its_way: 'A friend’s parcel is on its way.',
    arrived: (p: { benefit: string; when: When }) => `The parcel has arrived. ${p.benefit} for you ${on(p.when)}.`,
    rewarded: (mine: string) => `${mine}: thank you for passing it on.`,
    held: 'Before this one counts, a person looks at it. There is nothing you need to do.',
    refused: 'We looked at it, and it did not count. Write to us if that surprises you.',
    not_new: 'Somebody ordered by your link who had ordered here before.',
    cancelled: 'The order was called off or sent back, so it brings nothing.',
  },
  /** How far one has come, for those who do not see the line. */
  progress: (p: { step: number; of: number }) => `Step ${p.step} of ${p.of}`,
  invite: {
    title: (p: { friend: string; mine: string }) => `${p.friend} for a friend, ${p.mine} for you`,
    line: 'Glad you like it. If you know somebody who would, too:',
    link: 'To your link',
  },
  landing: {
    eyebrow: 'A friend of ours invites you',
    title: (benefit: string) => `${benefit} on your first order`,
    line: (brand: string) => `Take the invitation, and your code for ${brand} appears here.`,
    lineForPoints: (brand: string) =>
      `Take the invitation, and order at ${brand} by your code: they are yours once all has arrived.`,
    minimum: (amount: string) => `From an order of ${amount}.`,
    take: 'Take the invitation',
    memory:
      'So that it counts, this browser keeps for 30 days that you came by invitation. Your friend does not learn who you are.',
    codeTitle: 'Your code',
    codeLine: 'Enter it at the checkout, or go on from here: then the shop knows it already.',
    codeAlone: 'Enter it at the checkout.',
    copy: 'Copy code',
    copied: 'Copied',
    toShop: 'To the shop',
    unknownTitle: 'This invitation leads nowhere',
    unknownLine: 'The link may have been cut off, or the invitation has ended. Ask your friend to send it once more.',
  },
};

export type ReferWords = typeof referEn;

export const goesWithEn = {
  title: 'Goes well with it',
  because: (name: string) => `Often bought together with ${name}`,
};

export type GoesWithWords = typeof goesWithEn;
