/** Points, tiers, rewards and redemptions as the merchant sees and changes them. Every figure comes with its reason. */
import { z } from '@hono/zod-openapi';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { type Customer, getCustomer } from '../customers/index.ts';
import { Fault } from '../faults.ts';
import { externalId } from '../kit/schemas.ts';
import {
  addRewardCodes,
  adjustPoints,
  codePurpose,
  confirmRedemption,
  dropFreeCodes,
  earnByRule,
  earnPoints,
  getRedemption,
  getReward,
  historyMax,
  listOrderIds,
  type Pool,
  pageOfRewards,
  placeShape,
  pointsInput,
  poolsOf,
  promised,
  putReward,
  type Redemption,
  type Reward,
  readAccount,
  readGlance,
  readHistory,
  redeemPoints,
  redeemReward,
  redemptionInput,
  releaseRedemption,
  rewardCodesInput,
  rewardInput,
  settlementInput,
} from '../loyalty/index.ts';
import type { Work } from '../work.ts';
import { type Api, reads, writes } from './endpoint.ts';
import { knownCustomer } from './orders.ts';
import type { ApiParts } from './parts.ts';

const byId = z.object({ id: externalId });
const day = z.iso.date();
const instant = z.iso.datetime();
const earnKinds = ['order', 'sign_up', 'review', 'share', 'birthday', 'referral', 'goodwill', 'import'] as const;
const money = z.object({ minor: z.int(), currency: z.string() });
const pauseReasons = ['hold', 'delivery'] as const;

const step = z.object({ id: z.string(), name: z.string(), threshold: z.int() });

const historyQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(historyMax).default(historyMax),
  lotsAfter: z.string().regex(placeShape).optional().openapi({ description: '`next.lots` of the page before.' }),
  entriesAfter: z.string().regex(placeShape).optional().openapi({ description: '`next.entries` of the page before.' }),
});

const accountShape = z
  .object({
    balance: z
      .int()
      .openapi({ description: 'spendable + pending: the sum of all entries and of what is left in the lots.' }),
    spendable: z.int(),
    pending: z.int(),
    owed: z.int().openapi({ description: 'What refunds could not take back; the next points settle it.' }),
    worth: money.nullable(),
    nextExpiry: z
      .object({
        points: z.int(),
        on: day,
        daysLeft: z.int(),
        pausedFor: z.enum(pauseReasons).nullable(),
        pausedUntilOn: day.nullable(),
      })
      .nullable(),
    tier: z
      .object({
        current: step.nullable(),
        next: step.nullable(),
        counts: z.enum(['points', 'spend']),
        period: z.enum(['lifetime', 'calendar_year', 'rolling_12_months']),
        countsFromOn: day
          .nullable()
          .openapi({ description: 'The first day of what counts; null: everything that ever came.' }),
        qualifying: z.int().openapi({
          description:
            'What counts: points earned and unlocked, or minor units spent, since `countsFromOn`. Not the balance: redeeming changes nothing, what is pending counts once it unlocks.',
        }),
        missing: z.int().nullable().openapi({ description: 'To `next`: its `threshold` less `qualifying`.' }),
        safeUntilOn: day.nullable(),
        atRisk: z.object({ missing: z.int(), byOn: day }).nullable(),
      })
      .nullable(),
    forecast: z
      .object({
        orderNumber: z.string(),
        points: z.int(),
        arrivesOn: day.nullable(),
        arrivesInWindow: z
          .boolean()
          .openapi({ description: 'Whether it may come earlier: `arrivesOn` is then the last day of several.' }),
        unlocksOn: day.nullable(),
        makesTier: z.string().nullable(),
      })
      .nullable(),
    lots: z
      .array(
        z.object({
          id: z.string(),
          kind: z.enum(earnKinds),
          orderNumber: z.string().nullable(),
          earnedOn: day,
          points: z.int(),
          remaining: z.int(),
          state: z.enum(['pending', 'spendable', 'spent', 'expired', 'taken_back']),
          waitsFor: z.enum(['delivery', 'return_window', 'no_parcel', 'parcel_ended']).nullable().openapi({
            description:
              '`no_parcel`: none is announced for the order; `parcel_ended`: lost, expired or sent back, and the return window runs.',
          }),
          spendableOn: day.nullable(),
          latestOn: day.nullable().openapi({
            description: 'While nobody can say when: the day on which they can be spent even if nothing more is heard.',
          }),
          expiresOn: day.nullable(),
          pausedFor: z.enum(pauseReasons).nullable(),
          because: z.object({
            rate: z.object({ points: z.int(), perMinor: z.int() }).nullable(),
            basis: money.nullable(),
            multiplier: z.number(),
            note: z.string().nullable(),
          }),
          refundTakes: z.int().nullable(),
        }),
      )
      .openapi({
        description:
          'Newest first: on the first page all with something left, and the newest of the others. Days are those of the brand’s time zone.',
      }),
    entries: z
      .array(
        z.object({
          id: z.string(),
          kind: z.enum(['earn', 'redeem', 'release', 'restore', 'expire', 'adjust', 'reverse']),
          earnKind: z.enum(earnKinds),
          points: z.int(),
          on: day,
          orderNumber: z.string().nullable(),
          rewardTitle: z.string().nullable(),
          note: z.string().nullable(),
        }),
      )
      .openapi({ description: 'Newest first.' }),
    next: z.object({ lots: z.string().nullable(), entries: z.string().nullable() }).openapi({
      description: 'Where older ones begin: ask again with `lotsAfter` or `entriesAfter`. Null: that was all.',
    }),
  })
  .openapi('PointsAccount');

