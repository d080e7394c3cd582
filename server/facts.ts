/**
 * Everything that can have happened, on one screen. A fact is recorded in the transaction that made it true; what
 * follows from it is in `reactions.ts` and nowhere else.
 */
import type { ShipmentStatus, WatchNews, WatchReason } from './shipments/status.shared.ts';

interface AboutOrder {
  readonly brandId: string;
  readonly orderId: string;
  readonly customerId: string;
}

interface AboutShipment extends AboutOrder {
  readonly shipmentId: string;
}

interface AboutAlert {
  readonly brandId: string;
  readonly alertId: string;
  readonly customerId: string;
  readonly orderId: string | null;
}

interface AboutCustomer {
  readonly brandId: string;
  readonly customerId: string;
}

export type Fact =
  | (AboutOrder & { readonly kind: 'order.placed' | 'order.changed' | 'order.cancelled' })
  | (AboutOrder & { readonly kind: 'refund.made'; readonly refundId: string })
  | (AboutShipment & { readonly kind: 'shipment.registered' })
  | (AboutShipment & {
      readonly kind: 'shipment.moved';
      readonly from: ShipmentStatus;
      readonly to: ShipmentStatus;
      /** When the carrier says that it happened. */
      readonly occurredAt: string;
    })
  | (AboutShipment & { readonly kind: 'shipment.scanned' | 'shipment.estimated' })
  | (AboutShipment & { readonly kind: 'shipment.acknowledged' | 'shipment.acknowledgement_withdrawn' })
  | (AboutShipment & {
      readonly kind: 'shipment.watched';
      /** What has come to be the matter with it, the gravest first. */
      readonly reasons: readonly WatchReason[];
      /** What the shopper is to be told; null when she was told that before, or when it is old news. */
      readonly tell: WatchNews | null;
      /** It was late before, and another day has been named since: news again. */
      readonly again: boolean;
    })
  | (AboutShipment & { readonly kind: 'promise.slipped'; readonly promisedOn: string; readonly was: string })
  | {
      readonly kind: 'subscription.changed';
      readonly brandId: string;
      readonly customerId: string;
      readonly subscriptionId: string;
    }
  | {
      readonly kind: 'sentiment.answered';
      readonly brandId: string;
      readonly customerId: string;
      readonly orderId: string | null;
      readonly shipmentId: string | null;
      readonly answerId: string;
      readonly score: number;
      /** At or below 2. */
      readonly negative: boolean;
      /** A good score with words that say otherwise. */
      readonly contradicts: boolean;
    }
  | {
      readonly kind: 'hold.set' | 'hold.released';
      readonly brandId: string;
      readonly customerId: string;
      readonly holdId: string;
      readonly reason: string;
    }
  | (AboutAlert & {
      readonly kind:
        | 'alert.opened'
        | 'alert.joined'
        | 'alert.acknowledged'
        | 'alert.confirmed'
        | 'alert.reopened'
        | 'alert.escalated';
    })
  | (AboutAlert & { readonly kind: 'alert.replied'; readonly entryId: string; readonly by: 'support' | 'shopper' })
  | (AboutAlert & { readonly kind: 'alert.resolved'; readonly outcome: string })
  /** Instants are ISO 8601, days are local to the programme. */
  | (AboutCustomer & {
      readonly kind: 'points.earned';
      readonly lotId: string;
      readonly points: number;
      readonly earnedFor: string;
      readonly spendableAt: string | null;
    })
  | (AboutCustomer & { readonly kind: 'points.unlocked'; readonly lotId: string; readonly points: number })
  | (AboutCustomer & {
      readonly kind: 'points.expiring';
      readonly points: number;
      readonly expiresOn: string;
      readonly daysBefore: 30 | 7 | 1;
    })
  | (AboutCustomer & { readonly kind: 'points.expired'; readonly points: number; readonly expiredOn: string })
  | (AboutCustomer & { readonly kind: 'points.reversed'; readonly points: number; readonly refundId: string })
  | (AboutCustomer & { readonly kind: 'points.adjusted'; readonly points: number; readonly by: string })
  | (AboutCustomer & {
      readonly kind: 'redemption.held' | 'redemption.redeemed' | 'redemption.released' | 'redemption.expired';
      readonly redemptionId: string;
      readonly points: number;
    })
  | (AboutCustomer & {
      readonly kind: 'tier.raised' | 'tier.lowered';
      readonly from: string | null;
      readonly to: string | null;
    })
  | (AboutCustomer & {
      readonly kind: 'tier.at_risk';
      readonly tier: string;
      readonly missing: number;
      readonly untilOn: string;
    })
  | (AboutCustomer & {
      readonly kind:
        | 'subscription.change_requested'
        | 'subscription.change_confirmed'
        | 'subscription.change_rolled_back';
      readonly subscriptionId: string;
      readonly changeId: string;
      readonly action: string;
    })
  | (AboutCustomer & {
      readonly kind: 'subscription.renewal_ahead';
      readonly subscriptionId: string;
      readonly chargeOn: string;
      /** Something went wrong with her last delivery: that this one can be skipped or put off is said first. */
      readonly troubled: boolean;
    })
  /** `customerId` is the referrer's. */
  | (AboutCustomer & {
      readonly kind:
        | 'referral.invited'
        | 'referral.ordered'
        | 'referral.on_its_way'
        | 'referral.rewarded'
        | 'referral.held'
        | 'referral.refused'
        | 'referral.cancelled';
      readonly referralId: string;
    })
  | (AboutCustomer & { readonly kind: 'customer.joined' | 'customer.changed' | 'customer.erased' })
  | (AboutCustomer & {
      readonly kind: 'consent.changed';
      readonly topic: string;
      readonly channel: string;
      readonly given: boolean;
    });

export type FactKind = Fact['kind'];
/** The fact of one kind; kinds that share a shape are told apart. */
export type FactOf<Kind extends FactKind> = OfKind<Fact, Kind>;
type OfKind<Some extends Fact, Kind> = Some extends Fact
  ? Kind extends Some['kind']
    ? Some & { readonly kind: Kind }
    : never
  : never;

/** In the order in which the documentation lists them; a webhook endpoint subscribes to these names. */
export const factKinds = [
  'order.placed',
  'order.changed',
  'order.cancelled',
  'refund.made',
  'shipment.registered',
  'shipment.moved',
  'shipment.scanned',
  'shipment.estimated',
  'shipment.watched',
  'shipment.acknowledged',
  'shipment.acknowledgement_withdrawn',
  'promise.slipped',
  'subscription.changed',
  'sentiment.answered',
  'hold.set',
  'hold.released',
  'alert.opened',
  'alert.joined',
  'alert.acknowledged',
  'alert.confirmed',
  'alert.reopened',
  'alert.escalated',
  'alert.replied',
  'alert.resolved',
  'points.earned',
  'points.unlocked',
  'points.expiring',
  'points.expired',
  'points.reversed',
  'points.adjusted',
  'redemption.held',
  'redemption.redeemed',
  'redemption.released',
  'redemption.expired',
  'tier.raised',
  'tier.lowered',
  'tier.at_risk',
  'subscription.change_requested',
  'subscription.change_confirmed',
  'subscription.change_rolled_back',
  'subscription.renewal_ahead',
  'referral.invited',
  'referral.ordered',
  'referral.on_its_way',
  'referral.rewarded',
  'referral.held',
  'referral.refused',
  'referral.cancelled',
  'customer.joined',
  'customer.changed',
  'customer.erased',
  'consent.changed',
] as const satisfies readonly FactKind[];
