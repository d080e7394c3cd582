/** From the outbox to real sinks on loopback: the runner, the channels and the store together. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { outboxMessages, webhookEndpoints } from '../../db/schema/index.ts';
import { hours, minutes } from '../kit/clock.ts';
import { createOutbound, type Outbound } from '../kit/outbound.ts';
import { createSealer } from '../kit/seal.ts';
import { type Channels, createChannels, slackUrlPurpose } from '../notifications/channels/index.ts';
import { enqueue, putWebhook } from '../notifications/index.ts';
import { openSmtpSink, type SmtpSink } from '../testing/smtp.ts';
import { openWebhookSink, type WebhookSink } from '../testing/webhookSink.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { createRunner, type Runner } from './runner.ts';

const sealer = createSealer('the secret of this test');
const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-delivery-'));
let workshop: Workshop;
let smtp: SmtpSink;
let sink: WebhookSink;
let outbound: Outbound;
let channels: Channels;
let runner: Runner;
let brandId: string;

beforeEach(async () => {
  brandId = randomUUID();
  workshop = await openWorkshop();
  // The library that verifies in the sink looks at the real clock.
  workshop.clock.set(new Date());
  smtp = await openSmtpSink();
  sink = await openWebhookSink();
  outbound = createOutbound({ allowLoopback: true });
  channels = createChannels({ mailUrl: smtp.url, dataDir, outbound, sealer });
  const { store, perform, clock } = workshop;
  runner = createRunner({ store, perform, clock, channels, log: pino({ level: 'silent' }), random: () => 0.5 });
});
afterEach(async () => {
  await workshop.perform(({ tx }) => tx.delete(outboxMessages));
  channels.email.close?.();
  await Promise.all([outbound.close(), smtp.close(), sink.close()]);
  await workshop.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const enqueueMail = (name: string) =>
  workshop.perform((work) =>
    enqueue(work, {
      brandId,
      channel: 'email',
      priority: 'alert',
      payload: {
        from: { name: 'Röstwerk', address: 'hallo@roestwerk.example' },
        to: { name: null, address: `${name}@example.com` },
        replyTo: null,
        subject: name,
        text: name,
        html: `<p>${name}`,
        inReplyTo: null,
      },
      deduplicationKey: name,
    }),
  );

const statuses = async () =>
  (
    await workshop.store.read((reader) =>
      reader.select().from(outboxMessages).where(eq(outboxMessages.brandId, brandId)),
    )
  ).map(({ status }) => status);

/** Lets the time pass in steps, and the runner with it. */
const pass = async (ms: number, stepMs: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += stepMs) {
    workshop.clock.advance(stepMs);
    await runner.sendDue();
  }
};

test('F25 ok: SMTP is down for 6 h: nothing is lost, and each mail arrives once within the next half hour', async () => {
  await smtp.goDown();
  for (const name of ['naomi', 'chrissy', 'marshall']) await enqueueMail(name);
  await runner.sendDue();
  await pass(hours(6), minutes(15));
  expect(await statuses()).toEqual(['waiting', 'waiting', 'waiting']);
  await smtp.comeBack();
  await pass(minutes(45), minutes(15));
  expect(await statuses()).toEqual(['sent', 'sent', 'sent']);
  await pass(hours(2), minutes(30));
  expect(smtp.mails.map(({ email }) => email.subject).sort()).toEqual(['chrissy', 'marshall', 'naomi']);
});

test('F39 ok: the support endpoint is down for 24 h: the alert arrives once', async () => {
  sink.answerAlways({ status: 503 });
  await workshop.perform((work) =>
    enqueue(work, {
      brandId,
      channel: 'slack',
      priority: 'alert',
      payload: { sealedUrl: sealer.seal(sink.url, slackUrlPurpose), text: 'Naomi needs you', blocks: [] },
      deduplicationKey: 'alert',
    }),
  );
  await runner.sendDue();
  await pass(hours(24), hours(1));
  sink.answerAlways({ status: 200, body: 'ok' });
  await pass(hours(4), hours(1));
  expect(sink.deliveries.filter(({ answered }) => answered === 200)).toHaveLength(1);
  expect(await statuses()).toEqual(['sent']);
});

const subscribe = async (): Promise<string> => {
  const { secret } = await workshop.perform((work) =>
    putWebhook(work, sealer, { brandId, id: 'crm', url: sink.url, kinds: [] }),
  );
  sink.useSecrets(secret ?? '');
  const [endpoint] = await workshop.store.read((reader) =>
    reader.select().from(webhookEndpoints).where(eq(webhookEndpoints.brandId, brandId)),
  );
  const { id: endpointId, url, sealedSecrets } = endpoint ?? expect.unreachable();
  await workshop.perform((work) =>
    enqueue(work, {
      brandId,
      channel: 'webhook',
      priority: 'rest',
      payload: {
        url,
        sealedSecrets: sealedSecrets.map(({ sealed }) => sealed),
        body: { type: 'order.placed', timestamp: work.now.toISOString(), data: { orderId: '1001', comment: 'über ☹' } },
      },
      deduplicationKey: 'order',
      endpointId,
    }),
  );
  return endpointId;
};

test('ok: a webhook is verified by the official library; after a 503 it comes again under the same id', async () => {
  await subscribe();
  sink.answerNext({ status: 503, headers: { 'retry-after': '120' } });
  await runner.sendDue();
  await pass(minutes(1), minutes(1));
  expect(sink.deliveries).toHaveLength(1);
  await pass(minutes(3), minutes(1));
  expect(sink.deliveries.map(({ genuine, answered }) => [genuine, answered])).toEqual([
    [true, 503],
    [true, 204],
  ]);
  expect(new Set(sink.deliveries.map(({ id }) => id)).size).toBe(1);
  expect(sink.deliveries[1]?.body?.data).toEqual({ orderId: '1001', comment: 'über ☹' });
});

test('ok: an endpoint that is gone is switched off and not called again', async () => {
  const endpointId = await subscribe();
  sink.answerAlways({ status: 410 });
  await runner.sendDue();
  await pass(hours(1), minutes(20));
  expect(sink.deliveries).toHaveLength(1);
  const [endpoint] = await workshop.store.read((reader) =>
    reader.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpointId)),
  );
  expect(endpoint?.disabledReason).toContain('410');
});
