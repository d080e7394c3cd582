/** The reading connections. Each read has one of them, and with it one snapshot, for itself. */
import type Database from 'better-sqlite3';
import type { Reader } from '../../store.ts';
import { newTurn, takeTurn } from '../../turn.ts';
import { StoreUnavailable } from '../../unavailable.ts';
import { asUnavailable, connect } from './connection.ts';
import { type HandleFor, handlesOn } from './handle.ts';

const connectionsMax = 8;

interface Connection {
  readonly database: Database.Database;
  readonly handleFor: HandleFor;
}

export interface Readers {
  read<T>(query: (reader: Reader) => Promise<T>): Promise<T>;
  /** Refuses new reads and waits for the running ones. */
  close(): Promise<void>;
}

export const openReaders = (file: string, limits: { readerPatienceMs: number; readLimitMs: number }): Readers => {
  const idle: Connection[] = [];
  const waiting: ((lent: Connection) => void)[] = [];
  const allClosed = Promise.withResolvers<void>();
  let opened = 0;
  let isClosing = false;

  const borrow = async (): Promise<Connection> => {
    if (isClosing) throw new StoreUnavailable('the store is closed');
    const free = idle.pop();
    if (free) return free;
    if (opened < connectionsMax) {
      const database = connect(file, 'read');
      opened += 1;
      return { database, handleFor: handlesOn(database) };
    }
    return new Promise((resolve, reject) => {
      const lend = (lent: Connection): void => {
        clearTimeout(timer);
        resolve(lent);
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(lend), 1);
        reject(new StoreUnavailable('too many reads at once'));
      }, limits.readerPatienceMs);
      waiting.push(lend);
    });
  };

  const discard = ({ database }: Connection): void => {
    database.close();
    opened -= 1;
    if (isClosing && opened === 0) allClosed.resolve();
  };

  const giveBack = (lent: Connection): void => {
    try {
      if (lent.database.inTransaction) lent.database.exec('COMMIT');
    } catch {
      discard(lent);
      return;
    }
    const next = waiting.shift();
    if (next) next(lent);
    else if (isClosing) discard(lent);
    else idle.push(lent);
  };

  return {
    async read(query) {
      const lent = await borrow();
      const turn = newTurn('read');
      try {
        lent.database.exec('BEGIN');
        return await takeTurn(turn, limits.readLimitMs, () => query(lent.handleFor(turn)));
      } catch (error) {
        const cause = asUnavailable(turn.failure);
        throw cause instanceof StoreUnavailable ? cause : asUnavailable(error);
      } finally {
        giveBack(lent);
      }
    },
    async close() {
      isClosing = true;
      if (opened === 0) allClosed.resolve();
      for (const connection of idle.splice(0)) discard(connection);
      await allClosed.promise;
    },
  };
};
