/**
 * FedEx: the answers of its Track API, as pulled or pasted, and the pushes of its Advanced Integrated Visibility, which
 * tell the same results. Those are signed with the security token that the merchant chose.
 */
import { z } from 'zod';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { parseJson, someList, someRecord, someText } from '../../../kit/payload.ts';
import { matchesHmac, matchesSecret } from '../../../kit/signature.ts';
import type { Delivery, Reading, ReadingContext, Source, Verdict } from '../../../source.ts';
import { hookSecrets, ourSecretHeader } from '../hookSecret.ts';
import { ignored, notUnderstood, understood } from '../reading.ts';
import { newestScanAt, type Result, readResult, result } from './result.ts';

export const fedex: Source = {
  name: 'fedex',
  title: 'FedEx',
  feeds: 'shipments',
  secretHeaders: [ourSecretHeader],
  verify,
  deduplicationKey,
  topic: () => 'tracking',
  read,
};

const completeResults = someList(z.object({ trackingNumber: someText(100), trackResults: someList(result, 50) }), 100);
const envelope = z.object({
  output: someRecord({ completeTrackResults: completeResults }),
  completeTrackResults: completeResults,
  errors: someList(z.object({ code: someText(100), message: someText(500) }), 10),
});
const open = (delivery: Delivery) => envelope.safeParse(parseJson(delivery.rawBody)).data;

/** FedEx's page speaks of hex in its words and of base64 in its code, so either is taken. */
function verify(delivery: Delivery, secrets: readonly string[]): Verdict {
  const keys = hookSecrets(secrets);
  const signature = delivery.headers['fdx-signature']?.trim();
  const signed =
    matchesHmac(delivery.rawBody, signature, keys, 'base64') || matchesHmac(delivery.rawBody, signature, keys, 'hex');
  return signed || matchesSecret(delivery.headers[ourSecretHeader]?.trim(), keys) ? 'genuine' : 'forged';
}

/** Every answer has a `transactionId` of its own, so only what it tells makes it another. */
function deduplicationKey(delivery: Delivery): string {
  const output = z.object({ output: z.unknown() }).safeParse(parseJson(delivery.rawBody)).data?.output;
  return `body:${fingerprint(output === undefined ? delivery.rawBody : JSON.stringify(output))}`;
}

function read(delivery: Delivery, context: ReadingContext): Reading {
  const body = open(delivery);
  if (body === undefined) return notUnderstood('the body is not a JSON object');
  const [error] = body.errors;
  if (error !== undefined) return notUnderstood(`${error.code ?? 'an error'}: ${error.message ?? ''}`);
  const complete = body.output?.completeTrackResults ?? body.completeTrackResults;
  const alone = result.safeParse(parseJson(delivery.rawBody)).data;
  const groups =
    complete.length > 0
      ? complete.map((one) => ({ number: one.trackingNumber, results: one.trackResults }))
      : [{ number: undefined, results: alone === undefined || !tells(alone) ? [] : [alone] }];
  const telling = groups.flatMap(({ number, results }) => {
    const meant = newest(results.filter(tells), context);
    const ofResult = number ?? meant?.trackingNumberInfo?.trackingNumber;
    return meant === undefined || ofResult === undefined ? [] : [readResult(meant, ofResult, context)];
  });
  if (telling.length > 0) return understood(telling);
  const refusal = groups.flatMap(({ results }) => results).find((one) => one.error !== undefined)?.error;
  if (refusal !== undefined) return ignored(`${refusal.code ?? 'an error'}: ${refusal.message ?? ''}`);
  return notUnderstood(groups.some(({ results }) => results.some(tells)) ? 'trackingNumber: missing' : 'no results');
}

const tells = (one: Result): boolean => one.latestStatusDetail !== undefined || one.scanEvents.length > 0;

/** A number that was given out again has a result for each of its parcels; the old one's delivery is not this one's. */
const newest = (results: readonly Result[], context: ReadingContext): Result | undefined =>
  results.toSorted((a, b) => newestScanAt(b, context) - newestScanAt(a, context))[0];
