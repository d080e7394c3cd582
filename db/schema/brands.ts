import { index, instant, integer, json, table, text, uniqueIndex } from '../columns.ts';

/** A brand is a tenant: every other row names one, and nothing joins across two. */
export const brands = table(
  'brands',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** Scheme and host, no path: `https://track.example.com`. Requests find their brand by its host. */
    origin: text().notNull(),
    host: text().notNull(),
    locale: text().notNull(),
    timeZone: text().notNull(),
    currency: text().notNull(),
    /** Validated by `brands/settings.ts`. */
    settings: json<unknown>().notNull(),
    /** Since when settings and time zone are as they are; null: from before anybody noted it. */
    settingsAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex('brands_host').on(t.host)],
);

export const apiKeys = table(
  'api_keys',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    name: text().notNull(),
    /** The readable start of the key, to tell keys apart in a list. */
    prefix: text().notNull(),
    /** SHA-256 of the whole key: 256 random bits need no slow hash. */
    hash: text().notNull(),
    scopes: json<string[]>().notNull(),
    createdAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [uniqueIndex('api_keys_hash').on(t.hash)],
);

/** A connection to a source: where a shop or a carrier feed delivers, and with which secrets. */
export const connections = table(
  'connections',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    source: text().notNull(),
    /** Sealed, newest first; an older one is accepted until its time is over. */
    secrets: json<{ sealed: string; acceptedUntil: string | null }[]>().notNull(),
    createdAt: instant().notNull(),
    disabledAt: instant(),
  },
  (t) => [index('connections_brand').on(t.brandId)],
);

/** Merchant-registered places that our webhooks go to. */
export const webhookEndpoints = table(
  'webhook_endpoints',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    externalId: text().notNull(),
    url: text().notNull(),
    sealedSecrets: json<{ sealed: string; acceptedUntil: string | null }[]>().notNull(),
    /** Fact kinds that are sent; empty: all. */
    kinds: json<string[]>().notNull(),
    createdAt: instant().notNull(),
    disabledAt: instant(),
    disabledReason: text(),
  },
  (t) => [uniqueIndex('webhook_endpoints_external').on(t.brandId, t.externalId)],
);

/** Where alerts go in Slack, or in what speaks the same: one place a brand. */
export const slackConnections = table(
  'slack_connections',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    /** The URL is itself the credential. */
    sealedUrl: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex('slack_connections_brand').on(t.brandId)],
);

/** Who sends a brand's texts: a provider that speaks as Twilio does, or an adapter that takes signed JSON; one a brand. */
export const smsConnections = table(
  'sms_connections',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    url: text().notNull(),
    /** A number, or a name where the country takes one. */
    from: text().notNull(),
    /** `account:token`, or `whsec_…` where it signs; its form says which kind of provider this is. */
    sealedSecret: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex('sms_connections_brand').on(t.brandId)],
);

/** The answers to requests that carried an Idempotency-Key. */
export const idempotencyKeys = table(
  'idempotency_keys',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    key: text().notNull(),
    /** SHA-256 over method, path and body: the same key with another request is a conflict. */
    requestHash: text().notNull(),
    status: text().notNull(),
    response: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex('idempotency_keys_key').on(t.brandId, t.key), index('idempotency_keys_age').on(t.createdAt)],
);

export const staff = table(
  'staff',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    email: text().notNull(),
    name: text().notNull(),
    role: text<'agent' | 'marketer' | 'admin'>().notNull(),
    /** The language that the desk and the alerts speak to this person. */
    locale: text().notNull(),
    createdAt: instant().notNull(),
    disabledAt: instant(),
  },
  (t) => [uniqueIndex('staff_email').on(t.brandId, t.email)],
);

/** Six-digit codes that were mailed. The code is kept as a keyed hash, bound to the browser that asked for it. */
export const signInCodes = table(
  'sign_in_codes',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    audience: text<'staff' | 'shopper'>().notNull(),
    /** Keyed hash of the normalised address, so that limits count without a readable address. */
    subjectHash: text().notNull(),
    /** Null when nobody has that address: the code exists all the same, so that answers look alike. */
    subjectId: text(),
    codeHash: text().notNull(),
    browserHash: text().notNull(),
    wrongTries: integer().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [
    index('sign_in_codes_browser').on(t.browserHash),
    index('sign_in_codes_subject').on(t.brandId, t.subjectHash, t.createdAt),
  ],
);

export const sessions = table(
  'sessions',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    audience: text<'staff' | 'shopper'>().notNull(),
    subjectId: text().notNull(),
    tokenHash: text().notNull(),
    userAgent: text().notNull(),
    createdAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [uniqueIndex('sessions_token').on(t.tokenHash), index('sessions_subject').on(t.brandId, t.subjectId)],
);
