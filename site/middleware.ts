/**
 * Hono hands every page its locals. `astro dev` has no Hono in front of it: there the pages are drawn from the fixtures,
 * `/t/roestwerk.slipped` and so on, and the branch is dropped from every build.
 */
import { defineMiddleware } from 'astro:middleware';
import { paths } from './lib/paths.ts';

const cookieName = 'fixture';

export const onRequest = defineMiddleware(async (context, next) => {
  if (import.meta.env.DEV) {
    const { fixtureLocals, fixtureThemes } = await import('../server/testing/views.ts');
    const { cookies, url } = context;
    const [, area, link = ''] = url.pathname.split('/');
    if (area === 't') cookies.set(cookieName, link, { path: '/' });
    const locals = fixtureLocals(area === 't' ? link : (cookies.get(cookieName)?.value ?? ''));
    if (url.pathname === paths.brandCss) {
      const { brandCss } = await import('../server/brands/theme.ts');
      const theme = fixtureThemes[locals.brand.id as keyof typeof fixtureThemes];
      return new Response(brandCss(theme), { headers: { 'content-type': 'text/css' } });
    }
    Object.assign(context.locals, locals);
  }
  return next();
});
