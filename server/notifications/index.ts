export { countUnsent, listDeadLetters, replayDeadLetter } from './deadLetters.ts';
export { createOrderLinkMail } from './orderLink.ts';
export { enqueue, type NewMessage } from './outbox.ts';
export { findPushKey, providePushKey } from './push/keys.ts';
export { endpointFault } from './push/services.ts';
export { dropDevice, putSubscription } from './push/subscriptions.ts';
export { createNotificationReactions, type NotificationReactions } from './reactions.ts';
export { connectSlack, disconnectSlack } from './slack.ts';
export { disableWebhook, putWebhook } from './webhookEndpoints.ts';
