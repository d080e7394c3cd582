/** What an API key may do. A route asks for exactly one scope; a key has all of them unless it was given fewer. */
import { invalidField } from '../faults.ts';

export const scopes = [
  'orders:read',
  'orders:write',
  'shipments:read',
  'shipments:write',
  'customers:read',
  'customers:write',
  'sentiment:write',
  'alerts:read',
  'alerts:write',
  'suppressions:read',
  'suppressions:write',
  'promos:read',
  'webhooks:write',
  'points:read',
  'points:write',
  'subscriptions:read',
  'subscriptions:write',
  'referrals:read',
  'referrals:write',
  'products:read',
  'products:write',
  'campaigns:write',
] as const;

export type Scope = (typeof scopes)[number];

const isScope = (name: string): name is Scope => scopes.some((scope) => scope === name);

/** @throws Fault `invalid` that names the scopes which do not exist */
export const scopesOf = (names: readonly string[]): readonly Scope[] => {
  const unknown = names.filter((name) => !isScope(name));
  if (unknown.length > 0)
    throw invalidField('scopes', `unknown: ${unknown.join(', ')}; there are ${scopes.join(', ')}`);
  if (names.length === 0) throw invalidField('scopes', 'a key without any scope could do nothing');
  return scopes.filter((scope) => names.includes(scope));
};

/** As stored: a scope that a later release dropped is passed over. */
export const knownScopes = (names: readonly string[]): readonly Scope[] => names.filter(isScope);
