/**
 * Checks of keyed signatures over raw bytes. A signature that is malformed is simply not a match: nothing here throws,
 * and no comparison stops at the first byte that differs.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type SignatureEncoding = 'hex' | 'base64';

/**
 * True when `signature` is the HMAC-SHA256 of `body` under one of `keys`. Every key is tried, also after a match, so
 * that the time taken does not tell which one is in use. An empty key never matches: anybody could have signed with it.
 */
export function matchesHmac(
  body: Buffer,
  signature: string | undefined,
  keys: readonly string[],
  encoding: SignatureEncoding,
): boolean {
  const given = decodeSignature(signature, encoding);
  let matched = false;
  for (const key of keys) {
    const expected = createHmac('sha256', Buffer.from(key, 'utf8')).update(body).digest();
    const equal = given?.length === expected.length && timingSafeEqual(given, expected);
    matched = (equal && key !== '') || matched;
  }
  return matched;
}

/** The bytes of a signature, or nothing when it is not exactly in its encoding (Node would skip what it cannot read). */
function decodeSignature(signature: string | undefined, encoding: SignatureEncoding): Buffer | undefined {
  if (signature === undefined || signature.length > 200) return undefined;
  const bytes = Buffer.from(signature, encoding);
  const canonical = encoding === 'hex' ? signature.toLowerCase() : signature;
  return bytes.toString(encoding) === canonical ? bytes : undefined;
}
