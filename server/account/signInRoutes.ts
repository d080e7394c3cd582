/**
 * What a link alone does not open, a code by mail does: asked for under a link, for the customer of its order, or on the
 * sign-in page, for the address that is typed. Whether an address is known can be told neither from an answer nor from
 * how long it took; where it leads is only ever a page under her own link.
 */
import { Hono } from 'hono';
import type { Store } from '../../db/store.ts';
import { StoreUnavailable } from '../../db/store.ts';
import { paths } from '../../site/lib/paths.ts';
import { type SignIn, signOut } from '../auth/index.ts';
import { packSignIn, type SignInUnderWay, unpackSignIn } from '../auth/underWay.shared.ts';
import { Fault, notFound } from '../faults.ts';
import { addressBlock } from '../http/clientAddress.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';
import { giveCookie, readCookie, takeCookieBack } from '../http/cookies.ts';
import { refuseCrossSite } from '../http/csrf.ts';
import type { Draft, Redraw } from '../http/draft.ts';
import { readForm, textIn } from '../http/formBody.ts';
import { unavailableForSeconds } from '../http/problem.ts';
import { createLimiter } from '../http/rateLimit.ts';
import { answerNoSoonerThan } from '../http/steadyAnswer.ts';
import { minutes } from '../kit/clock.ts';
import type { OrderRow } from '../orders/index.ts';
import type { Perform } from '../work.ts';
import { pageAfterSignIn } from './next.ts';
import { subjectOfOrder } from './subjects.ts';
import type { FindOrder, PageOfNewestOrder } from './way.ts';

export interface SignInRouteParts {
  readonly store: Store;
  readonly perform: Perform;
  readonly shopperSignIn: SignIn;
  readonly findOrder: FindOrder;
  readonly pageOfNewestOrder: PageOfNewestOrder;
  readonly redraw: Redraw;
  readonly steadyMs?: number | undefined;
}

/** Longer than rendering and enqueueing the mail takes, which happens for a known address only. */
const usualSteadyMs = 400;

