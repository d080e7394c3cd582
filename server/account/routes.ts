/** Everything that the account's own pages send: signing in and out, and the settings room. */
import { Hono } from 'hono';
import { paths } from '../../site/lib/paths.ts';
import type { Links } from '../auth/index.ts';
import type { HttpEnv } from '../http/context.ts';
import { pageAfterSignIn } from './next.ts';
import { passkeyRoutes } from './passkeyRoutes.ts';
import { type SettingsRouteParts, settingsRoutes } from './settingsRoutes.ts';
import { type SignInRouteParts, signInRoutes } from './signInRoutes.ts';
import { newestOrder } from './subjects.ts';
import type { PageOfNewestOrder } from './way.ts';

export type AccountRouteParts = Omit<SignInRouteParts, 'pageOfNewestOrder'> &
  SettingsRouteParts & { readonly links: Links };

export const accountRoutes = (house: AccountRouteParts): Hono<HttpEnv> => {
  const pageOfNewestOrder: PageOfNewestOrder = async (brand, customerId) => {
    const order = await house.store.read((reader) => newestOrder(reader, brand.id, customerId));
    return (
      order && paths.tracking(house.links.linkOf({ brandId: brand.id, orderId: order.id, version: order.linkVersion }))
    );
  };
  return new Hono<HttpEnv>()
    .get('/t/:link/sign-in', (c, next) => {
      const on = c.var.shopper ? pageAfterSignIn(c.req.param('link'), c.req.query('next')) : null;
      return on === null ? next() : Promise.resolve(c.redirect(on, 303));
    })
    .get(paths.signIn(null), async (c, next) => {
      const { shopper, brand } = c.var;
      const on = shopper && (await pageOfNewestOrder(brand, shopper.customerId));
      return on ? c.redirect(on, 303) : next();
    })
    .route('/', signInRoutes({ ...house, pageOfNewestOrder }))
    .route('/', passkeyRoutes({ ...house, pageOfNewestOrder }))
    .route('/', settingsRoutes(house));
};
