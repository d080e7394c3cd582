export { addConnection, findConnectionBrand, rotateSecret } from './connections.ts';
export { isAnythingAwaited, replayMessage } from './inbox.ts';
export { countInbox, countUnmappedCodes, listInbox, showMessage } from './listing.ts';
export { pollShipments } from './polling.ts';
export { claimForOrder, claimForShipment } from './reactions.ts';
export { dropOldMessages } from './retention.ts';
export { intakeRoutes } from './routes.ts';
