export { addConnection, rotateSecret } from './connections.ts';
export { type InboxRow, replayMessage } from './inbox.ts';
export { claimForOrder, claimForShipment } from './reactions.ts';
export { type IntakeParts, intakeRoutes } from './routes.ts';
