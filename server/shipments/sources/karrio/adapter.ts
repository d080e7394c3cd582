/**
 * Karrio's webhooks. There is no signature: the secret of the hook stands in clear in `X-Event-Id`, which is why that
 * header is never kept.
 */
import { z } from 'zod';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { parseJson, someText } from '../../../kit/payload.ts';
import { matchesSecret } from '../../../kit/signature.ts';
import type { Delivery, Reading, ReadingContext, Source, Verdict } from '../../../source.ts';
import { ignored, notUnderstood, understood } from '../reading.ts';
import { readTracker, tracker } from './tracker.ts';

const secretHeader = 'x-event-id';

export const karrio: Source = {
  name: 'karrio',
  title: 'Karrio',
  feeds: 'shipments',
  secretHeaders: [secretHeader],
  verify,
  deduplicationKey: (delivery) => `body:${fingerprint(delivery.rawBody)}`,
  topic: (delivery) => open(delivery)?.event ?? 'unknown',
  read,
};

const envelope = z.object({ event: someText(100), data: z.unknown().optional() });
const open = (delivery: Delivery) => envelope.safeParse(parseJson(delivery.rawBody)).data;

function verify(delivery: Delivery, secrets: readonly string[]): Verdict {
  return matchesSecret(delivery.headers[secretHeader]?.trim(), secrets) ? 'genuine' : 'forged';
}

function read(delivery: Delivery, context: ReadingContext): Reading {
  const body = open(delivery);
  if (body === undefined) return notUnderstood('the body is not a JSON object');
  const event = body.event?.replace('.', '_');
  if (event !== 'tracker_created' && event !== 'tracker_updated') {
    if (event === undefined) return notUnderstood('not an event');
    return /^(shipment|order|batch|document|manifest|pickup)_/.test(event)
      ? ignored(`${event} says nothing about a parcel`)
      : notUnderstood(`unknown event ${event}`);
  }
  const from = tracker.safeParse(body.data).data;
  if (from?.tracking_number === undefined) return notUnderstood('data.tracking_number: missing');
  return understood([readTracker({ ...from, tracking_number: from.tracking_number }, context)]);
}
