/** What the outside may say about an order. The merchant API and every shop source speak this one shape. */
import { z } from '@hono/zod-openapi';
import {
  amountMinor,
  currency,
  emailAddress,
  externalId,
  instant,
  line,
  localeTag,
  paragraph,
  timeZone,
  webAddress,
} from '../kit/schemas.ts';
import { placeInput, shipmentInput } from '../shipments/index.ts';

export const addressInput = placeInput
  .extend({ line1: line(300).optional(), line2: line(300).optional() })
  .openapi('Address');

const monthDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'must be MM-DD');

export const orderCustomerInput = z
  .strictObject({
    id: externalId,
    email: emailAddress.optional(),
    name: line(200).optional(),
    phone: line(40).optional(),
    locale: localeTag.optional(),
    timeZone: timeZone.optional(),
    promoConsent: z.boolean().optional(),
    /** `MM-DD`; the year is nobody's business. */
    birthday: monthDay.optional(),
  })
  .openapi('OrderCustomer');

export const orderItemInput = z
  .strictObject({
    id: externalId,
    productId: externalId.optional(),
    name: line(300),
    /** Variant, size, weight: what stands below the name. */
    detail: line(300).optional(),
    quantity: z.int().min(1).max(100_000),
    unitPriceMinor: amountMinor,
    imageUrl: z.union([webAddress, z.string().regex(/^\/[A-Za-z0-9/_.-]+$/)]).optional(),
  })
  .openapi('OrderItem');

/** Of two with one id the second would silently replace the first. */
const uniqueIds = (rows: readonly { readonly id: string }[]): boolean =>
  new Set(rows.map(({ id }) => id)).size === rows.length;

export const orderInput = z
  .strictObject({
    number: line(100),
    placedAt: instant,
    currency,
    totalMinor: amountMinor,
    /** Parts of the total: what points are earned on may leave them out. */
    taxMinor: amountMinor.optional(),
    shippingMinor: amountMinor.optional(),
    discountMinor: amountMinor.optional(),
    /** Codes that were used on it, of rewards and of referrals. */
    codes: z.array(line(100)).max(50).optional(),
    /** Whatever tells two means of payment apart, hashed by the sender. */
    paymentHash: line(200).optional(),
    locale: localeTag.optional(),
    customer: orderCustomerInput,
    shippingAddress: addressInput.optional(),
    items: z.array(orderItemInput).max(500).refine(uniqueIds, 'must not have one id twice'),
    shipments: z.array(shipmentInput).max(100).refine(uniqueIds, 'must not have one id twice').optional(),
    cancelledAt: instant.optional(),
    /** When the sender last changed the order: an older one than we hold is not applied. */
    updatedAt: instant.optional(),
  })
  .openapi('Order');
export type OrderInput = z.infer<typeof orderInput>;

export const refundInput = z
  .strictObject({
    id: externalId,
    amountMinor,
    /** That of the order. */
    currency,
    refundedAt: instant,
    reason: paragraph(500).optional(),
    /** Of the amount, for shipping. */
    shippingMinor: amountMinor.optional(),
    /** What came back, by its quantity; a quantity of 0 with an amount is money back for what is kept. */
    items: z
      .array(
        z.strictObject({
          itemId: externalId,
          quantity: z.int().min(0).max(100_000),
          amountMinor: amountMinor.optional(),
        }),
      )
      .max(500)
      .optional(),
  })
  .refine(({ amountMinor: whole, shippingMinor = 0 }) => shippingMinor <= whole, {
    path: ['shippingMinor'],
    error: 'must not be more than the whole amount',
  })
  .openapi('Refund');
export type RefundInput = z.infer<typeof refundInput>;
