/**
 * AfterShip's tracking webhooks, and the trackings of its API. Whatever else AfterShip sends under the same account
 * (returns, labels) is ignored and says so.
 */
import { z } from 'zod';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { resolveLocalTime } from '../../../kit/localTime.ts';
import { parseJson, someText } from '../../../kit/payload.ts';
import { matchesHmac } from '../../../kit/signature.ts';
import type { Delivery, Reading, ReadingContext, Source, Verdict } from '../../../source.ts';
import { ignored, notUnderstood, understood } from '../reading.ts';
import { readTracking, type Tracking, tracking } from './tracking.ts';

export const aftership: Source = {
  name: 'aftership',
  title: 'AfterShip',
  feeds: 'shipments',
  verify,
  deduplicationKey,
  topic,
  read,
};

const envelope = z.object({
  event: someText(100),
  event_type: someText(100),
  ts: someText(20),
  msg: z.unknown().optional(),
  data: z.unknown().optional(),
});

const mostTrackings = 200;

/** Tracking, Returns and Warranty, and Shipping each name the same signature differently. */
const signatureHeaders = ['aftership-hmac-sha256', 'as-signature-hmac-sha256', 'am-webhook-signature'];

/** Nothing that AfterShip signs bears a time, so a delivery cannot be stale. */
function verify(delivery: Delivery, secrets: readonly string[]): Verdict {
  const signatures = signatureHeaders.map((name) => delivery.headers[name]?.trim().replace(/^hmac-sha256=/, ''));
  const matched = signatures.filter((signature) => matchesHmac(delivery.rawBody, signature, secrets, 'base64'));
  return matched.length > 0 ? 'genuine' : 'forged';
}

/** A repeated notification repeats its body. Its `event_id` alone would not do: AfterShip documents one for all. */
function deduplicationKey(delivery: Delivery): string {
  return `body:${fingerprint(delivery.rawBody)}`;
}

function topic(delivery: Delivery): string {
  const body = open(delivery);
  return body?.event ?? body?.event_type ?? 'unknown';
}

const open = (delivery: Delivery) => envelope.safeParse(parseJson(delivery.rawBody)).data;

function read(delivery: Delivery, context: ReadingContext): Reading {
  const body = open(delivery);
  if (body === undefined) return notUnderstood('the body is not a JSON object');
  if (body.event === 'tracking_update') return readMessage(body.msg, toldAt(body.ts, context), context);
  // A new estimate is no scan: the tag that comes with it was told before.
  if (body.event === 'edd_revise') return readMessage(body.msg, undefined, context);
  const other = body.event ?? body.event_type;
  if (other !== undefined) {
    const isOfReturns = /^(return|returns|warranty|claim|order|label|create_|shipment|rate|pickup|manifest)/.test(
      other,
    );
    return isOfReturns ? ignored(`${other} says nothing about a parcel`) : notUnderstood(`unknown event ${other}`);
  }
  return readAnswer(body.data, context);
}

const toldAt = (ts: string | undefined, context: ReadingContext): Date =>
  resolveLocalTime(ts, ['UTC'])?.occurredAt ?? context.receivedAt;

function readMessage(msg: unknown, told: Date | undefined, context: ReadingContext): Reading {
  const found = trackingOf(msg);
  return found === undefined
    ? notUnderstood('msg.tracking_number: missing')
    : understood([readTracking(found, told, context)]);
}

/** An answer of the API: one tracking, a list of them, or the last checkpoint of one. */
function readAnswer(data: unknown, context: ReadingContext): Reading {
  const answer = z
    .object({
      tracking: z.unknown().optional(),
      trackings: z.array(z.unknown()).optional().catch(undefined),
      checkpoint: z.unknown().optional(),
    })
    .safeParse(data).data;
  if (answer === undefined) return notUnderstood('neither an event nor a tracking');
  const last = answer.checkpoint === undefined ? undefined : { ...(data as object), checkpoints: [answer.checkpoint] };
  const found = [answer.tracking, last, ...(answer.trackings ?? [])]
    .slice(0, mostTrackings)
    .flatMap((value) => trackingOf(value) ?? []);
  if (found.length === 0) return notUnderstood('neither an event nor a tracking');
  const telling = found.filter((one) => (one.tag ?? one.subtag) !== undefined);
  if (telling.length === 0) return ignored('a tracking that says nothing of its parcel');
  return understood(
    telling.map((one) => {
      const updated = resolveLocalTime(one.updated_at, ['UTC'])?.occurredAt;
      return readTracking(one, updated ?? context.receivedAt, context);
    }),
  );
}

function trackingOf(value: unknown): Tracking | undefined {
  const read = tracking.safeParse(value).data;
  return read?.tracking_number === undefined ? undefined : { ...read, tracking_number: read.tracking_number };
}
