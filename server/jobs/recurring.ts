/**
 * Runs recurring jobs: of several nodes one runs each, under a lease, and a job that fails is run again at its next
 * time. Jobs are bounded in themselves and may be run twice without harm. The slow ones run
 * beside the others, so that whoever waits for a carrier or walks through all customers holds up nobody's alert.
 */
import { and, eq, gt, lte, or } from 'drizzle-orm';
import type { Logger } from 'pino';
import { scheduledRuns } from '../../db/schema/index.ts';
import type { Reader, Store } from '../../db/store.ts';
import { type Bell, createBell } from '../kit/bell.ts';
import { after, type Clock, days, minutes, seconds } from '../kit/clock.ts';
import type { Perform, Work } from '../work.ts';

export interface JobTools {
  readonly store: Store;
  readonly perform: Perform;
  readonly clock: Clock;
  /** Aborted when the process is to end: a job stops after the transaction that it is in. */
  readonly signal: AbortSignal;
}

export interface Job {
  readonly name: string;
  readonly everyMs: number;
  /** It may take more than a moment: it runs beside the others, which run one after another. */
  readonly isSlow?: boolean;
  /** Answers how many rows or things it has dealt with. */
  run(tools: JobTools): Promise<number>;
}

export interface RecurringParts {
  readonly jobs: readonly Job[];
  readonly store: Store;
  readonly perform: Perform;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'debug' | 'error'>;
  /** Told of every run, for `/metrics`. */
  readonly ran?: (run: { name: string; failed: boolean; tookMs: number }) => void;
}

export interface Recurring {
  start(): void;
  /** Resolves when the jobs that are running have stopped. */
  stop(): Promise<void>;
  /** Runs every job that is due, once, one after another; answers the names of those that this node ran. */
  runDue(): Promise<readonly string[]>;
}

const leaseMs = minutes(10);
/** More at once would only share the one writer. */
const slowAtOnce = 3;
const pollMs = seconds(15);
/** A last run further ahead than this was noted by a clock that was wrong. */
const clockFaultMs = days(1);

export const createRecurring = (parts: RecurringParts): Recurring => {
  const { jobs, store, perform, clock, log } = parts;
  const prompt = jobs.filter(({ isSlow }) => !isSlow);
  const slow = jobs.filter(({ isSlow }) => isSlow);
  /** Of this process; a lease may end before a long campaign does. */
  const underWay = new Set<string>();
  let ending = new AbortController();
  let bells: readonly Bell[] = [];
  let running: Promise<unknown> = Promise.resolve();

  const runOne = async (job: Job): Promise<void> => {
    const began = performance.now();
    let failed = false;
    try {
      const dealtWith = await job.run({ store, perform, clock, signal: ending.signal });
      log.debug({ job: job.name, dealtWith }, 'a recurring job has run');
    } catch (error) {
      failed = true;
      log.error({ err: error, job: job.name }, 'a recurring job failed; it runs again at its next time');
    }
    parts.ran?.({ name: job.name, failed, tookMs: Math.round(performance.now() - began) });
  };

  const runDueOf = async (lane: readonly Job[]): Promise<readonly string[]> => {
    const due = await store.read((reader) => listDueJobs(reader, lane, clock()));
    const ran: string[] = [];
    for (const job of due) {
      if (ending.signal.aborted) break;
      if (underWay.has(job.name)) continue;
      underWay.add(job.name);
      try {
        const startedAt = await perform((work) => claimRun(work, job));
        if (startedAt === null) continue;
        await runOne(job);
        ran.push(job.name);
        await perform((work) => releaseRun(work, job, startedAt));
      } finally {
        underWay.delete(job.name);
      }
    }
    return ran;
  };

  const run = async (lane: readonly Job[], bell: Bell): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        await runDueOf(lane);
      } catch (error) {
        log.error({ err: error }, 'the schedule cannot be read; trying again');
      }
      if (!ending.signal.aborted) await bell.wait(pollMs * (0.75 + Math.random() / 2));
    }
  };

  return {
    start() {
      ending = new AbortController();
      const workers = [prompt, ...Array.from({ length: slowAtOnce }, () => slow)].map((lane) => {
        const bell = createBell();
        return { bell, ended: run(lane, bell) };
      });
      bells = workers.map(({ bell }) => bell);
      running = Promise.all(workers.map(({ ended }) => ended));
    },
    async stop() {
      ending.abort();
      for (const bell of bells) bell.ring();
      await running;
    },
    runDue: () => runDueOf(jobs),
  };
};

const listDueJobs = async (reader: Reader, jobs: readonly Job[], now: Date): Promise<readonly Job[]> => {
  const runs = new Map((await reader.select().from(scheduledRuns)).map((run) => [run.id, run]));
  return jobs.filter(({ name, everyMs }) => {
    const last = runs.get(name);
    if (last === undefined || last.startedAt > after(now, clockFaultMs)) return true;
    return last.startedAt <= after(now, -everyMs) && last.leasedUntil <= now;
  });
};

/** Answers when the run began, which is also the mark of who has it; null when another node was faster. */
const claimRun = async ({ tx, now }: Work, { name, everyMs }: Job): Promise<Date | null> => {
  const run = { startedAt: now, leasedUntil: after(now, leaseMs) };
  const first = await tx
    .insert(scheduledRuns)
    // Not of one brand: a job looks after all of them.
    .values({ id: name, brandId: '', ...run })
    .onConflictDoNothing({ target: scheduledRuns.id })
    .returning({ id: scheduledRuns.id });
  if (first.length === 1) return now;
  const later = await tx
    .update(scheduledRuns)
    .set(run)
    .where(
      and(
        eq(scheduledRuns.id, name),
        or(
          and(lte(scheduledRuns.startedAt, after(now, -everyMs)), lte(scheduledRuns.leasedUntil, now)),
          gt(scheduledRuns.startedAt, after(now, clockFaultMs)),
        ),
      ),
    )
    .returning({ id: scheduledRuns.id });
  return later.length === 1 ? now : null;
};

const releaseRun = async ({ tx, now }: Work, { name }: Job, startedAt: Date): Promise<void> => {
  await tx
    .update(scheduledRuns)
    .set({ leasedUntil: now })
    .where(and(eq(scheduledRuns.id, name), eq(scheduledRuns.startedAt, startedAt)));
};
