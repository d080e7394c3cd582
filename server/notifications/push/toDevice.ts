/** News for one device as the outbox takes it: complete, so that nothing has to be looked up when it is sent. */
import type { Brand } from '../../brands/index.ts';
import { after } from '../../kit/clock.ts';
import type { PushPayload } from '../channel.ts';
import type { PushKey } from './keys.ts';
import { bodyOf, type News, type newsRules, topicOf } from './message.ts';
import { serviceOf } from './services.ts';
import type { PushSubscriptionRow } from './subscriptions.ts';

export interface PushFrom {
  readonly brand: Brand;
  readonly key: PushKey;
  readonly now: Date;
}

export const toDevice = (
  { id, endpoint, p256dh, auth, locale }: PushSubscriptionRow,
  news: News,
  { ttlMs, urgency }: Pick<(typeof newsRules)[News['kind']], 'ttlMs' | 'urgency'>,
  { brand, key: { publicKey, sealedPrivateKey }, now }: PushFrom,
): { readonly channel: 'push'; readonly payload: PushPayload; readonly endpointId: string } => ({
  channel: 'push',
  payload: {
    subscriptionId: id,
    endpoint,
    keys: { p256dh, auth },
    vapid: { publicKey, sealedPrivateKey, subject: subjectOf(brand) },
    body: bodyOf(news, brand, locale),
    topic: topicOf(news),
    urgency,
    staleAt: after(now, ttlMs).toISOString(),
  },
  // By service: one that asks us to wait holds up its own devices alone.
  endpointId: serviceOf(endpoint),
});

/** Whom a push service may write to. Apple refuses what is neither a real address nor https. */
const subjectOf = ({ origin, host, settings }: Brand): string => {
  if (settings.support.email !== null) return `mailto:${settings.support.email}`;
  return origin.startsWith('https:') ? origin : `https://${host.replace(/:\d+$/, '')}`;
};
