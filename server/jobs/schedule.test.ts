import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idempotencyKeys, outboxAttempts, outboxMessages } from '../../db/schema/index.ts';
import { raiseAlert } from '../alerts/index.ts';
import { days, hours } from '../kit/clock.ts';
import { enqueue } from '../notifications/index.ts';
import { holdsOfCustomer, setHold } from '../promos/index.ts';
import { createFakeChannels, permanent, sent } from '../testing/fakeChannels.ts';
import { settleShopper } from '../testing/people.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { createRecurring } from './recurring.ts';
import { createRunner } from './runner.ts';
import { schedule } from './schedule.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const runSchedule = () => {
  const { store, perform, clock } = workshop;
  return createRecurring({ jobs: schedule, store, perform, clock, log: pino({ level: 'silent' }) }).runDue();
};

test('ok: every job has a name of its own and runs on an empty store', async () => {
  expect(new Set(schedule.map(({ name }) => name)).size).toBe(schedule.length);
  expect(await runSchedule()).toEqual(schedule.map(({ name }) => name));
});

test('ok: an alert that nobody answered in time is escalated, once', async () => {
  const shopper = await workshop.perform((work) => settleShopper(work));
  const { brandId, customerId, orderId } = shopper;
  await workshop.perform((work) =>
    raiseAlert(work, {
      brandId,
      customerId,
      orderId,
      shipmentId: shopper.shipmentIds[0],
      severity: 'high',
      answerId: null,
      text: 'lost',
    }),
  );
  workshop.clock.advance(days(7));
  await runSchedule();
  workshop.clock.advance(hours(1));
  await runSchedule();
  const escalated = workshop.facts.filter((fact) => fact.brandId === brandId && fact.kind === 'alert.escalated');
  expect(escalated).toHaveLength(1);
});

test('ok: a hold whose time is over is released and told of, once; one that still runs is not', async () => {
  const { brandId, customerId } = await workshop.perform((work) => settleShopper(work));
  const lasting = (ms: number) =>
    workshop.perform((work) =>
      setHold(work, {
        brandId,
        customerId,
        reason: 'negative_sentiment',
        channel: null,
        productId: null,
        source: 'sentiment:page',
        alertId: null,
        until: new Date(work.now.getTime() + ms),
        maxUntil: null,
      }),
    );
  const [short, long] = [await lasting(days(7)), await lasting(days(8))];
  const released = () =>
    workshop.facts.flatMap((fact) => (fact.kind === 'hold.released' && fact.brandId === brandId ? [fact.holdId] : []));
  workshop.clock.advance(days(7) - 1);
  await runSchedule();
  expect(released()).toEqual([]);
  workshop.clock.advance(hours(1));
  await runSchedule();
  workshop.clock.advance(hours(1));
  await runSchedule();
  expect(released()).toEqual([short]);
  expect(await workshop.store.read((reader) => holdsOfCustomer(reader, brandId, customerId))).toMatchObject([
    { id: short, liftedBy: 'doorstep', liftedWhy: 'ended' },
    { id: long, liftedAt: null },
  ]);
});

test('ok: what has served its time goes, with its attempts; the rest stays', async () => {
  const brandId = randomUUID();
  const fake = createFakeChannels();
  fake.answerWith(({ payload }) => ((payload as { text: string }).text === 'dead' ? permanent() : sent));
  const note = (text: string) =>
    workshop.perform(async (work) => {
      await work.tx.insert(idempotencyKeys).values({
        id: work.newId(),
        brandId,
        key: text,
        requestHash: '',
        status: '200',
        response: '',
        createdAt: work.now,
      });
      await enqueue(work, {
        brandId,
        channel: 'slack',
        priority: 'rest',
        payload: { sealedUrl: '', text, blocks: [] },
        deduplicationKey: text,
      });
    });
  const { store, perform, clock } = workshop;
  const runner = createRunner({ store, perform, clock, channels: fake.channels, log: pino({ level: 'silent' }) });
  const left = async () => {
    const rows = await store.read((reader) =>
      reader.select().from(outboxMessages).where(eq(outboxMessages.brandId, brandId)),
    );
    const keys = await store.read((reader) =>
      reader.select().from(idempotencyKeys).where(eq(idempotencyKeys.brandId, brandId)),
    );
    return {
      messages: rows.map(({ deduplicationKey }) => deduplicationKey).sort(),
      keys: keys.map(({ key }) => key).sort(),
      attempts: await store.read((reader) => reader.$count(outboxAttempts, eq(outboxAttempts.brandId, brandId))),
    };
  };

  await note('old');
  await note('dead');
  await runner.sendDue();
  workshop.clock.advance(days(8));
  await note('young');
  await runner.sendDue();
  await runSchedule();
  expect(await left()).toEqual({ messages: ['dead', 'old', 'young'], keys: ['young'], attempts: 3 });
  workshop.clock.advance(days(23));
  await runSchedule();
  expect(await left()).toEqual({ messages: ['dead', 'young'], keys: [], attempts: 2 });
  workshop.clock.advance(days(60));
  await runSchedule();
  expect(await left()).toEqual({ messages: [], keys: [], attempts: 0 });
});
