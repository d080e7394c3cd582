/**
 * Web push by RFC 8030, 8291 and 8292: encrypted for one browser, signed as the brand. A subscription that the service
 * no longer knows is “gone”, by which the runner removes it; what is stale by its own time is not sent at all.
 */
import { type Outbound, type OutboundResult, retryAfterSeconds } from '../../../kit/outbound.ts';
import type { Sealer } from '../../../kit/seal.ts';
import type { Channel, Outcome } from '../../channel.ts';
import { pushKeyPurpose } from '../../push/keys.ts';
import { serviceOf } from '../../push/services.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { createEncryptor, type Encryptor } from './encryptor.ts';

export const sendTimeoutMs = 10_000;

export interface PushChannelParts {
  readonly outbound: Pick<Outbound, 'post'>;
  readonly sealer: Pick<Sealer, 'open'>;
  readonly breaker?: Breaker;
  readonly encryptor?: Encryptor;
}

export const createPushChannel = ({
  outbound,
  sealer,
  breaker = createBreaker(),
  encryptor = createEncryptor(),
}: PushChannelParts): Channel<'push'> => ({
  name: 'push',
  async send({ payload, now }) {
    const { endpoint, keys, vapid, body, topic, urgency, staleAt } = payload;
    const ttlSeconds = Math.floor((Date.parse(staleAt) - now.getTime()) / 1_000);
    if (ttlSeconds <= 0) return { outcome: 'permanent', reason: 'stale: it is no news any more' };
    const privateKey = sealer.open(vapid.sealedPrivateKey, pushKeyPurpose);
    if (privateKey === null) return { outcome: 'permanent', reason: 'the VAPID key does not open' };
    const service = serviceOf(endpoint);
    const restSeconds = breaker.restOf(service, now);
    if (restSeconds > 0)
      return { outcome: 'retry', reason: `${service} is left alone for a while`, afterSeconds: restSeconds };

    const { publicKey, subject } = vapid;
    const sealed = await encryptor.encrypt({
      endpoint,
      keys,
      vapid: { publicKey, privateKey, subject },
      body,
      ttlSeconds,
      urgency,
      topic,
    });
    // Keys that nothing can be encrypted for came from a browser that will never hear us.
    if ('fault' in sealed)
      return {
        outcome: 'permanent',
        reason: `${sealed.fault === 'keys' ? 'gone' : 'for the operator'}: ${sealed.reason}`,
      };
    const result = await outbound.post(endpoint, {
      headers: sealed.headers,
      body: sealed.body,
      timeoutMs: sendTimeoutMs,
    });
    const outcome = outcomeOf(result, now);
    if (outcome.outcome === 'retry') {
      const forAll = 'status' in result && result.status === 503 ? outcome.afterSeconds : undefined;
      breaker.failed(service, now, forAll);
    } else breaker.succeeded(service);
    return outcome;
  },
  close: encryptor.close,
});

/** A token that is refused is our mistake and not the subscription's: taking it away would silence everybody. */
const refusedTokens = /BadJwtToken|ExpiredJwt|InvalidJwt|UnauthorizedRegistration/i;

const outcomeOf = (result: OutboundResult, now: Date): Outcome => {
  if ('failure' in result) {
    const reason = `${result.failure}: ${result.reason}`;
    return result.failure === 'refused' ? { outcome: 'permanent', reason } : { outcome: 'retry', reason };
  }
  const { status, headers, body } = result;
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  const answered = `answered ${status}`;
  const said = body.trim() === '' ? answered : `${answered}: ${body.slice(0, 200)}`;
  if (status === 404 || status === 410) return { outcome: 'permanent', reason: `gone: ${answered}` };
  if (status === 429 || status >= 500) {
    const afterSeconds = retryAfterSeconds(headers, now);
    return { outcome: 'retry', reason: said, ...(afterSeconds === undefined ? {} : { afterSeconds }) };
  }
  if ((status === 400 || status === 403) && !refusedTokens.test(body))
    return { outcome: 'permanent', reason: `gone: ${said}` };
  // 401, 413 and the rest: nothing that another try or another subscription would mend.
  return { outcome: 'permanent', reason: `for the operator: ${said}` };
};
