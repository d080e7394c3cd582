/**
 * What the outside may say about a subscription. A feed that leaves something out (Shopify's webhook names neither the
 * items nor the next date) says nothing about it: what is known stays.
 */
import { z } from '@hono/zod-openapi';
import { isCountryCode } from '../kit/countries.shared.ts';
import { needsPostcode, postcodeAsWritten } from '../kit/postcode.ts';
import { amountMinor, currency, emailAddress, externalId, instant, isoDate, line, paragraph } from '../kit/schemas.ts';
import { cancelReasons, intervalUnits, quantityMax, shopWhys, subscriptionStatuses } from './view.shared.ts';

const subscriptionItemInput = z
  .strictObject({
    productId: externalId,
    variantId: externalId.optional(),
    name: line(300),
    quantity: z.int().min(1).max(100_000),
    unitPriceMinor: amountMinor,
  })
  .openapi('SubscriptionItem');

const intervalInput = z.strictObject({ count: z.int().min(1).max(1000), unit: z.enum(intervalUnits) });

const someLine = (max: number) => line(max).optional();
const deliveryAddress = z.strictObject({
  name: someLine(200),
  line1: someLine(200),
  line2: someLine(200),
  city: someLine(120),
  region: someLine(120),
  postalCode: someLine(20),
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});

/** Where a shopper wants it sent to. A shop may know an address by halves; whoever types one is asked for the whole. */
const shopperAddress = z
  .strictObject({ ...deliveryAddress.shape, countryCode: z.string().max(2).optional() })
  .transform(({ countryCode, postalCode, ...typed }, context) => {
    const fault = (field: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [field], message });
    };
    for (const field of ['name', 'line1', 'city'] as const)
      if ((typed[field]?.trim() ?? '') === '') fault(field, 'is needed');
    if (countryCode === undefined || !isCountryCode(countryCode)) {
      fault('countryCode', 'must be a country');
      return z.NEVER;
    }
    const written = postalCode === undefined ? null : postcodeAsWritten(postalCode, countryCode);
    if (written === null && (postalCode !== undefined || needsPostcode(countryCode)))
      fault('postalCode', postalCode === undefined ? 'is needed' : `is no postcode of ${countryCode}`);
    return { ...typed, countryCode, ...(written === null ? {} : { postalCode: written }) };
  });

export const subscriptionInput = z
  .strictObject({
    id: externalId,
    customer: z.strictObject({ id: externalId, email: emailAddress.optional(), name: line(200).optional() }),
    status: z.enum(subscriptionStatuses),
    items: z.array(subscriptionItemInput).max(100).optional(),
    currency,
    interval: intervalInput,
    /** The day of the next charge in the shop's zone; null: there is none. */
    nextChargeOn: isoDate.nullable().optional(),
    /** Days of the rhythm that are left out; absent: not spoken of. */
    skippedOn: z.array(isoDate).max(50).optional(),
    /** For a paused one, the day on which it goes on by itself; null: not by itself. */
    pausedUntil: isoDate.nullable().optional(),
    deliveryAddress: deliveryAddress.optional(),
    discount: z
      .strictObject({ percent: z.int().min(1).max(100), charges: z.int().min(1).max(1000) })
      .nullable()
      .optional(),
    createdAt: instant,
    /** When the sender last changed it: an older one than we hold is not applied. */
    updatedAt: instant,
    originOrderId: externalId.optional().openapi({
      description: 'The order that it began with. Where items and next date were never told, they are taken from it.',
    }),
  })
  .openapi('Subscription');
export type SubscriptionInput = z.infer<typeof subscriptionInput>;

const reason = z.enum(cancelReasons);

const nothing = z.strictObject({}).transform((): object => ({}));

/** What a shopper asks for, by action. Whether it can be had is decided elsewhere. */
export const changeInputs = {
  skip: z.strictObject({ on: isoDate }),
  unskip: z.strictObject({ on: isoDate }),
  pause: z.strictObject({ until: isoDate.nullable() }),
  resume: nothing,
  next_date: z.strictObject({ on: isoDate }),
  order_now: nothing,
  frequency: z.strictObject({ interval: intervalInput }),
  quantity: z.strictObject({
    productId: externalId,
    variantId: externalId.optional(),
    quantity: z.int().min(1).max(quantityMax),
  }),
  /** `to` is the product that comes instead. */
  swap: z.strictObject({ productId: externalId, variantId: externalId.optional(), to: externalId }),
  address: z.strictObject({ address: shopperAddress }),
  reactivate: z.strictObject({ on: isoDate }),
  cancel: z.strictObject({ reason: reason.nullable().default(null), comment: paragraph(1000).default('') }),
  /** Takes what was offered for that reason. */
  offer: z.strictObject({ reason, offer: line(300) }),
} as const;
export type AskedAction = keyof typeof changeInputs;
export const askedActions = Object.keys(changeInputs) as readonly AskedAction[];
export type AskedChange = {
  [Action in AskedAction]: { readonly action: Action } & z.output<(typeof changeInputs)[Action]>;
}[AskedAction];

/** `PUT subscriptions/{id}/changes/{changeId}`: how the shop answers a change. */
export const settlementInput = z
  .strictObject({
    status: z.enum(['confirmed', 'refused']),
    why: line(300)
      .optional()
      .openapi({
        description: `Said to the customer when it is refused. ${shopWhys.map((why) => `\`${why}\``).join(', ')} have a sentence in her language; anything else is shown as your own words.`,
      }),
  })
  .openapi('ChangeSettlement');
