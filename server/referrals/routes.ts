/**
 * The friend's way in, and what happens on the way to two pages: her code is made when the referrer first looks at it,
 * and a friend is recognised when she opens her own order. Reading an invitation takes nothing and is counted nowhere.
 */
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { type Reader, type Store, StoreUnavailable } from '../../db/store.ts';
import { paths } from '../../site/lib/paths.ts';
import { newToken } from '../auth/index.ts';
import type { Brand } from '../brands/index.ts';
import { addressBlock } from '../http/clientAddress.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';
import { giveCookie, giveCookieWithPage, readCookie } from '../http/cookies.ts';
import { refuseForeignPages } from '../http/csrf.ts';
import { rateLimit } from '../http/rateLimit.ts';
import { minutes } from '../kit/clock.ts';
import type { OrderRow } from '../orders/index.ts';
import type { Perform } from '../work.ts';
import { attributeVisit } from './attribution.ts';
import { plainCode } from './code.ts';
import { ensureCode, findCode, findCodeOf } from './codes.ts';
import { takeInvitation, visitHashOf } from './invitation.ts';
import { noteBrowser } from './progress.ts';
import { findReferralOfOrder, findReferralOfVisit, isUndisputed } from './queries.ts';
import { deviceHashOf } from './sameness.ts';

export interface ReferralRouteParts {
  readonly store: Pick<Store, 'read'>;
  readonly perform: Perform;
  /** The order that a tracking link opens. */
  readonly findLinkedOrder: (reader: Reader, brand: Brand, link: string) => Promise<OrderRow | null>;
}

/** Nobody opens so many invitations; whoever tries codes gets no further (proof S31). */
const perAddress = { limit: 60, windowMs: minutes(1) };

export const referralRoutes = (parts: ReferralRouteParts): Hono<HttpEnv> => {
  const limited = rateLimit({ ...perAddress, key: (c) => addressBlock(c.var.clientAddress) });
  return new Hono<HttpEnv>()
    .use('/r/:code', limited)
    .post('/r/:code', refuseForeignPages, (c) => take(parts, c))
    .get('/t/:link/refer', withoutFail(readyCode(parts)))
    .get('/t/:link', withoutFail(recogniseFriend(parts)));
};

const take = async ({ perform }: ReferralRouteParts, c: Context<HttpEnv, '/r/:code'>): Promise<Response> => {
  const { brand } = c.var;
  const typed = c.req.param('code');
  const plain = plainCode(typed);
  const before = readCookie(c, 'doorstep-visit');
  const device = readCookie(c, 'doorstep-device') ?? newToken();
  const token = await perform(async (work) => {
    const code = await findCode(work.tx, brand.id, [plain ?? '']);
    if (!code || !brand.settings.referrals) return null;
    // Whoever follows another invitation later follows that one.
    const visit = before && (await findReferralOfVisit(work.tx, brand.id, [visitHashOf(before)]));
    const kept = visit && visit.codeId === code.id ? before : undefined;
    const mine = kept ?? newToken();
    await takeInvitation(work, code, { token: mine, deviceHash: deviceHashOf(device, c.req.header('user-agent')) });
    return mine;
  });
  if (token !== null) {
    giveCookie(c, 'doorstep-visit', token);
    giveCookie(c, 'doorstep-device', device);
  }
  return c.redirect(token === null ? paths.landing(typed) : paths.landingTaken(typed), 303);
};

type OnTheWay = (c: HttpContext, link: string) => Promise<void>;

/** Does something on the way to a page, which is drawn in any case. */
const withoutFail =
  (act: OnTheWay): MiddlewareHandler<HttpEnv, '/t/:link'> =>
  async (c, next) => {
    try {
      await act(c, c.req.param('link'));
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
    await next();
  };

const readyCode =
  ({ store, perform, findLinkedOrder }: ReferralRouteParts): OnTheWay =>
  async (c, link) => {
    const { brand } = c.var;
    if (!brand.settings.referrals) return;
    const order = await store.read((reader) => findLinkedOrder(reader, brand, link));
    if (!order) return;
    const known = readCookie(c, 'doorstep-device');
    const device = known ?? newToken();
    if (known === undefined) giveCookieWithPage(c, 'doorstep-device', device);
    const deviceHash = deviceHashOf(device, c.req.header('user-agent'));
    await perform((work) => ensureCode(work, { brandId: brand.id, customerId: order.customerId, deviceHash }));
  };

/** By the visit that her browser took, and by the browser itself: it may be one that we know as the referrer's. */
const recogniseFriend =
  ({ store, perform, findLinkedOrder }: ReferralRouteParts): OnTheWay =>
  async (c, link) => {
    const token = readCookie(c, 'doorstep-visit');
    const device = readCookie(c, 'doorstep-device');
    if (token === undefined && device === undefined) return;
    const { brand } = c.var;
    const deviceHash = device === undefined ? null : deviceHashOf(device, c.req.header('user-agent'));
    const found = await store.read(async (reader) => {
      const order = await findLinkedOrder(reader, brand, link);
      if (!order) return null;
      const visit = token === undefined ? null : await findReferralOfVisit(reader, brand.id, [visitHashOf(token)]);
      return {
        order,
        isInvited: visit?.status === 'invited',
        tells: deviceHash !== null && (await tellsSomething(reader, order, deviceHash)),
      };
    });
    if (!found) return;
    const { order, isInvited, tells } = found;
    if (token !== undefined && isInvited) await perform((work) => attributeVisit(work, order, { token }));
    else if (deviceHash !== null && tells) await perform((work) => noteBrowser(work, order, deviceHash));
  };

/** Most looks at a page say nothing new, and write nothing. */
const tellsSomething = async (reader: Reader, order: OrderRow, deviceHash: string): Promise<boolean> => {
  const referral = await findReferralOfOrder(reader, order.brandId, order.id);
  if (!referral || !isUndisputed(referral) || referral.deviceHash === deviceHash) return false;
  if (referral.deviceHash === null) return true;
  const hers = await findCodeOf(reader, { brandId: order.brandId, customerId: referral.referrerId });
  return hers?.deviceHashes.includes(deviceHash) ?? false;
};
