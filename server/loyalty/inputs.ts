/** What the outside may say about rewards, redemptions and points. Points are whole numbers above zero, nothing else. */
import { z } from '@hono/zod-openapi';
import { pointsMax } from '../brands/index.ts';
import { amountMinor, currency, externalId, line, localeTag, webAddress } from '../kit/schemas.ts';

export const pointsAmount = z.int().min(1).max(pointsMax);

const rewardShape = z.strictObject({
  kind: z.enum(['money_off', 'percentage', 'free_product', 'free_shipping']),
  /** By locale. */
  title: z
    .record(localeTag, line(200))
    .refine((title) => Object.keys(title).length > 0, 'must name one locale at least'),
  pricePoints: pointsAmount,
  valueMinor: amountMinor.optional(),
  currency: currency.optional(),
  percent: z.int().min(1).max(100).optional(),
  productId: externalId.optional(),
  imageUrl: webAddress.optional(),
  minimumOrderMinor: amountMinor.optional(),
  /** `webhook`: the shop makes the code that `redemption.held` names; `pool`: it has uploaded some. */
  fulfilment: z.enum(['webhook', 'pool']).default('webhook'),
  /** For how many days a code is good. */
  validDays: z.int().min(1).max(3_650).default(90),
  /** The id of the tier from which on it can be had. */
  fromTier: line(40).optional(),
  position: z.int().min(0).max(10_000).default(0),
  archived: z.boolean().default(false),
});

/** What each kind cannot do without. */
const needs = {
  money_off: ['valueMinor', 'currency'],
  percentage: ['percent'],
  free_product: ['productId'],
  free_shipping: [],
} as const;

export const rewardInput = rewardShape
  .superRefine((reward, context) => {
    for (const field of needs[reward.kind]) {
      if (reward[field] === undefined)
        context.addIssue({ code: 'custom', path: [field], message: `is needed for ${reward.kind}` });
    }
    if (reward.minimumOrderMinor !== undefined && reward.currency === undefined)
      context.addIssue({ code: 'custom', path: ['currency'], message: 'is needed for a minimum' });
  })
  .openapi('Reward', {
    example: {
      kind: 'money_off',
      title: { de: '5 € Rabatt', en: '€5 off' },
      pricePoints: 500,
      valueMinor: 500,
      currency: 'EUR',
      fulfilment: 'pool',
    },
  });
export type RewardInput = z.infer<typeof rewardInput>;

/** Long enough not to be guessed is the merchant's affair; what fits on a screen is ours. */
export const rewardCodesInput = z.strictObject({ codes: z.array(line(100)).min(1).max(1_000) }).openapi('RewardCodes');

export const pointsInput = z
  .strictObject({
    /** Yours: the same again changes nothing. */
    id: externalId,
    /**
     * `goodwill` gives, `correction` takes, `import` brings a balance along; the others give what the programme's rule
     * says, within its limit.
     */
    kind: z.enum(['goodwill', 'correction', 'import', 'sign_up', 'review', 'share']),
    points: pointsAmount.optional(),
    note: line(300).optional(),
    by: line(100).optional(),
  })
  .superRefine(({ kind, points }, context) => {
    const isOurs = kind === 'sign_up' || kind === 'review' || kind === 'share';
    if (isOurs === (points === undefined)) return;
    const message = isOurs ? 'are what the programme says' : `are needed for ${kind}`;
    context.addIssue({ code: 'custom', path: ['points'], message });
  })
  .openapi('PointsChange', { example: { id: 'thanks-1', kind: 'goodwill', points: 50, note: 'For the wait' } });

export const redemptionInput = z
  .strictObject({
    /** Yours: the same again answers the same redemption. */
    id: externalId,
    /** Points as they are, for a checkout of your own; or a reward. */
    points: pointsAmount.optional(),
    rewardId: externalId.optional(),
  })
  .refine(({ points, rewardId }) => (points === undefined) !== (rewardId === undefined), {
    path: ['points'],
    message: 'are needed, or a rewardId; never both',
  })
  .openapi('NewRedemption', { example: { id: 'r-1', points: 500 } });

export const settlementInput = z
  .discriminatedUnion('status', [
    z.strictObject({
      status: z.literal('redeemed'),
      code: line(100).optional().openapi({
        description: 'Where the shop made another code than ours: one of its own for every redemption.',
      }),
      /** The order that it was used on, where that is known. */
      orderId: externalId.optional(),
    }),
    z.strictObject({ status: z.literal('released'), why: line(200).optional() }),
  ])
  .openapi('RedemptionSettlement');
