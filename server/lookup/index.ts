export type { SendLink } from './lookup.ts';
export { lookupRoutes } from './routes.ts';
