export { addConnection, findConnectionBrand, rotateSecret } from './connections.ts';
export { replayMessage } from './inbox.ts';
export { countInbox, listInbox } from './listing.ts';
export { pollShipments } from './polling.ts';
export { claimForOrder, claimForShipment } from './reactions.ts';
export { intakeRoutes } from './routes.ts';
