/**
 * An answer to a form whose status says what happened, and whose reader is led on to the page, which has the words for
 * it: a redirect would have to claim that all is well.
 */
import { html } from 'hono/html';
import type { HttpContext } from './context.ts';
import { unavailableForSeconds } from './problem.ts';

export const leadOn = (c: HttpContext, status: 404 | 503, to: string): Response | Promise<Response> => {
  const { name, locale } = c.var.brand;
  if (status === 503) c.header('Retry-After', String(unavailableForSeconds));
  return c.html(
    html`<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>${name}</title>
<meta http-equiv="refresh" content="0; url=${to}"><a href="${to}">${name}</a></html>`,
    status,
  );
};
