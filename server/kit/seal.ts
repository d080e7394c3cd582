/**
 * Secrets at rest and the keys for MACs, all from the one secret of the deployment. What was sealed for one purpose
 * opens for no other, and neither a sealed value nor a token's hash is of use to someone who has only the database.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export interface Sealer {
  /** AES-256-GCM; another text at each call. */
  seal(text: string, purpose: string): string;
  /** Null when it was altered, sealed for another purpose, or sealed under another secret. */
  open(sealed: string, purpose: string): string | null;
  /** A 256-bit key for MACs: the same for the same purpose, unrelated for any other. */
  deriveKey(purpose: string): Buffer;
  /** Keyed, so that even a six-digit code cannot be guessed from a copy of the database. */
  hashToken(token: string, purpose: string): string;
}

/** Names the cipher, the derivation and the layout; a later scheme gets a later number and both can be opened. */
const version = 'v1.';
const nonceBytes = 12;
const tagBytes = 16;
const salt = 'doorstep';

export const createSealer = (secret: string): Sealer => {
  if (secret === '') throw new RangeError('the secret is empty');
  const derive = (info: string): Buffer => Buffer.from(hkdfSync('sha256', secret, salt, info, 32));
  const sealingKey = derive(`seal/${version}`);
  const keys = new Map<string, Buffer>();

  const deriveKey = (purpose: string): Buffer => {
    const known = keys.get(purpose);
    if (known !== undefined) return known;
    const key = derive(`key/${purpose}`);
    keys.set(purpose, key);
    return key;
  };

  return {
    deriveKey,
    seal(text, purpose) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(version + purpose));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return version + sealed.toString('base64url');
    },
    open(sealed, purpose) {
      if (!sealed.startsWith(version)) return null;
      const bytes = Buffer.from(sealed.slice(version.length), 'base64url');
      if (bytes.length < nonceBytes + tagBytes) return null;
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(version + purpose));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      try {
        const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
    hashToken: (token, purpose) =>
      createHmac('sha256', deriveKey(`token/${purpose}`))
        .update(token)
        .digest('base64url'),
  };
};
