import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outboxAttempts, outboxMessages, webhookEndpoints } from '../../db/schema/index.ts';
import { type Store, StoreUnavailable } from '../../db/store.ts';
import { hours, minutes, seconds } from '../kit/clock.ts';
import { enqueue, listDeadLetters, type NewMessage, replayDeadLetter } from '../notifications/index.ts';
import { createFakeChannels, type FakeChannels, permanent, retry, sent } from '../testing/fakeChannels.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { claim, listDue, settle } from './claims.ts';
import { createRunner, type Runner, type RunnerParts } from './runner.ts';

let workshop: Workshop;
let fake: FakeChannels;
let brandId: string;
const runners: Runner[] = [];

beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());
beforeEach(() => {
  brandId = randomUUID();
  fake = createFakeChannels();
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  // The store is shared by the tests of this file, and a runner serves every brand.
  await workshop.perform(({ tx }) => tx.delete(outboxMessages));
});

const runnerOf = (parts: Partial<RunnerParts> = {}): Runner => {
  const runner = createRunner({
    store: workshop.store,
    perform: workshop.perform,
    channels: fake.channels,
    clock: workshop.clock,
    log: pino({ level: 'silent' }),
    random: () => 0,
    ...parts,
  });
  runners.push(runner);
  return runner;
};

const mailTo = (address: string) => ({
  from: { name: 'Röstwerk', address: 'hallo@roestwerk.example' },
  to: { name: null, address },
  replyTo: null,
  subject: 'Test',
  text: 'Test',
  html: '<p>Test',
  inReplyTo: null,
});

const enqueueMail = (name: string, more: Partial<NewMessage<'email'>> = {}) =>
  workshop.perform((work) =>
    enqueue(work, {
      brandId,
      channel: 'email',
      priority: 'rest',
      payload: mailTo(`${name}@example.com`),
      deduplicationKey: name,
      ...more,
    }),
  );

const enqueueWebhooks = (endpointId: string, howMany: number) =>
  workshop.perform(async (work) => {
    for (let at = 0; at < howMany; at += 1) {
      await enqueue(work, {
        brandId,
        channel: 'webhook',
        priority: 'rest',
        payload: {
          url: 'https://example.com',
          sealedSecrets: [],
          body: { type: endpointId, timestamp: '2026-11-20T09:00:00Z', data: at },
        },
        deduplicationKey: `${endpointId} ${at}`,
        endpointId,
      });
    }
  });

const messages = () =>
  workshop.store.read((reader) =>
    reader.select().from(outboxMessages).where(eq(outboxMessages.brandId, brandId)).orderBy(asc(outboxMessages.id)),
  );
const attempts = () =>
  workshop.store.read((reader) => reader.select().from(outboxAttempts).where(eq(outboxAttempts.brandId, brandId)));
const addressees = () =>
  fake.sends.map(({ payload }) => (payload as ReturnType<typeof mailTo>).to.address.replace('@example.com', ''));

describe('sending', () => {
  test('ok: a message goes out once and is noted with its attempt', async () => {
    await enqueueMail('one');
    const runner = runnerOf();
    await runner.sendDue();
    await runner.sendDue();
    expect(addressees()).toEqual(['one']);
    const [message] = await messages();
    expect(message).toMatchObject({ status: 'sent', tries: 1, leasedUntil: null, finishedAt: workshop.clock() });
    expect(fake.sends[0]?.id).toBe(message?.id);
    expect(await attempts()).toMatchObject([{ messageId: message?.id, outcome: 'sent', reason: null }]);
  });

  test('ok: not before its time', async () => {
    await enqueueMail('later', { availableAt: new Date(workshop.clock().getTime() + minutes(5)) });
    const runner = runnerOf();
    await runner.sendDue();
    expect(fake.sends).toEqual([]);
    workshop.clock.advance(minutes(5));
    await runner.sendDue();
    expect(addressees()).toEqual(['later']);
  });

  test('F31 ok: alerts first, then what is awaited, then the rest, each by age', async () => {
    await enqueueMail('rest 1');
    await enqueueMail('awaited', { priority: 'awaited' });
    await enqueueMail('rest 2');
    await enqueueMail('alert 1', { priority: 'alert' });
    await enqueueMail('alert 2', { priority: 'alert' });
    await runnerOf({ limits: { concurrency: 1 } }).sendDue();
    expect(addressees()).toEqual(['alert 1', 'alert 2', 'awaited', 'rest 1', 'rest 2']);
  });

  test('ok: a ring is enough to send, and a stopped runner sends nothing', async () => {
    const arrived = Promise.withResolvers<void>();
    fake.answerWith(() => {
      arrived.resolve();
      return sent;
    });
    const runner = runnerOf({ limits: { pollMs: hours(1) } });
    runner.start();
    await enqueueMail('rung for');
    runner.wake();
    await arrived.promise;
    expect(await runner.stop()).toEqual({ left: 0 });
    await enqueueMail('after the end');
    runner.wake();
    expect(addressees()).toEqual(['rung for']);
    expect((await messages()).map(({ status }) => status)).toEqual(['sent', 'waiting']);
  });

  test('ok: tells of every attempt, for the metrics', async () => {
    const told: unknown[] = [];
    await enqueueMail('one');
    await runnerOf({ attempted: ({ channel, outcome }) => told.push([channel, outcome]) }).sendDue();
    expect(told).toEqual([['email', 'sent']]);
  });
});

