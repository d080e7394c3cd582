/**
 * Our own signed format, for feeds that have no adapter: Standard Webhooks over `{orderId, shipment}`, the shipment as
 * in `PUT /api/v1/shipments/{id}` with its id inside. What does not fit the schema is refused with the field's name.
 */
import { z } from 'zod';
import { firstFault, parseJson } from '../../../kit/payload.ts';
import { externalId } from '../../../kit/schemas.ts';
import { standardWebhookVerdict } from '../../../kit/timedSignature.ts';
import type { Reading, Source } from '../../../source.ts';
import { shipmentInput } from '../../inputs.ts';
import { notUnderstood } from '../reading.ts';

const message = z.strictObject({ orderId: externalId, shipment: shipmentInput });
/** The specification's own form of a payload; `type` and `timestamp` are the sender's affair. */
const wrapped = z.object({ type: z.string(), data: z.unknown() });

export const doorstep: Source = {
  name: 'doorstep',
  title: 'Doorstep shipments (Standard Webhooks)',
  feeds: 'shipments',
  secretForm: 'standard_webhooks',
  verify: standardWebhookVerdict,
  deduplicationKey: (delivery) => `webhook:${delivery.headers['webhook-id'] ?? ''}`,
  topic: (delivery) => wrapped.safeParse(parseJson(delivery.rawBody)).data?.type.slice(0, 100) || 'shipment',
  read: (delivery) => readMessage(parseJson(delivery.rawBody)),
};

function readMessage(body: unknown): Reading {
  const parsed = message.safeParse(wrapped.safeParse(body).data?.data ?? body);
  if (!parsed.success) return notUnderstood(firstFault(parsed.error));
  const { orderId, shipment } = parsed.data;
  const unmapped = (shipment.events ?? []).filter(({ status }) => status === undefined);
  return {
    outcome: 'understood',
    effects: [{ kind: 'shipment', orderId, shipment }],
    unmappedCodes: [...new Set(unmapped.flatMap(({ rawCode }) => rawCode ?? []))],
  };
}
