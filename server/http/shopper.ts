/**
 * Who is signed in as a customer, for what a tracking link alone does not open. A session of another brand is answered
 * like an absent page; under a link, a session of anybody but the order's customer is none.
 */
import type { MiddlewareHandler } from 'hono';
import { type Reader, type Store, StoreUnavailable } from '../../db/store.ts';
import type { needsTouch, ShopperSession, touchSession } from '../auth/index.ts';
import { Fault, notFound } from '../faults.ts';
import type { Clock } from '../kit/clock.ts';
import type { Perform } from '../work.ts';
import type { HttpContext, HttpEnv } from './context.ts';
import { readCookie } from './cookies.ts';

export interface ShopperSessionParts {
  readonly store: Pick<Store, 'read'>;
  readonly perform: Perform;
  readonly clock: Clock;
  readonly findShopperSession: (reader: Reader, ask: { token: string; now: Date }) => Promise<ShopperSession | null>;
  readonly needsTouch: typeof needsTouch;
  readonly touchSession: typeof touchSession;
  /** Ours; null for a link that opens nothing. */
  readonly customerOfLink: (reader: Reader, brandId: string, link: string) => Promise<string | null>;
}

/**
 * Sets `shopper`, to null when nobody is signed in, or somebody else than the customer of the link in the path.
 * @throws Fault `not_found` for a session of another brand
 */
export const readShopperSession = (parts: ShopperSessionParts): MiddlewareHandler<HttpEnv> => {
  return async (c, next) => {
    c.set('shopper', await findShopper(parts, c));
    await next();
  };
};

const findShopper = async (parts: ShopperSessionParts, c: HttpContext): Promise<ShopperSession | null> => {
  const token = readCookie(c, 'doorstep-shopper');
  if (token === undefined) return null;
  const now = parts.clock();
  const link = linkIn(c.req.path);
  const { shopper, isHers } = await parts.store.read(async (reader) => {
    const found = await parts.findShopperSession(reader, { token, now });
    if (!found || link === null) return { shopper: found, isHers: true };
    return {
      shopper: found,
      isHers: (await parts.customerOfLink(reader, found.brandId, link)) === found.customerId,
    };
  });
  if (!shopper) return null;
  if (shopper.brandId !== c.var.brand.id) throw notFound('The page');
  if (!isHers) return null;
  if (parts.needsTouch(shopper, now)) {
    try {
      await parts.perform((work) =>
        parts.touchSession(work, { id: shopper.sessionId, brandId: shopper.brandId, audience: 'shopper' }),
      );
    } catch (error) {
      // While nothing can be written, reading goes on; the session is noted as used by a later request.
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
  return shopper;
};

/** The link that a canonical path is under; null outside of every link. */
const linkIn = (path: string): string | null => /^(?:\/api\/portal)?\/t\/([^/]+)/.exec(path)?.[1] ?? null;

/**
 * The signed-in customer whom the link's order belongs to.
 * @throws Fault `unauthenticated` when nobody is signed in, or somebody else: the page leads to the code by mail
 */
export const shopperOf = (c: HttpContext, order: { readonly customerId: string }): ShopperSession => {
  const { shopper } = c.var;
  if (shopper?.customerId !== order.customerId)
    throw new Fault('unauthenticated', 'Sign in with the code by mail first');
  return shopper;
};
