/**
 * What follows from what: every consequence of every fact, on one screen. The handlers of a row run in order, in the
 * transaction that recorded the fact: either all of it happened or none.
 */
import { giveCaseToOwner, takeAnswerIntoCase } from './alerts/index.ts';
import type { FactKind, FactOf } from './facts.ts';
import { claimForOrder, claimForShipment } from './intake/index.ts';
import {
  type CodeSealer,
  earnForJoining,
  earnForPlacedOrder,
  earnForReview,
  earnForSharing,
  endReferral,
  followCancelledOrder,
  followChangedOrder,
  followRefund,
  followScan,
  followShipment,
  noteUsedCodes,
  pauseAsLongAsHeld,
  pauseWhileHeld,
  payReferral,
  pendReferral,
  resumeAfterHold,
} from './loyalty/index.ts';
import type { NotificationReactions } from './notifications/index.ts';
import { coolDownAfterResolution, holdAgainAfterReopening, holdForOwner, holdWhileUnhappy } from './promos/index.ts';
import { noteBasket } from './recommendations/index.ts';
import {
  attributeOrder,
  endWithOrder,
  endWithRefund,
  followParcel,
  forgetReferrer,
  weighChangedOrder,
} from './referrals/index.ts';
import { estimateShipment, reviewWatch } from './shipments/index.ts';
import { fillFromOrder } from './subscriptions/index.ts';
import type { React, Work } from './work.ts';

/** Handlers by the kind of fact. */
type Reactions = {
  readonly [Kind in FactKind]?: readonly ((work: Work, fact: FactOf<Kind>) => Promise<void>)[];
};

const consequences: Reactions = {
  'order.placed': [claimForOrder, fillFromOrder, attributeOrder, earnForPlacedOrder, noteBasket],
  // The hold names the case, so the case comes first.
  'order.changed': [giveCaseToOwner, holdForOwner, weighChangedOrder, attributeOrder, followChangedOrder, noteBasket],
  'order.cancelled': [endWithOrder, followCancelledOrder, noteBasket],
  'refund.made': [endWithRefund, followRefund],
  // The watch looks at our estimate, so that comes first.
  'shipment.registered': [claimForShipment, estimateShipment, reviewWatch, followShipment, followParcel],
  'shipment.moved': [estimateShipment, reviewWatch, followShipment, followParcel],
  'shipment.scanned': [estimateShipment, reviewWatch, followScan],
  'shipment.estimated': [reviewWatch],
  'promise.slipped': [reviewWatch],
  // Here as well.
  'sentiment.answered': [takeAnswerIntoCase, holdWhileUnhappy, pauseAsLongAsHeld, earnForReview],
  'hold.set': [pauseWhileHeld],
  'hold.released': [resumeAfterHold],
  'referral.invited': [earnForSharing],
  'referral.ordered': [pendReferral],
  'referral.refused': [endReferral],
  'referral.cancelled': [endReferral],
  'alert.resolved': [coolDownAfterResolution],
  'alert.reopened': [holdAgainAfterReopening, pauseAsLongAsHeld],
  'customer.joined': [earnForJoining],
  'customer.erased': [forgetReferrer],
};

/**
 * Runs every consequence of a fact.
 * @param told what people outside are told: last, because by then everything else is as it will be
 * @param sealer seals the codes that are given out, and knows the hash of one that was used
 */
export const reactWith = (told: NotificationReactions, sealer: CodeSealer): React => {
  const react = reactBy([consequences, withCodes(sealer), tellings(told)]);
  return async (work, fact) => {
    await react(work, fact);
    await told.sendWebhooks(work, fact);
  };
};

/**
 * Runs the consequences inside the house alone, for what happened long ago: nobody outside is told of any of it.
 * @param leftOut handlers that would come to nothing, or to what is done once for all at the end
 */
export const reactQuietly = (
  sealer: CodeSealer,
  leftOut: readonly ((work: Work, fact: never) => Promise<void>)[] = [],
): React => reactBy([consequences, withCodes(sealer)], leftOut as readonly React[]);

/** The rows of the tables joined. A row holds handlers of its kind, which TypeScript cannot follow across a union. */
const reactBy = (tables: readonly Reactions[], leftOut: readonly React[] = []): React => {
  const kinds = new Set(tables.flatMap((table) => Object.keys(table) as FactKind[]));
  const rows = new Map(
    [...kinds].map((kind) => [
      kind,
      tables.flatMap((table) => (table[kind] ?? []) as readonly React[]).filter((handle) => !leftOut.includes(handle)),
    ]),
  );
  return async (work, fact) => {
    for (const handle of rows.get(fact.kind) ?? []) await handle(work, fact);
  };
};

/** What has to do with codes, which are kept sealed and hashed under the secret of the deployment. */
const withCodes = (sealer: CodeSealer): Reactions => ({
  'order.placed': [noteUsedCodes(sealer)],
  'order.changed': [noteUsedCodes(sealer)],
  'referral.rewarded': [payReferral(sealer)],
});

const tellings = (told: NotificationReactions): Reactions => ({
  'shipment.watched': [told.tellOfTrouble],
  'sentiment.answered': [told.withdrawAnswered],
  'hold.set': [told.withdrawSilenced],
  'alert.opened': [told.tellSupport],
  'alert.joined': [told.tellMore],
  'alert.reopened': [told.tellSupport],
  'alert.escalated': [told.tellSupport],
  'alert.replied': [told.passOnReply, told.tellOfReply],
  'alert.resolved': [told.askWhetherSolved, told.tellOfResolution],
  'shipment.moved': [told.withdrawOvertaken, told.tellOfMove, told.planAsk],
  'points.earned': [told.enterNotice],
  'points.unlocked': [told.enterNotice],
  'points.expiring': [told.enterNotice],
  'points.expired': [told.enterNotice],
  'tier.raised': [told.enterNotice],
  'tier.at_risk': [told.enterNotice],
  'tier.lowered': [told.enterNotice],
  'subscription.change_requested': [told.acknowledgeCancellation],
  'subscription.renewal_ahead': [told.enterNotice],
  'subscription.change_rolled_back': [told.enterNotice],
  'referral.ordered': [told.enterNotice],
  'referral.on_its_way': [told.enterNotice],
  'referral.rewarded': [told.enterNotice],
});
