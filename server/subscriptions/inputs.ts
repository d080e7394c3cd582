/**
 * What the outside may say about a subscription. A feed that leaves something out (Shopify's webhook names neither the
 * items nor the next date) says nothing about it: what is known stays.
 */
import { z } from '@hono/zod-openapi';
import { amountMinor, currency, emailAddress, externalId, instant, isoDate, line } from '../kit/schemas.ts';

const subscriptionStatuses = ['active', 'paused', 'cancelled', 'expired'] as const;
const intervalUnits = ['day', 'week', 'month', 'year'] as const;

const subscriptionItemInput = z
  .strictObject({
    productId: externalId,
    variantId: externalId.optional(),
    name: line(300),
    quantity: z.int().min(1).max(100_000),
    unitPriceMinor: amountMinor,
  })
  .openapi('SubscriptionItem');

export const subscriptionInput = z
  .strictObject({
    id: externalId,
    customer: z.strictObject({ id: externalId, email: emailAddress.optional(), name: line(200).optional() }),
    status: z.enum(subscriptionStatuses),
    items: z.array(subscriptionItemInput).max(100).optional(),
    currency,
    interval: z.strictObject({ count: z.int().min(1).max(1000), unit: z.enum(intervalUnits) }),
    /** The day of the next charge in the shop's zone; null: there is none. */
    nextChargeOn: isoDate.nullable().optional(),
    createdAt: instant,
    /** When the sender last changed it: an older one than we hold is not applied. */
    updatedAt: instant,
    /** The order that it began with. */
    originOrderId: externalId.optional(),
  })
  .openapi('Subscription');
export type SubscriptionInput = z.infer<typeof subscriptionInput>;
