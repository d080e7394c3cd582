/** 17TRACK's webhooks: `TRACKING_UPDATED` tells all of one number; `TRACKING_STOPPED` that it will tell no more. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { parseJson, someText } from '../../../kit/payload.ts';
import { matchesDigest } from '../../../kit/signature.ts';
import type { Delivery, Reading, ReadingContext, Source, Verdict } from '../../../source.ts';
import { ignored, notUnderstood, understood } from '../reading.ts';
import { readTracked, tracked } from './tracking.ts';

export const seventeentrack: Source = {
  name: '17track',
  title: '17TRACK',
  feeds: 'shipments',
  verify,
  deduplicationKey: (delivery) => `body:${fingerprint(delivery.rawBody)}`,
  topic: (delivery) => open(delivery)?.event ?? 'unknown',
  read,
};

const envelope = z.object({ event: someText(100), data: z.unknown().optional() });
const open = (delivery: Delivery) => envelope.safeParse(parseJson(delivery.rawBody)).data;

/** `sign` is the SHA-256 of the body, a slash and the key: a plain hash, not an HMAC. No time is signed. */
function verify(delivery: Delivery, secrets: readonly string[]): Verdict {
  const digests = secrets
    .filter((key) => key !== '')
    .map((key) => createHash('sha256').update(delivery.rawBody).update(`/${key}`).digest());
  return matchesDigest(delivery.headers.sign?.trim(), digests, 'hex') ? 'genuine' : 'forged';
}

function read(delivery: Delivery, context: ReadingContext): Reading {
  const body = open(delivery);
  if (body === undefined) return notUnderstood('the body is not a JSON object');
  if (body.event === 'TRACKING_STOPPED') return ignored('TRACKING_STOPPED: 17TRACK follows the number no longer');
  if (body.event !== 'TRACKING_UPDATED') {
    return notUnderstood(body.event === undefined ? 'not an event' : `unknown event ${body.event}`);
  }
  const from = tracked.safeParse(body.data).data;
  if (from?.number === undefined) return notUnderstood('data.number: missing');
  return understood([readTracked({ ...from, number: from.number }, context)]);
}
