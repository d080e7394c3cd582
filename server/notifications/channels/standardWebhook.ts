/** What Standard Webhooks asks of a request: https://www.standardwebhooks.com */
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** The specification asks for 24 to 64 random bytes. */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/**
 * Headers with a signature by every one of `secrets` over the body and the time of this try.
 * @param message.id the same at every try: by it the receiver tells a repetition from news
 * @returns null when there is no secret, or one that is null or no base64: without all of them a rotation would break
 *   silently
 */
export const signedHeaders = (
  secrets: readonly (string | null)[],
  { id, now, body }: { readonly id: string; readonly now: Date; readonly body: string },
): Readonly<Record<string, string>> | null => {
  try {
    const signatures = secrets.map((secret) => signerOf(secret ?? '').sign(id, now, body));
    if (signatures.length === 0) return null;
    return {
      'content-type': 'application/json',
      'user-agent': 'Doorstep',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': signatures.join(' '),
    };
  } catch {
    return null;
  }
};

const signerOf = (secret: string): Webhook => {
  const base64 = secret.replace(/^whsec_/, '').replace(/=+$/, '');
  // Secrets are also in use without the padding, which the library insists on.
  return new Webhook(base64.padEnd(Math.ceil(base64.length / 4) * 4, '='));
};
