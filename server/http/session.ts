/** Who is signed in at the desk, for the routes behind it. A session of another brand is answered like an absent page. */
import type { MiddlewareHandler } from 'hono';
import { type Reader, type Store, StoreUnavailable } from '../../db/store.ts';
import type { needsTouch, Role, StaffSession, touchSession } from '../auth/index.ts';
import { Fault, notFound } from '../faults.ts';
import type { Clock } from '../kit/clock.ts';
import type { Perform } from '../work.ts';
import type { HttpContext, HttpEnv } from './context.ts';
import { readCookie } from './cookies.ts';

export interface StaffSessionParts {
  readonly store: Pick<Store, 'read'>;
  readonly perform: Perform;
  readonly clock: Clock;
  readonly findStaffSession: (reader: Reader, ask: { token: string; now: Date }) => Promise<StaffSession | null>;
  readonly needsTouch: typeof needsTouch;
  readonly touchSession: typeof touchSession;
}

/** Sets `staff`, to null when nobody is signed in. @throws Fault `not_found` for a session of another brand */
export const readStaffSession = (parts: StaffSessionParts): MiddlewareHandler<HttpEnv> => {
  return async (c, next) => {
    c.set('staff', await findStaff(parts, c));
    await next();
  };
};

const findStaff = async (parts: StaffSessionParts, c: HttpContext): Promise<StaffSession | null> => {
  const token = readCookie(c, 'doorstep-session');
  if (token === undefined) return null;
  const now = parts.clock();
  const staff = await parts.store.read((reader) => parts.findStaffSession(reader, { token, now }));
  if (!staff) return null;
  if (staff.brandId !== c.var.brand.id) throw notFound('The page');
  if (parts.needsTouch(staff, now)) {
    try {
      await parts.perform((work) =>
        parts.touchSession(work, { id: staff.sessionId, brandId: staff.brandId, audience: 'staff' }),
      );
    } catch (error) {
      // While nothing can be written, reading goes on; the session is noted as used by a later request.
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
  return staff;
};

/**
 * The member of staff who asks, for a handler behind `readStaffSession`.
 * @param allowed the roles that may; any, when none is named
 * @throws Fault `unauthenticated`, `forbidden`
 */
export const staffOf = (c: HttpContext, ...allowed: readonly Role[]): StaffSession => {
  const { staff } = c.var;
  if (!staff) throw new Fault('unauthenticated', 'Sign in first');
  if (allowed.length > 0 && !allowed.includes(staff.role)) {
    throw new Fault('forbidden', `This is for ${allowed.join(' and ')} only`);
  }
  return staff;
};
