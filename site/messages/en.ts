/**
 * The English catalogue and the shape of every other one: `Messages` is derived from it, so a message that is missing or
 * left over elsewhere is a type error. Groups named in `IslandGroup` hold strings alone, for they travel as props.
 */
import type { AlertSeverity, AlertStatus, StaffView } from '../../server/desk/view.shared.ts';
import type { CaseOutcome, HelpKind } from '../../server/portalView.shared.ts';
import type { ContactWish, SentimentReason } from '../../server/sentiment/sentiment.shared.ts';
import type {
  JourneyStop,
  NextStep,
  ShipmentReason,
  ShipmentStatus,
  WatchNews,
  WatchReason,
} from '../../server/shipments/status.shared.ts';
import type { When } from '../lib/format.ts';
import { accessEn } from './access/en.ts';
import { loyaltyEn, roomsEn } from './account/en.ts';
import { notices } from './notices/en.ts';
import { pluralIn } from './plural.ts';
import { goesWithEn, referEn } from './referrals/en.ts';
import { subscriptionsEn } from './subscriptions/en.ts';

/** Who brings the parcel, and to which city, where known. */
export interface Bringer {
  readonly carrier: string | null;
  readonly city: string | null;
}

export interface HelpWords {
  readonly title: string;
  readonly line: string;
}

/** What a help line may draw upon. */
export interface HelpParams {
  readonly carrier: string | null;
  readonly support: string | null;
  readonly place: string | null;
  readonly when: When | null;
  readonly action: boolean;
}

/** What the person at the desk must know of an alert, ready to be set into words. */
export interface AlertWords {
  readonly orderNumber: string;
  readonly customerName: string | null;
  readonly reasons: string | null;
  readonly answerBy: string;
}

/** Nested strings, nothing else: what may be handed to an island. */
export interface Strings {
  readonly [key: string]: string | Strings;
}

const plural = pluralIn('en');
const on = (when: When): string => (when.kind === 'date' || when.kind === 'weekday' ? `on ${when.text}` : when.text);
/** Weekdays follow a verb of arriving without “on”: “Arrives Tuesday”. */
const bare = (when: When): string => (when.kind === 'date' ? `on ${when.text}` : when.text);
const by = (carrier: string | null): string => carrier ?? 'the carrier';
const By = (carrier: string | null): string => carrier ?? 'The carrier';
const upper = (text: string): string => text.charAt(0).toLocaleUpperCase('en') + text.slice(1);

const help: Readonly<Record<HelpKind, (p: HelpParams) => HelpWords>> = {
  report_problem: () => ({
    title: 'Something is wrong',
    line: 'Tell us what happened. A person looks at it with your order at hand.',
  }),
  contact_support: (p) => ({
    title: p.support === null ? 'Write to us' : `Write to ${p.support}`,
    line: 'We know order and parcel already, so there is no need to explain.',
  }),
  carrier_page: (p) => ({
    title: p.carrier === null ? 'The carrier’s page' : `On ${p.carrier}’s page`,
    line: p.action ? 'There you can say what should happen next.' : 'There you can often choose another day or place.',
  }),
  collect_parcel: (p) => ({
    title: p.place === null ? 'Collect the parcel' : `Collect at ${p.place}`,
    line: p.when === null ? 'It waits for you there.' : `It waits for you until ${p.when.text}.`,
  }),
  check_neighbours: () => ({
    title: 'Look around first',
    line: 'Neighbours, porch, letter box: parcels often turn up close to the door.',
  }),
  wait_until: (p) => ({
    title: p.when === null ? 'Give it one more day' : `Wait until ${p.when.text}`,
    line: 'Most parcels turn up by then. If not, tell us and we take over.',
  }),
  shop_again_later: () => ({
    title: 'Back to the shop',
    line: 'Whenever it suits you; nothing of this order is left open.',
  }),
};

