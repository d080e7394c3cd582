/**
 * Recharge's webhooks about subscriptions. Every delivery bears two signatures: one that covers a time, which decides
 * where it is there, and an older hash of secret and body.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { hours } from '../../../kit/clock.ts';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { parseJson } from '../../../kit/payload.ts';
import { matchesDigest } from '../../../kit/signature.ts';
import { cleanLine } from '../../../kit/text.ts';
import { stampedVerdict } from '../../../kit/timedSignature.ts';
import type { Delivery, Reading, ReadingContext, Source, Verdict } from '../../../source.ts';
import { readSubscription, subscription } from './subscription.ts';

export const recharge: Source = {
  name: 'recharge',
  title: 'Recharge',
  feeds: 'subscriptions',
  verify,
  deduplicationKey: (delivery) => `body:${fingerprint(delivery.rawBody, topic(delivery))}`,
  topic,
  read,
};

/** Recharge's own tolerance: a delivery that is tried again keeps the time at which it was signed first. */
const toleranceMs = hours(48);

function verify(delivery: Delivery, secrets: readonly string[]): Verdict {
  const stamped = delivery.headers['x-recharge-webhook-signature'];
  if (stamped !== undefined) return stampedVerdict(stamped, delivery, secrets, toleranceMs);
  const digests = secrets
    .filter((secret) => secret !== '')
    .map((secret) => createHash('sha256').update(secret).update(delivery.rawBody).digest());
  return matchesDigest(delivery.headers['x-recharge-hmac-sha256']?.trim(), digests, 'hex') ? 'genuine' : 'forged';
}

function topic(delivery: Delivery): string {
  return cleanLine(delivery.headers['x-recharge-topic'] ?? '', 100)?.toLowerCase() ?? 'unknown';
}

const envelope = z.object({ subscription });

function read(delivery: Delivery, context: ReadingContext): Reading {
  const name = topic(delivery);
  if (name !== 'unknown' && !name.startsWith('subscription/')) {
    return { outcome: 'ignored', why: `${name} is not about a subscription` };
  }
  const from = envelope.safeParse(parseJson(delivery.rawBody)).data?.subscription;
  if (from === undefined) return { outcome: 'not_understood', why: 'subscription: missing' };
  // A subscription that was deleted at Recharge has its last state in the body.
  const ended = name === 'subscription/deleted' || name === 'subscription/cancelled';
  const read = readSubscription(ended ? { ...from, status: 'cancelled' } : from, context);
  if ('why' in read) return { outcome: 'not_understood', why: read.why };
  return { outcome: 'understood', effects: [{ kind: 'subscription', subscription: read }], unmappedCodes: [] };
}
