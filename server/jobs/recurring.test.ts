import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { scheduledRuns } from '../../db/schema/index.ts';
import { days, hours, minutes, seconds } from '../kit/clock.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { createRecurring, type Job, type RecurringParts } from './recurring.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());
beforeEach(() => workshop.perform(({ tx }) => tx.delete(scheduledRuns)));

const recurringOf = (jobs: readonly Job[], parts: Partial<RecurringParts> = {}) =>
  createRecurring({
    jobs,
    store: workshop.store,
    perform: workshop.perform,
    clock: workshop.clock,
    log: pino({ level: 'silent' }),
    ...parts,
  });

const counting = (name: string, everyMs: number) => {
  const job = {
    name,
    everyMs,
    runs: 0,
    run: async () => {
      job.runs += 1;
      return 1;
    },
  };
  return job;
};

test('ok: each job runs at once and then at its own pace', async () => {
  const jobs = [counting('often', minutes(1)), counting('seldom', hours(1))];
  const recurring = recurringOf(jobs);
  expect(await recurring.runDue()).toEqual(['often', 'seldom']);
  expect(await recurring.runDue()).toEqual([]);
  workshop.clock.advance(minutes(1));
  expect(await recurring.runDue()).toEqual(['often']);
  workshop.clock.advance(hours(1));
  expect(await recurring.runDue()).toEqual(['often', 'seldom']);
});

test('ok: of several nodes one runs it', async () => {
  const job = counting('shared', minutes(1));
  const nodes = [1, 2, 3].map(() => recurringOf([job]));
  await Promise.all(nodes.map((node) => node.runDue()));
  expect(job.runs).toBe(1);
});

test('ok: a node that died in the middle is followed by another after its lease', async () => {
  const hung = recurringOf([{ name: 'long', everyMs: seconds(1), run: () => Promise.withResolvers<number>().promise }]);
  void hung.runDue();
  await expect.poll(() => workshop.store.read((reader) => reader.$count(scheduledRuns))).toBe(1);
  const job = counting('long', seconds(1));
  workshop.clock.advance(minutes(9));
  await recurringOf([job]).runDue();
  expect(job.runs).toBe(0);
  workshop.clock.advance(minutes(1));
  await recurringOf([job]).runDue();
  expect(job.runs).toBe(1);
});

test('ok: a job that fails harms no other and runs again at its next time', async () => {
  const told: unknown[] = [];
  const failing: Job = { name: 'failing', everyMs: minutes(1), run: () => Promise.reject(new Error('no')) };
  const sound = counting('sound', minutes(1));
  const recurring = recurringOf([failing, sound], { ran: ({ name, failed }) => told.push([name, failed]) });
  await recurring.runDue();
  workshop.clock.advance(minutes(1));
  await recurring.runDue();
  expect(sound.runs).toBe(2);
  expect(told).toEqual([
    ['failing', true],
    ['sound', false],
    ['failing', true],
    ['sound', false],
  ]);
});

test('F9 ok: a clock that jumps back an hour delays; one that was a week ahead does not stop a job for a week', async () => {
  const job = counting('timed', minutes(1));
  const recurring = recurringOf([job]);
  await recurring.runDue();
  workshop.clock.advance(-hours(1));
  await recurring.runDue();
  expect(job.runs).toBe(1);
  workshop.clock.advance(-days(7));
  await recurring.runDue();
  expect(job.runs).toBe(2);
});

test('F32 ok: stopping tells the job that runs and begins no other', async () => {
  const begun = Promise.withResolvers<void>();
  const untilToldToStop: Job = {
    name: 'a',
    everyMs: minutes(1),
    run: async ({ signal }) => {
      const stopped = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => stopped.resolve());
      begun.resolve();
      await stopped.promise;
      return 0;
    },
  };
  const next = counting('b', minutes(1));
  const recurring = recurringOf([untilToldToStop, next]);
  recurring.start();
  await begun.promise;
  await recurring.stop();
  expect(next.runs).toBe(0);
});

test('ok: slow jobs run beside the others, several at once and each of them once', async () => {
  const held = Promise.withResolvers<number>();
  const begun = Promise.withResolvers<void>();
  let started = 0;
  const slow = (name: string) => {
    const job = {
      name,
      everyMs: minutes(1),
      isSlow: true,
      runs: 0,
      run: () => {
        job.runs += 1;
        started += 1;
        if (started === 3) begun.resolve();
        return held.promise;
      },
    };
    return job;
  };
  const slowOnes = ['first', 'second', 'third', 'fourth'].map(slow);
  const prompted = Promise.withResolvers<void>();
  const prompt: Job = {
    name: 'prompt',
    everyMs: minutes(1),
    run: async () => {
      prompted.resolve();
      return 1;
    },
  };
  const recurring = recurringOf([...slowOnes, prompt]);
  recurring.start();
  await Promise.all([begun.promise, prompted.promise]);
  // Which three of them is a matter of who claims first.
  expect(slowOnes.map(({ runs }) => runs).toSorted()).toEqual([0, 1, 1, 1]);
  const stopped = recurring.stop();
  held.resolve(1);
  await stopped;
  expect(slowOnes.map(({ runs }) => runs).toSorted()).toEqual([0, 1, 1, 1]);
});

test('ok: a slow job that outlives its lease is not begun a second time here', async () => {
  const held = Promise.withResolvers<number>();
  const job = {
    name: 'long',
    everyMs: seconds(1),
    isSlow: true,
    runs: 0,
    run: () => {
      job.runs += 1;
      return held.promise;
    },
  };
  const recurring = recurringOf([job]);
  const first = recurring.runDue();
  await expect.poll(() => job.runs).toBe(1);
  workshop.clock.advance(minutes(11));
  expect(await recurring.runDue()).toEqual([]);
  held.resolve(1);
  expect(await first).toEqual(['long']);
  expect(job.runs).toBe(1);
});
