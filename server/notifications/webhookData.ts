/**
 * What a webhook says about a fact, by kind. Ids of orders, customers, shipments, refunds and suppressions are the
 * merchant's own, those of alerts, answers and changes are ours, as in `/api/v1`; no name, address or phone number is in
 * it, save the new address of a subscription that the shop is asked to deliver to.
 */
import { and, eq } from 'drizzle-orm';
import { holds, refunds } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { type AlertJson, getAlertJson } from '../alerts/index.ts';
import { getBrand } from '../brands/index.ts';
import { getCustomer } from '../customers/index.ts';
import type { Fact, FactOf } from '../facts.ts';
import { getRedemption, promised } from '../loyalty/index.ts';
import { findOrderById, getOrder } from '../orders/index.ts';
import { findReferral, referralsJson } from '../referrals/index.ts';
import { getAnswer } from '../sentiment/index.ts';
import { findShipmentById } from '../shipments/index.ts';
import { findChange, findSubscriptionById, stateOf } from '../subscriptions/index.ts';
import { caseUrl, findMessage } from './caseNews.ts';

interface AboutCustomer {
  readonly customerId: string;
}

interface AboutOrder extends AboutCustomer {
  readonly orderId: string;
  readonly orderNumber: string;
}

interface MaybeAboutOrder extends AboutCustomer {
  readonly orderId: string | null;
  readonly orderNumber: string | null;
}

/** `order.placed`, `order.changed`, `order.cancelled` */
export interface OrderData extends AboutOrder {
  readonly placedAt: Date;
  readonly currency: string;
  readonly totalMinor: number;
  readonly cancelledAt: Date | null;
}

/** `refund.made` */
export interface RefundData extends AboutOrder {
  readonly refundId: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly reason: string | null;
  readonly refundedAt: Date | null;
}

/** `shipment.…`, and `promise.slipped` */
export interface ShipmentData extends AboutOrder {
  readonly shipmentId: string | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly status: string | null;
  readonly reason: string | null;
  readonly actionRequired: boolean;
  readonly promisedOn: string | null;
  readonly estimateOn: string | null;
  readonly lastEventAt: Date | null;
  readonly deliveredAt: Date | null;
  /** `shipment.moved`: the status before, and when the carrier says that it changed. */
  readonly from?: string;
  readonly to?: string;
  readonly occurredAt?: string;
  /** `shipment.watched`: why it came onto the watch list, the gravest first. */
  readonly watchReasons?: readonly string[];
  /** `promise.slipped`: the day that held before. */
  readonly was?: string;
}

/** `sentiment.answered` */
export interface AnswerData extends MaybeAboutOrder {
  readonly shipmentId: string | null;
  /** At or below 2. */
  readonly negative: boolean;
  readonly answerId: string;
  readonly occasion: 'delivered' | 'problem' | 'review';
  readonly score: number;
  readonly reasons: readonly string[];
  readonly comment: string;
  readonly contactWish: 'none' | 'email' | 'phone';
  readonly source: string;
  readonly answeredAt: Date;
}

/** `hold.set`, `hold.released` */
export interface HoldData extends AboutCustomer {
  /** The id in `/api/v1/suppressions/{id}`. */
  readonly suppressionId: string | null;
  readonly reason: string;
  readonly channel: string | null;
  readonly productId: string | null;
  readonly source: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly liftedAt: Date | null;
  readonly liftedBy: string | null;
  readonly liftedWhy: string | null;
}

/** `alert.*`: the alert as `/api/v1/alerts` has it, and where support finds it. */
export interface AlertData extends AlertJson {
  readonly orderNumber: string | null;
  /** The case on the desk. */
  readonly url: string;
  /** `alert.replied`: which side wrote, and what. */
  readonly by?: 'support' | 'shopper';
  readonly text?: string | null;
}

/** `subscription.changed` */
export interface SubscriptionData extends AboutCustomer {
  readonly subscriptionId: string | null;
  readonly status: 'active' | 'paused' | 'cancelled' | 'expired' | null;
  readonly productIds: readonly string[];
  readonly nextChargeOn: string | null;
  readonly updatedAt: Date | null;
}

