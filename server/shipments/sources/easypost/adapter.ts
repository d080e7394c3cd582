/**
 * EasyPost's webhooks: Events whose `result` is a Tracker, and the same Trackers bare or in a list. Whatever else
 * EasyPost sends to the same hook (batches, scan forms, insurance) is ignored and says so.
 */
import { z } from 'zod';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { parseJson, someId, someText } from '../../../kit/payload.ts';
import { matchesHmac } from '../../../kit/signature.ts';
import type { Delivery, Reading, ReadingContext, Source, Verdict } from '../../../source.ts';
import { readTracker, tracker } from './tracker.ts';

export const easypost: Source = {
  name: 'easypost',
  title: 'EasyPost',
  feeds: 'shipments',
  verify,
  deduplicationKey,
  topic,
  read,
};

const envelope = z.object({
  object: someText(60),
  id: someId,
  description: someText(100),
  tracking_code: someText(100),
  result: z.unknown().optional(),
  trackers: z.array(z.unknown()).optional().catch(undefined),
  events: z.array(z.unknown()).optional().catch(undefined),
});

const signaturePrefix = 'hmac-sha256-hex=';
const mostTrackers = 200;

/** EasyPost's own families of events that are not about where a parcel is. */
const otherFamilies = /^(batch|claim|insurance|payment|pickup|refund|report|scan_form|shipment)\./;

/**
 * Signed over the raw bytes, as documented. EasyPost's own Node library first turns a whole `"weight": 1` into `1.0`,
 * because that is what was signed before a JavaScript proxy rewrote the body: so that form is accepted too.
 */
function verify(delivery: Delivery, secrets: readonly string[]): Verdict {
  const header = delivery.headers['x-hmac-signature']?.trim();
  if (header === undefined || !header.startsWith(signaturePrefix)) return 'forged';
  const signature = header.slice(signaturePrefix.length);
  const keys = secrets.map((secret) => secret.normalize('NFKD'));
  const asSent = matchesHmac(delivery.rawBody, signature, keys, 'hex');
  const asSigned = matchesHmac(withFractionalWeights(delivery.rawBody), signature, keys, 'hex');
  return asSent || asSigned ? 'genuine' : 'forged';
}

/** Latin-1 maps every byte onto one character and back, so nothing but the weights changes. */
function withFractionalWeights(body: Buffer): Buffer {
  return Buffer.from(body.toString('latin1').replace(/("weight":\s*)(\d+)(\s*)(?=[,}])/g, '$1$2.0'), 'latin1');
}

function deduplicationKey(delivery: Delivery): string {
  const read = envelope.safeParse(parseJson(delivery.rawBody));
  const id = read.success && read.data.object === 'Event' ? read.data.id : undefined;
  // The ids in EasyPost's documentation are cut short, `evt_...`, and would all be one.
  return id !== undefined && /^evt_\w+$/.test(id) ? id : `body:${fingerprint(delivery.rawBody)}`;
}

function topic(delivery: Delivery): string {
  const read = envelope.safeParse(parseJson(delivery.rawBody));
  return (read.success ? (read.data.description ?? read.data.object?.toLowerCase()) : undefined) ?? 'unknown';
}

function read(delivery: Delivery, context: ReadingContext): Reading {
  const parsed = envelope.safeParse(parseJson(delivery.rawBody));
  if (!parsed.success) return { outcome: 'not_understood', why: 'the body is not a JSON object' };
  const body = parsed.data;
  if (body.result !== undefined || body.object === 'Event') return readEvent(body, context);
  if (body.trackers !== undefined) return readTrackers(body.trackers, context);
  if (body.events !== undefined)
    return { outcome: 'ignored', why: 'a list of events, which come without their results' };
  if (body.object === 'Tracker' || body.tracking_code !== undefined) {
    return readTrackers([parseJson(delivery.rawBody)], context);
  }
  return { outcome: 'not_understood', why: 'neither an Event nor a Tracker' };
}

function readEvent(event: z.infer<typeof envelope>, context: ReadingContext): Reading {
  const description = event.description ?? 'an event without a description';
  if (otherFamilies.test(description)) return { outcome: 'ignored', why: `${description} says nothing about a parcel` };
  const result = typeof event.result === 'string' ? parseJson(event.result) : event.result;
  if (result === undefined || result === null) return { outcome: 'ignored', why: `${description} without its result` };
  const inner = envelope.safeParse(result);
  if (inner.success && (inner.data.object === 'Tracker' || inner.data.tracking_code !== undefined)) {
    return readTrackers([result], context);
  }
  return { outcome: 'not_understood', why: `${description}: its result is no Tracker` };
}

function readTrackers(values: readonly unknown[], context: ReadingContext): Reading {
  const readings = values.slice(0, mostTrackers).flatMap((value) => {
    const read = tracker.safeParse(value);
    const trackingCode = read.success ? read.data.tracking_code : undefined;
    if (!read.success || trackingCode === undefined) return [];
    return [readTracker({ ...read.data, tracking_code: trackingCode }, context)];
  });
  if (readings.length === 0) {
    return values.length === 0
      ? { outcome: 'ignored', why: 'an empty list of trackers' }
      : { outcome: 'not_understood', why: 'tracking_code: missing' };
  }
  return {
    outcome: 'understood',
    effects: readings.map(({ news }) => ({ kind: 'tracking', news })),
    unmappedCodes: [...new Set(readings.flatMap(({ unmappedCodes }) => unmappedCodes))],
  };
}
