/**
 * The signed tokens by which push services know the brand (RFC 8292), one for each audience, used again for as long as
 * it lasts: Apple wants no new one within the hour, and signing is half the work of a message.
 */
import { LRUCache } from 'lru-cache';
import webPush from 'web-push';

export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly subject: string;
}

const lifeMs = 12 * 3_600_000;
/** A token is used as long as it lasts at least this much longer: clocks differ, and a message may wait its turn. */
const restMs = 3_600_000;
const tokensMax = 1_000;

export interface Tokens {
  /** The `Authorization` for a message to `endpoint`. @throws Error for keys or a subject that cannot sign */
  authorizationFor(endpoint: string, keys: VapidKeys, nowMs: number): string;
}

export const createTokens = (): Tokens => {
  const known = new LRUCache<string, { readonly authorization: string; readonly expiresAtMs: number }>({
    max: tokensMax,
  });
  return {
    authorizationFor(endpoint, { publicKey, privateKey, subject }, nowMs) {
      const audience = new URL(endpoint).origin;
      const name = `${audience} ${publicKey} ${subject}`;
      const token = known.get(name);
      if (token && token.expiresAtMs - nowMs > restMs) return token.authorization;
      const expiresAtMs = nowMs + lifeMs;
      const encoding = webPush.supportedContentEncodings.AES_128_GCM;
      const expiresAt = Math.floor(expiresAtMs / 1_000);
      const headers = webPush.getVapidHeaders(audience, subject, publicKey, privateKey, encoding, expiresAt);
      known.set(name, { authorization: headers.Authorization, expiresAtMs });
      return headers.Authorization;
    },
  };
};
