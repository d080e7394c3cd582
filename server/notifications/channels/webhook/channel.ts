/**
 * Webhooks to the merchant by the Standard Webhooks specification. Each try is signed anew with every valid secret and
 * carries the id of the outbox message, by which the receiver tells a repetition from news.
 */
import { type Outbound, type OutboundResult, retryAfterSeconds } from '../../../kit/outbound.ts';
import type { Sealer } from '../../../kit/seal.ts';
import type { Channel, Outcome } from '../../channel.ts';
import { signedHeaders } from '../standardWebhook.ts';

/** The purpose under which a secret is sealed before it goes into a payload or a table. */
export const webhookSecretPurpose = 'webhook.secret';

/** The specification's “at most 20 kB”; receivers refuse more. */
export const webhookBodyMaxBytes = 20_000;

const outcomeOf = (result: OutboundResult, now: Date): Outcome => {
  if ('failure' in result) {
    const reason = `${result.failure}: ${result.reason}`;
    return result.failure === 'refused' ? { outcome: 'permanent', reason } : { outcome: 'retry', reason };
  }
  const { status, headers } = result;
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  if (status === 410) return { outcome: 'permanent', reason: 'gone: answered 410' };
  const afterSeconds = status === 429 || status === 503 ? retryAfterSeconds(headers, now) : undefined;
  return { outcome: 'retry', reason: `answered ${status}`, ...(afterSeconds === undefined ? {} : { afterSeconds }) };
};

export const createWebhookChannel = (outbound: Pick<Outbound, 'post'>, sealer: Sealer): Channel<'webhook'> => ({
  name: 'webhook',
  async send({ id, payload, now }) {
    const { type, timestamp, data } = payload.body;
    const body = JSON.stringify({ type, timestamp, data });
    const secrets = payload.sealedSecrets.map((sealed) => sealer.open(sealed, webhookSecretPurpose));
    const headers = signedHeaders(secrets, { id, now, body });
    if (headers === null) return { outcome: 'permanent', reason: 'no usable signing secret' };
    if (Buffer.byteLength(body) > webhookBodyMaxBytes) {
      return { outcome: 'permanent', reason: `the body is larger than ${webhookBodyMaxBytes} bytes` };
    }
    return outcomeOf(await outbound.post(payload.url, { headers, body }), now);
  },
});
