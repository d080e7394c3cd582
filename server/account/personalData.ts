/**
 * Where a person is in the database: for every table either how her rows are found and what becomes of them when she is
 * erased, or why it holds nothing of hers. A table in neither list fails a test, so a new one cannot be forgotten.
 */
import { type AnyColumn, and, eq, inArray, or, type SQL } from 'drizzle-orm';
import * as schema from '../../db/schema/index.ts';
import type { Subject } from './subject.ts';

export type TableName = keyof typeof schema;

/** Any table; what is common to all of them is enough to select, update and delete. */
type AnyTable = (typeof schema)['orders'];

interface Personal {
  /** Her rows; undefined when there can be none. */
  readonly of: (subject: Subject) => SQL | undefined;
  /** Columns that she is not given: secrets of ours, and what says something about somebody else. */
  readonly withheld?: readonly string[];
  /** What an erasure does: the rows go, or stay with these columns emptied. */
  readonly erase: 'delete' | Readonly<Record<string, unknown>>;
}

const among = (column: AnyColumn, ids: readonly string[]): SQL | undefined =>
  ids.length === 0 ? undefined : inArray(column, [...ids]);

const byCustomer =
  (table: { readonly brandId: AnyColumn; readonly customerId: AnyColumn }) =>
  ({ brandId, customerId }: Subject): SQL | undefined =>
    and(eq(table.brandId, brandId), eq(table.customerId, customerId));

const {
  alertEntries,
  alerts,
  baskets,
  campaignSends,
  consents,
  customers,
  deliveryAsks,
  estimates,
  expiryPauses,
  facts,
  holds,
  loyaltyAccounts,
  noticeSettings,
  notices,
  orderItems,
  orders,
  outboxAttempts,
  outboxMessages,
  passkeyChallenges,
  passkeys,
  pointDebts,
  pointEntries,
  pointLots,
  pushFollows,
  pushSubscriptions,
  redemptions,
  referralCodes,
  referrals,
  refunds,
  rewardCodes,
  sentimentAnswers,
  sessions,
  shipmentItems,
  shipmentPolls,
  shipments,
  shipmentWatches,
  signInCodes,
  subscriptionChanges,
  subscriptions,
  tierChanges,
  trackingEvents,
  watchAcknowledgements,
} = schema;

