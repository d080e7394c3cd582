/**
 * Shippo's tracking webhooks. Shippo signs nothing unless asked to, so the secret stands in the hook's address:
 * `/hooks/{connection}?secret=…`; a `Shippo-Auth-Signature` is proof enough as well where Shippo has switched it on.
 */
import { z } from 'zod';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { parseJson, someText } from '../../../kit/payload.ts';
import { matchesSecret } from '../../../kit/signature.ts';
import { stampedVerdict } from '../../../kit/timedSignature.ts';
import type { Delivery, Reading, ReadingContext, Source, Verdict } from '../../../source.ts';
import { ignored, notUnderstood, understood } from '../reading.ts';
import { readTrack, track } from './track.ts';

export const shippo: Source = {
  name: 'shippo',
  title: 'Shippo',
  feeds: 'shipments',
  secretForm: 'address',
  verify,
  deduplicationKey: (delivery) => `body:${fingerprint(delivery.rawBody)}`,
  topic,
  read,
};

const envelope = z.object({ event: someText(100), tracking_number: someText(100), data: z.unknown().optional() });

/** Whoever signs is judged by the signature's time too; otherwise only the address tells. */
function verify(delivery: Delivery, secrets: readonly string[]): Verdict {
  const signed = stampedVerdict(delivery.headers['shippo-auth-signature'], delivery, secrets);
  if (signed !== 'forged') return signed;
  const given = URL.parse(delivery.url, 'http://hook.invalid')?.searchParams.get('secret') ?? undefined;
  return matchesSecret(given, secrets) ? 'genuine' : 'forged';
}

const open = (delivery: Delivery) => envelope.safeParse(parseJson(delivery.rawBody)).data;

function topic(delivery: Delivery): string {
  const body = open(delivery);
  return body?.event ?? (body?.tracking_number === undefined ? 'unknown' : 'track');
}

function read(delivery: Delivery, context: ReadingContext): Reading {
  const body = open(delivery);
  if (body === undefined) return notUnderstood('the body is not a JSON object');
  if (body.event === undefined && body.tracking_number === undefined) {
    return notUnderstood('neither an event nor a track');
  }
  // `track_updated` is what Shippo documents; older hooks say `tracking_update` and the like.
  if (body.event !== undefined && !/^track(ing)?_(update|updated|created|status_updated)$/.test(body.event)) {
    return /^(transaction|batch|order|shipment|return)/.test(body.event)
      ? ignored(`${body.event} says nothing about a parcel`)
      : notUnderstood(`unknown event ${body.event}`);
  }
  const from = track.safeParse(body.event === undefined ? parseJson(delivery.rawBody) : body.data).data;
  if (body.event === undefined && from?.tracking_status === undefined)
    return notUnderstood('neither an event nor a track');
  if (from?.tracking_number === undefined) return notUnderstood('data.tracking_number: missing');
  return understood([readTrack({ ...from, tracking_number: from.tracking_number }, context)]);
}
