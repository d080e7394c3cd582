/** The demo's own routes: the courier's buttons, each mail as its reader sees it, and the colours of both brands. */
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Brand } from '../brands/index.ts';
import { brandTokens, type ThemeTokens, tokenNames } from '../brands/index.ts';
import type { House } from '../compose.ts';
import { notFound } from '../faults.ts';
import type { HttpEnv } from '../http/context.ts';
import { refuseCrossSite } from '../http/csrf.ts';
import type { DemoSet } from './index.ts';
import { findMailHtml } from './read.ts';
import { answerAsShop } from './shop.ts';
import { courierMoves, shopAnswers } from './view.shared.ts';

export const demoRoutes = ({ config, clock, perform }: House, set: () => DemoSet): Hono<HttpEnv> =>
  new Hono<HttpEnv>()
    .post('/demo/courier', refuseCrossSite, async (c) => {
      const form = await c.req.parseBody();
      const move = courierMoves.find((one) => one === form.move);
      const shipmentId = String(form.shipmentId ?? '');
      const persona = set().personas.find(({ story }) => story.order.shipments?.some(({ id }) => id === shipmentId));
      if (!move || !persona) throw notFound('The parcel');
      await persona.courier.move(shipmentId, move, clock());
      return c.redirect(`/demo#${shipmentId}`, 303);
    })
    .post('/demo/shop', refuseCrossSite, async (c) => {
      const form = await c.req.parseBody();
      const answer = shopAnswers.find((one) => one === form.answer);
      if (!answer) throw notFound('The answer');
      const brandIds = [...new Set(set().personas.map(({ brand }) => brand.id))];
      await answerAsShop({ perform }, { brandIds, changeId: String(form.changeId ?? ''), answer });
      return c.redirect('/demo#people-title', 303);
    })
    .get('/demo/brands.css', (c) => {
      const brands = new Map(set().personas.map(({ brand }) => [brand.id, brand]));
      c.header('Content-Type', 'text/css; charset=utf-8');
      c.header('Cache-Control', 'no-store');
      return c.body([...brands.values()].map(brandColours).join('\n'));
    })
    .get('/demo/mail/:file', async (c) => {
      const html = await findMailHtml(join(config.dataDir, 'mail'), c.req.param('file'));
      if (html === null) throw notFound('The mail');
      // Mails carry their styles inline; nothing in them may run or load.
      c.header(
        'Content-Security-Policy',
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups",
      );
      return c.html(html);
    });

/** `/brand.css` belongs to the brand of the host; on the demo's page each card is in its own brand's colours. */
const brandColours = ({ id, settings }: Brand): string => {
  const { light, dark } = brandTokens(settings.theme);
  const rule = (tokens: ThemeTokens): string =>
    `[data-brand=${id}]{${tokenNames.map((name) => `--${name}:${tokens[name]}`).join(';')}}`;
  return `${rule(light)}\n@media (prefers-color-scheme:dark){${rule(dark)}}`;
};
