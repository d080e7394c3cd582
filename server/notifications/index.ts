export { countUnsent, type DeadLetter, listDeadLetters, type OutboxCount, replayDeadLetter } from './deadLetters.ts';
export { mailBrandOf, type TokensOf } from './mailBrand.ts';
export { enqueue, type NewMessage } from './outbox.ts';
export { createNotificationReactions, type NotificationParts, type NotificationReactions } from './reactions.ts';
export { disableWebhook, putWebhook } from './webhookEndpoints.ts';