const redemptionShape = z
  .object({
    id: z.string(),
    externalId: z.string().nullable(),
    customerId: z.string(),
    points: z.int(),
    status: z.enum(['held', 'redeemed', 'released', 'expired']),
    reward: z.object({
      rewardId: z.string().nullable(),
      kind: z.enum(['money_off', 'percentage', 'free_product', 'free_shipping', 'points']),
      title: z.record(z.string(), z.string()),
      valueMinor: z.int().nullable(),
      currency: z.string().nullable(),
      percent: z.int().nullable(),
      productId: z.string().nullable(),
      minimumOrderMinor: z.int().nullable(),
    }),
    code: z.string().nullable(),
    codeUntil: instant.nullable(),
    heldUntil: instant.nullable(),
    orderId: z.string().nullable(),
    why: z.string().nullable(),
    createdAt: instant,
    settledAt: instant.nullable(),
  })
  .openapi('Redemption');

const rewardShape = z
  .object({
    id: z.string(),
    kind: z.enum(['money_off', 'percentage', 'free_product', 'free_shipping']),
    title: z.record(z.string(), z.string()),
    pricePoints: z.int(),
    valueMinor: z.int().nullable(),
    currency: z.string().nullable(),
    percent: z.int().nullable(),
    productId: z.string().nullable(),
    imageUrl: z.string().nullable(),
    minimumOrderMinor: z.int().nullable(),
    fulfilment: z.enum(['webhook', 'pool']),
    validDays: z.int(),
    fromTier: z.string().nullable(),
    position: z.int(),
    archived: z.boolean(),
    codesLeft: z.int().nullable().openapi({ description: 'Of a pool: those that can still be given out.' }),
    codesGiven: z.int().nullable().openapi({ description: 'Of a pool: those that belong to a redemption.' }),
  })
  .openapi('RewardHeld');

const accountAnswer = z.object({ customerId: z.string(), account: accountShape }).openapi('PointsAnswer');
const redemptionAnswer = z.object({ redemption: redemptionShape }).openapi('RedemptionAnswer');
const rewardAnswer = z.object({ reward: rewardShape }).openapi('RewardAnswer');

export const pointsEndpoints = (api: Api, parts: ApiParts): void => {
  accountEndpoints(api, parts);
  redemptionEndpoints(api, parts);
  rewardEndpoints(api, parts);
};