/** `subscription.change_requested`, `.change_confirmed`, `.change_rolled_back`: all that the shop needs to make it. */
export interface SubscriptionChangeData extends AboutCustomer {
  readonly subscriptionId: string | null;
  /** Answered with `PUT /api/v1/subscriptions/{id}/changes/{changeId}`. */
  readonly changeId: string;
  readonly action: string;
  /** What was chosen: the day, the rhythm, the product, the address. */
  readonly change: unknown;
  /** The subscription as it was and as it is with the change, without its address. */
  readonly before: unknown;
  readonly after: unknown;
  readonly by: string | null;
  readonly status: string | null;
  readonly why: string | null;
  readonly requestedAt: Date | null;
  readonly answerBy: Date | null;
}

/** `subscription.renewal_ahead` */
export interface RenewalData extends AboutCustomer {
  readonly subscriptionId: string | null;
  readonly chargeOn: string;
  readonly productIds: readonly string[];
  /** Something went wrong with her last delivery: say first that this one can be skipped or put off. */
  readonly troubled: boolean;
}

/** `redemption.*`: what was promised and, while it is held for the shop, the code that it shall make. */
export interface RedemptionData extends AboutCustomer {
  /** The id in `/api/v1/redemptions/{id}`. */
  readonly redemptionId: string;
  /** The merchant's, of what its own checkout asked for. */
  readonly externalId: string | null;
  readonly points: number;
  readonly status: 'held' | 'redeemed' | 'released' | 'expired';
  readonly reward: ReturnType<typeof promised>;
  readonly code: string | null;
  readonly codeUntil: Date | null;
  readonly heldUntil: Date | null;
}

/** `points.*`, `tier.*`, `referral.*`, `customer.*`, `consent.*`: what the fact itself says. */
export interface AccountData extends AboutCustomer {
  readonly [field: string]: unknown;
}

export type WebhookData =
  | OrderData
  | RefundData
  | ShipmentData
  | AnswerData
  | HoldData
  | AlertData
  | SubscriptionData
  | SubscriptionChangeData
  | RenewalData
  | RedemptionData
  | AccountData;

/**
 * Reads what `fact` is about, as it stands in the transaction that recorded it.
 * @param openCode opens the sealed code of a redemption
 */
export const webhookDataOf = (
  reader: Reader,
  fact: Fact,
  openCode: (sealed: string) => string | null,
): Promise<WebhookData> => {
  switch (fact.kind) {
    case 'order.placed':
    case 'order.changed':
    case 'order.cancelled':
      return orderData(reader, fact);
    case 'refund.made':
      return refundData(reader, fact);
    case 'shipment.registered':
    case 'shipment.scanned':
    case 'shipment.estimated':
    case 'shipment.acknowledged':
    case 'shipment.acknowledgement_withdrawn':
      return shipmentData(reader, fact);
    case 'shipment.watched':
      return shipmentData(reader, fact, { watchReasons: fact.reasons });
    case 'shipment.moved':
      return shipmentData(reader, fact, { from: fact.from, to: fact.to, occurredAt: fact.occurredAt });
    case 'promise.slipped':
      return shipmentData(reader, fact, { was: fact.was });
    case 'sentiment.answered':
      return answerData(reader, fact);
    case 'hold.set':
    case 'hold.released':
      return holdData(reader, fact);
    case 'subscription.changed':
      return subscriptionData(reader, fact);
    case 'subscription.change_requested':
    case 'subscription.change_confirmed':
    case 'subscription.change_rolled_back':
      return subscriptionChangeData(reader, fact);
    case 'subscription.renewal_ahead':
      return renewalData(reader, fact);
    case 'alert.replied':
      return repliedData(reader, fact);
    case 'alert.opened':
    case 'alert.joined':
    case 'alert.acknowledged':
    case 'alert.confirmed':
    case 'alert.reopened':
    case 'alert.escalated':
    case 'alert.resolved':
      return alertData(reader, fact);
    case 'referral.invited':
    case 'referral.ordered':
    case 'referral.on_its_way':
    case 'referral.rewarded':
    case 'referral.held':
    case 'referral.refused':
    case 'referral.cancelled':
      return referralData(reader, fact);
    case 'redemption.held':
    case 'redemption.redeemed':
    case 'redemption.released':
    case 'redemption.expired':
      return redemptionData(reader, fact, openCode);
    default:
      return accountData(reader, fact);
  }
};

const aboutOrder = async (
  reader: Reader,
  { brandId, orderId, customerId }: { brandId: string; orderId: string; customerId: string },
): Promise<AboutOrder> => {
  const order = await getOrder(reader, brandId, orderId);
  const customer = await getCustomer(reader, brandId, customerId);
  return { orderId: order.externalId, orderNumber: order.number, customerId: customer.externalId };
};

