/** What a sender asks the gate, what it answers, and what the merchant may hold back by itself. */
import { z } from '@hono/zod-openapi';
import { externalId, instant } from '../kit/schemas.ts';

/** A closed set: a mistyped channel must not slip past a hold on the right one. */
export const promoChannels = ['email', 'push', 'sms', 'whatsapp', 'phone', 'post', 'ads', 'onsite'] as const;
export type PromoChannel = (typeof promoChannels)[number];

/** Every reason for which a promotion can be refused. */
export const promoReasons = [
  'negative_sentiment',
  'delivery_trouble',
  'already_subscribed',
  'recently_bought',
  'no_consent',
  'quiet_hours',
  'frequency_cap',
  'suppressed_by_support',
] as const;
export type PromoReason = (typeof promoReasons)[number];

/** `GET promos/decision`. The ids are the merchant's. */
export const decisionQuery = z.strictObject({
  customer: externalId,
  product: externalId.optional().openapi({ description: 'What is promoted, when it is one product.' }),
  channel: z.enum(promoChannels).optional().openapi({
    description: 'Without it, a hold on any channel denies, and quiet hours are not looked at.',
  }),
});

export const decisionShape = z
  .object({
    allowed: z.boolean(),
    reasons: z.array(
      z.object({
        code: z.enum(promoReasons),
        until: z.iso.datetime().nullable().openapi({ description: 'Null while nobody can say.' }),
        source: z.string().openapi({ description: 'Who or what says so, such as `alert:…` or `shipment:…`.' }),
      }),
    ),
  })
  .openapi('PromoDecision');

/** `PUT suppressions/{id}` */
export const suppressionInput = z
  .strictObject({
    customerId: externalId,
    /** Absent: every channel, every product. */
    channel: z.enum(promoChannels).optional(),
    productId: externalId.optional(),
    /** Absent: until it is deleted. */
    until: instant.optional(),
  })
  .openapi('Suppression');

export const suppressionShape = z
  .object({
    id: z.string(),
    customerId: z.string(),
    reason: z.enum(promoReasons),
    channel: z.enum(promoChannels).nullable(),
    productId: z.string().nullable(),
    source: z.string(),
    from: z.iso.datetime(),
    until: z.iso.datetime().nullable(),
  })
  .openapi('SuppressionRecorded');
export type SuppressionJson = z.infer<typeof suppressionShape>;