const accountEndpoints = (api: Api, parts: ApiParts): void => {
  reads(
    api,
    parts,
    {
      path: '/customers/{id}/points',
      tag: 'Points',
      summary: 'A customer’s points, each step explained',
      description:
        'Reckoned for now: what has expired or unlocked by now is told so, whether or not a job has run. Lots and entries come in pages; the figures are of the whole account.',
      scope: 'points:read',
      params: byId,
      query: historyQuery,
      answer: accountAnswer,
    },
    async (reader, { brand, now, params, query }) =>
      accountJson(reader, brand, await knownCustomer(reader, brand.id, params.id), { ...query, now }),
  );

  writes(
    api,
    parts,
    'post',
    {
      path: '/customers/{id}/points',
      tag: 'Points',
      summary: 'Give or take points',
      description:
        '`goodwill` gives and is never taken for what is owed; `correction` takes what can be spent; `import` brings a balance along. `sign_up`, `review` and `share` give what the programme’s rule says, within its limit. The same `id` again changes nothing.',
      scope: 'points:write',
      params: byId,
      body: pointsInput,
      answer: z.object({ outcome: z.enum(['given', 'taken', 'duplicate', 'over_limit']), account: accountShape }),
    },
    async (work, { brand, by, now, params, body }) => {
      const customer = await knownCustomer(work.tx, brand.id, params.id);
      const outcome = await changePoints(work, { brandId: brand.id, customerId: customer.id }, { ...body, key: by });
      return { outcome, account: (await accountJson(work.tx, brand, customer, { now })).account };
    },
  );

  reads(
    api,
    parts,
    {
      path: '/programme',
      tag: 'Points',
      summary: 'The programme as it is now',
      description: 'Null while the brand has none. It is set with the brand’s settings.',
      scope: 'points:read',
      answer: z.object({ programme: z.record(z.string(), z.unknown()).nullable(), timeZone: z.string() }),
    },
    async (_reader, { brand }) => ({ programme: brand.settings.loyalty, timeZone: brand.timeZone }),
  );
};

const redemptionEndpoints = (api: Api, parts: ApiParts): void => {
  const answer = async (reader: Reader, redemption: Redemption): Promise<z.input<typeof redemptionAnswer>> => ({
    redemption: await redemptionJson(reader, parts, redemption),
  });

  writes(
    api,
    parts,
    'post',
    {
      path: '/customers/{id}/redemptions',
      tag: 'Rewards',
      summary: 'Take points for a reward, or at your own checkout',
      description:
        'With `points` they are held until you say what became of it, worth `valueMinor`. With `rewardId` it is as if the customer had chosen it on her page. Too few points: 409.',
      scope: 'points:write',
      params: byId,
      body: redemptionInput,
      answer: redemptionAnswer,
    },
    async (work, { brand, params, body }) => {
      const customer = await knownCustomer(work.tx, brand.id, params.id);
      const member = { brandId: brand.id, customerId: customer.id };
      if (body.points !== undefined)
        return answer(work.tx, await redeemPoints(work, { ...member, points: body.points, externalId: body.id }));
      const about = { ...member, reward: body.rewardId ?? '', externalId: body.id };
      return answer(work.tx, await redeemReward(work, parts.sealer, about));
    },
  );

  reads(
    api,
    parts,
    {
      path: '/redemptions/{id}',
      tag: 'Rewards',
      summary: 'One redemption, by our id or yours',
      scope: 'points:read',
      params: byId,
      answer: redemptionAnswer,
    },
    async (reader, { brand, params }) => answer(reader, await getRedemption(reader, brand.id, params.id)),
  );

  writes(
    api,
    parts,
    'put',
    {
      path: '/redemptions/{id}',
      tag: 'Rewards',
      summary: 'Say what became of held points',
      description:
        '`redeemed`: the code is made or the points were used, with `orderId` where that is known (or list the code, or your id of the redemption, in the order’s `codes`): when that order is refunded, the points return. `released`: they return now. What is no longer held answers 409, and a code made for it is to be deleted.',
      scope: 'points:write',
      params: byId,
      body: settlementInput,
      answer: redemptionAnswer,
    },
    async (work, { brand, params, body }) => {
      const about = { brandId: brand.id, id: params.id };
      return answer(
        work.tx,
        body.status === 'redeemed'
          ? await confirmRedemption(work, parts.sealer, { ...about, code: body.code, orderId: body.orderId })
          : await releaseRedemption(work, { ...about, why: body.why ?? null }),
      );
    },
  );
};

