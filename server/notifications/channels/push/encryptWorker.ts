/**
 * Encrypts in a thread of its own: half a millisecond of elliptic curves for each message would else stand between all
 * other requests.
 */
import { parentPort } from 'node:worker_threads';
import webPush from 'web-push';
import type { EncryptAnswer, EncryptRequest } from './encryptor.ts';
import { createTokens } from './tokens.ts';

const tokens = createTokens();

const encrypt = (asked: EncryptRequest): EncryptAnswer => {
  const { id, endpoint, keys, vapid, body, ttlSeconds, urgency, topic } = asked;
  let fault: 'vapid' | 'keys' = 'vapid';
  try {
    // By the clock of the machine, not by one that a demo moved: the service reads it by its own.
    const authorization = tokens.authorizationFor(endpoint, vapid, Date.now());
    fault = 'keys';
    const { headers, body: sealed } = webPush.generateRequestDetails({ endpoint, keys }, body, {
      TTL: ttlSeconds,
      urgency,
      topic,
      contentEncoding: webPush.supportedContentEncodings.AES_128_GCM,
    });
    if (!sealed) throw new Error('nothing was encrypted');
    const all = { ...headers, Authorization: authorization };
    return {
      id,
      headers: Object.fromEntries(Object.entries(all).map(([name, value]) => [name.toLowerCase(), String(value)])),
      body: sealed,
    };
  } catch (error) {
    return { id, fault, reason: error instanceof Error ? error.message : 'it cannot be encrypted' };
  }
};

parentPort?.on('message', (asked: EncryptRequest) => parentPort?.postMessage(encrypt(asked)));
