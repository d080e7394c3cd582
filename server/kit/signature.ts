/**
 * Checks of keyed signatures over raw bytes. A signature that is malformed is simply not a match: nothing here throws,
 * and no comparison stops at the first byte that differs.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type SignatureEncoding = 'hex' | 'base64';

/**
 * True when `signature` is the HMAC-SHA256 of `body` under one of `keys`. Every key is tried, also after a match, so
 * that the time taken does not tell which one is in use. An empty key never matches: anybody could have signed with it.
 */
export function matchesHmac(
  body: Buffer,
  signature: string | undefined,
  keys: readonly (string | Buffer)[],
  encoding: SignatureEncoding,
): boolean {
  return matchesDigest(
    signature,
    keys
      .filter((key) => key.length > 0)
      .map((key) =>
        createHmac('sha256', typeof key === 'string' ? Buffer.from(key, 'utf8') : key)
          .update(body)
          .digest(),
      ),
    encoding,
  );
}

/** True when `signature` is one of `digests`, for the schemes that are no HMAC. Every digest is compared. */
export function matchesDigest(
  signature: string | undefined,
  digests: readonly Buffer[],
  encoding: SignatureEncoding,
): boolean {
  const given = decodeSignature(signature, encoding);
  let matched = false;
  for (const expected of digests) {
    const equal = given?.length === expected.length && timingSafeEqual(given, expected);
    matched = equal || matched;
  }
  return matched;
}

/** True when `given` is one of `secrets`: for senders that show the secret itself. An empty secret never matches. */
export function matchesSecret(given: string | undefined, secrets: readonly string[]): boolean {
  const digestOf = (text: string) => createHash('sha256').update(text).digest();
  const digest = digestOf(given ?? '');
  let matched = false;
  for (const secret of secrets) {
    const equal = timingSafeEqual(digest, digestOf(secret));
    matched = (equal && secret !== '') || matched;
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