const rewardEndpoints = (api: Api, parts: ApiParts): void => {
  writes(
    api,
    parts,
    'put',
    {
      path: '/rewards/{id}',
      tag: 'Rewards',
      summary: 'Add or replace a reward',
      description:
        'With `fulfilment` `webhook`, `redemption.held` names the code that your shop makes; answer with `PUT redemptions/{id}`. With `pool`, upload codes.',
      scope: 'points:write',
      params: byId,
      body: rewardInput,
      answer: rewardAnswer,
    },
    async (work, { brand, params, body }) => rewardAnswerOf(work.tx, await putReward(work, brand.id, params.id, body)),
  );

  reads(
    api,
    parts,
    {
      path: '/rewards',
      tag: 'Rewards',
      summary: 'All rewards, and what is left in their pools',
      description: 'Archived ones as well. While `next` is not null, ask again with `after` set to it.',
      scope: 'points:read',
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(200).default(100),
        after: externalId.optional(),
      }),
      answer: z.object({ rewards: z.array(rewardShape), next: z.string().nullable() }),
    },
    async (reader, { brand, query }) => {
      const rows = await pageOfRewards(reader, { brandId: brand.id, ...query });
      const next = rows.length === query.limit ? (rows.at(-1)?.externalId ?? null) : null;
      return { rewards: await rewardsJson(reader, rows), next };
    },
  );

  reads(
    api,
    parts,
    {
      path: '/rewards/{id}',
      tag: 'Rewards',
      summary: 'One reward',
      scope: 'points:read',
      params: byId,
      answer: rewardAnswer,
    },
    async (reader, { brand, params }) => rewardAnswerOf(reader, await getReward(reader, brand.id, params.id)),
  );

  writes(
    api,
    parts,
    'post',
    {
      path: '/rewards/{id}/codes',
      tag: 'Rewards',
      summary: 'Upload codes for a reward',
      description:
        'Single-use codes of your shop, kept sealed and given out once each. One that is there already is passed over.',
      scope: 'points:write',
      params: byId,
      body: rewardCodesInput,
      answer: z.object({ added: z.int(), codesLeft: z.int() }),
    },
    async (work, { brand, params, body }) => {
      const reward = await getReward(work.tx, brand.id, params.id);
      const added = await addRewardCodes(work, parts.sealer, reward, body.codes);
      return { added, codesLeft: (await poolsOf(work.tx, [reward.id])).get(reward.id)?.left ?? 0 };
    },
  );

  writes(
    api,
    parts,
    'delete',
    {
      path: '/rewards/{id}/codes',
      tag: 'Rewards',
      summary: 'Take back the codes that nobody was given',
      description: 'Those that belong to a redemption stay as they are.',
      scope: 'points:write',
      params: byId,
      answer: z.object({ deleted: z.int() }),
    },
    async (work, { brand, params }) => ({
      deleted: await dropFreeCodes(work, await getReward(work.tx, brand.id, params.id)),
    }),
  );
};

type PointsChange = z.infer<typeof pointsInput> & { readonly key: string };

const changePoints = async (
  work: Work,
  member: { readonly brandId: string; readonly customerId: string },
  change: PointsChange,
): Promise<'given' | 'taken' | 'duplicate' | 'over_limit'> => {
  const { id, kind, note, key } = change;
  const by = change.by ?? key;
  const points = change.points ?? 0;
  if (kind === 'goodwill' || kind === 'correction') {
    const signed = kind === 'goodwill' ? points : -points;
    const outcome = await adjustPoints(work, { ...member, points: signed, id, note: note ?? '', by });
    return outcome === 'duplicate' ? outcome : kind === 'goodwill' ? 'given' : 'taken';
  }
  // Whoever signs up does so once, whatever ids the shop makes of it.
  const source = kind === 'sign_up' ? `sign_up:${member.customerId}` : `${kind}:${id}`;
  const outcome =
    kind === 'import'
      ? await earnPoints(work, { ...member, kind, points, source, spendableAt: work.now, note: note ?? null, by })
      : await earnByRule(work, { ...member, kind, source, note: note ?? null, by });
  if (outcome === 'no_programme') throw new Fault('conflict', `The programme has no rule for ${kind}`);
  return outcome === 'earned' ? 'given' : outcome;
};

