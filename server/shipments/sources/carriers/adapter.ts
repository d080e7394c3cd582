/**
 * A carrier whose raw tracking answers a job of the merchant's, or the carrier, posts to the hook. The secret stands in
 * our own header; where an answer does not name its parcel, the number that was asked for stands in another.
 */
import { fingerprint } from '../../../kit/fingerprint.ts';
import { parseJson } from '../../../kit/payload.ts';
import { matchesSecret } from '../../../kit/signature.ts';
import { cleanLine } from '../../../kit/text.ts';
import type { Delivery, Source } from '../../../source.ts';
import { ourSecretHeader } from '../hookSecret.ts';
import { notUnderstood } from '../reading.ts';
import { readAnswer } from './answer.ts';
import type { Carrier } from './carrier.ts';
import { meaningBy } from './codes.ts';

/** Kept with the message, so that it can be read again. */
export const askedNumberHeader = 'x-doorstep-number';

const askedNumber = ({ headers }: Delivery): string | undefined => cleanLine(headers[askedNumberHeader] ?? '', 100);

export function carrierSource(carrier: Carrier): Source {
  const meaningOf = meaningBy(carrier.codes);
  return {
    name: carrier.name,
    title: carrier.title,
    feeds: 'shipments',
    secretHeaders: [ourSecretHeader],
    verify: ({ headers }, secrets) => (matchesSecret(headers[ourSecretHeader]?.trim(), secrets) ? 'genuine' : 'forged'),
    // Two parcels may have the same answer where it does not name them.
    deduplicationKey: (delivery) => `body:${fingerprint(delivery.rawBody, askedNumber(delivery) ?? '')}`,
    topic: () => 'tracking',
    read: (delivery, context) => {
      const body = parseJson(delivery.rawBody);
      return typeof body === 'object' && body !== null
        ? readAnswer(carrier, meaningOf, body, askedNumber(delivery), context)
        : notUnderstood('the body is not JSON');
    },
  };
}