describe('trying again', () => {
  test('ok: after 5 s, 5 min and half an hour, under the same id', async () => {
    fake.answerWith(() => retry('421 busy'));
    await enqueueMail('one');
    const runner = runnerOf();
    const waits: number[] = [];
    for (let at = 0; at < 4; at += 1) {
      await runner.sendDue();
      const [message] = await messages();
      waits.push((message?.availableAt.getTime() ?? 0) - workshop.clock().getTime());
      expect(message).toMatchObject({ status: 'waiting', tries: at + 1, lastReason: '421 busy', finishedAt: null });
      workshop.clock.set(message?.availableAt ?? '');
    }
    expect(waits).toEqual([seconds(5), minutes(5), minutes(30), minutes(30)]);
    expect(new Set(fake.sends.map(({ id }) => id)).size).toBe(1);
    expect(await attempts()).toHaveLength(4);
  });

  test('ok: Retry-After is honoured', async () => {
    fake.answerWith(() => retry('answered 429', 3_600));
    await enqueueWebhooks('slow down', 1);
    await runnerOf().sendDue();
    const [message] = await messages();
    expect(message?.availableAt).toEqual(new Date(workshop.clock().getTime() + hours(1)));
  });

  test('ok: a channel that throws is a channel that failed, and its reason may hold anything', async () => {
    fake.answerWith(() => {
      throw new Error('bad\u0000reply\r\nwith lines');
    });
    await enqueueMail('one');
    await runnerOf().sendDue();
    expect(await messages()).toMatchObject([{ status: 'waiting', lastReason: 'bad reply with lines' }]);
  });

  test('ok: a channel that never answers is given up on', async () => {
    fake.answerWith(() => Promise.withResolvers<typeof sent>().promise);
    await enqueueMail('one');
    await runnerOf({ limits: { sendTimeoutMs: 10 } }).sendDue();
    expect(await messages()).toMatchObject([{ status: 'waiting', lastReason: 'the channel did not answer' }]);
  });

  test('F25 ok: SMTP is away for 6 h, then each mail arrives exactly once', async () => {
    const start = workshop.clock();
    fake.answerWith(({ at }) => (at.getTime() - start.getTime() < hours(6) ? retry('ECONNREFUSED') : sent));
    for (const name of ['a', 'b', 'c']) await enqueueMail(name, { priority: 'alert' });
    const runner = runnerOf({ random: () => 0.5 });
    for (let minute = 0; minute <= 6 * 60 + 36; minute += 4) {
      await runner.sendDue();
      workshop.clock.advance(minutes(4));
    }
    await runner.sendDue();
    expect((await messages()).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    expect((await attempts()).filter(({ outcome }) => outcome === 'sent')).toHaveLength(3);
  });
});

describe('dead letters', () => {
  test('F26 ok: a poison message dies after ten tries, the others pass it by, and it can be replayed', async () => {
    fake.answerWith(({ payload }) =>
      (payload as { body: { type: string } }).body.type === 'poison' ? retry('answered 500') : sent,
    );
    await enqueueWebhooks('poison', 1);
    const runner = runnerOf();
    for (let at = 0; at < 12; at += 1) {
      await enqueueWebhooks(`sound ${at}`, 1);
      await runner.sendDue();
      workshop.clock.advance(hours(24));
    }
    const dead = await workshop.store.read((reader) => listDeadLetters(reader, { brandId }));
    expect(dead).toMatchObject([{ channel: 'webhook', tries: 10, reason: 'answered 500' }]);
    expect((await messages()).filter(({ status }) => status === 'sent')).toHaveLength(12);

    const id = dead[0]?.id ?? '';
    fake.answerWith(() => sent);
    await workshop.perform((work) => replayDeadLetter(work, { brandId, id }));
    await runner.sendDue();
    expect(fake.sends.at(-1)?.id).toBe(id);
    expect(await workshop.store.read((reader) => listDeadLetters(reader, { brandId }))).toEqual([]);
  });

  test('ok: what can never succeed dies at once', async () => {
    fake.answerWith(() => permanent('550 no such mailbox'));
    await enqueueMail('one');
    await runnerOf().sendDue();
    expect(await messages()).toMatchObject([{ status: 'dead', tries: 1, lastReason: '550 no such mailbox' }]);
  });

  test('ok: an endpoint that answers 410 is switched off, and what waits for it dies', async () => {
    const endpoint = {
      brandId,
      externalId: 'crm',
      url: 'https://example.com',
      sealedSecrets: [],
      kinds: [],
      createdAt: workshop.clock(),
    };
    await workshop.perform(({ tx }) => tx.insert(webhookEndpoints).values({ id: `gone ${brandId}`, ...endpoint }));
    fake.answerWith(() => permanent('gone: answered 410'));
    await enqueueWebhooks(`gone ${brandId}`, 3);
    await enqueueMail('unconcerned', { availableAt: new Date(workshop.clock().getTime() + hours(1)) });
    await runnerOf({ limits: { perTarget: 1 } }).sendDue();
    expect(fake.sends).toHaveLength(1);
    expect((await messages()).map(({ status }) => status)).toEqual(['dead', 'dead', 'dead', 'waiting']);
    const [row] = await workshop.store.read((reader) =>
      reader.select().from(webhookEndpoints).where(eq(webhookEndpoints.brandId, brandId)),
    );
    expect(row).toMatchObject({ disabledAt: workshop.clock(), disabledReason: 'it answered 410 Gone' });
  });
});

describe('a slow target', () => {
  test('F26 ok: a target that never answers holds up only itself', async () => {
    const blackHole = Promise.withResolvers<typeof sent>();
    fake.answerWith(({ payload }) =>
      (payload as { body: { type: string } }).body.type === 'black hole' ? blackHole.promise : sent,
    );
    await enqueueWebhooks('black hole', 50);
    await enqueueWebhooks('prompt', 50);
    const runner = runnerOf({ limits: { concurrency: 8, perTarget: 4 } });
    const all = runner.sendDue();
    const count = (type: string) =>
      fake.sends.filter(({ payload }) => (payload as { body: { type: string } }).body.type === type).length;
    await expect.poll(() => count('prompt')).toBe(50);
    expect(count('black hole')).toBe(4);
    blackHole.resolve(sent);
    await all;
    expect(count('black hole')).toBe(50);
  });

  test('ok: after a failure one message at a time feels whether the target is back', async () => {
    let atOnce = 0;
    let most = 0;
    fake.answerWith(async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise(setImmediate);
      atOnce -= 1;
      return retry();
    });
    await enqueueWebhooks('down', 1);
    const runner = runnerOf();
    await runner.sendDue();
    await enqueueWebhooks('down', 9);
    await runner.sendDue();
    expect(fake.sends).toHaveLength(9);
    expect(most).toBe(1);
  });
});

