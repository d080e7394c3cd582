/**
 * Webhooks to the merchant by the Standard Webhooks specification. Each try is signed anew with every valid secret and
 * carries the id of the outbox message, by which the receiver tells a repetition from news.
 */
import { Webhook } from 'standardwebhooks';
import { type Outbound, type OutboundResult, retryAfterSeconds } from '../../../kit/outbound.ts';
import type { Sealer } from '../../../kit/seal.ts';
import type { Channel, Outcome } from '../../channel.ts';

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

/** Null when a secret does not open or is no base64: without all of them a rotation would break silently. */
const signersOf = (sealedSecrets: readonly string[], sealer: Sealer): readonly Webhook[] | null => {
  try {
    return sealedSecrets.map((sealed) => {
      const secret = sealer.open(sealed, webhookSecretPurpose) ?? '';
      const base64 = secret.replace(/^whsec_/, '').replace(/=+$/, '');
      // Secrets are also in use without the padding, which the library insists on.
      return new Webhook(base64.padEnd(Math.ceil(base64.length / 4) * 4, '='));
    });
  } catch {
    return null;
  }
};

export const createWebhookChannel = (outbound: Pick<Outbound, 'post'>, sealer: Sealer): Channel<'webhook'> => ({
  name: 'webhook',
  async send({ id, payload, now }) {
    const signers = signersOf(payload.sealedSecrets, sealer);
    if (signers === null || signers.length === 0) return { outcome: 'permanent', reason: 'no usable signing secret' };
    const { type, timestamp, data } = payload.body;
    const body = JSON.stringify({ type, timestamp, data });
    if (Buffer.byteLength(body) > webhookBodyMaxBytes) {
      return { outcome: 'permanent', reason: `the body is larger than ${webhookBodyMaxBytes} bytes` };
    }
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Doorstep',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': signers.map((signer) => signer.sign(id, now, body)).join(' '),
    };
    return outcomeOf(await outbound.post(payload.url, { headers, body }), now);
  },
});