const maybeAboutOrder = async (
  reader: Reader,
  { brandId, orderId, customerId }: { brandId: string; orderId: string | null; customerId: string },
): Promise<MaybeAboutOrder> => {
  if (orderId !== null) return aboutOrder(reader, { brandId, orderId, customerId });
  const customer = await getCustomer(reader, brandId, customerId);
  return { orderId: null, orderNumber: null, customerId: customer.externalId };
};

const externalIdOfShipment = async (reader: Reader, brandId: string, id: string | null): Promise<string | null> =>
  id === null ? null : ((await findShipmentById(reader, brandId, id))?.externalId ?? null);

const orderData = async (
  reader: Reader,
  fact: FactOf<'order.placed' | 'order.changed' | 'order.cancelled'>,
): Promise<OrderData> => {
  const { placedAt, currency, totalMinor, cancelledAt } = await getOrder(reader, fact.brandId, fact.orderId);
  return { ...(await aboutOrder(reader, fact)), placedAt, currency, totalMinor, cancelledAt };
};

const refundData = async (reader: Reader, fact: FactOf<'refund.made'>): Promise<RefundData> => {
  const [refund] = await reader
    .select()
    .from(refunds)
    .where(and(eq(refunds.brandId, fact.brandId), eq(refunds.id, fact.refundId)));
  return {
    ...(await aboutOrder(reader, fact)),
    refundId: refund?.externalId ?? null,
    amountMinor: refund?.amountMinor ?? null,
    currency: refund?.currency ?? null,
    reason: refund?.reason ?? null,
    refundedAt: refund?.refundedAt ?? null,
  };
};

const shipmentData = async (
  reader: Reader,
  fact: FactOf<
    | 'shipment.registered'
    | 'shipment.scanned'
    | 'shipment.estimated'
    | 'shipment.moved'
    | 'shipment.watched'
    | 'shipment.acknowledged'
    | 'shipment.acknowledgement_withdrawn'
    | 'promise.slipped'
  >,
  more: Pick<ShipmentData, 'from' | 'to' | 'occurredAt' | 'was' | 'watchReasons'> = {},
): Promise<ShipmentData> => {
  const shipment = await findShipmentById(reader, fact.brandId, fact.shipmentId);
  return {
    ...(await aboutOrder(reader, fact)),
    shipmentId: shipment?.externalId ?? null,
    carrier: shipment?.carrier ?? null,
    trackingNumber: shipment?.trackingNumber ?? null,
    status: shipment?.status ?? null,
    reason: shipment?.reason ?? null,
    actionRequired: shipment?.actionRequired ?? false,
    promisedOn: shipment?.promisedOn ?? null,
    estimateOn: shipment?.estimateOn ?? null,
    lastEventAt: shipment?.lastEventAt ?? null,
    deliveredAt: shipment?.deliveredAt ?? null,
    ...more,
  };
};

const answerData = async (reader: Reader, fact: FactOf<'sentiment.answered'>): Promise<AnswerData> => {
  const answer = await getAnswer(reader, fact.brandId, fact.answerId);
  return {
    ...(await maybeAboutOrder(reader, fact)),
    shipmentId: await externalIdOfShipment(reader, fact.brandId, fact.shipmentId),
    answerId: answer.id,
    occasion: answer.occasion,
    score: answer.score,
    negative: fact.negative,
    reasons: answer.reasons,
    comment: answer.comment,
    contactWish: answer.contactWish,
    source: answer.source,
    answeredAt: answer.answeredAt,
  };
};

const holdData = async (reader: Reader, fact: FactOf<'hold.set' | 'hold.released'>): Promise<HoldData> => {
  const customer = await getCustomer(reader, fact.brandId, fact.customerId);
  const [hold] = await reader
    .select()
    .from(holds)
    .where(and(eq(holds.brandId, fact.brandId), eq(holds.id, fact.holdId)));
  return {
    customerId: customer.externalId,
    suppressionId: hold?.externalId ?? null,
    reason: fact.reason,
    channel: hold?.channel ?? null,
    productId: hold?.productId ?? null,
    source: hold?.source ?? null,
    from: hold?.from ?? null,
    until: hold?.until ?? null,
    liftedAt: hold?.liftedAt ?? null,
    liftedBy: hold?.liftedBy ?? null,
    liftedWhy: hold?.liftedWhy ?? null,
  };
};

