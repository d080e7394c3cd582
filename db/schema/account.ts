import { boolean, bytes, index, instant, integer, json, table, text, uniqueIndex } from '../columns.ts';

type Topic = 'parcel' | 'points' | 'tier' | 'subscription' | 'referral' | 'promo';
type ConsentChannel = 'push' | 'email' | 'sms';

/** What a customer allows and forbids, per topic and channel. Append only: the newest of a pair counts. */
export const consents = table(
  'consents',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    topic: text<Topic>().notNull(),
    channel: text<ConsentChannel>().notNull(),
    given: boolean().notNull(),
    /** Where it was said: `portal`, `api`, `unsubscribe`, `import`. */
    source: text<'portal' | 'api' | 'unsubscribe' | 'import'>().notNull(),
    at: instant().notNull(),
  },
  (t) => [index('consents_customer').on(t.brandId, t.customerId, t.at)],
);

/** How a customer wants to be told. */
export const noticeSettings = table(
  'notice_settings',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    digest: text<'at_once' | 'daily' | 'weekly'>().notNull(),
    /** Her own quiet hours, `HH:MM` in her zone; null: the brand's. */
    quietFrom: text(),
    quietTo: text(),
    updatedAt: instant().notNull(),
  },
  (t) => [uniqueIndex('notice_settings_customer').on(t.brandId, t.customerId)],
);

/** Something to tell a customer about her account: what it is, when it is due and what became of it. Her own log. */
export const notices = table(
  'notices',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    orderId: text(),
    topic: text<Topic>().notNull(),
    kind: text().notNull(),
    data: json<unknown>().notNull(),
    /** Names the occurrence: the same one is told once. */
    occurrence: text().notNull(),
    status: text<'waiting' | 'sent' | 'held_back'>().notNull(),
    /** How it went out; null while it waits or when it was held back. */
    channel: text<ConsentChannel>(),
    /** Why it waits or was held back. */
    why: text<
      | 'quiet_hours'
      | 'digest'
      | 'no_consent'
      | 'hold'
      | 'no_channel'
      | 'outdated'
      | 'replaced'
      | 'stale'
      | 'undelivered'
    >(),
    /** What its messages in the outbox name as their cause: those that were joined into one mail share it. */
    sentAs: text(),
    dueAt: instant().notNull(),
    createdAt: instant().notNull(),
    settledAt: instant(),
  },
  (t) => [
    uniqueIndex('notices_occurrence').on(t.brandId, t.customerId, t.occurrence),
    index('notices_due').on(t.status, t.dueAt),
    index('notices_customer').on(t.brandId, t.customerId, t.createdAt),
  ],
);

/** Passkeys by which a returning shopper signs in (WebAuthn). */
export const passkeys = table(
  'passkeys',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    /** base64url, as the browser names it. */
    credentialId: text().notNull(),
    publicKey: bytes().notNull(),
    counter: integer().notNull(),
    transports: json<string[]>().notNull(),
    name: text().notNull(),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
  },
  (t) => [
    uniqueIndex('passkeys_credential').on(t.brandId, t.credentialId),
    index('passkeys_customer').on(t.brandId, t.customerId),
  ],
);

/** A WebAuthn challenge that was handed to a browser, for one use. */
export const passkeyChallenges = table(
  'passkey_challenges',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    browserHash: text().notNull(),
    challenge: text().notNull(),
    purpose: text<'register' | 'sign_in'>().notNull(),
    customerId: text(),
    expiresAt: instant().notNull(),
  },
  (t) => [index('passkey_challenges_browser').on(t.browserHash), index('passkey_challenges_expiry').on(t.expiresAt)],
);

/** Who was erased, as a keyed hash of the merchant's id: so that it can be done again after a restore. */
export const erasures = table(
  'erasures',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerHash: text().notNull(),
    pseudonym: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [uniqueIndex('erasures_customer').on(t.brandId, t.customerHash)],
);

/** A promotion that is sent through the gate. */
export const campaigns = table(
  'campaigns',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    externalId: text().notNull(),
    name: text().notNull(),
    channel: text<'email' | 'push' | 'sms'>().notNull(),
    productId: text(),
    /** By locale: subject, text, link. */
    content: json<unknown>().notNull(),
    audience: text<'listed' | 'all'>().notNull().default('listed'),
    /** Of an audience of all: the customer up to whom it was put down. */
    filledTo: text(),
    status: text<'sending' | 'finished' | 'stopped'>().notNull(),
    createdAt: instant().notNull(),
    finishedAt: instant(),
  },
  (t) => [
    uniqueIndex('campaigns_external').on(t.brandId, t.externalId),
    index('campaigns_status').on(t.brandId, t.status),
  ],
);

/** One person of a campaign's audience, and what the gate said at the moment of the send. */
export const campaignSends = table(
  'campaign_sends',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    campaignId: text().notNull(),
    customerId: text().notNull(),
    channel: text<'email' | 'push' | 'sms'>().notNull(),
    /** `queued`: in the outbox, where the gate is asked once more as it leaves. */
    status: text<'waiting' | 'queued' | 'sent' | 'refused' | 'failed'>().notNull(),
    reasons: json<string[]>().notNull(),
    /** When it left or was refused; while it waits, not before. */
    at: instant().notNull(),
  },
  (t) => [
    uniqueIndex('campaign_sends_person').on(t.campaignId, t.customerId),
    index('campaign_sends_status').on(t.campaignId, t.status, t.id),
    index('campaign_sends_customer').on(t.brandId, t.customerId, t.at),
  ],
);