describe('several workers', () => {
  test('F19 ok: two nodes send each of 200 messages once', async () => {
    await enqueueWebhooks('a', 100);
    await enqueueWebhooks('b', 100);
    await Promise.all([runnerOf().sendDue(), runnerOf().sendDue()]);
    // One node may have left while the other still had claims under way.
    await runnerOf().sendDue();
    expect(fake.sends).toHaveLength(200);
    expect(new Set(fake.sends.map(({ id }) => id)).size).toBe(200);
    expect((await messages()).every(({ status, tries }) => status === 'sent' && tries === 1)).toBe(true);
  });

  test('F2 ok: what a killed worker had claimed is sent again once its lease is over, under the same id', async () => {
    await enqueueMail('one');
    const due = await dueNow();
    const [lost] = (await workshop.perform((work) => claim(work, due, minutes(1)))).claims;
    const runner = runnerOf();
    workshop.clock.advance(minutes(1));
    await runner.sendDue();
    expect(fake.sends).toEqual([]);
    workshop.clock.advance(seconds(10));
    await runner.sendDue();
    expect(fake.sends.map(({ id }) => id)).toEqual([lost?.id]);
  });

  test('F20 refuses the late write of a worker that outlived its lease', async () => {
    await enqueueMail('one');
    const due = await dueNow();
    const [late] = (await workshop.perform((work) => claim(work, due, minutes(1)))).claims;
    if (late === undefined) throw new Error('nothing was claimed');
    workshop.clock.advance(minutes(2));
    fake.answerWith(() => retry('the newer worker says'));
    await runnerOf().sendDue();
    const attempt = { outcome: sent, startedAt: workshop.clock(), tookMs: 1 };
    expect(await workshop.perform((work) => settle(work, late, attempt, { random: 0, gaveUp: async () => {} }))).toBe(
      'lost',
    );
    expect(await messages()).toMatchObject([{ status: 'waiting', tries: 1, lastReason: 'the newer worker says' }]);
    expect(await attempts()).toHaveLength(1);
  });

  test('refuses a claim on what somebody else has claimed since it was read', async () => {
    await enqueueMail('one');
    const due = await dueNow();
    const claimAgain = () => workshop.perform((work) => claim(work, due, minutes(1)));
    expect((await claimAgain()).claims).toHaveLength(1);
    expect(await claimAgain()).toEqual({ claims: [], givenUp: 0 });
  });

  test('F9 ok: a clock that jumps back or ahead steals no lease of this process', async () => {
    const held = Promise.withResolvers<typeof sent>();
    fake.answerWith(() => held.promise);
    await enqueueMail('one');
    const runner = runnerOf();
    const all = runner.sendDue();
    await expect.poll(() => fake.sends.length).toBe(1);
    const other = runnerOf();
    workshop.clock.advance(-hours(1));
    await other.sendDue();
    workshop.clock.advance(hours(1) + minutes(10));
    await enqueueMail('two');
    held.resolve(sent);
    await all;
    expect(addressees()).toEqual(['one', 'two']);
  });

  const dueNow = () => workshop.store.read((reader) => listDue(reader, { now: workshop.clock(), limit: 10, busy: [] }));
});

