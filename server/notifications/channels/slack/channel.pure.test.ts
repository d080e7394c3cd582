import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOutbound, type Outbound } from '../../../kit/outbound.ts';
import { createSealer } from '../../../kit/seal.ts';
import { openWebhookSink, type WebhookSink } from '../../../testing/webhookSink.ts';
import { createSlackChannel, slackUrlPurpose } from './channel.ts';

const sealer = createSealer('the secret of this test');
const secretPath = 'services/T000/B000/XXXXsecretXXXX';
let outbound: Outbound;
let sink: WebhookSink;
beforeEach(async () => {
  outbound = createOutbound({ allowLoopback: true });
  sink = await openWebhookSink();
});
afterEach(async () => {
  await outbound.close();
  await sink.close();
});

const send = (url = `${sink.url}${secretPath}`, purpose = slackUrlPurpose) =>
  createSlackChannel(outbound, sealer).send({
    id: 'm-1',
    payload: { sealedUrl: sealer.seal(url, purpose), text: 'Naomi needs you', blocks: [{ type: 'divider' }] },
    now: new Date('2026-11-24T09:00:00Z'),
  });

test('ok: text and blocks arrive at the secret URL', async () => {
  sink.answerNext({ status: 200, body: 'ok' });
  expect(await send()).toEqual({ outcome: 'sent' });
  const delivery = await sink.next();
  expect(delivery.path).toBe(`/${secretPath}`);
  expect(delivery.body).toEqual({ text: 'Naomi needs you', blocks: [{ type: 'divider' }] });
});

test.each([
  [400, 'invalid_payload', {}, { outcome: 'permanent', reason: 'answered 400 invalid_payload' }],
  [403, 'action_prohibited', {}, { outcome: 'permanent', reason: 'answered 403 action_prohibited' }],
  [404, 'no_service', {}, { outcome: 'permanent', reason: 'answered 404 no_service' }],
  [410, 'channel_is_archived', {}, { outcome: 'permanent', reason: 'answered 410 channel_is_archived' }],
  [
    429,
    'rate_limited',
    { 'retry-after': '30' },
    { outcome: 'retry', reason: 'answered 429 rate_limited', afterSeconds: 30 },
  ],
  [500, 'rollup_error', {}, { outcome: 'retry', reason: 'answered 500 rollup_error' }],
  [503, '<html>down</html>', {}, { outcome: 'retry', reason: 'answered 503' }],
])('ok: the answer %i %s', async (status, body, headers, outcome) => {
  sink.answerNext({ status, body, headers });
  expect(await send()).toEqual(outcome);
});

test('refuses an inward URL for good, and no reason repeats the secret', async () => {
  const outcome = await send(`http://10.0.0.1/${secretPath}`);
  expect(outcome).toMatchObject({ outcome: 'permanent' });
  expect(JSON.stringify(outcome)).not.toContain('secret');
});

test('refuses a URL that was sealed for something else', async () => {
  expect(await send(`${sink.url}${secretPath}`, 'webhook.secret')).toMatchObject({ outcome: 'permanent' });
  expect(sink.deliveries).toHaveLength(0);
});
