import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOutbound, type Outbound, type OutboundPost } from '../../../kit/outbound.ts';
import { createSealer } from '../../../kit/seal.ts';
import { openWebhookSink, type WebhookSink } from '../../../testing/webhookSink.ts';
import type { WebhookPayload } from '../../channel.ts';
import { createWebhookChannel, webhookBodyMaxBytes, webhookSecretPurpose } from './channel.ts';

/** Copied from the specification's own test suite (standard-webhooks @ b2fa7b8). */
const vector = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  payload: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const older = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const sealer = createSealer('the secret of this test');
const seal = (secret: string) => sealer.seal(secret, webhookSecretPurpose);
const body = { type: 'alert.opened', timestamp: '2026-11-24T09:00:00Z', data: { comment: 'kaputt ☹ <b>' } };

describe('a delivery', () => {
  let outbound: Outbound;
  let sink: WebhookSink;
  beforeEach(async () => {
    outbound = createOutbound({ allowLoopback: true });
    sink = await openWebhookSink();
    sink.useSecrets(vector.secret);
  });
  afterEach(async () => {
    await outbound.close();
    await sink.close();
  });
  const send = (changes: Partial<WebhookPayload> = {}, now = new Date()) =>
    createWebhookChannel(outbound, sealer).send({
      id: 'm-1',
      payload: { url: sink.url, sealedSecrets: [seal(vector.secret)], body, ...changes },
      now,
    });

  test('ok: the official library verifies it, and it says what was handed over', async () => {
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(await sink.next()).toMatchObject({ id: 'm-1', genuine: true, answered: 204, body });
  });

  test('S25 ok: signed with each secret during rotation, so that either verifies', async () => {
    const sealedSecrets = [seal(vector.secret), seal(older)];
    sink.useSecrets(older);
    await send({ sealedSecrets });
    const delivery = await sink.next();
    expect(delivery.genuine).toBe(true);
    expect(String(delivery.headers['webhook-signature'])).toMatch(/^v1,\S+ v1,\S+$/);
    sink.useSecrets(vector.secret);
    await send({ sealedSecrets });
    expect((await sink.next()).genuine).toBe(true);
  });

  test('S25 ok: refused by a receiver that knows neither secret, and tried again', async () => {
    sink.useSecrets(older);
    expect(await send()).toMatchObject({ outcome: 'retry', reason: 'answered 401' });
    expect((await sink.next()).genuine).toBe(false);
  });

  test.each([
    [200, {}, { outcome: 'sent' }],
    [299, {}, { outcome: 'sent' }],
    [410, {}, { outcome: 'permanent', reason: 'gone: answered 410' }],
    [400, {}, { outcome: 'retry', reason: 'answered 400' }],
    [404, {}, { outcome: 'retry', reason: 'answered 404' }],
    [500, { 'retry-after': '9' }, { outcome: 'retry', reason: 'answered 500' }],
    [503, {}, { outcome: 'retry', reason: 'answered 503' }],
    [503, { 'retry-after': '120' }, { outcome: 'retry', reason: 'answered 503', afterSeconds: 120 }],
    [429, { 'retry-after': '7' }, { outcome: 'retry', reason: 'answered 429', afterSeconds: 7 }],
  ])('ok: the answer %i %j', async (status, headers, outcome) => {
    sink.answerNext({ status, headers });
    expect(await send()).toEqual(outcome);
  });

  test('S21 refuses to follow a redirect: counted as failed, to be tried again', async () => {
    const inner = await openWebhookSink();
    sink.answerNext({ status: 307, headers: { location: inner.url } });
    expect(await send()).toMatchObject({ outcome: 'retry', reason: expect.stringContaining('307') });
    expect(inner.deliveries).toHaveLength(0);
    await inner.close();
  });

  test('S20 refuses an inward target for good', async () => {
    expect(await send({ url: 'https://169.254.169.254/latest/' })).toMatchObject({ outcome: 'permanent' });
  });

  test('ok: nobody there is a retry', async () => {
    const gone = await openWebhookSink();
    await gone.close();
    expect(await send({ url: gone.url })).toMatchObject({ outcome: 'retry', reason: 'network: ECONNREFUSED' });
  });

  test('ok: 20 kB go out, refuses one byte more', async () => {
    const rest = Buffer.byteLength(JSON.stringify({ ...body, data: '' }));
    const data = 'x'.repeat(webhookBodyMaxBytes - rest);
    expect(await send({ body: { ...body, data } })).toEqual({ outcome: 'sent' });
    expect(await send({ body: { ...body, data: `${data}x` } })).toMatchObject({ outcome: 'permanent' });
    expect(sink.deliveries).toHaveLength(1);
  });

  test.each([
    ['none', []],
    ['one of another deployment', [createSealer('another').seal(vector.secret, webhookSecretPurpose)]],
    ['one sealed for something else', [sealer.seal(vector.secret, 'slack.url')]],
    ['an empty one', [seal('whsec_')]],
    ['no base64', [seal('whsec_§§§§')]],
  ])('refuses to send without a usable secret: %s', async (_, sealedSecrets) => {
    expect(await send({ sealedSecrets })).toMatchObject({ outcome: 'permanent' });
    expect(sink.deliveries).toHaveLength(0);
  });
});

describe('the signature', () => {
  /** What would have been sent, without a network. */
  const sentWith = async (secret: string, message: { id: string; now: Date }): Promise<OutboundPost> => {
    const posts: OutboundPost[] = [];
    const outbound: Pick<Outbound, 'post'> = {
      post: async (_, post) => {
        posts.push(post);
        return { status: 204, headers: {}, body: '' };
      },
    };
    const payload = { url: 'https://example.com/', sealedSecrets: [seal(secret)], body };
    await createWebhookChannel(outbound, sealer).send({ ...message, payload });
    return posts[0] ?? expect.unreachable();
  };

  test('ok: seconds, the id and the exact body are what is signed', async () => {
    const { headers, body: sent } = await sentWith(vector.secret, {
      id: vector.id,
      now: new Date(vector.timestamp * 1000 + 999),
    });
    expect(headers['webhook-id']).toBe(vector.id);
    expect(headers['webhook-timestamp']).toBe(String(vector.timestamp));
    const key = Buffer.from(vector.secret.slice('whsec_'.length), 'base64');
    const sign = (text: string) =>
      `v1,${createHmac('sha256', key).update(`${vector.id}.${vector.timestamp}.${text}`).digest('base64')}`;
    expect(sign(vector.payload)).toBe(vector.signature);
    expect(headers['webhook-signature']).toBe(sign(String(sent)));
  });

  test.each([
    ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS='],
    ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwBr', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwBr=='],
  ])('ok: the secret %s signs as if it were padded', async (bare, padded) => {
    const message = { id: vector.id, now: new Date(vector.timestamp * 1000) };
    const [one, other] = [await sentWith(bare, message), await sentWith(`whsec_${padded}`, message)];
    expect(one.headers['webhook-signature']).toBe(other.headers['webhook-signature']);
  });
});
