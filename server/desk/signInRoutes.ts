/**
 * Signing in at the desk by a mailed code, and out again, with forms alone. Whether an address is known can be told
 * neither from an answer nor from how long it took.
 */
import { Hono } from 'hono';
import { paths } from '../../site/lib/paths.ts';
import { type SignIn, signOut } from '../auth/index.ts';
import { packSignIn, unpackSignIn } from '../auth/underWay.shared.ts';
import { Fault } from '../faults.ts';
import { addressBlock } from '../http/clientAddress.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';
import { giveCookie, readCookie, takeCookieBack } from '../http/cookies.ts';
import { rateLimit } from '../http/rateLimit.ts';
import { answerNoSoonerThan } from '../http/steadyAnswer.ts';
import { minutes } from '../kit/clock.ts';
import type { Perform } from '../work.ts';
import { pageAfterSignIn } from './entrance.ts';
import { readForm } from './form.ts';

export interface SignInRouteParts {
  readonly perform: Perform;
  readonly signIn: SignIn;
  readonly signInMs?: number | undefined;
}

/** Longer than rendering and enqueueing the mail takes, which happens for a known address only. */
const steadyMs = 400;

const byAddress = (c: HttpContext): string => addressBlock(c.var.clientAddress);
const byBrand = (c: HttpContext): string => c.var.brand.id;

export const signInRoutes = ({ perform, signIn, signInMs = steadyMs }: SignInRouteParts): Hono<HttpEnv> => {
  const askLimits = [
    rateLimit({ limit: 20, windowMs: minutes(10), key: byAddress }),
    rateLimit({ limit: 600, windowMs: minutes(10), key: byBrand }),
  ] as const;
  const tryLimits = [
    rateLimit({ limit: 40, windowMs: minutes(10), key: byAddress }),
    rateLimit({ limit: 2_000, windowMs: minutes(10), key: byBrand }),
  ] as const;

  return new Hono<HttpEnv>()
    .post(paths.desk.signIn, answerNoSoonerThan(signInMs), ...askLimits, async (c) => {
      const form = await readForm(c);
      const [email, next] = [form('email').trim().slice(0, 254), pageAfterSignIn(form('next'))];
      try {
        const asked = await perform((work) => signIn.requestCode(work, { brandId: c.var.brand.id, email }));
        giveCookie(c, 'doorstep-sign-in', packSignIn({ browserToken: asked.browserToken, email }));
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== 'invalid') throw error;
        return c.redirect(`${paths.desk.signInTo(next)}&fault=address`, 303);
      }
      return c.redirect(`${paths.desk.signInTo(next)}&step=code`, 303);
    })
    .post(paths.desk.code, answerNoSoonerThan(signInMs), ...tryLimits, async (c) => {
      const form = await readForm(c);
      const next = pageAfterSignIn(form('next'));
      const underWay = unpackSignIn(readCookie(c, 'doorstep-sign-in'));
      // The cookie lives as long as a code does.
      if (!underWay) return c.redirect(`${paths.desk.signInTo(next)}&fault=expired`, 303);
      const redemption = await perform((work) =>
        signIn.redeemCode(work, {
          brandId: c.var.brand.id,
          browserToken: underWay.browserToken,
          code: form('code'),
          userAgent: c.req.header('user-agent') ?? '',
          previousSessionToken: readCookie(c, 'doorstep-session'),
        }),
      );
      if (redemption.outcome === 'refused')
        return c.redirect(
          `${paths.desk.signInTo(next)}&step=code&fault=${redemption.why === 'expired' ? 'expired' : 'wrong'}`,
          303,
        );
      takeCookieBack(c, 'doorstep-sign-in');
      giveCookie(c, 'doorstep-session', redemption.sessionToken);
      return c.redirect(next, 303);
    })
    .post(paths.desk.signOut, async (c) => {
      const token = readCookie(c, 'doorstep-session');
      if (token !== undefined) await perform((work) => signOut(work, { brandId: c.var.brand.id, token }));
      takeCookieBack(c, 'doorstep-session');
      return c.redirect(`${paths.desk.signIn}?done=signed-out`, 303);
    });
};
