/** A stable name for content that has no id of its own: the same parts give the same fingerprint, for ever. */
import { createHash } from 'node:crypto';

/** SHA-256 in hex over the parts, each preceded by its length so that moving a border between two changes the result. */
export function fingerprint(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}
