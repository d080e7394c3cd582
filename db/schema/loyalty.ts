import { sql } from 'drizzle-orm';
import { amount, boolean, index, instant, integer, json, table, text, uniqueIndex } from '../columns.ts';

type EarnKind = 'order' | 'sign_up' | 'review' | 'share' | 'birthday' | 'referral' | 'goodwill' | 'import';

/** A customer's standing in the brand's loyalty programme: what is not derived from entries and lots. */
export const loyaltyAccounts = table(
  'loyalty_accounts',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    /** The programme's id of the tier; null below the first. */
    tier: text(),
    tierSince: instant(),
    /** Until when the tier is safe; null: for good, or no tier. */
    tierUntil: instant(),
    /** What somebody below the mark has until the step down. */
    tierGraceUntil: instant(),
    /** What inactivity expiry counts from. */
    lastActivityAt: instant().notNull(),
    /** The day until which somebody was told that the tier is at risk: for each, that is told once. */
    riskToldFor: text(),
    openedAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [uniqueIndex('loyalty_accounts_customer').on(t.brandId, t.customerId)],
);

/** Points earned together, with one expiry. `remaining` is the sum of the lot's entries. */
export const pointLots = table(
  'point_lots',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    kind: text<EarnKind>().notNull(),
    orderId: text(),
    points: amount().notNull(),
    /** Never below zero. */
    remaining: amount().notNull(),
    earnedAt: instant().notNull(),
    /** When they can be spent, at the latest; null: pending until what they wait for has happened. */
    spendableAt: instant(),
    /** What the points of an order wait for until then; null: nothing but the day. */
    waitsFor: text<'delivery' | 'return_window' | 'no_parcel' | 'parcel_ended'>(),
    /** The end of the programme's local day on which they go; null: they stay. Pauses are reckoned in when read. */
    expiresAt: instant(),
    /** Not before this, whatever `expiresAt` says: points that came back. */
    graceUntil: instant(),
    /** Set when the expiry was written as an entry, and when the unlocking was told. */
    expiredAt: instant(),
    unlockToldAt: instant(),
    /** The last day that was told of, and how many days before: 30, 7, 1, each once. */
    expiringToldFor: text(),
    expiringToldDays: integer(),
  },
  (t) => [
    index('point_lots_customer').on(t.brandId, t.customerId, t.earnedAt),
    index('point_lots_order').on(t.orderId),
    // Only what is left can expire or unlock, however long the history is.
    index('point_lots_expiry').on(t.brandId, t.expiresAt).where(sql`remaining > 0`),
    index('point_lots_spendable').on(t.brandId, t.spendableAt).where(sql`unlock_told_at is null`),
  ],
);

/** An immutable signed change of one lot. Append only. */
export const pointEntries = table(
  'point_entries',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    lotId: text().notNull(),
    kind: text<'earn' | 'redeem' | 'release' | 'restore' | 'expire' | 'adjust' | 'reverse'>().notNull(),
    points: amount().notNull(),
    /** Names the source event: the same one makes one entry. */
    source: text().notNull(),
    orderId: text(),
    refundId: text(),
    redemptionId: text(),
    /** What counts towards tiers, signed like `points`. */
    qualifyingPoints: amount().notNull(),
    qualifyingSpendMinor: amount().notNull(),
    /** On `earn`: the rule as it was then, by which a refund takes back. */
    rule: json<unknown>(),
    note: text(),
    by: text(),
    at: instant().notNull(),
  },
  (t) => [
    uniqueIndex('point_entries_source').on(t.brandId, t.source, t.lotId),
    index('point_entries_customer').on(t.brandId, t.customerId, t.at),
    index('point_entries_lot').on(t.lotId),
    index('point_entries_order').on(t.orderId),
    index('point_entries_redemption').on(t.redemptionId),
  ],
);

/** What a refund could not take back because it was spent: later points settle it first. */
export const pointDebts = table(
  'point_debts',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    refundId: text().notNull(),
    points: amount().notNull(),
    settled: amount().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    uniqueIndex('point_debts_refund').on(t.brandId, t.refundId),
    index('point_debts_customer').on(t.brandId, t.customerId),
  ],
);

/** While one stands, no points of the customer expire. */
export const expiryPauses = table(
  'expiry_pauses',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    reason: text<'hold' | 'delivery'>().notNull(),
    /** The hold, or the shipment. */
    sourceId: text().notNull(),
    from: instant().notNull(),
    until: instant(),
  },
  (t) => [
    uniqueIndex('expiry_pauses_source').on(t.brandId, t.reason, t.sourceId),
    index('expiry_pauses_customer').on(t.brandId, t.customerId),
  ],
);

/** What points can be had for. */
export const rewards = table(
  'rewards',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    externalId: text().notNull(),
    kind: text<'money_off' | 'percentage' | 'free_product' | 'free_shipping'>().notNull(),
    /** By locale. */
    title: json<Record<string, string>>().notNull(),
    pricePoints: amount().notNull(),
    valueMinor: amount(),
    currency: text(),
    percent: integer(),
    productId: text(),
    imageUrl: text(),
    minimumOrderMinor: amount(),
    /** `webhook`: the shop makes the code that we say; `pool`: it uploaded some. */
    fulfilment: text<'webhook' | 'pool'>().notNull(),
    /** For how long a code is good. */
    validDays: integer().notNull(),
    /** Only for those in this tier or above. */
    fromTier: text(),
    position: integer().notNull(),
    archivedAt: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [uniqueIndex('rewards_external').on(t.brandId, t.externalId)],
);

/** Single-use codes that the merchant uploaded, waiting to be had. */
export const rewardCodes = table(
  'reward_codes',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    rewardId: text().notNull(),
    sealedCode: text().notNull(),
    codeHash: text().notNull(),
    redemptionId: text(),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('reward_codes_code').on(t.brandId, t.codeHash),
    index('reward_codes_free').on(t.rewardId, t.redemptionId),
  ],
);