/** In the order of the export. What reaches her through another row comes before that row, which an erasure needs. */
export const personalTables = {
  customers: {
    of: ({ brandId, customerId }) => and(eq(customers.brandId, brandId), eq(customers.id, customerId)),
    withheld: ['emailKey', 'mailbox'],
    // The id that the shop knows her by goes too: see `eraseCustomer`.
    erase: {
      email: null,
      emailKey: null,
      mailbox: null,
      name: null,
      phone: null,
      locale: null,
      timeZone: null,
      birthday: null,
      birthdaySetAt: null,
      joinedAt: null,
      promoConsent: false,
      setByShopper: [],
    },
  },
  orderItems: { of: (her) => among(orderItems.orderId, her.orderIds), erase: { detail: null } },
  baskets: { of: (her) => among(baskets.orderId, her.orderIds), erase: {} },
  refunds: { of: (her) => among(refunds.orderId, her.orderIds), erase: { reason: null } },
  shipmentItems: { of: (her) => among(shipmentItems.shipmentId, her.shipmentIds), erase: {} },
  trackingEvents: {
    of: (her) => among(trackingEvents.shipmentId, her.shipmentIds),
    // The identity may be made of the place; the id is as unique.
    erase: { identity: trackingEvents.id, description: null, place: null, signedBy: null, saidAt: null },
  },
  estimates: { of: (her) => among(estimates.shipmentId, her.shipmentIds), erase: {} },
  shipmentWatches: { of: (her) => among(shipmentWatches.shipmentId, her.shipmentIds), erase: {} },
  watchAcknowledgements: {
    of: (her) => among(watchAcknowledgements.shipmentId, her.shipmentIds),
    withheld: ['agentId', 'agentName', 'withdrawnBy'],
    erase: 'delete',
  },
  shipmentPolls: {
    of: (her) => among(shipmentPolls.shipmentId, her.shipmentIds),
    withheld: ['connectionId'],
    erase: 'delete',
  },
  shipments: {
    of: (her) => among(shipments.id, her.shipmentIds),
    // Shops and carriers take the tracking number for the id of a shipment.
    erase: {
      externalId: shipments.id,
      trackingNumber: null,
      trackingKey: null,
      trackingUrl: null,
      pickupPoint: null,
      proofOfDelivery: null,
    },
  },
  deliveryAsks: { of: byCustomer(deliveryAsks), erase: 'delete' },
  sentimentAnswers: {
    of: byCustomer(sentimentAnswers),
    erase: { comment: '', externalId: null, contactWish: 'none', callNumber: null },
  },
  holds: { of: byCustomer(holds), withheld: ['liftedBy'], erase: 'delete' },
  alertEntries: { of: (her) => among(alertEntries.alertId, her.alertIds), withheld: ['by'], erase: 'delete' },
  alerts: { of: byCustomer(alerts), withheld: ['agentId', 'agentName'], erase: 'delete' },
  facts: {
    of: (her) =>
      and(eq(facts.brandId, her.brandId), or(eq(facts.customerId, her.customerId), among(facts.orderId, her.orderIds))),
    erase: 'delete',
  },
  outboxAttempts: { of: (her) => among(outboxAttempts.messageId, her.messageIds), erase: 'delete' },
  outboxMessages: {
    of: byCustomer(outboxMessages),
    // Some go to support and to the shop; those to her say what the rest of the export says.
    withheld: ['payload', 'deduplicationKey', 'endpointId'],
    erase: 'delete',
  },
  pushFollows: { of: (her) => among(pushFollows.orderId, her.orderIds), erase: 'delete' },
  pushSubscriptions: {
    of: (her) => among(pushSubscriptions.id, her.deviceIds),
    withheld: ['endpoint', 'p256dh', 'auth'],
    // Only when the device follows nobody else’s order: see `eraseCustomer`.
    erase: {},
  },
  subscriptionChanges: { of: byCustomer(subscriptionChanges), erase: 'delete' },
  subscriptions: { of: byCustomer(subscriptions), erase: 'delete' },
  loyaltyAccounts: { of: byCustomer(loyaltyAccounts), erase: {} },
  pointLots: { of: byCustomer(pointLots), erase: {} },
  pointEntries: { of: byCustomer(pointEntries), withheld: ['by'], erase: { note: null, by: null } },
  pointDebts: { of: byCustomer(pointDebts), erase: {} },
  expiryPauses: { of: byCustomer(expiryPauses), erase: {} },
  rewardCodes: {
    of: (her) => among(rewardCodes.redemptionId, her.redemptionIds),
    withheld: ['sealedCode', 'codeHash'],
    erase: {},
  },
  redemptions: {
    of: byCustomer(redemptions),
    withheld: ['sealedCode', 'codeHash'],
    erase: { externalId: null, sealedCode: null, codeHash: null, why: null },
  },
  tierChanges: { of: byCustomer(tierChanges), erase: {} },
  referralCodes: { of: byCustomer(referralCodes), erase: { code: referralCodes.id, deviceHashes: [] } },
  referrals: {
    of: (her) =>
      and(
        eq(referrals.brandId, her.brandId),
        or(eq(referrals.referrerId, her.customerId), eq(referrals.friendId, her.customerId)),
      ),
    withheld: ['referrerId', 'friendId', 'orderId', 'visitHash', 'deviceHash', 'settledBy'],
    erase: { visitHash: null, deviceHash: null, settledBy: null },
  },
  consents: { of: byCustomer(consents), erase: 'delete' },
  noticeSettings: { of: byCustomer(noticeSettings), erase: 'delete' },
  notices: { of: byCustomer(notices), erase: 'delete' },
  campaignSends: { of: byCustomer(campaignSends), erase: 'delete' },
  passkeys: { of: byCustomer(passkeys), withheld: ['publicKey'], erase: 'delete' },
  passkeyChallenges: { of: byCustomer(passkeyChallenges), withheld: ['browserHash', 'challenge'], erase: 'delete' },
  sessions: {
    of: (her) =>
      and(eq(sessions.brandId, her.brandId), eq(sessions.audience, 'shopper'), eq(sessions.subjectId, her.customerId)),
    withheld: ['tokenHash'],
    erase: 'delete',
  },
  signInCodes: {
    of: (her) =>
      and(
        eq(signInCodes.brandId, her.brandId),
        eq(signInCodes.audience, 'shopper'),
        eq(signInCodes.subjectId, her.customerId),
      ),
    withheld: ['codeHash', 'browserHash', 'subjectHash'],
    erase: 'delete',
  },
  orders: {
    of: byCustomer(orders),
    withheld: ['paymentHash', 'linkVersion'],
    erase: { shippingAddress: null, paymentHash: null, locale: null, codes: [] },
  },
} satisfies Partial<Record<TableName, Personal>>;

/** Why a table is in no export. What is marked as searched, an erasure reads through for anything that names her. */
export const impersonalTables = {
  apiKeys: 'of the shop',
  brands: 'of the shop',
  campaigns: 'written for everybody; whom they went to is in campaignSends',
  connections: 'of the shop',
  erasures: 'a keyed hash, kept so that an erasure outlives a restore',
  estimateModels: 'learned from many parcels, of none in particular',
  idempotencyKeys: 'answers to the shop, for seven days, with nothing that orders do not say; searched by an erasure',
  inboxMessages:
    'what shops and carriers sent, as raw bytes; what was understood is in the other tables; searched by an erasure',
  pollQuotas: 'of a connection to a carrier',
  productPairs: 'counts over all orders',
  products: 'of the shop',
  pushKeys: 'of the shop',
  rewards: 'of the shop',
  scheduledRuns: 'of this software',
  slackConnections: 'of the shop',
  smsConnections: 'of the shop',
  staff: 'of the shop’s own people',
  waitingMessages: 'names of messages that wait for something; they go with their message',
  webhookEndpoints: 'of the shop',
} satisfies Partial<Record<TableName, string>>;

const tables: Readonly<Record<PersonalTable, unknown>> = { ...schema };

export type PersonalTable = keyof typeof personalTables;

export const personalTableNames = Object.keys(personalTables) as PersonalTable[];

/** The table and its rule. Typed as one of them: `of`, select, update and delete work alike on each. */
export const personalTable = (name: PersonalTable): { readonly table: AnyTable; readonly rule: Personal } => ({
  table: tables[name] as unknown as AnyTable,
  rule: personalTables[name],
});
