/**
 * Our own signed format, for shops that have no adapter: Standard Webhooks over `{orderId, order}`, the order as in
 * `PUT /api/v1/orders/{id}`. What does not fit the schema is refused with the field's name.
 */
import { z } from 'zod';
import { firstFault, parseJson } from '../../../kit/payload.ts';
import { externalId } from '../../../kit/schemas.ts';
import { standardWebhookVerdict } from '../../../kit/timedSignature.ts';
import type { Reading, Source } from '../../../source.ts';
import { orderInput } from '../../inputs.ts';

const message = z.strictObject({ orderId: externalId, order: orderInput });
/** The specification's own form of a payload; `type` and `timestamp` are the sender's affair. */
const wrapped = z.object({ type: z.string(), data: z.unknown() });

export const doorstepOrders: Source = {
  name: 'doorstep-orders',
  title: 'Doorstep orders (Standard Webhooks)',
  feeds: 'orders',
  secretForm: 'standard_webhooks',
  verify: standardWebhookVerdict,
  deduplicationKey: (delivery) => `webhook:${delivery.headers['webhook-id'] ?? ''}`,
  topic: (delivery) => wrapped.safeParse(parseJson(delivery.rawBody)).data?.type.slice(0, 100) || 'order',
  read: (delivery) => readMessage(parseJson(delivery.rawBody)),
};

function readMessage(body: unknown): Reading {
  const parsed = message.safeParse(wrapped.safeParse(body).data?.data ?? body);
  if (!parsed.success) return { outcome: 'not_understood', why: firstFault(parsed.error) };
  const { orderId, order } = parsed.data;
  return { outcome: 'understood', effects: [{ kind: 'order', orderId, order }], unmappedCodes: [] };
}