const subscriptionData = async (reader: Reader, fact: FactOf<'subscription.changed'>): Promise<SubscriptionData> => {
  const customer = await getCustomer(reader, fact.brandId, fact.customerId);
  const subscription = await findSubscriptionById(reader, fact.brandId, fact.subscriptionId);
  return {
    customerId: customer.externalId,
    subscriptionId: subscription?.externalId ?? null,
    status: subscription?.status ?? null,
    productIds: subscription?.items.map((item) => item.productId) ?? [],
    nextChargeOn: subscription?.nextChargeOn ?? null,
    updatedAt: subscription?.sourceUpdatedAt ?? null,
  };
};

const subscriptionChangeData = async (
  reader: Reader,
  fact: FactOf<'subscription.change_requested' | 'subscription.change_confirmed' | 'subscription.change_rolled_back'>,
): Promise<SubscriptionChangeData> => {
  const customer = await getCustomer(reader, fact.brandId, fact.customerId);
  const subscription = await findSubscriptionById(reader, fact.brandId, fact.subscriptionId);
  const change = await findChange(reader, fact.brandId, fact.changeId);
  return {
    customerId: customer.externalId,
    subscriptionId: subscription?.externalId ?? null,
    changeId: fact.changeId,
    action: fact.action,
    change: change?.input ?? null,
    before: change && withoutAddress(change.before),
    after: subscription && withoutAddress(stateOf(subscription)),
    by: change?.by ?? null,
    status: change?.status ?? null,
    why: change?.why ?? null,
    requestedAt: change?.createdAt ?? null,
    answerBy: change?.answerBy ?? null,
  };
};

const withoutAddress = ({ deliveryAddress: _kept, ...rest }: ReturnType<typeof stateOf>) => rest;

const renewalData = async (reader: Reader, fact: FactOf<'subscription.renewal_ahead'>): Promise<RenewalData> => {
  const customer = await getCustomer(reader, fact.brandId, fact.customerId);
  const subscription = await findSubscriptionById(reader, fact.brandId, fact.subscriptionId);
  return {
    customerId: customer.externalId,
    subscriptionId: subscription?.externalId ?? null,
    chargeOn: fact.chargeOn,
    productIds: subscription?.items.map((item) => item.productId) ?? [],
    troubled: fact.troubled,
  };
};

const alertData = async (
  reader: Reader,
  { brandId, alertId, orderId }: { brandId: string; alertId: string; orderId: string | null },
): Promise<AlertData> => ({
  ...(await getAlertJson(reader, brandId, alertId)),
  orderNumber: orderId === null ? null : ((await findOrderById(reader, brandId, orderId))?.number ?? null),
  url: caseUrl(await getBrand(reader, brandId), alertId),
});

const accountData = async (reader: Reader, fact: { brandId: string; customerId: string }): Promise<AccountData> => {
  const { brandId, customerId, ...said } = fact;
  return { ...said, customerId: (await getCustomer(reader, brandId, customerId)).externalId };
};

/** As `/api/v1/referrals/{id}` has it: a shop that makes codes good learns of each from the first invitation on. */
const referralData = async (
  reader: Reader,
  fact: { brandId: string; customerId: string; referralId: string },
): Promise<AccountData> => {
  const row = await findReferral(reader, fact.brandId, fact.referralId);
  const [referral] = await referralsJson(reader, fact.brandId, row ? [row] : []);
  return { ...(await accountData(reader, fact)), ...(referral ? { referral } : {}) };
};

const redemptionData = async (
  reader: Reader,
  fact: FactOf<'redemption.held' | 'redemption.redeemed' | 'redemption.released' | 'redemption.expired'>,
  openCode: (sealed: string) => string | null,
): Promise<RedemptionData> => {
  const redemption = await getRedemption(reader, fact.brandId, fact.redemptionId);
  const { id: redemptionId, externalId, points, status, sealedCode, codeUntil, heldUntil } = redemption;
  return {
    customerId: (await getCustomer(reader, fact.brandId, fact.customerId)).externalId,
    redemptionId,
    // The page's own keys are nobody else's business.
    externalId: externalId?.startsWith('page:') ? null : externalId,
    points,
    status,
    reward: promised(redemption),
    code: status === 'held' && sealedCode !== null ? openCode(sealedCode) : null,
    codeUntil,
    heldUntil,
  };
};

const repliedData = async (reader: Reader, fact: FactOf<'alert.replied'>): Promise<AlertData> => {
  const message = await findMessage(reader, fact);
  return { ...(await alertData(reader, fact)), by: fact.by, text: message?.text ?? null };
};