export const signInRoutes = (parts: SignInRouteParts): Hono<HttpEnv> => {
  const { store, perform, shopperSignIn, findOrder } = parts;
  const steady = answerNoSoonerThan(parts.steadyMs ?? usualSteadyMs);
  const asks = createLimiter({ limit: 20, windowMs: minutes(10) });
  const tries = createLimiter({ limit: 40, windowMs: minutes(10) });
  const triesOfBrand = createLimiter({ limit: 2_000, windowMs: minutes(10) });
  const asksOfBrand = createLimiter({ limit: 600, windowMs: minutes(10) });

  const linkedOrder = async (c: HttpContext): Promise<OrderRow> => {
    const order = await store.read((reader) => findOrder(reader, c.var.brand.id, c.req.param('link') ?? ''));
    if (!order) throw notFound('The page');
    return order;
  };

  /** Asks for a code. @returns what was wrong; null when digits are on their way, if to anybody */
  const ask = async (
    c: HttpContext,
    email: string,
    request: Parameters<SignIn['requestCode']>[1],
  ): Promise<Refused | null> => {
    const wait = asks(addressBlock(c.var.clientAddress)) || asksOfBrand(c.var.brand.id);
    if (wait > 0) return refused(new Fault('rate_limited', 'Too many codes', { retryAfterSeconds: wait }));
    try {
      const { browserToken } = await perform((work) => shopperSignIn.requestCode(work, request));
      giveCookie(c, 'doorstep-shopper-sign-in', packSignIn({ browserToken, email }));
      return null;
    } catch (error) {
      return refused(error);
    }
  };

  /** Tries a code. @returns the customer who is signed in from here on, or the word for what was wrong */
  const redeem = async (
    c: HttpContext,
    underWay: SignInUnderWay | null,
    code: string,
  ): Promise<{ readonly customerId: string } | { readonly fault: string }> => {
    const wait = tries(addressBlock(c.var.clientAddress)) || triesOfBrand(c.var.brand.id);
    if (wait > 0)
      return { fault: sayLater(c, refused(new Fault('rate_limited', 'Too many tries', { retryAfterSeconds: wait }))) };
    try {
      const redeemed = await perform((work) =>
        shopperSignIn.redeemCode(work, {
          brandId: c.var.brand.id,
          browserToken: underWay?.browserToken,
          code,
          userAgent: c.req.header('user-agent') ?? '',
          previousSessionToken: readCookie(c, 'doorstep-shopper'),
        }),
      );
      if (redeemed.outcome === 'refused') {
        // Sent twice from a browser that the first sending has signed in: there is nothing left to open.
        const customerId = c.var.shopper?.customerId;
        const isThere = redeemed.why === 'used' || redeemed.why === 'elsewhere';
        return isThere && customerId !== undefined ? { customerId } : { fault: redeemed.why };
      }
      takeCookieBack(c, 'doorstep-shopper-sign-in');
      giveCookie(c, 'doorstep-shopper', redeemed.sessionToken);
      return { customerId: redeemed.subjectId };
    } catch (error) {
      return { fault: sayLater(c, refused(error)) };
    }
  };

  return new Hono<HttpEnv>()
    .post('/t/:link/sign-in', steady, refuseCrossSite, async (c) => {
      const link = c.req.param('link');
      const order = await linkedOrder(c);
      const form = await readForm(c);
      const next = pageAfterSignIn(link, textIn(form, 'next'));
      const subject = await store.read((reader) => subjectOfOrder(reader, order));
      if (!subject) return c.redirect(`${paths.stepUp(link, next)}&fault=no_address`, 303);
      const fault = await ask(c, '', { brandId: order.brandId, subject, locale: pageLocale(c, form) });
      const step = fault === null ? '&step=code' : `&fault=${sayLater(c, fault)}`;
      return c.redirect(paths.stepUp(link, next) + step, 303);
    })
    .post('/t/:link/sign-in/code', steady, refuseCrossSite, async (c) => {
      const link = c.req.param('link');
      const order = await linkedOrder(c);
      const form = await readForm(c);
      const next = pageAfterSignIn(link, textIn(form, 'next'));
      const underWay = unpackSignIn(readCookie(c, 'doorstep-shopper-sign-in'));
      const redeemed = await redeem(c, underWay, textIn(form, 'code'));
      if ('fault' in redeemed) return c.redirect(`${paths.stepUp(link, next)}&step=code&fault=${redeemed.fault}`, 303);
      // Asked for elsewhere, the digits may be of somebody else than the customer of this link.
      if (redeemed.customerId !== order.customerId)
        return c.redirect((await parts.pageOfNewestOrder(c.var.brand, redeemed.customerId)) ?? next, 303);
      return c.redirect(next, 303);
    })
    .post(paths.signIn(null), steady, refuseCrossSite, async (c) => {
      const form = await readForm(c);
      const email = textIn(form, 'email').trim().slice(0, 254);
      const fault = await ask(c, email, { brandId: c.var.brand.id, email, locale: pageLocale(c, form) });
      if (fault === null) return c.redirect(`${paths.signIn(null)}?step=code`, 303);
      const faults = fault.why === 'address' ? ['email'] : [];
      return parts.redraw(c, paths.signIn(null), { form: 'email', values: { email }, faults, ...fault });
    })
    .post(paths.signInCode(null), steady, refuseCrossSite, async (c) => {
      const code = textIn(await readForm(c), 'code');
      const redeemed = await redeem(c, unpackSignIn(readCookie(c, 'doorstep-shopper-sign-in')), code);
      if ('fault' in redeemed) return c.redirect(`${paths.signIn(null)}?step=code&fault=${redeemed.fault}`, 303);
      return c.redirect((await parts.pageOfNewestOrder(c.var.brand, redeemed.customerId)) ?? paths.orders, 303);
    })
    .post(paths.signOut, refuseCrossSite, async (c) => {
      const token = readCookie(c, 'doorstep-shopper');
      if (token !== undefined) await perform((work) => signOut(work, { brandId: c.var.brand.id, token }));
      leaveNothing(c);
      return c.redirect(paths.signedOut, 303);
    });
};

/** What a browser forgets when somebody leaves it: our cookies, whatever it kept of our answers, and the worker. */
export const leaveNothing = (c: HttpContext): void => {
  takeCookieBack(c, 'doorstep-shopper');
  takeCookieBack(c, 'doorstep-shopper-sign-in');
  c.header('Clear-Site-Data', '"cache", "storage"');
};

/** The language that she reads the page in, as its form says; undefined when the brand has no such one. */
const pageLocale = (c: HttpContext, form: FormData): string | undefined =>
  c.var.brand.settings.locales.find((one) => one === textIn(form, 'locale'));

/** The word that the page has a sentence for, and what else is answered. */
type Refused = Pick<Draft, 'status' | 'retryAfterSeconds'> & { readonly why: string };

/** @throws what is no refusal */
const refused = (error: unknown): Refused => {
  if (error instanceof StoreUnavailable)
    return { why: 'unavailable', status: 503, retryAfterSeconds: unavailableForSeconds };
  if (!(error instanceof Fault)) throw error;
  if (error.code === 'rate_limited') return { why: 'often', status: 429, retryAfterSeconds: error.retryAfterSeconds };
  if (error.code === 'invalid') return { why: 'address' };
  throw error;
};

/** For an answer that leads on. @returns the word */
const sayLater = (c: HttpContext, { why, retryAfterSeconds }: Refused): string => {
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
  return why;
};
