/** Texts against a provider on this machine that answers as Twilio does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOutbound, type Outbound } from '../../../kit/outbound.ts';
import { createSealer } from '../../../kit/seal.ts';
import { openWebhookSink, type WebhookSink } from '../../../testing/webhookSink.ts';
import { segmentsOf, smsText } from '../../smsText.ts';
import { createSmsChannel, smsSecretPurpose } from './channel.ts';

const sealer = createSealer('a secret of these tests');
let sink: WebhookSink;
let outbound: Outbound;
beforeAll(async () => {
  sink = await openWebhookSink();
  outbound = createOutbound({ allowLoopback: true });
});
afterAll(async () => {
  await outbound.close();
  await sink.close();
});

const now = new Date('2026-11-20T11:00:00Z');
const send = (changes: { url?: string; sealedSecret?: string } = {}) =>
  createSmsChannel(outbound, sealer).send({
    id: 'm-1',
    now,
    payload: {
      url: `${sink.url}2010-04-01/Accounts/AC1/Messages.json`,
      sealedSecret: sealer.seal('AC1:token', smsSecretPurpose),
      from: '+15005550006',
      to: '+4915112345678',
      text: 'Rösterei: 500 Punkte & mehr',
      ...changes,
    },
  });
const answered = (status: number, code?: number, headers?: Record<string, string>) =>
  sink.answerNext({
    status,
    ...(headers === undefined ? {} : { headers }),
    ...(code === undefined ? {} : { body: JSON.stringify({ code, message: 'to +4915112345678', status }) }),
  });

describe('sms channel', () => {
  test('ok: a form of To, From and Body, as the account', async () => {
    answered(201);
    expect(await send()).toEqual({ outcome: 'sent' });
    const { headers, rawBody, path } = await sink.next();
    expect(path).toBe('/2010-04-01/Accounts/AC1/Messages.json');
    expect(Object.fromEntries(new URLSearchParams(rawBody))).toEqual({
      To: '+4915112345678',
      From: '+15005550006',
      Body: 'Rösterei: 500 Punkte & mehr',
    });
    expect(headers.authorization).toBe(`Basic ${Buffer.from('AC1:token').toString('base64')}`);
    expect(headers['idempotency-key']).toBe('m-1');
  });

  test.each([
    [400, 21211, { outcome: 'permanent', reason: 'answered 400, code 21211' }],
    [400, 21610, { outcome: 'permanent', reason: 'unsubscribed: answered 400, code 21610' }],
    [404, undefined, { outcome: 'permanent', reason: 'answered 404' }],
    [401, 20003, { outcome: 'retry', reason: 'answered 401, code 20003' }],
    [503, undefined, { outcome: 'retry', reason: 'answered 503' }],
  ] as const)('refuses: %i with code %s', async (status, code, expected) => {
    answered(status, code);
    expect(await send()).toEqual(expected);
  });

  test('ok: waits as long as it is told to', async () => {
    answered(429, 20429, { 'retry-after': '30' });
    expect(await send()).toEqual({ outcome: 'retry', reason: 'answered 429, code 20429', afterSeconds: 30 });
  });

  test('refuses an address inside, a redirect, and a token that does not open', async () => {
    expect(await send({ url: 'https://169.254.169.254/Messages.json' })).toMatchObject({ outcome: 'permanent' });
    expect(await send({ sealedSecret: 'v1.nonsense' })).toMatchObject({ outcome: 'permanent' });
    sink.answerNext({ status: 302, headers: { location: 'http://127.0.0.1:1/' } });
    expect(await send()).toMatchObject({ outcome: 'retry', reason: expect.stringContaining('redirect') });
  });
});

describe('by an adapter that takes signed JSON', () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const sealedSecret = sealer.seal(secret, smsSecretPurpose);
  const sendSigned = (at = new Date()) =>
    createSmsChannel(outbound, sealer).send({
      id: 'm-2',
      now: at,
      payload: { url: `${sink.url}texts`, sealedSecret, from: 'Roesterei', to: '+4915112345678', text: 'Schön!' },
    });

  test('ok: the official library verifies it, and the secret does not travel', async () => {
    sink.useSecrets(secret);
    const at = new Date();
    expect(await sendSigned(at)).toEqual({ outcome: 'sent' });
    const { id, genuine, body, headers, rawBody } = await sink.next(({ path }) => path === '/texts');
    expect({ id, genuine }).toEqual({ id: 'm-2', genuine: true });
    expect(body).toEqual({
      type: 'sms.send',
      timestamp: at.toISOString(),
      data: { to: '+4915112345678', from: 'Roesterei', text: 'Schön!' },
    });
    expect(headers.authorization).toBeUndefined();
    expect(JSON.stringify(headers) + rawBody).not.toContain(secret.slice(6));
  });

  test('ok: waits for an adapter that knows another secret, and gives up where no later try can help', async () => {
    sink.useSecrets(`whsec_${Buffer.alloc(32, 8).toString('base64')}`);
    expect(await sendSigned()).toEqual({ outcome: 'retry', reason: 'answered 401' });
    sink.useSecrets(secret);
    answered(422);
    expect(await sendSigned()).toEqual({ outcome: 'permanent', reason: 'answered 422' });
    answered(422, 21610);
    expect(await sendSigned()).toEqual({ outcome: 'permanent', reason: 'unsubscribed: answered 422, code 21610' });
  });
});

describe('smsText', () => {
  test.each([
    ['Plain', 1],
    ['x'.repeat(160), 1],
    ['x'.repeat(161), 2],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['نقاط', 1],
    ['ن'.repeat(71), 2],
  ])('ok: %s in %i', (text, segments) => {
    expect(segmentsOf(text)).toBe(segments);
  });

  test('ok: whole where it fits; else without the line, never with half a link', () => {
    const parts = {
      brand: 'Tarn',
      title: '500 points',
      line: 'After that they are gone.',
      url: 'https://t.example/t/abc',
    };
    expect(smsText(parts)).toBe('Tarn: 500 points. After that they are gone. https://t.example/t/abc');
    expect(smsText({ ...parts, line: 'x'.repeat(500) })).toBe('Tarn: 500 points. https://t.example/t/abc');
    expect(smsText({ ...parts, url: `https://t.example/${'x'.repeat(600)}` })).toBe('Tarn: 500 points');
    expect(segmentsOf(smsText({ ...parts, title: '“5”… for you’re' }))).toBe(1);
    expect(segmentsOf(smsText({ ...parts, title: 'Choisis «\u202f5\u202f» : c’est à toi' }))).toBe(1);
  });
});