export const en = {
  language: { name: 'English', switch: 'Language' },

  page: {
    title: (p: { headline: string; brand: string }) => `${p.headline} · ${p.brand}`,
    order: (number: string) => `Order ${number}`,
    orderedOn: (when: When) => `Ordered ${on(when)}`,
    skip: 'Skip to the status',
    toShop: 'To the shop',
    home: (brand: string) => `${brand}, to the shop`,
    asOf: (moment: string) => `As of ${moment}`,
  },

  sections: {
    status: 'Status',
    journey: 'Journey',
    lastScan: 'Last scan',
    inParcel: 'In this parcel',
    notYetSent: 'Still with us',
    inOrder: 'In this order',
    way: 'The way so far',
    wayEarlier: 'Show earlier scans',
    help: 'Is something wrong?',
    pickup: 'Your pick-up point',
    proof: 'How it was handed over',
    parcels: 'Your parcels',
    ask: 'How did it go?',
    care: 'We are on it',
    carrier: 'Carrier',
    trackingNumber: 'Tracking number',
  },

  parcels: {
    count: (count: number) => plural(count, { one: 'one parcel', other: '# parcels' }),
    nth: (p: { index: string; count: string }) => `Parcel ${p.index} of ${p.count}`,
    summary: (p: { arrived: number; count: number }) =>
      p.arrived === 0
        ? plural(p.count, { one: 'Your order comes in one parcel.', other: 'Your order comes in # parcels.' })
        : p.arrived === p.count
          ? plural(p.count, { one: 'Your parcel has arrived.', other: 'All # parcels have arrived.' })
          : `${upper(plural(p.arrived, { one: 'one', other: '#' }))} of ${plural(p.count, { one: '# parcel', other: '# parcels' })} ${p.arrived === 1 ? 'has' : 'have'} arrived.`,
    unshipped: (count: number) =>
      plural(count, {
        one: 'One item is still with us and follows in a parcel of its own.',
        other: '# items are still with us and follow in a parcel of their own.',
      }),
    quantity: (quantity: string) => `${quantity} ×`,
    quantityLabel: (count: number) => plural(count, { one: 'one piece', other: '# pieces' }),
    picture: (name: string) => `Picture of ${name}`,
  },

  /** Headlines: one sentence, the first thing on the page and the subject of a mail. */
  headline: {
    arrives: (when: When) => `Arrives ${bare(when)}`,
    arrivesWindow: (when: When, window: string) => `Arrives ${bare(when)}, ${window}`,
    probably: (when: When) => `Probably arrives ${bare(when)}`,
    probablyWindow: (when: When, window: string) => `Probably arrives ${bare(when)}, ${window}`,
    /** The last day of a range whose first is here already. */
    by: (when: When) => `by ${when.text}`,
    late: 'Running late',
    lateProbably: (when: When) => `Running late. We expect it ${bare(when)}`,
    silent: (days: number) => plural(days, { one: 'No news for a day', other: 'No news for # days' }),
    arrived: (when: When, time: string) => `Arrived ${bare(when)} at ${time}`,
    collected: (when: When, time: string) => `Collected ${bare(when)} at ${time}`,
    pickupUntil: (when: When) => `Ready to collect until ${when.text}`,
    status: {
      pending: 'Almost ready to leave',
      info_received: 'Packed and waiting for collection',
      picked_up: 'Off to a good start',
      in_transit: 'On its way to you',
      delayed: 'Taking longer than planned',
      on_hold: 'Held up on the way',
      out_for_delivery: 'Out for delivery',
      attempt_failed: 'The delivery did not work out',
      ready_for_pickup: 'Ready to collect',
      delivered: 'Your parcel has arrived',
      exception: 'Something went wrong on the way',
      returning: 'On its way back to us',
      returned: 'Back with us',
      cancelled: 'This parcel is not coming',
      expired: 'We have lost sight of your parcel',
    } satisfies Record<ShipmentStatus, string>,
    onHold: {
      customs: 'Waiting at customs',
      documents: 'Customs need a document',
      address: 'The address needs a second look',
      payment: 'Waiting for a payment',
    },
    exception: {
      damaged: 'Damaged on the way',
      lost: 'Your parcel seems to be lost',
      refused: 'The parcel was not accepted',
      unclaimed: 'The parcel was not collected',
      disposed: 'Your parcel cannot be delivered any more',
      carrier_refused: 'The carrier could not take the parcel',
      address: 'The parcel could not be delivered',
    },
    orderPacking: 'We are packing your order',
    orderPackingLong: 'Packing takes longer than planned',
    orderCancelled: 'Your order was cancelled',
  },

  /** The one line of plain words below the headline. */
  line: {
    pending: (p: Bringer) =>
      `We are getting your parcel ready${p.carrier ? ` for ${p.carrier}` : ''}. The first scan shows here as soon as there is one.`,
    info_received: (p: Bringer) =>
      `${By(p.carrier)} knows about your parcel and collects it from us next. We show every scan here.`,
    picked_up: (p: Bringer) =>
      `${By(p.carrier)} has your parcel${p.city ? ` and is taking it to ${p.city}` : ''}. We write as soon as it is in the van.`,
    in_transit: (p: Bringer) =>
      `${By(p.carrier)} is bringing your parcel${p.city ? ` to ${p.city}` : ' to you'}. We write as soon as it is in the van.`,
    delayed: (p: Bringer) => `We are keeping an eye on it and write as soon as ${by(p.carrier)} names a new day.`,
    delayedKnown: 'If the day changes, you hear it from us first.',
    out_for_delivery: (p: Bringer) =>
      `Your parcel is in the van${p.city ? ` in ${p.city}` : ''} and comes to your door today.`,
    outSince: (when: When) =>
      `It went into the van ${on(when)} and has not arrived yet. We are asking what happened and write to you.`,
    late: (p: Bringer & { when: When }) =>
      `It should have been with you ${on(p.when)}, and we are sorry. We are asking ${by(p.carrier)} and write as soon as we know a new day.`,
    lateKnown: (p: { due: When | null }) =>
      p.due === null
        ? 'We are sorry for the wait. If the day moves again, you hear it from us first.'
        : `It should have been with you ${on(p.due)}, and we are sorry. If the day moves again, you hear it from us first.`,
    silent: (p: Bringer & { days: number }) =>
      plural(p.days, {
        one: `${By(p.carrier)} has reported nothing for a day. We are following it up; you need not do anything.`,
        other: `${By(p.carrier)} has reported nothing for # days. We are following it up; you need not do anything.`,
      }),
    on_hold: (p: Bringer) => `We are clearing this up with ${by(p.carrier)}. You need not do anything for now.`,
    onHoldAction: (p: Bringer) =>
      `${By(p.carrier)} needs something from you. Follow the link below, or write to us and we sort it out together.`,
    attempt_failed: (p: Bringer) =>
      `${By(p.carrier)} usually tries again on the next working day. You need not do anything.`,
    attemptNext: (p: { when: When }) => `The next try is ${on(p.when)}. You need not do anything.`,
    attemptAction: (p: Bringer) =>
      `Please choose with ${by(p.carrier)} when or where it should come, or write to us and we do it for you.`,
    pickup: (p: { place: string | null; code: boolean }) =>
      p.place === null
        ? `Your parcel waits at the pick-up point. Bring ${p.code ? 'the code below' : 'the notice or an ID'}.`
        : `Your parcel waits at ${p.place}. Bring ${p.code ? 'the code below' : 'the notice or an ID'}.`,
    delivered: 'We hope that everything is as it should be.',
    deliveredCare: 'Something was not as it should be. We are on it.',
    deliveredSettled: 'Thank you for telling us what was wrong.',
    neighbour: (who: string | null) =>
      who === null ? 'A neighbour took it in for you.' : `${who} took it in for you.`,
    safe_place: (where: string | null) =>
      where === null ? 'It was left in a safe place.' : `It was left in a safe place: ${where}.`,
    pickup_point: 'It was collected at the pick-up point.',
    signed: (who: string | null) =>
      who === null ? 'It was handed over against a signature.' : `Signed for by ${who}.`,
    exception: {
      damaged:
        'We are sorry. Tell us below whether a new parcel or your money back suits you better, and we put it right.',
      lost: 'We are sorry. Tell us below whether a new parcel or your money back suits you better, and we put it right.',
      refused: 'It is coming back to us. If that was not what you wanted, write to us and we find a way.',
      unclaimed: 'It is coming back to us. Write to us if you still want it, and we send it again.',
      disposed: 'We are sorry. Write to us, and we replace it or return your money.',
      carrier_refused:
        'It is coming back to us, and we look for another way to you. We write as soon as it is settled.',
      address: 'The address did not lead to a door. Write us the right one, and we send it on.',
      other: 'We are finding out what happened and write to you. If it is urgent, reach us below.',
    },
    returning:
      'As soon as it is here, we write to you about what happens next. You can already tell us what you would like.',
    returned: 'Tell us below whether we should send it again or return your money.',
    cancelled: 'Nothing is on its way in this parcel. If that surprises you, write to us and we look into it.',
    expired: (p: Bringer) =>
      `${By(p.carrier)} has stopped reporting. If it has not reached you, tell us below and we put it right.`,
    orderPacking: (p: { placed: When }) =>
      `Ordered ${on(p.placed)}. As soon as the parcel leaves us, you see its way here.`,
    orderPackingLong: (p: { placed: When }) =>
      `Ordered ${on(p.placed)}, and it should have left by now. We are on it; write to us if you need it by a certain day.`,
    orderCancelled: (p: { when: When }) =>
      `Cancelled ${on(p.when)}; nothing more is on its way to you. If that surprises you, write to us.`,
  },

  /** A full sentence for why it stands or stood still. It comes before the line that says what happens next. */
  cause: {
    weather: 'Bad weather is holding up the route.',
    customs: 'Customs are looking at the parcel.',
    documents: 'A document for customs is missing.',
    address: 'Something about the address is unclear.',
    payment: 'A duty or fee has to be paid first.',
    recipient_absent: 'Nobody was there to take it.',
    business_closed: 'The place was closed.',
    rescheduled: 'The delivery was moved to another day.',
    missorted: 'It took a wrong turn and is being sent the right way.',
    capacity: 'The depot has more parcels than it can handle.',
    security: 'The parcel is going through a security check.',
    damaged: 'The parcel was damaged.',
    lost: 'The carrier cannot find the parcel.',
    refused: 'It was not accepted at the door.',
    unclaimed: 'It was not collected in time.',
    disposed: 'The carrier could not keep the parcel.',
    carrier_refused: 'The carrier could not take it as it was.',
    forwarded: 'It is being forwarded to another address.',
    neighbour: 'A neighbour has it.',
    safe_place: 'It is in a safe place.',
    pickup_point: 'It is going to a pick-up point.',
    signed: 'It was signed for.',
  } satisfies Record<ShipmentReason, string>,

  /** A promise that moved: “Mon 23 Nov → Tue 24 Nov: bad weather on the way”. */
  /** Whose word the day in the headline is. */
  expectedBy: {
    promise: 'The day we promised',
    carrier: (carrier: string | null) => `As ${by(carrier)} estimates`,
    ours: (parcels: string | null) =>
      parcels === null ? 'Our own estimate' : `Our own estimate, from ${parcels} parcels we have sent`,
  },
  slip: {
    label: (p: { from: string; to: string }) => `First promised for ${p.from}, now ${p.to}.`,
    why: {
      weather: 'bad weather on the way',
      customs: 'customs took longer',
      documents: 'a document for customs was missing',
      address: 'the address was unclear',
      payment: 'a fee was still open',
      recipient_absent: 'nobody was there to take it',
      business_closed: 'the place was closed',
      rescheduled: 'the delivery was moved',
      missorted: 'it took a wrong turn',
      capacity: 'the depot was full',
      security: 'a security check took longer',
      damaged: 'the parcel was damaged',
      lost: 'the parcel could not be found',
      refused: 'it was not accepted',
      unclaimed: 'it was not collected',
      disposed: 'the carrier could not keep it',
      carrier_refused: 'the carrier could not take it',
      forwarded: 'it was forwarded',
      neighbour: 'a neighbour took it in',
      safe_place: 'it was left in a safe place',
      pickup_point: 'it went to a pick-up point',
      signed: 'it was signed for',
    } satisfies Record<ShipmentReason, string>,
  },

  journey: {
    label: 'The way of your parcel',
    stops: {
      ordered: 'Ordered',
      handed_over: 'Handed over',
      on_its_way: 'On its way',
      arriving: 'In the van',
      arrived: 'With you',
    } satisfies Record<JourneyStop, string>,
    pickup: 'Pick-up point',
    reached: 'reached',
    here: 'the parcel is here',
    ahead: 'still ahead',
    stuck: 'held up here',
    back: 'on its way back',
  },

  lastScan: {
    reportedBy: '{ago} · reported by {who}',
    fresh: 'Just reported',
    none: 'No scan yet',
    noneLine: 'The first one shows here as soon as the carrier has the parcel.',
    /** For `old`, when the age matters more than the place. */
    old: 'Last seen {ago}. We are following it up.',
  },
  silence: (days: number) => plural(days, { one: 'No scan for a day', other: 'No scan for # days' }),

  /** Titles on the timeline, where the carrier gave no words of its own. */
  timeline: {
    pending: 'Registered',
    info_received: 'Announced to the carrier',
    picked_up: 'Handed over to the carrier',
    in_transit: 'On its way',
    delayed: 'Delayed',
    on_hold: 'Held up',
    out_for_delivery: 'Loaded into the van',
    attempt_failed: 'Delivery did not work out',
    ready_for_pickup: 'Ready to collect',
    delivered: 'Arrived',
    exception: 'Something went wrong',
    returning: 'On its way back',
    returned: 'Back with the shop',
    cancelled: 'Cancelled',
    expired: 'No more reports',
  } satisfies Record<ShipmentStatus, string>,
  timelineUnknown: 'Reported by the carrier',

  pickup: {
    title: 'Your pick-up point',
    hours: 'Open',
    code: 'Your code',
    until: (when: When) => `Waits for you until ${when.text}`,
    route: 'Show the way',
  },

  proof: {
    title: 'How it was handed over',
    signedBy: (name: string) => `Signed for by ${name}`,
    leftWith: (who: string) => `Left with ${who}`,
    photo: 'The courier’s photo of where it was left',
  },

  help,

  report: {
    title: 'What went wrong?',
    intro: 'Choose what fits. We see order and parcel already.',
    comment: 'What happened?',
    commentHint: 'In your own words; a line is enough.',
    send: 'Send to us',
    sending: 'Sending …',
    cancel: 'Never mind',
    sent: 'Thank you, it is with us',
    open: 'Something is wrong',
  },

  ask: {
    question: 'How did it go?',
    questionProblem: 'What went wrong?',
    faces: { one: 'Very bad', two: 'Not good', three: 'All right', four: 'Good', five: 'Very good' },
    low: 'very bad',
    high: 'very good',
    sorry: 'We are sorry. What happened?',
    thanks: 'Good to hear. Thank you',
    thanksLine: 'Every answer is read by a person here.',
    middling: 'Thank you for being frank',
    middlingLine: 'Tell us what was missing, if you like.',
    reasonsLabel: 'What was it? Choose what fits.',
    reasons: {
      late: 'Too late',
      damaged: 'Damaged',
      wrong_item: 'Wrong item',
      missing_item: 'Something is missing',
      not_received: 'Never arrived',
      courier: 'The courier',
      packaging: 'The packaging',
      product: 'The product itself',
    } satisfies Record<SentimentReason, string>,
    /** Those after the first, where several are listed in one line. */
    reasonsAfter: {
      late: 'too late',
      damaged: 'damaged',
      wrong_item: 'wrong item',
      missing_item: 'something is missing',
      not_received: 'never arrived',
      courier: 'the courier',
      packaging: 'the packaging',
      product: 'the product itself',
    } satisfies Record<SentimentReason, string>,
    comment: 'Anything we should know?',
    commentHint: 'If you like. A line is enough.',
    contact: 'May we get back to you?',
    contactWishes: {
      none: 'No need',
      email: 'By e-mail',
      phone: 'By phone',
    } satisfies Record<ContactWish, string>,
    callNumber: 'At which number?',
    callNumberHint: 'Leave it empty, and we call the number that we have.',
    send: 'Send',
    sending: 'Sending …',
    sent: 'Thank you, it has reached us',
    change: 'Change the answer',
    changeUntil: 'You can change it until {when}.',
    yourAnswer: 'Your answer: {answer}',
    kept: 'No connection at the moment. Your answer is kept and sent later.',
    failed: 'That did not get through. Please try once more.',
  },

  care: {
    title: 'We are on it',
    answerBy: 'A person answers you by {when}.',
    answerOverdue: 'We wanted to answer by {when} and have not managed. We are sorry; you come first now.',
    acknowledged: '{name} has your case and answers by {when}.',
    acknowledgedNoName: 'Someone has your case and answers by {when}.',
    answered: '{name} has answered you.',
    context: 'We have order and parcel in front of us. You need not explain anything twice.',
    paused: 'Until this is settled, you get no advertising from us.',
    resting: 'Promotions rest until {until}, or until you tell us with a better rating that all is well.',
    messages: 'Our conversation',
    you: 'You',
    support: 'Support',
    reply: 'Write to us',
    replyHint: 'A photo is welcome by e-mail; words are enough here.',
    replySend: 'Send',
    replySent: 'It is with us',
    resolvedTitle: 'Is it solved?',
    resolved: 'We think that this is settled: {outcome}.',
    resolvedPlain: 'We think that this is settled. Do you see it the same way?',
    outcomes: {
      replaced: 'a new one is on its way',
      refunded: 'you get your money back',
      delivered_after_all: 'the parcel has turned up',
      explained: 'we have found out what happened',
      goodwill: 'we have made it up to you',
      other: 'we have dealt with it',
    } satisfies Record<CaseOutcome, string>,
    yes: 'Yes, solved',
    no: 'Not yet',
    noHint: 'What is still missing?',
    reopened: 'Back with us. A person answers you by {when}.',
    confirmed: 'Good that it is settled',
    confirmedLine: 'Thank you for telling us. Without your word we would not have known.',
  },

  /** What the page says about itself while it is open. */
  live: {
    updated: 'Just updated',
    reconnecting: 'No connection. As of {time}.',
    offline: 'You are offline. As of {time}.',
    back: 'Connected again',
    reload: 'Load again',
  },

  /** The page as an app: kept offline, on the home screen, with news on the lock screen. */
  app: {
    update: {
      line: 'There is a newer version of this page.',
      button: 'Load it',
      later: 'Later',
    },
    install: {
      title: (brand: string) => `${brand} on your home screen`,
      line: 'All your orders in one place, also without a connection.',
      button: 'Add to home screen',
      later: 'Not now',
      iosShare: 'Tap the share sign of your browser',
      iosAdd: 'Choose “Add to Home Screen”',
      iosOpen: 'Open it from there; then we can also tell you when your parcel moves',
      elsewhereTitle: 'Better in your browser',
      elsewhereLine:
        'You have opened this page inside another app. In your browser it stays at hand and can tell you when your parcel moves. Look for “Open in browser” in the menu, or copy the link.',
      copy: 'Copy the link',
      copied: 'Copied',
    },
    tell: {
      title: 'We tell you when it moves',
      line: 'A short note on this device when it goes into the van, when it is there and when something changes. Never advertising.',
      button: 'Tell me',
      on: 'This device hears from us when your parcel moves.',
      off: 'Turn off',
      denied: 'Your browser does not allow it for this page. You can change that in its settings.',
      failed: 'That did not work. Please try again in a moment.',
    },
    orders: {
      title: 'My orders',
      line: 'Kept on this device alone.',
      asOf: 'As of {time}',
      order: 'Order {number}',
      emptyTitle: 'No orders here yet',
      emptyLine:
        'Sign in with the mail address of your order: we send six digits there. From then on you find the order here, also without a connection.',
      more: 'Is an order missing here?',
      forget: 'Forget everything on this device',
      forgetLine: 'Takes the list, kept pages and notifications off this device. Your links go on working.',
      forgetSure: 'Yes, forget it',
      forgotten: 'Done. Nothing is kept on this device any more.',
    },
    description: (brand: string) => `Where your parcels from ${brand} are, and how it went.`,
    picture: 'The page of an order: when it arrives, and the way so far',
  },

  /** Short news on the lock screen; the headline is that of the page. */
  push: {
    good: 'All good',
    bad: 'Not good',
    ask: 'Is everything as it should be? One tap is enough.',
    reply: 'Read it and answer on your page.',
  },

  /** The answer that was chosen in a mail and is not given yet. */
  proposal: {
    line: 'You have chosen “{answer}”. One tap sends it.',
    send: 'Send this answer',
  },

  /** What is told of the account, and the log of it. */
  notices,

  errors: {
    linkTitle: 'This link leads nowhere',
    linkLine: 'It may be cut off or no longer valid. Take the one from your latest mail, or write to us.',
    notFoundTitle: 'There is nothing here',
    notFoundLine: 'The page has moved, or the address has a slip in it.',
    serverTitle: 'Something went wrong on our side',
    serverLine: 'Your parcel is not affected. Please try again in a few minutes.',
    unavailableTitle: 'Just a moment, please',
    unavailableLine: 'We are working on this page. Your parcel travels on meanwhile.',
    offlineTitle: 'No connection',
    offlineLine: 'As soon as you are online again, we show the latest here.',
    retry: 'Try again',
    reference: (id: string) => `If you write to us, this number helps: ${id}`,
  },

  /** The way back for whoever lost the link. */
  find: {
    lost: 'Lost your link?',
    title: 'Find your order',
    line: 'Two details are enough, and we mail you the link to its page.',
    number: 'Order number',
    numberHint: 'It is in your order confirmation.',
    proof: 'E-mail address or postal code',
    proofHint: 'Either one, as you gave it when you ordered.',
    send: 'Mail me the link',
    sentTitle: 'Look at your mail',
    sentLine: 'If the two belong to one order, the link is on its way to the address that you gave when you ordered.',
    sentHint: 'Nothing after a few minutes? Look into the spam folder, then check both details and try once more.',
    again: 'Try other details',
    often: 'That was asked for very often. Please try again later.',
  },

  form: {
    commentTooLong: 'That is more than we can take in one go. Please keep it under {max} characters.',
    scoreMissing: 'Please choose one of the five faces.',
    reasonMissing: 'Please choose what fits, or write a line.',
    textMissing: 'Please write a line.',
    numberMissing: 'Please say at which number we can call.',
    invalid: 'Something in there did not come across. Please look it over once more.',
    closed: 'This answer can no longer be changed. Write to us, and we add it.',
    expired: 'This page was open for a long time. Please load it again.',
    tooOften: 'That was quick. Please wait a moment and send it again.',
    unavailable: 'That did not get through. Please try again in a moment.',
  },

  footer: {
    privacy: 'This page shows neither name nor address. Whoever has the link sees only what you see here.',
    sources: 'Scans come from the carrier, days from our own reckoning.',
    poweredBy: 'Made with Doorstep',
    support: 'Write to us',
    help: 'Help',
    imprint: 'Legal notice',
  },

  mail: {
    greeting: (name: string | null) => (name === null ? 'Hello,' : `Hello ${name},`),
    signature: (brand: string) => `Kind regards\n${brand}`,
    order: (number: string) => `Order ${number}`,
    plainLink: (p: { label: string; url: string }) => `${p.label}: ${p.url}`,
    footer: (p: { brand: string; address: string | null }) =>
      p.address === null ? p.brand : `${p.brand} · ${p.address}`,
    /** The state of a shipment; headline and line are those of the page. */
    status: {
      button: 'See the parcel',
      why: (p: { brand: string; number: string }) =>
        `You get this mail because you ordered from ${p.brand} (order ${p.number}).`,
    },
    /** Something is the matter with a parcel, and she hears it from us first; headline and line are those of the page. */
    trouble: {
      subject: {
        late: (p: { number: string }) => `Your parcel takes longer than promised (order ${p.number})`,
        attempt_failed: (p: { number: string }) => `The delivery did not work out (order ${p.number})`,
        on_hold: (p: { number: string }) => `Your parcel is held up (order ${p.number})`,
        silent: (p: { number: string }) => `No news of your parcel for some days (order ${p.number})`,
        returning: (p: { number: string }) => `Your parcel is on its way back (order ${p.number})`,
        lost: (p: { number: string }) => `The carrier cannot find your parcel (order ${p.number})`,
        damaged: (p: { number: string }) => `Your parcel was damaged on the way (order ${p.number})`,
      } satisfies Record<WatchNews, (p: { number: string }) => string>,
      sorry: 'We are sorry, and would rather tell you ourselves.',
      next: {
        late: 'Nothing is needed from you. Your page always shows the day that we expect now. If you need it by a certain day, tell us there.',
        attempt_failed:
          'Usually the carrier tries once more. If something about the address or the door should be known, tell us on your page.',
        on_hold:
          'Your page shows what is known and whether something is needed from you. We have the parcel on our list.',
        silent:
          'That alone does not mean that it is lost: some parcels travel for days without a scan. We have it on our list, and your page shows each new scan at once.',
        returning: 'Tell us on your page whether we shall send it again, or what you would like instead.',
        lost: 'Tell us on your page whether you would like a new one or your money back. You need not explain anything.',
        damaged:
          'Tell us on your page whether you would like a new one or your money back. You need not explain anything.',
      } satisfies Record<WatchNews, string>,
    },
    ask: {
      subject: (brand: string) => `How was the delivery from ${brand}?`,
      preheader: 'One tap is enough.',
      headline: 'How did it go?',
      body: 'Your parcel has arrived. One tap tells us whether all is well; if not, a person takes care of it.',
      button: 'Tell us',
      why: (p: { brand: string; number: string }) =>
        `You get this mail because your parcel from ${p.brand} (order ${p.number}) has arrived. We ask once, not again.`,
    },
    reply: {
      subject: (p: { number: string }) => `We have answered you (order ${p.number})`,
      preheader: (p: { name: string | null }) => (p.name === null ? 'Our answer to you' : `${p.name} has answered you`),
      headline: (p: { name: string | null }) => (p.name === null ? 'Our answer to you' : `${p.name} has answered you`),
      answerHint: 'You can answer on your page; everything about it stays in one place there.',
      button: 'Read and answer',
      why: (p: { brand: string; number: string }) =>
        `You get this mail because you told ${p.brand} that something was wrong with order ${p.number}.`,
    },
    resolved: {
      subject: (p: { number: string }) => `Is it solved? (order ${p.number})`,
      preheader: (p: { outcome: string | null }) =>
        p.outcome === null ? 'We think that it is settled.' : `We think so: ${p.outcome}.`,
      headline: 'Is it solved?',
      body: (p: { outcome: string | null }) =>
        p.outcome === null
          ? 'We think that your case is settled. Do you see it the same way?'
          : `We think that your case is settled: ${p.outcome}. Do you see it the same way?`,
      hint: 'If not, a click is enough and we take it up again at once.',
      yes: 'Yes, solved',
      no: 'Not yet',
      why: (p: { brand: string; number: string }) =>
        `You get this mail because you told ${p.brand} that something was wrong with order ${p.number}.`,
    },
    orderLink: {
      subject: (p: { number: string }) => `Your link to order ${p.number}`,
      preheader: 'It shows you where your parcel is.',
      headline: 'Here is your link',
      body: 'It takes you to your order: where the parcel is, what is in it, and how to reach us.',
      button: 'See the order',
      notYou: 'If you did not ask for it, you need do nothing. The link went to you alone.',
      why: (p: { brand: string; number: string }) =>
        `You get this mail because someone asked ${p.brand} for the link to order ${p.number}.`,
    },
    signIn: {
      subject: (p: { code: string; brand: string }) => `${p.code} is your code for ${p.brand}`,
      preheader: (minutes: number) =>
        plural(minutes, { one: 'Valid for one minute, once.', other: 'Valid for # minutes, once.' }),
      headline: 'Your code',
      body: (minutes: number) =>
        plural(minutes, {
          one: 'Enter it where you asked for it. It is valid for one minute and works once.',
          other: 'Enter it where you asked for it. It is valid for # minutes and works once.',
        }),
      notYou: 'If you did not ask for it, you need do nothing: without this code nobody gets in.',
      why: (brand: string) => `You get this mail because someone asked for a code for the desk of ${brand}.`,
    },
    alert: {
      subject: (p: AlertWords) =>
        `${p.customerName ?? 'A customer'} is unhappy${p.reasons === null ? '' : `: ${p.reasons}`} (order ${p.orderNumber})`,
      preheader: (p: AlertWords) => `Please answer by ${p.answerBy}.`,
      headline: (p: AlertWords) => `${p.customerName ?? 'A customer'} needs you`,
      body: (p: AlertWords) =>
        `Order ${p.orderNumber}${p.reasons === null ? '' : `: ${p.reasons}`}. We said that a person answers by ${p.answerBy}. Advertising to this person is on hold meanwhile.`,
      escalatedSubject: (p: AlertWords) => `Still unanswered: order ${p.orderNumber}`,
      escalatedBody: (p: AlertWords) =>
        `Nobody has taken the case yet. We said that a person answers by ${p.answerBy}.`,
      reopenedSubject: (p: AlertWords) => `Not solved after all: order ${p.orderNumber}`,
      reopenedBody: (p: AlertWords) =>
        `${p.customerName ?? 'The customer'} says that the case is not solved. Please answer by ${p.answerBy}.`,
      score: (score: string) => `${score} of 5`,
      comment: 'What was written',
      button: 'Open the case',
      why: (brand: string) => `You get this mail because you look after customers of ${brand}.`,
    },
  },

  rooms: roomsEn,
  refer: referEn,
  goesWith: goesWithEn,
  loyalty: loyaltyEn,
  access: accessEn,
  subscriptions: subscriptionsEn,

  desk: {
    title: 'Desk',
    nav: { cases: 'Cases', watch: 'Watch list', settings: 'Settings', signOut: 'Sign out' },
    list: {
      title: 'Cases',
      search: 'Order, name or e-mail',
      filters: {
        open: 'Open',
        mine: 'Mine',
        overdue: 'Overdue',
        waiting: 'Waiting for the customer',
        done: 'Done',
        all: 'All',
      },
      columns: {
        customer: 'Customer',
        order: 'Order',
        reasons: 'What is wrong',
        answerBy: 'Answer by',
        opened: 'Opened',
        agent: 'With',
        status: 'Status',
      },
      anonymous: 'Customer without a name',
      unassigned: 'nobody yet',
      reopened: 'reopened',
      more: 'Show more',
      new: 'New case',
    },
    watch: {
      empty: 'Nothing to watch',
      emptyLine: 'Every parcel goes its way. Whatever stops, slips or falls silent shows here before anybody asks.',
      noneChosen: 'No parcel chosen',
      noneChosenLine: 'Choose one at the left, or press J.',
      absent: 'This parcel is not here',
      settled: 'Nothing is the matter with this parcel any more.',
      seen: 'Taken care of',
      seenBy: 'Taken care of by {name}, {when}',
      acknowledge: 'Taken care of',
      withdraw: 'Put back on the list',
      note: 'A note for colleagues, if you like',
      matter: 'What is the matter',
      nextStep: 'What helps first',
      toldTitle: 'What the customer was told',
      reasons: {
        lost: 'Lost',
        damaged: 'Damaged on the way',
        returning: 'On its way back',
        promise_missed: 'Promised day missed',
        attempt_failed: 'Delivery failed',
        on_hold: 'Held up',
        silent: 'No scan for days',
        not_handed_over: 'Not handed over',
        promise_slipping: 'Will be late',
        promise_at_risk: 'May be late',
      } satisfies Record<WatchReason, string>,
      nextSteps: {
        replace_or_refund: 'Send a new one or give the money back',
        confirm_address_and_resend: 'Confirm the address and send it again',
        ask_carrier: 'Ask the carrier',
        check_address: 'Check the address with the customer',
        clear_hold: 'Clear up what holds it',
        check_dispatch: 'Look whether it has left the house',
        offer_choice: 'Offer to wait or to cancel',
        keep_watching: 'Keep an eye on it',
      } satisfies Record<NextStep, string>,
      news: {
        lost: 'That it cannot be found',
        damaged: 'That it was damaged',
        returning: 'That it is on its way back',
        late: 'That it comes later, and when',
        attempt_failed: 'That the delivery did not work out',
        on_hold: 'That it is held up',
        silent: 'That there is no news of it',
      } satisfies Record<WatchNews, string>,
      told: {
        push: 'Told on the device, {when}',
        email: 'Told by mail, {when}',
        sending: 'Being told',
        not: 'Not told',
      },
    },
    statuses: {
      open: 'Open',
      acknowledged: 'In hand',
      resolved: 'Waiting for the customer’s word',
      confirmed: 'Confirmed',
    } satisfies Record<AlertStatus, string>,
    severities: { high: 'Urgent', normal: 'Normal' } satisfies Record<AlertSeverity, string>,
    outcomes: {
      replaced: 'Sent again',
      refunded: 'Refunded',
      delivered_after_all: 'Arrived after all',
      explained: 'Explained',
      goodwill: 'Goodwill',
      other: 'Other',
    } satisfies Record<CaseOutcome, string>,
    roles: { agent: 'Support', marketer: 'Marketing', admin: 'Administration' } satisfies Record<
      StaffView['role'],
      string
    >,
    statusesOfShipment: {
      pending: 'Not scanned yet',
      info_received: 'Announced',
      picked_up: 'Handed over',
      in_transit: 'In transit',
      delayed: 'Delayed',
      on_hold: 'On hold',
      out_for_delivery: 'In the van',
      attempt_failed: 'Attempt failed',
      ready_for_pickup: 'Ready to collect',
      delivered: 'Delivered',
      exception: 'Exception',
      returning: 'Returning',
      returned: 'Returned',
      cancelled: 'Cancelled',
      expired: 'No more reports',
    } satisfies Record<ShipmentStatus, string>,
    sla: {
      answerBy: 'Answer by {when}',
      overdueBy: 'Overdue by {duration}',
      dueIn: 'Due in {duration}',
      answered: 'Answered in time',
      waiting: 'Waiting for the customer',
    },
    actions: {
      take: 'Take the case',
      taken: 'With {name}',
      reply: 'Reply',
      replyLabel: 'Your reply to {name}',
      replySend: 'Send reply',
      replyHint: 'Goes out by mail and shows on the customer’s page.',
      resolve: 'Mark as solved',
      resolveLabel: 'How was it solved?',
      note: 'Note for colleagues',
      noteHint: 'The customer does not see it.',
      resolveSend: 'Ask the customer',
      goodwill: 'Give points',
      goodwillLabel: 'How many points?',
      goodwillMax: 'Up to {max}. They can be spent at once.',
      goodwillReason: 'Reason',
      goodwillReasonHint: 'The customer reads it beside the points.',
      goodwillSend: 'Give',
      goodwillDone: 'The points are given, and to be spent at once.',
      openPage: 'The customer’s page',
      carrierPage: 'Carrier’s page',
      write: 'Write to {name}',
      openCase: 'To the open case',
      copy: 'Copy',
      copied: 'Copied',
      cancel: 'Cancel',
    },
    case: {
      timeline: 'What happened',
      order: 'Order',
      shipment: 'Parcel',
      customer: 'Customer',
      earlier: 'Earlier cases',
      held: 'On hold',
      heldPromotions: 'No advertising since {since}',
      heldUntil: 'until {until}, or until a better rating',
      heldUntilSolved: 'until this is solved',
      contact: { none: 'Wants no reply', email: 'Wants a reply by e-mail', phone: 'Wants a call' } satisfies Record<
        ContactWish,
        string
      >,
      promised: 'Promised',
      firstPromised: 'First promised',
      delivered: 'Arrived',
      onTime: 'on time',
      total: 'Total',
      customerSince: 'Customer since {since}',
      noComment: 'No comment',
      parcelOf: 'Parcel {index}',
      writes: 'Reads {language}',
      cancelled: 'Cancelled {when}',
      readOnly: 'You are reading along; support answers.',
      actions: 'What to do',
      absent: 'This case is not here',
      absentLine: 'The link may be cut off, or it belongs to another shop.',
      scansBefore: 'Earlier scans',
    },
    entries: {
      scan: 'Scan by {who}',
      answer: 'Answer: {score} of 5',
      answerVia: 'came in by {source}',
      opened: 'Case opened',
      reopened: 'Reopened by the customer',
      escalated: 'Escalated: nobody had taken it',
      acknowledged: '{name} took the case',
      resolved: '{name} marked it as solved: {outcome}',
      confirmed: 'The customer confirmed: solved',
      reply: '{name} wrote',
      shopper_message: 'The customer wrote',
      hold_set: 'Advertising on hold',
      hold_released: 'Advertising allowed again',
      watch_acknowledged: '{name} took care of it',
      watch_withdrawn: '{name} put it back on the list',
      system: 'Doorstep',
    },
    empty: {
      cases: 'No open cases',
      casesLine: 'Nobody is waiting for you. New ones show here by themselves.',
      filtered: 'Nothing matches',
      filteredLine: 'Another filter, or fewer words.',
      noCase: 'No case chosen',
      noCaseLine: 'Choose one at the left, or press J.',
      earlier: 'This is the first case.',
    },
    signIn: {
      title: 'Sign in to the desk',
      emailLabel: 'Your e-mail address',
      emailSend: 'Send me a code',
      codeTitle: 'Look at your mail',
      codeLine: 'If {email} works at this desk, a six-digit code is on its way.',
      codeLabel: 'Six-digit code',
      codeSend: 'Sign in',
      again: 'Send a new code',
      otherEmail: 'Another address',
      wrong: 'That code does not fit. Please look again, or have a new one sent.',
      expired: 'That code is too old. Please have a new one sent.',
      tooMany: 'Too many tries. Please have a new code sent.',
      noAddress: 'That does not look like a mail address. Please check it once more.',
      signedOut: 'You are signed out.',
      forbidden: 'Your role does not include this page.',
    },
    faults: {
      closed: 'This case is solved already. Reload to see what happened meanwhile.',
      textMissing: 'Please write a line first.',
      textTooLong: 'That is more than we can send in one go. Please keep it under {max} characters.',
      pointsWrong: 'That is no number of points that can be given here.',
      outcomeMissing: 'Please choose how it was solved.',
      unavailable: 'That did not get through, and nothing was changed. Please try again in a moment.',
    },
    keys: {
      title: 'Keyboard',
      single: 'Single keys are on',
      singleHint: 'Switch them off if they get in the way of speech input. Kept for this browser.',
      next: 'Next case',
      previous: 'Previous case',
      open: 'Open case',
      take: 'Take the case',
      reply: 'Reply',
      resolve: 'Mark as solved',
      search: 'Search',
      help: 'Show this help',
      close: 'Close',
      send: 'Send',
      cases: 'To the cases',
      watch: 'To the watch list',
    },
    live: { connected: 'Live', lost: 'No connection. As of {time}.', arrived: 'A new case has come in.' },
  },

  /** Counted phrases for the desk, rendered on the server. */
  deskCounts: {
    open: (count: number) => plural(count, { one: 'one open case', other: '# open cases' }),
    watched: (count: number) => plural(count, { one: 'one parcel', other: '# parcels' }),
    lateDays: (days: number) => plural(days, { one: 'one day late', other: '# days late' }),
    orders: (count: number) => plural(count, { one: 'first order', other: '# orders' }),
    overdue: (count: number) => plural(count, { one: 'one overdue', other: '# overdue' }),
    minutes: (count: number) => plural(count, { one: '# minute', other: '# minutes' }),
    hours: (count: number) => plural(count, { one: '# hour', other: '# hours' }),
    days: (count: number) => plural(count, { one: '# day', other: '# days' }),
  },
};

export type Messages = typeof en;

/** Groups that are strings through and through, so that they can be sent to the browser as they are. */
export type IslandGroup = 'lastScan' | 'report' | 'ask' | 'care' | 'live' | 'form' | 'desk';

const islandGroups: Record<IslandGroup, Strings> = en;
void islandGroups;
