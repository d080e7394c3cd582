export { accountRoutes } from './routes.ts';
export { findShopperByEmail } from './subjects.ts';
