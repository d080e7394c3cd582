/** Random tokens of 256 bits. Only their hash is stored, so a copy of the database signs nobody in. */
import { createHash, randomBytes } from 'node:crypto';

export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256: so many random bits cannot be guessed, and need neither a slow hash nor a key. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
