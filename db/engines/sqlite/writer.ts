/**
 * The one writer and its queue. Writes that wait together share one commit, each in its own savepoint, and none is
 * answered before that commit has reached the disk.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurnOfTheLoop } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { Tx } from '../../store.ts';
import { newTurn, takeTurn } from '../../turn.ts';
import { StoreUnavailable } from '../../unavailable.ts';
import { asUnavailable, begin } from './connection.ts';
import { handlesOn } from './handle.ts';

/** More in one commit gains little (measured: 39k/s at 64) and delays the first of them. */
const groupMax = 64;
/** More than can be served within the patience of whoever waits. */
const queueMax = 10_000;

interface Pending {
  /** Runs the change in the async context that asked for it, which is not that of the queue. */
  readonly run: (use: (change: (tx: Tx) => Promise<unknown>) => Promise<unknown>) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What a change came to, kept back until the commit. */
interface Ran {
  readonly pending: Pending;
  readonly answer: () => void;
}

export interface Writer {
  write<T>(change: (tx: Tx) => Promise<T>): Promise<T>;
  /** Refuses new writes and commits the waiting ones. */
  close(): Promise<void>;
}

export const openWriter = (
  connection: Database.Database,
  limits: { lockPatienceMs: number; writeLimitMs: number },
  onWriter: (connection: Database.Database) => void = () => {},
): Writer => {
  onWriter(connection);
  const handleFor = handlesOn(connection);
  const queue: Pending[] = [];
  let draining: Promise<void> | null = null;
  let isClosing = false;

  /** Never throws, unless the transaction of the whole group is lost. */
  const runInSavepoint = async (pending: Pending): Promise<Ran> => {
    const turn = newTurn('write');
    try {
      connection.exec('SAVEPOINT one');
      const value = await pending.run((change) => takeTurn(turn, limits.writeLimitMs, () => change(handleFor(turn))));
      connection.exec('RELEASE one');
      return { pending, answer: () => pending.resolve(value) };
    } catch (error) {
      const cause = asUnavailable(turn.failure);
      const reason = cause instanceof StoreUnavailable ? cause : asUnavailable(error);
      if (connection.inTransaction) connection.exec('ROLLBACK TO one; RELEASE one');
      return { pending, answer: () => pending.reject(reason) };
    }
  };

  const commitGroup = async (): Promise<void> => {
    try {
      await begin(connection, limits.lockPatienceMs);
    } catch (error) {
      for (const pending of queue.splice(0)) pending.reject(asUnavailable(error));
      return;
    }
    const group = queue.splice(0, groupMax);
    const ran: Ran[] = [];
    try {
      for (const pending of group) {
        ran.push(await runInSavepoint(pending));
        // A full disk makes SQLite roll everything back by itself: the others of the group are gone as well.
        if (!connection.inTransaction) throw new Error('SQLite has given the transaction up');
      }
      connection.exec('COMMIT');
    } catch (error) {
      rollBack(connection);
      for (const pending of group) pending.reject(new StoreUnavailable('the write could not be committed', error));
      return;
    }
    for (const { answer } of ran) answer();
  };

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      // Lets requests that arrived together join the same commit, and whoever writes in a loop leaves room for others.
      await nextTurnOfTheLoop();
      await commitGroup();
    }
    draining = null;
  };

  return {
    write<T>(change: (tx: Tx) => Promise<T>): Promise<T> {
      if (isClosing) return Promise.reject(new StoreUnavailable('the store is closed'));
      if (queue.length >= queueMax) return Promise.reject(new StoreUnavailable('too many writes are waiting'));
      return new Promise<T>((resolve, reject) => {
        const inContext = AsyncLocalStorage.snapshot();
        // What `run` answers with is what `change` answered with.
        queue.push({ run: (use) => inContext(use, change), resolve: resolve as (value: unknown) => void, reject });
        draining ??= drain();
      });
    },
    async close() {
      isClosing = true;
      await draining;
      try {
        connection.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        connection.close();
      }
    },
  };
};

const rollBack = (connection: Database.Database): void => {
  try {
    if (connection.inTransaction) connection.exec('ROLLBACK');
  } catch {
    // `begin` tries again before it takes the next group.
  }
};
