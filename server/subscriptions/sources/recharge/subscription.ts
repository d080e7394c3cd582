/**
 * A Recharge subscription to our SubscriptionInput. One object mixes spellings: `T` and space in its times, intervals
 * as text and as numbers, `ACTIVE` and `active`; a next charge may be dated before the beginning.
 */
import { z } from 'zod';
import { resolveDay, resolveLocalTime } from '../../../kit/localTime.ts';
import { minorUnits } from '../../../kit/money.ts';
import { firstFault, someId, someRecord, someText } from '../../../kit/payload.ts';
import { emailAddress } from '../../../kit/schemas.ts';
import type { ReadingContext } from '../../../source.ts';
import { type SubscriptionInput, subscriptionInput } from '../../inputs.ts';

const time = someText(64);

export const subscription = z.object({
  id: someId,
  customer_id: someId,
  email: someText(254),
  external_customer_id: someRecord({ ecommerce: someId }),
  shopify_product_id: someId,
  shopify_variant_id: someId,
  external_product_id: someRecord({ ecommerce: someId }),
  external_variant_id: someRecord({ ecommerce: someId }),
  product_title: someText(300),
  price: someText(40),
  presentment_currency: someText(8),
  quantity: someText(10),
  status: someText(40),
  order_interval_unit: someText(20),
  order_interval_frequency: someText(10),
  next_charge_scheduled_at: time,
  created_at: time,
  updated_at: time,
  cancelled_at: time,
});
export type RechargeSubscription = z.infer<typeof subscription>;

const statuses: ReadonlyMap<string, string> = new Map([
  ['active', 'active'],
  ['paused', 'paused'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
  ['expired', 'expired'],
]);

/** The input, or the name of the field that it lacks. */
export function readSubscription(
  from: RechargeSubscription,
  context: ReadingContext,
): SubscriptionInput | { readonly why: string } {
  const currency = from.presentment_currency?.toUpperCase() ?? context.brandCurrency;
  const createdAt = instantOf(from.created_at, context);
  const candidate: { [Field in keyof z.input<typeof subscriptionInput>]: unknown } = {
    id: from.id,
    customer: customerOf(from),
    status: from.cancelled_at === undefined ? statuses.get(from.status?.toLowerCase() ?? '') : 'cancelled',
    items: [itemOf(from, currency)],
    currency,
    interval: {
      count: wholeNumber(from.order_interval_frequency),
      unit: from.order_interval_unit?.toLowerCase().replace(/s$/, ''),
    },
    nextChargeOn: nextChargeOn(from),
    createdAt,
    updatedAt: instantOf(from.updated_at, context) ?? createdAt,
  };
  const parsed = subscriptionInput.safeParse(candidate);
  return parsed.success ? parsed.data : { why: `subscription.${firstFault(parsed.error)}` };
}

/** Recharge counts customers on its own; the shop's number for them is only in newer versions. */
function customerOf(from: RechargeSubscription) {
  const id =
    from.external_customer_id?.ecommerce ??
    (from.customer_id === undefined ? undefined : `recharge-${from.customer_id}`);
  return { id, email: emailAddress.safeParse(from.email).success ? from.email : undefined };
}

function itemOf(from: RechargeSubscription, currency: string) {
  return {
    productId: from.external_product_id?.ecommerce ?? from.shopify_product_id,
    variantId: from.external_variant_id?.ecommerce ?? from.shopify_variant_id,
    name: from.product_title,
    quantity: wholeNumber(from.quantity),
    unitPriceMinor: from.price === undefined ? undefined : minorUnits(from.price, currency),
  };
}

/** A charge before the beginning is a mistake and no date at all. */
function nextChargeOn(from: RechargeSubscription): string | null {
  const on = resolveDay(from.next_charge_scheduled_at);
  const began = resolveDay(from.created_at);
  return on === undefined || (began !== undefined && on < began) ? null : on;
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;

const instantOf = (said: string | undefined, context: ReadingContext): string | undefined =>
  resolveLocalTime(said, [context.brandTimeZone])?.occurredAt.toISOString();
