/**
 * Texts by way of a provider that speaks as Twilio's Messages resource does (a form of To, From and Body, basic auth),
 * or of any other behind an adapter of the merchant's that takes them as signed JSON. The secret says which of the two
 * it is for; it is stored sealed, and no reason ever repeats it or the number that was written to.
 */
import { z } from 'zod';
import { type Outbound, type OutboundPost, type OutboundResult, retryAfterSeconds } from '../../../kit/outbound.ts';
import type { Sealer } from '../../../kit/seal.ts';
import type { Channel, Outcome, SmsPayload } from '../../channel.ts';
import { signedHeaders } from '../standardWebhook.ts';

/** The purpose under which the secret is sealed before it goes into a payload or a table. */
export const smsSecretPurpose = 'sms.secret';

/** `twilio`: shown as basic auth; `signed`: signs by Standard Webhooks and never travels. */
export const smsKinds = ['twilio', 'signed'] as const;
export type SmsKind = (typeof smsKinds)[number];

const secretForms: Readonly<Record<SmsKind, RegExp>> = {
  twilio: /^[^:\s]{1,200}:[^\s]{1,500}$/,
  // 24 to 64 bytes, as the specification asks.
  signed: /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/,
};

/** Which kind of provider a secret is for; null: for none. No secret has both forms, as base64 knows no colon. */
export const smsKindOf = (secret: string): SmsKind | null =>
  smsKinds.find((kind) => secretForms[kind].test(secret)) ?? null;

/**
 * No later try can succeed: the number is none, is no mobile, cannot be reached, is in a country that is switched off,
 * or the sender's own number may not send. https://www.twilio.com/docs/api/errors
 */
const hopeless: ReadonlySet<number> = new Set([21211, 21212, 21214, 21217, 21408, 21606, 21612, 21614, 21617]);
/** She has answered STOP, and the provider keeps to it. */
const unsubscribed = 21610;

const told = z.object({ code: z.coerce.number().int() });

export const createSmsChannel = (outbound: Pick<Outbound, 'post'>, sealer: Pick<Sealer, 'open'>): Channel<'sms'> => ({
  name: 'sms',
  async send({ id, payload, now }) {
    const secret = sealer.open(payload.sealedSecret, smsSecretPurpose);
    const request = secret === null ? null : requestFor(secret, { id, payload, now });
    if (request === null) return { outcome: 'permanent', reason: 'for the operator: the SMS secret does not open' };
    const result = await outbound.post(payload.url, request);
    return outcomeOf(result, now);
  },
});

interface Text {
  readonly id: string;
  readonly payload: SmsPayload;
  readonly now: Date;
}

const requestFor = (secret: string, text: Text): OutboundPost | null =>
  smsKindOf(secret) === 'signed' ? signedRequest(secret, text) : twilioRequest(secret, text);

const twilioRequest = (secret: string, { id, payload }: Text): OutboundPost => ({
  headers: {
    authorization: `Basic ${Buffer.from(secret).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
    // Providers that know it send a text once, however often they are told.
    'idempotency-key': id,
    'user-agent': 'Doorstep',
  },
  body: new URLSearchParams({ To: payload.to, From: payload.from, Body: payload.text }).toString(),
});

const signedRequest = (secret: string, { id, payload, now }: Text): OutboundPost | null => {
  const { to, from, text } = payload;
  const body = JSON.stringify({ type: 'sms.send', timestamp: now.toISOString(), data: { to, from, text } });
  const headers = signedHeaders([secret], { id, now, body });
  return headers && { headers, body };
};

const codeIn = (body: string): number | null => {
  try {
    return told.parse(JSON.parse(body)).code;
  } catch {
    return null;
  }
};

const outcomeOf = (result: OutboundResult, now: Date): Outcome => {
  if ('failure' in result) {
    const reason = `${result.failure}: ${result.reason}`;
    return result.failure === 'refused' ? { outcome: 'permanent', reason } : { outcome: 'retry', reason };
  }
  const { status, headers, body } = result;
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  const code = codeIn(body);
  const reason = `answered ${status}${code === null ? '' : `, code ${code}`}`;
  if (code === unsubscribed) return { outcome: 'permanent', reason: `unsubscribed: ${reason}` };
  if (code !== null && hopeless.has(code)) return { outcome: 'permanent', reason };
  // A refused token (401, 403) is the operator's to mend, and the text is good until then, as with mail.
  if (status === 401 || status === 403 || status === 408 || status === 429 || status >= 500) {
    const afterSeconds = retryAfterSeconds(headers, now);
    return { outcome: 'retry', reason, ...(afterSeconds === undefined ? {} : { afterSeconds }) };
  }
  return { outcome: 'permanent', reason };
};
