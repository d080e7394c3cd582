/**
 * Removes what has served its time, in transactions so small that nobody waits for one. What is removed by age alone is
 * listed here; facts, entries and scans are history and stay.
 */
import { and, eq, gt, inArray, lt, type SQL } from 'drizzle-orm';
import { customers, idempotencyKeys, outboxAttempts, outboxMessages } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { after, days } from '../kit/clock.ts';
import type { Work } from '../work.ts';
import type { JobTools } from './recurring.ts';

const rowsPerTransaction = 500;
const transactionsPerRun = 100;

/** How long each thing is kept. */
const keptForMs = {
  /** Long enough for a shop that repeats its requests after a weekend. */
  idempotencyKeys: days(7),
  sentMessages: days(30),
  /** An operator who has not replayed by then will not; the payload is personal data. */
  deadLetters: days(90),
};

/** Answers ids of at most `limit` rows that may go. */
type Outdated = (reader: Reader, now: Date, limit: number) => Promise<{ id: string }[]>;
type Remove = (work: Work, ids: string[]) => Promise<unknown>;

const purge = async (
  { store, perform, clock, signal }: JobTools,
  outdated: Outdated,
  remove: Remove,
): Promise<number> => {
  let removed = 0;
  for (let round = 0; round < transactionsPerRun && !signal.aborted; round += 1) {
    const rows = await store.read((reader) => outdated(reader, clock(), rowsPerTransaction));
    if (rows.length > 0) {
      const ids = rows.map(({ id }) => id);
      await perform((work) => remove(work, ids));
    }
    removed += rows.length;
    if (rows.length < rowsPerTransaction) break;
  }
  return removed;
};

export const purgeIdempotencyKeys = (tools: JobTools): Promise<number> =>
  purge(
    tools,
    (reader, now, limit) =>
      reader
        .select({ id: idempotencyKeys.id })
        .from(idempotencyKeys)
        .where(lt(idempotencyKeys.createdAt, after(now, -keptForMs.idempotencyKeys)))
        .limit(limit),
    ({ tx }, ids) => tx.delete(idempotencyKeys).where(inArray(idempotencyKeys.id, ids)),
  );

/** Messages that were sent or not needed, and dead letters, each with its attempts. */
export const purgeOutbox = async (tools: JobTools): Promise<number> => {
  let removed = await purgeOfErased(tools);
  // By priority and `availableAt`, which was reached before a message could end: so the index that serves the runner
  // serves here too.
  for (const priority of [0, 1, 2, 3]) {
    for (const [status, keptMs] of [
      ['sent', keptForMs.sentMessages],
      ['spared', keptForMs.sentMessages],
      ['dead', keptForMs.deadLetters],
    ] as const) {
      const isOf: SQL | undefined = and(eq(outboxMessages.status, status), eq(outboxMessages.priority, priority));
      removed += await purge(
        tools,
        (reader, now, limit) =>
          reader
            .select({ id: outboxMessages.id })
            .from(outboxMessages)
            .where(and(isOf, lt(outboxMessages.availableAt, after(now, -keptMs))))
            .limit(limit),
        async ({ tx }, ids) => {
          // A dead letter that was replayed since it was read is not dead any more.
          const gone = await tx
            .delete(outboxMessages)
            .where(and(inArray(outboxMessages.id, ids), isOf))
            .returning({ id: outboxMessages.id });
          const goneIds = gone.map(({ id }) => id);
          if (goneIds.length > 0) await tx.delete(outboxAttempts).where(inArray(outboxAttempts.messageId, goneIds));
        },
      );
    }
  }
  return removed;
};

/** What told the shop that somebody was erased had to name her to it; once that is told, nothing does any more. */
const purgeOfErased = (tools: JobTools): Promise<number> =>
  purge(
    tools,
    (reader, now, limit) =>
      reader
        .select({ id: outboxMessages.id })
        .from(customers)
        .innerJoin(
          outboxMessages,
          and(eq(outboxMessages.brandId, customers.brandId), eq(outboxMessages.customerId, customers.id)),
        )
        .where(and(gt(customers.erasedAt, after(now, -keptForMs.deadLetters)), eq(outboxMessages.status, 'sent')))
        .limit(limit),
    async ({ tx }, ids) => {
      await tx.delete(outboxMessages).where(inArray(outboxMessages.id, ids));
      await tx.delete(outboxAttempts).where(inArray(outboxAttempts.messageId, ids));
    },
  );
