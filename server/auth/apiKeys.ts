/**
 * Keys for the merchant's own programs: `dsk_<prefix>_<secret>`. The whole key is shown once, when it is added, and only
 * its hash is kept; the prefix tells keys apart in a list.
 */
import { randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { apiKeys } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { invalidField, notFound } from '../faults.ts';
import { line } from '../kit/schemas.ts';
import type { Work } from '../work.ts';
import { knownScopes, type Scope, scopes, scopesOf } from './scopes.ts';
import { hashOfToken, newToken } from './tokens.ts';

export interface ApiKeyIdentity {
  readonly id: string;
  readonly brandId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}

const keyName = line(100);
const bearer = /^Bearer +(dsk_[0-9a-f]{8}_[A-Za-z0-9_-]{43})$/i;

/**
 * Adds a key with the given scopes, or with all.
 * @returns the key itself, which cannot be had again
 * @throws Fault `invalid` naming the field
 */
export const addApiKey = async (
  work: Work,
  input: { brandId: string; name: string; scopes?: readonly string[] | undefined },
): Promise<{ id: string; key: string }> => {
  if (!keyName.safeParse(input.name).success) throw invalidField('name', 'must be one line of 1 to 100 characters');
  const prefix = randomBytes(4).toString('hex');
  const key = `dsk_${prefix}_${newToken()}`;
  const id = work.newId();
  await work.tx.insert(apiKeys).values({
    id,
    brandId: input.brandId,
    name: input.name,
    prefix: `dsk_${prefix}`,
    hash: hashOfToken(key),
    scopes: [...scopesOf(input.scopes ?? scopes)],
    createdAt: work.now,
    revokedAt: null,
  });
  return { id, key };
};

/**
 * Whose key an `Authorization: Bearer …` header carries, or null. Not asked by brand: the key says whose it is, and the
 * caller compares that with the brand of the host.
 */
export const authenticateKey = async (reader: Reader, header: string | undefined): Promise<ApiKeyIdentity | null> => {
  const key = bearer.exec(header ?? '')?.[1];
  if (key === undefined) return null;
  const [row] = await reader
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hashOfToken(key)), isNull(apiKeys.revokedAt)));
  return row ? { id: row.id, brandId: row.brandId, name: row.name, scopes: knownScopes(row.scopes) } : null;
};

/** Ends a key at once; again is no harm. @throws Fault `not_found` */
export const revokeApiKey = async (work: Work, { brandId, id }: { brandId: string; id: string }): Promise<void> => {
  const revoked = await work.tx
    .update(apiKeys)
    .set({ revokedAt: work.now })
    .where(and(eq(apiKeys.brandId, brandId), eq(apiKeys.id, id)))
    .returning({ id: apiKeys.id });
  if (revoked.length === 0) throw notFound('The key');
};