/** Points given for a reward: held while the shop makes it, then redeemed, released or expired. */
export const redemptions = table(
  'redemptions',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    rewardId: text(),
    /** The merchant's id, for those that its own checkout asks for. */
    externalId: text(),
    points: amount().notNull(),
    status: text<'held' | 'redeemed' | 'released' | 'expired'>().notNull(),
    /** What was promised, as it was then: kind, title, value, minimum. */
    promise: json<unknown>().notNull(),
    sealedCode: text(),
    /** By which an order that names the code finds it. */
    codeHash: text(),
    /** By when a held one is settled, and until when the code of a redeemed one is good. */
    heldUntil: instant(),
    codeUntil: instant(),
    /** The order that it was used on. */
    orderId: text(),
    why: text(),
    createdAt: instant().notNull(),
    settledAt: instant(),
  },
  (t) => [
    uniqueIndex('redemptions_external').on(t.brandId, t.externalId),
    index('redemptions_customer').on(t.brandId, t.customerId, t.createdAt),
    index('redemptions_held').on(t.status, t.heldUntil),
    index('redemptions_code').on(t.brandId, t.codeHash),
    index('redemptions_order').on(t.orderId),
  ],
);

/** How somebody's tier moved. Append only. */
export const tierChanges = table(
  'tier_changes',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    from: text(),
    to: text(),
    /** What counted at that time, points or minor units as the programme has it. */
    qualifying: amount().notNull(),
    at: instant().notNull(),
  },
  (t) => [index('tier_changes_customer').on(t.brandId, t.customerId, t.at)],
);

/** The code by which a customer brings friends. */
export const referralCodes = table(
  'referral_codes',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    customerId: text().notNull(),
    /** At least 60 random bits. */
    code: text().notNull(),
    /** Of the browsers in which she opened her page, hashed: what comes from one of them is no friend's. */
    deviceHashes: json<string[]>().notNull().default([]),
    createdAt: instant().notNull(),
    disabledAt: instant(),
  },
  (t) => [
    uniqueIndex('referral_codes_code').on(t.brandId, t.code),
    uniqueIndex('referral_codes_customer').on(t.brandId, t.customerId),
  ],
);

/** One friend on the way from an invitation to both rewards. */
export const referrals = table(
  'referrals',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    referrerId: text().notNull(),
    codeId: text().notNull(),
    /** The friend, once there is an order. */
    friendId: text(),
    orderId: text(),
    status: text<'invited' | 'ordered' | 'on_its_way' | 'rewarded' | 'held' | 'refused' | 'cancelled'>().notNull(),
    /** Why it is held (proof S29): `same_customer`, `same_email`, `same_address`, `same_device`, `same_payment`, `bought_before`, `over_limit`. */
    heldFor: json<string[]>().notNull(),
    /** What both sides were promised, as it was when the friend ordered. */
    promise: json<unknown>(),
    /** Of the cookie that the landing page gave, and of the device, hashed. */
    visitHash: text(),
    deviceHash: text(),
    orderedAt: instant(),
    /** When both sides are paid, unless something comes between. */
    rewardAt: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    /** What or who decided: `rule:not_new`, `rule:cancelled`, `rule:refunded`, `accepted by NAME`, `refused by NAME`. */
    settledBy: text(),
  },
  (t) => [
    index('referrals_referrer').on(t.brandId, t.referrerId, t.createdAt),
    index('referrals_order').on(t.orderId),
    uniqueIndex('referrals_friend').on(t.brandId, t.friendId).where(sql`friend_id is not null`),
    uniqueIndex('referrals_visit').on(t.brandId, t.visitHash),
    index('referrals_due').on(t.brandId, t.status, t.rewardAt),
  ],
);

/** What a brand sells, as far as the portal shows it: to swap, to recommend, to open earlier for a tier. */
export const products = table(
  'products',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    externalId: text().notNull(),
    name: text().notNull(),
    imageUrl: text(),
    url: text(),
    priceMinor: amount(),
    currency: text(),
    inStock: boolean().notNull(),
    /** Products of one group can stand in for each other in a subscription. */
    swapGroup: text(),
    /** Open to this tier and above until `earlyAccessUntil`, then to everybody. */
    earlyAccessTier: text(),
    /** From when, by tier, as ISO instants; null: from the start, for all of them. */
    earlyAccessFrom: json<Record<string, string>>(),
    earlyAccessUntil: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('products_external').on(t.brandId, t.externalId),
    index('products_swap').on(t.brandId, t.swapGroup),
    index('products_early').on(t.brandId, t.earlyAccessUntil),
  ],
);

/** What of an order `product_pairs` counts, and whether that is still to be brought up to date. */
export const baskets = table(
  'baskets',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    orderId: text().notNull(),
    /** The products that are counted now, sorted. */
    counted: json<string[]>().notNull(),
    /** Since when the order says otherwise, perhaps; null: all is counted. */
    staleSince: instant(),
  },
  (t) => [uniqueIndex('baskets_order').on(t.orderId), index('baskets_stale').on(t.brandId, t.staleSince)],
);

/**
 * In how many orders a product was, and two were together. Counted order by order, never anew. The product '' stands for
 * all orders that have any product.
 */
export const productPairs = table(
  'product_pairs',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    productId: text().notNull(),
    /** The product itself: its own count. */
    withProductId: text().notNull(),
    orders: integer().notNull(),
    lastAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('product_pairs_pair').on(t.brandId, t.productId, t.withProductId),
    index('product_pairs_best').on(t.brandId, t.productId, t.orders),
  ],
);