describe('the end and the store', () => {
  test('F32 ok: stopping waits for what is being sent and begins nothing new', async () => {
    const held = Promise.withResolvers<typeof sent>();
    const begun = Promise.withResolvers<void>();
    fake.answerWith(() => {
      begun.resolve();
      return held.promise;
    });
    await enqueueMail('under way');
    const runner = runnerOf({ limits: { concurrency: 1 } });
    runner.start();
    await begun.promise;
    await enqueueMail('for the next start');
    const stopped = runner.stop();
    held.resolve(sent);
    expect(await stopped).toEqual({ left: 0 });
    expect((await messages()).map(({ status }) => status)).toEqual(['sent', 'waiting']);
  });

  test('F32 ok: what does not end in time is left to its lease', async () => {
    const begun = Promise.withResolvers<void>();
    const never = Promise.withResolvers<typeof sent>();
    fake.answerWith(() => {
      begun.resolve();
      return never.promise;
    });
    await enqueueMail('stuck');
    const runner = runnerOf({ limits: { drainMs: 20 } });
    runner.start();
    await begun.promise;
    expect(await runner.stop()).toEqual({ left: 1 });
    expect(await messages()).toMatchObject([{ status: 'waiting', tries: 0 }]);
    never.resolve(sent);
  });

  test('F17 ok: a store that is away is waited for, and then the backlog drains', async () => {
    let away = true;
    const store: Store = {
      ...workshop.store,
      read: (query) => (away ? Promise.reject(new StoreUnavailable('away', null)) : workshop.store.read(query)),
    };
    const warned = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    fake.answerWith(() => {
      arrived.resolve();
      return sent;
    });
    const log = { debug: () => {}, warn: () => warned.resolve(), error: () => {} };
    await enqueueMail('one');
    const runner = runnerOf({ store, log, limits: { pollMs: 5 } });
    runner.start();
    await warned.promise;
    away = false;
    await arrived.promise;
    await runner.stop();
    expect(await messages()).toMatchObject([{ status: 'sent' }]);
  });

  test('F17 ok: a result is held on to while the store is away, so that nothing goes out twice', async () => {
    let failures = 2;
    const perform: RunnerParts['perform'] = async (change) => {
      if (fake.sends.length > 0 && failures-- > 0) throw new StoreUnavailable('away', null);
      return workshop.perform(change);
    };
    await enqueueMail('one');
    await runnerOf({ perform }).sendDue();
    expect(fake.sends).toHaveLength(1);
    expect(await messages()).toMatchObject([{ status: 'sent', tries: 1 }]);
  });
});
