/** The channel against a push service that opens what it is sent: TLS, encryption and signature are real. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import webPush from 'web-push';
import { createOutbound, type Outbound } from '../../../kit/outbound.ts';
import { createSealer } from '../../../kit/seal.ts';
import { openPushService, type PushService } from '../../../testing/pushService.ts';
import type { Channel, Outcome, PushPayload } from '../../channel.ts';
import { pushKeyPurpose } from '../../push/keys.ts';
import { createPushChannel, sendTimeoutMs } from './channel.ts';
import { createTokens } from './tokens.ts';

const sealer = createSealer('the secret of this test');
const { publicKey, privateKey } = webPush.generateVAPIDKeys();
const now = new Date();

let service: PushService;
let other: PushService;
let outbounds: Outbound[];
let channel: Channel<'push'>;

beforeEach(async () => {
  [service, other] = await Promise.all([openPushService(), openPushService()]);
  // Each believes one certificate, as no test needs more; requests are told apart by their origin.
  outbounds = [service, other].map(({ certificate }) =>
    createOutbound({ allowLoopback: true, testCertificate: certificate }),
  );
  const [first, second] = outbounds as [Outbound, Outbound];
  channel = createPushChannel({
    sealer,
    outbound: {
      post: (url, message) => (url.startsWith(other.origin) ? second : first).post(url, message),
    },
  });
});
afterEach(async () => {
  channel.close?.();
  await Promise.all([...outbounds.map((one) => one.close()), service.close(), other.close()]);
});

const send = (to: PushService, changes: Partial<PushPayload> = {}, at = now): Promise<Outcome> => {
  const { endpoint, keys } = to.subscribe();
  return channel.send({
    id: 'm-1',
    now: at,
    payload: {
      subscriptionId: 's-1',
      endpoint,
      keys,
      vapid: {
        publicKey,
        sealedPrivateKey: sealer.seal(privateKey, pushKeyPurpose),
        subject: 'mailto:hallo@roestwerk.example',
      },
      body: '{"web_push":8030,"notification":{"title":"Kommt heute – schön ☕"}}',
      topic: 'abc_-DEF123',
      urgency: 'high',
      staleAt: new Date(at.getTime() + 3_600_000).toISOString(),
      ...changes,
    },
  });
};

describe('a push', () => {
  test('ok: the browser reads the very words, and the service who sent them, for how long and how urgent', async () => {
    expect(await send(service)).toEqual({ outcome: 'sent' });
    const delivery = await service.next();
    expect(delivery.text).toBe('{"web_push":8030,"notification":{"title":"Kommt heute – schön ☕"}}');
    expect(delivery.headers).toMatchObject({
      ttl: '3600',
      urgency: 'high',
      topic: 'abc_-DEF123',
      'content-encoding': 'aes128gcm',
    });
    const { claims } = delivery.vapid;
    expect(delivery.vapid.publicKey).toBe(publicKey);
    expect(claims).toMatchObject({ aud: service.origin, sub: 'mailto:hallo@roestwerk.example' });
    expect(claims.exp - now.getTime() / 1_000).toBeGreaterThan(11 * 3_600);
    expect(claims.exp - now.getTime() / 1_000).toBeLessThanOrEqual(24 * 3_600);
  });

  test('ok: one token serves an audience, and another audience has its own', async () => {
    await send(service);
    await send(service);
    await send(other);
    const [first, second] = service.deliveries.map(({ vapid }) => vapid.token);
    expect(second).toBe(first);
    expect(other.deliveries[0]?.vapid.claims.aud).toBe(other.origin);
  });

  test('ok: a token is used for eleven of its twelve hours', () => {
    const tokens = createTokens();
    const keys = { publicKey, privateKey, subject: 'https://track.example' };
    const at = (hours: number) => tokens.authorizationFor(service.origin, keys, now.getTime() + hours * 3_600_000);
    const first = at(0);
    expect([at(1), at(10.9)]).toEqual([first, first]);
    expect(at(11.1)).not.toBe(first);
  });

  test('refuses keys of ours that cannot sign, without blaming the subscription', async () => {
    const vapid = { publicKey, sealedPrivateKey: sealer.seal('short', pushKeyPurpose), subject: 'mailto:a@b.example' };
    expect(await send(service, { vapid })).toMatchObject({
      outcome: 'permanent',
      reason: expect.stringMatching(/^for the operator/),
    });
  });

  test.each([404, 410])('refuses F21: %s means that the subscription is gone', async (status) => {
    service.answer({ status });
    expect(await send(service)).toEqual({ outcome: 'permanent', reason: `gone: answered ${status}` });
  });

  test.each([
    [403, 'the key does not correspond to the sender', 'gone: '],
    [400, 'bad request', 'gone: '],
    [403, '{"reason":"BadJwtToken"}', 'for the operator: '],
  ])('refuses %s “%s” for good: %s', async (status, body, reason) => {
    service.answer({ status, body });
    const outcome = await send(service);
    expect(outcome).toMatchObject({ outcome: 'permanent', reason: expect.stringContaining(reason) });
  });

  test.each([413, 401])('refuses F24: %s is not tried again and told to the operator', async (status) => {
    service.answer({ status });
    expect(await send(service)).toMatchObject({
      outcome: 'permanent',
      reason: `for the operator: answered ${status}`,
    });
  });

  test('ok F22: a Retry-After of 429 and 503 is honoured', async () => {
    service.answer({ status: 429, headers: { 'retry-after': '120' } });
    expect(await send(service)).toMatchObject({ outcome: 'retry', afterSeconds: 120 });
    service.answer({ status: 503, headers: { 'retry-after': '60' } });
    expect(await send(service)).toMatchObject({ outcome: 'retry', afterSeconds: 60 });
    // It has asked for a rest, of everybody.
    const asked = service.deliveries.length;
    expect(await send(service)).toMatchObject({ outcome: 'retry', afterSeconds: 60 });
    expect(service.deliveries).toHaveLength(asked);
    service.answer({ status: 201 });
    expect(await send(service, {}, new Date(now.getTime() + 61_000))).toEqual({ outcome: 'sent' });
  });

  test('ok F22: after five failures in a row a service is left alone, and only that one', async () => {
    service.answer({ status: 500 });
    for (let failure = 0; failure < 5; failure += 1) expect(await send(service)).toMatchObject({ outcome: 'retry' });
    expect(service.deliveries).toHaveLength(5);
    expect(await send(service)).toMatchObject({ outcome: 'retry', afterSeconds: 30 });
    expect(service.deliveries).toHaveLength(5);
    expect(await send(other)).toEqual({ outcome: 'sent' });
    // Then one feels its way, and closes the breaker.
    service.answer({ status: 201 });
    const later = new Date(now.getTime() + 31_000);
    expect(await send(service, {}, later)).toEqual({ outcome: 'sent' });
    expect(await send(service, {}, later)).toEqual({ outcome: 'sent' });
  });

  test('ok F23: a black hole is given up within ten seconds, and others are not held up by it', async () => {
    service.answer('silence');
    const givenUp = vi.fn();
    const lost = send(service).finally(givenUp);
    await service.next();
    expect(await send(other)).toEqual({ outcome: 'sent' });
    expect(givenUp).not.toHaveBeenCalled();
    expect(await lost).toMatchObject({ outcome: 'retry', reason: expect.stringMatching(/^timeout/) });
    expect(sendTimeoutMs).toBeLessThanOrEqual(10_000);
  });

  test('refuses F5: what is no news any more is not sent', async () => {
    expect(await send(service, { staleAt: now.toISOString() })).toMatchObject({ outcome: 'permanent' });
    expect(service.deliveries).toHaveLength(0);
  });

  test('refuses keys that nothing can be sealed for, as a subscription that will never hear', async () => {
    const keys = { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: Buffer.alloc(16).toString('base64url') };
    expect(await send(service, { keys })).toMatchObject({
      outcome: 'permanent',
      reason: expect.stringMatching(/^gone/),
    });
  });

  test('ok: encrypting does not hold up the event loop', async () => {
    const pause = vi.fn();
    const timer = setInterval(pause, 5);
    await Promise.all(Array.from({ length: 200 }, () => send(service)));
    clearInterval(timer);
    expect(service.deliveries).toHaveLength(200);
    expect(pause.mock.calls.length).toBeGreaterThan(5);
  });
});
