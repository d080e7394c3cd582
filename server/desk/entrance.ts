/** Who may pass the desk's door, and where whoever may not is sent: only ever to a page of the desk itself. */
import type { MiddlewareHandler } from 'hono';
import { paths } from '../../site/lib/paths.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';

/** The pages that somebody can be sent back to after signing in, spelled out so that nothing else can hide in them. */
const ownPage = /^\/desk(?:\/cases\/[\w-]{1,64})?(?:\?view=closed)?$/;

/** Where to go after signing in: the page that was asked for when it is one of the desk's, else the list of cases. */
export const pageAfterSignIn = (asked: string | undefined): string =>
  asked !== undefined && ownPage.test(asked) ? asked : paths.desk.cases();

const isEntrance = (path: string): boolean => path === paths.desk.signIn || path === paths.desk.code;

/** Sends whoever is not signed in to the sign-in page, and whoever is away from it. A stream is refused instead. */
export const sendToSignIn: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const { path } = c.req;
  const entrance = isEntrance(path);
  if (c.var.staff) {
    const mayStay = !entrance || c.req.method !== 'GET';
    return mayStay ? next() : c.redirect(pageAfterSignIn(c.req.query('next')), 303);
  }
  if (entrance || path === paths.desk.live) return next();
  return c.redirect(paths.desk.signInTo(pageAfterSignIn(pageAsked(c))), 303);
};

/** The page itself, or the one from which a form was sent. */
const pageAsked = (c: HttpContext): string => {
  const page = c.req.path.replace(/\/(?:acknowledge|reply|resolve)$/, '');
  return c.req.query('view') === 'closed' ? `${page}?view=closed` : page;
};
