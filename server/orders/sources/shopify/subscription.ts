/**
 * A Shopify subscription contract to our SubscriptionInput. The webhook names neither the lines nor the next date: both
 * stay as they are known, or are seen from the order that it began with.
 */
import { z } from 'zod';
import { resolveLocalTime } from '../../../kit/localTime.ts';
import { firstFault, someId, someRecord, someText } from '../../../kit/payload.ts';
import type { ReadingContext } from '../../../source.ts';
import { type SubscriptionInput, subscriptionInput } from '../../../subscriptions/index.ts';

const policy = someRecord({ interval: someText(20), interval_count: z.int().optional().catch(undefined) });

export const contract = z.object({
  id: someId,
  admin_graphql_api_id: someText(200),
  customer_id: someId,
  admin_graphql_api_customer_id: someText(200),
  origin_order_id: someId,
  admin_graphql_api_origin_order_id: someText(200),
  status: someText(40),
  currency_code: someText(8),
  billing_policy: policy,
  delivery_policy: policy,
  created_at: someText(64),
  updated_at: someText(64),
});

const statuses: ReadonlyMap<string, string> = new Map([
  ['active', 'active'],
  ['paused', 'paused'],
  // A payment that failed holds the deliveries back until it is mended.
  ['failed', 'paused'],
  ['stale', 'expired'],
  ['expired', 'expired'],
  ['cancelled', 'cancelled'],
]);

/** The input, or the name of the field that it lacks. */
export function readContract(
  from: z.infer<typeof contract>,
  context: ReadingContext,
): SubscriptionInput | { readonly why: string } {
  const interval = from.delivery_policy ?? from.billing_policy;
  const createdAt = instantOf(from.created_at, context);
  const candidate: { [Field in keyof z.input<typeof subscriptionInput>]: unknown } = {
    id: from.id ?? idIn(from.admin_graphql_api_id),
    customer: { id: from.customer_id ?? idIn(from.admin_graphql_api_customer_id) },
    status: statuses.get(from.status?.toLowerCase() ?? ''),
    currency: from.currency_code ?? context.brandCurrency,
    interval: { count: interval?.interval_count, unit: interval?.interval?.toLowerCase() },
    createdAt,
    updatedAt: instantOf(from.updated_at, context) ?? createdAt,
    originOrderId: from.origin_order_id ?? idIn(from.admin_graphql_api_origin_order_id),
  };
  const parsed = subscriptionInput.safeParse(candidate);
  return parsed.success ? parsed.data : { why: `subscription_contract.${firstFault(parsed.error)}` };
}

/** `gid://shopify/Customer/1` → `1`, the number that orders name the same customer by. */
const idIn = (gid: string | undefined): string | undefined => /^gid:\/\/shopify\/\w+\/(\d+)/.exec(gid ?? '')?.[1];

const instantOf = (said: string | undefined, context: ReadingContext): string | undefined =>
  resolveLocalTime(said, [context.brandTimeZone])?.occurredAt.toISOString();
