/** The merchant's key, for the routes of `/api/v1`. A key of another brand is answered like an absent route. */
import type { MiddlewareHandler } from 'hono';
import type { Reader, Store } from '../../db/store.ts';
import type { ApiKeyIdentity, Scope } from '../auth/index.ts';
import { Fault, notFound } from '../faults.ts';
import type { HttpContext, HttpEnv } from './context.ts';

export interface ApiKeyParts {
  readonly store: Pick<Store, 'read'>;
  readonly authenticateKey: (reader: Reader, header: string | undefined) => Promise<ApiKeyIdentity | null>;
}

/** Sets `apiKey`. @throws Fault `unauthenticated` without a good key; `not_found` for the key of another brand */
export const readApiKey = ({ store, authenticateKey }: ApiKeyParts): MiddlewareHandler<HttpEnv> => {
  return async (c, next) => {
    const header = c.req.header('authorization');
    const key = await store.read((reader) => authenticateKey(reader, header));
    if (!key) throw needsKey(c);
    if (key.brandId !== c.var.brand.id) throw notFound('The route');
    c.set('apiKey', key);
    await next();
  };
};

/** Refuses keys without `scope`; for routes behind `readApiKey`. */
export const requireScope = (scope: Scope): MiddlewareHandler<HttpEnv> => {
  return async (c, next) => {
    if (!keyOf(c).scopes.includes(scope)) throw new Fault('forbidden', `This key lacks the scope ${scope}`);
    await next();
  };
};

/** The key that asks. @throws Fault `unauthenticated` */
export const keyOf = (c: HttpContext): ApiKeyIdentity => {
  if (!c.var.apiKey) throw needsKey(c);
  return c.var.apiKey;
};

const needsKey = (c: HttpContext): Fault => {
  c.header('WWW-Authenticate', 'Bearer');
  return new Fault('unauthenticated', 'Send a key of this brand as Authorization: Bearer dsk_…');
};
