/** Who is signed in as a customer. A session says who somebody is; which orders that opens is asked of the order. */
import type { Reader } from '../../db/store.ts';
import { findSession } from './sessions.ts';

export interface ShopperSession {
  readonly brandId: string;
  readonly sessionId: string;
  /** Ours. */
  readonly customerId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** Whom a session token signs in, of whichever brand; null when it does not live or is no shopper's. */
export const findShopperSession = async (
  reader: Reader,
  ask: { token: string; now: Date },
): Promise<ShopperSession | null> => {
  const session = await findSession(reader, ask);
  if (session?.audience !== 'shopper') return null;
  const { brandId, id, subjectId, createdAt, lastSeenAt } = session;
  return { brandId, sessionId: id, customerId: subjectId, createdAt, lastSeenAt };
};
