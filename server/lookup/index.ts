export { askForLink, type SendLink } from './lookup.ts';
export { lookupRoutes } from './routes.ts';
