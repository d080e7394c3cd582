/**
 * Hono hands every page its locals. `astro dev` has no Hono in front of it, so there the portal is opened here; the
 * branch and what it imports are dropped from every build.
 */
import { defineMiddleware } from 'astro:middleware';
import { paths } from './lib/paths.ts';

export const onRequest = defineMiddleware(async (context, next) => {
  if (import.meta.env.DEV) {
    const { openDevelopmentPortal } = await import('../server/testing/developmentPortal.ts');
    Object.assign(context.locals, openDevelopmentPortal());
    if (context.url.pathname === paths.brandCss) {
      return new Response(context.locals.portal.brandCss(), { headers: { 'content-type': 'text/css' } });
    }
  }
  return next();
});
