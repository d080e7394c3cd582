/**
 * `GET /media/{name}`: a product picture from elsewhere, served by us, so that its host never learns who opened a page.
 * A page must not show a broken picture, so what cannot be had is answered with a drawn stand-in.
 */
import { Hono } from 'hono';
import { notFound } from '../faults.ts';
import type { HttpEnv } from '../http/context.ts';
import type { Names } from './names.ts';
import type { FindPicture } from './pictures.ts';

/** Of both: whoever opens one on its own gets a document that may do nothing. */
const guarded = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
};
/** A picture has its address in its name; a shop that exchanges it under one address waits for a month. */
const forPicture = 'public, max-age=2592000, immutable';
const forStandIn = 'public, max-age=60';

/** The parcel of the page's own stand-in, in a grey that is seen on light and on dark. */
const standIn =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-14 -14 64 64" fill="none" stroke="#8a8a8a" stroke-width="1.6" ' +
  'stroke-linejoin="round"><path d="M5 12.5 18 6l13 6.5v12L18 31 5 24.5z" fill="#8a8a8a" fill-opacity=".12"/>' +
  '<path d="m5 12.5 13 6.5 13-6.5M18 19v12M11.5 9.2l13 6.6v5"/></svg>';

export const mediaRoutes = (names: Names, findPicture: FindPicture): Hono<HttpEnv> =>
  new Hono<HttpEnv>().get('/media/:name', async (c) => {
    const url = names.urlOf(c.req.param('name'));
    if (url === null) throw notFound('The picture');
    const picture = await findPicture(url);
    if (picture === null) {
      return c.body(standIn, 200, { ...guarded, 'Content-Type': 'image/svg+xml', 'Cache-Control': forStandIn });
    }
    // Copied because Hono asks for bytes that are not shared, which the type of a Buffer leaves open.
    const bytes = new Uint8Array(picture.bytes);
    return c.body(bytes, 200, { ...guarded, 'Content-Type': picture.type, 'Cache-Control': forPicture });
  });
