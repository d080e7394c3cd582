/**
 * Signatures that cover a time: Standard Webhooks, and the `t=…,v1=…` form. A good signature with a time outside the
 * tolerance is `stale`; whatever is not signed is `forged`, and nothing here throws.
 */
import { minutes } from './clock.ts';
import { matchesHmac } from './signature.ts';

export interface TimedMessage {
  readonly rawBody: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly receivedAt: Date;
}

export type TimedVerdict = 'genuine' | 'forged' | 'stale';

/** The tolerance that Standard Webhooks' own libraries have. */
const customaryToleranceMs = minutes(5);
/** A rotation signs with two secrets; more signatures than this are no rotation. */
const mostSignatures = 10;

/** https://www.standardwebhooks.com: `v1,<base64>` over `id.timestamp.body`, several separated by spaces. */
export function standardWebhookVerdict(message: TimedMessage, secrets: readonly string[]): TimedVerdict {
  const id = message.headers['webhook-id'] ?? '';
  const said = message.headers['webhook-timestamp'] ?? '';
  const at = secondsSince1970(said);
  if (id === '' || at === undefined) return 'forged';
  const signed = Buffer.concat([Buffer.from(`${id}.${said}.`), message.rawBody]);
  const keys = secrets.flatMap(keysOf);
  const matched = (message.headers['webhook-signature'] ?? '')
    .split(' ', mostSignatures)
    .filter((one) => one.startsWith('v1,') && matchesHmac(signed, one.slice(3), keys, 'base64'));
  return matched.length === 0 ? 'forged' : inTime(at, message.receivedAt, customaryToleranceMs);
}

/**
 * The keys that a secret may stand for: the bytes of the base64 behind `whsec_`, as the specification has it. Without
 * that prefix both readings are in use: the libraries decode it, and who signs by hand takes its characters.
 */
function keysOf(secret: string): Buffer[] {
  const text = secret.replace(/^whsec_/, '').replace(/=+$/, '');
  const bytes = Buffer.from(text, 'base64');
  const decoded = bytes.toString('base64').replace(/=+$/, '') === text ? [bytes] : [];
  return secret.startsWith('whsec_') ? decoded : [...decoded, Buffer.from(secret, 'utf8')];
}

/** `t=<seconds>,v1=<hex>` over `t.body`, as Stripe began it; Shippo and Recharge sign so. */
export function stampedVerdict(
  header: string | undefined,
  message: TimedMessage,
  secrets: readonly string[],
  toleranceMs: number = customaryToleranceMs,
): TimedVerdict {
  const parts = new Map(
    (header ?? '').split(',', mostSignatures).map((part): [string, string] => {
      const [name = '', value = ''] = part.split('=', 2);
      return [name.trim(), value.trim()];
    }),
  );
  const said = parts.get('t') ?? '';
  const at = secondsSince1970(said);
  if (at === undefined) return 'forged';
  const signed = Buffer.concat([Buffer.from(`${said}.`), message.rawBody]);
  return matchesHmac(signed, parts.get('v1'), secrets, 'hex') ? inTime(at, message.receivedAt, toleranceMs) : 'forged';
}

const secondsSince1970 = (text: string): Date | undefined =>
  /^\d{1,11}$/.test(text) ? new Date(Number(text) * 1000) : undefined;

const inTime = (at: Date, receivedAt: Date, toleranceMs: number): TimedVerdict =>
  Math.abs(receivedAt.getTime() - at.getTime()) <= toleranceMs ? 'genuine' : 'stale';