const accountJson = async (
  reader: Reader,
  brand: Brand,
  customer: Customer,
  page: Partial<z.output<typeof historyQuery>> & { readonly now: Date },
): Promise<z.input<typeof accountAnswer>> => {
  const asked = { ...page, customerId: customer.id, locale: brand.locale };
  const account = await readAccount(reader, brand, asked);
  const glance = await readGlance(reader, brand, asked);
  if (account === null || glance === null) throw new Fault('conflict', 'The brand has no programme');
  const { lots, entries, next } = await readHistory(reader, account, asked);
  const { tier } = glance;
  const { spendable, pending, owed } = account;
  return {
    customerId: customer.externalId,
    account: {
      balance: spendable + pending,
      spendable,
      pending,
      owed,
      worth: glance.worth,
      nextExpiry: glance.nextExpiry,
      tier: tier && {
        current: tier.current,
        next: tier.next,
        counts: tier.counts,
        period: tier.period,
        countsFromOn: tier.countsFromOn,
        qualifying: tier.qualifying,
        missing: tier.missing,
        safeUntilOn: tier.safeUntilOn,
        atRisk: tier.atRisk,
      },
      forecast: glance.forecast,
      lots: [...lots],
      entries: [...entries],
      next,
    },
  };
};

const redemptionJson = async (
  reader: Reader,
  { sealer }: ApiParts,
  redemption: Redemption,
): Promise<z.input<typeof redemptionShape>> => {
  const customer = await getCustomer(reader, redemption.brandId, redemption.customerId);
  const orders = await listOrderIds(
    reader,
    redemption.brandId,
    redemption.orderId === null ? [] : [redemption.orderId],
  );
  const { sealedCode, externalId: given } = redemption;
  return {
    id: redemption.id,
    externalId: given?.startsWith('page:') ? null : given,
    customerId: customer.externalId,
    points: redemption.points,
    status: redemption.status,
    reward: promised(redemption),
    code: sealedCode === null ? null : sealer.open(sealedCode, codePurpose),
    codeUntil: redemption.codeUntil?.toISOString() ?? null,
    heldUntil: redemption.status === 'held' ? (redemption.heldUntil?.toISOString() ?? null) : null,
    orderId: redemption.orderId === null ? null : (orders.get(redemption.orderId) ?? null),
    why: redemption.why,
    createdAt: redemption.createdAt.toISOString(),
    settledAt: redemption.settledAt?.toISOString() ?? null,
  };
};

const rewardAnswerOf = async (reader: Reader, reward: Reward): Promise<z.input<typeof rewardAnswer>> => {
  const pools = await poolsOf(reader, [reward.id]);
  return { reward: rewardJson(reward, pools.get(reward.id)) };
};

const rewardsJson = async (reader: Reader, rows: readonly Reward[]): Promise<z.input<typeof rewardShape>[]> => {
  const pools = await poolsOf(
    reader,
    rows.map(({ id }) => id),
  );
  return rows.map((reward) => rewardJson(reward, pools.get(reward.id)));
};

const rewardJson = (reward: Reward, pool: Pool = { left: 0, given: 0 }): z.input<typeof rewardShape> => ({
  id: reward.externalId,
  kind: reward.kind,
  title: reward.title,
  pricePoints: reward.pricePoints,
  valueMinor: reward.valueMinor,
  currency: reward.currency,
  percent: reward.percent,
  productId: reward.productId,
  imageUrl: reward.imageUrl,
  minimumOrderMinor: reward.minimumOrderMinor,
  fulfilment: reward.fulfilment,
  validDays: reward.validDays,
  fromTier: reward.fromTier,
  position: reward.position,
  archived: reward.archivedAt !== null,
  codesLeft: reward.fulfilment === 'pool' ? pool.left : null,
  codesGiven: reward.fulfilment === 'pool' ? pool.given : null,
});
