import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { outboxMessages, webhookEndpoints } from '../../db/schema/index.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import type { Work } from '../work.ts';
import { countUnsent, enqueue, listDeadLetters, replayDeadLetter } from './index.ts';

let workshop: Workshop;
let brandId: string;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());
beforeEach(() => {
  brandId = randomUUID();
});

const endpointId = () => `endpoint of ${brandId}`;
const enqueueOne = (work: Work, key: string) =>
  enqueue(work, {
    brandId,
    channel: 'webhook',
    priority: 'alert',
    payload: {
      url: 'https://old.example/hook',
      sealedSecrets: ['old'],
      body: { type: 'alert.opened', timestamp: '2026-11-20T09:00:00Z', data: { comment: 'kaputt ☹' } },
    },
    deduplicationKey: key,
    customerId: 'c-1',
    endpointId: endpointId(),
  });
const rows = () =>
  workshop.store.read((reader) => reader.select().from(outboxMessages).where(eq(outboxMessages.brandId, brandId)));
const bury = () =>
  workshop.perform(({ tx, now }) =>
    tx
      .update(outboxMessages)
      .set({ status: 'dead', tries: 10, lastReason: 'answered 500', finishedAt: now })
      .where(eq(outboxMessages.brandId, brandId)),
  );
const deadLetters = (more: { after?: string; limit?: number } = {}) =>
  workshop.store.read((reader) => listDeadLetters(reader, { brandId, ...more }));

test('ok: a message is written whole, to be sent now', async () => {
  expect(await workshop.perform((work) => enqueueOne(work, 'a'))).toBe('enqueued');
  expect(await rows()).toMatchObject([
    { status: 'waiting', priority: 0, fence: 0, tries: 0, availableAt: workshop.clock(), customerId: 'c-1' },
  ]);
});

test('ok: the same consequence twice is one message, in one transaction and in two', async () => {
  const outcomes = await workshop.perform(async (work) => [await enqueueOne(work, 'a'), await enqueueOne(work, 'a')]);
  expect(outcomes).toEqual(['enqueued', 'duplicate']);
  expect(await workshop.perform((work) => enqueueOne(work, 'a'))).toBe('duplicate');
  expect(await rows()).toHaveLength(1);
});

test('ok: another brand may use the same key', async () => {
  await workshop.perform((work) => enqueueOne(work, 'a'));
  brandId = randomUUID();
  expect(await workshop.perform((work) => enqueueOne(work, 'a'))).toBe('enqueued');
});

test('F7 ok: nothing waits when the transaction failed', async () => {
  const failing = workshop.perform(async (work) => {
    await enqueueOne(work, 'a');
    throw new Error('later in the same transaction');
  });
  await expect(failing).rejects.toThrow('later');
  expect(await rows()).toEqual([]);
});

test('F26 ok: a dead letter is listed and goes, replayed, to where its endpoint is now', async () => {
  await workshop.perform(({ tx, now }) =>
    tx.insert(webhookEndpoints).values({
      id: endpointId(),
      brandId,
      externalId: 'crm',
      url: 'https://new.example/hook',
      sealedSecrets: [
        { sealed: 'new', acceptedUntil: null },
        { sealed: 'over', acceptedUntil: '2020-01-01T00:00:00Z' },
      ],
      kinds: [],
      createdAt: now,
    }),
  );
  await workshop.perform((work) => enqueueOne(work, 'a'));
  await bury();
  const [letter] = await deadLetters();
  expect(letter).toMatchObject({ channel: 'webhook', tries: 10, reason: 'answered 500', diedAt: workshop.clock() });

  await workshop.perform((work) => replayDeadLetter(work, { brandId, id: letter?.id ?? '' }));
  const [row] = await rows();
  expect(row).toMatchObject({ id: letter?.id, status: 'waiting', tries: 0, finishedAt: null });
  expect(row?.payload).toEqual({
    url: 'https://new.example/hook',
    sealedSecrets: ['new'],
    body: { type: 'alert.opened', timestamp: '2026-11-20T09:00:00Z', data: { comment: 'kaputt ☹' } },
  });
});

test('ok: dead letters come in pages', async () => {
  await workshop.perform(async (work) => {
    for (const key of ['a', 'b', 'c']) await enqueueOne(work, key);
  });
  await bury();
  const first = await deadLetters({ limit: 2 });
  const rest = await deadLetters({ after: first.at(-1)?.id ?? '' });
  expect([first.length, rest.length]).toEqual([2, 1]);
});

test('refuses to replay what is not dead, unknown or of another brand', async () => {
  await workshop.perform((work) => enqueueOne(work, 'a'));
  const [row] = await rows();
  const replay = (which: { brandId: string; id: string }) => workshop.perform((work) => replayDeadLetter(work, which));
  await expect(replay({ brandId, id: row?.id ?? '' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(replay({ brandId, id: 'nothing' })).rejects.toMatchObject({ code: 'not_found' });
  await bury();
  await expect(replay({ brandId: 'another', id: row?.id ?? '' })).rejects.toMatchObject({ code: 'not_found' });
});

test('F39 ok: what is not sent is counted, with the age of the oldest', async () => {
  await workshop.perform(({ tx }) => tx.delete(outboxMessages));
  const oldestAt = workshop.clock();
  await workshop.perform((work) => enqueueOne(work, 'a'));
  workshop.clock.advance(60_000);
  await workshop.perform((work) => enqueueOne(work, 'b'));
  expect(await workshop.store.read(countUnsent)).toEqual([
    { status: 'waiting', channel: 'webhook', messages: 2, oldestAt },
  ]);
  await bury();
  expect(await workshop.store.read(countUnsent)).toMatchObject([{ status: 'dead', messages: 2 }]);
});
