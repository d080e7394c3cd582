/** One connection to the file, and what each of them needs: pragmas, the lock taken with patience, errors understood. */
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { StoreUnavailable } from '../../unavailable.ts';

/** At the start nobody is being served, and a process that starts beside us may hold the file for a moment. */
const openingPatienceMs = 5_000;
/** A wait on a lock stops the whole process, so it is short here and repeated with yields in `begin`. */
const busyTimeoutMs = 10;
/** Small beside the patience, as a neighbour that writes without a pause leaves gaps of less than a millisecond. */
const pauseMaxMs = 30;

/** @throws StoreUnavailable when the file cannot be opened */
export const connect = (file: string, use: 'read' | 'write'): Database.Database => {
  try {
    const connection = new Database(file, { readonly: use === 'read', timeout: openingPatienceMs });
    if (use === 'write') {
      connection.pragma('journal_mode = WAL');
      // FULL, so that a commit that was answered survives power loss; group commit pays for it.
      connection.pragma('synchronous = FULL');
      connection.pragma('journal_size_limit = 67108864');
    }
    connection.pragma('foreign_keys = ON');
    connection.pragma('cache_size = -16000');
    connection.pragma('temp_store = MEMORY');
    connection.pragma(`busy_timeout = ${busyTimeoutMs}`);
    return connection;
  } catch (error) {
    throw asUnavailable(error);
  }
};

/** Begins a transaction that may write, waiting for the lock up to `patienceMs` without stopping the process. */
export const begin = async (connection: Database.Database, patienceMs: number): Promise<void> => {
  // Left behind by a ROLLBACK that failed.
  if (connection.inTransaction) connection.exec('ROLLBACK');
  const giveUpAt = performance.now() + patienceMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, pauseMaxMs)) {
    try {
      // IMMEDIATE: upgrading a deferred transaction fails with SQLITE_BUSY_SNAPSHOT.
      connection.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
      await wait(pauseMs * (0.5 + Math.random()));
    }
  }
};

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

/** Not READONLY by itself: that is a write through a reader, which is our mistake and stays so. */
const unavailableCodes = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY_|NOMEM|CORRUPT|NOTADB|PROTOCOL)/;

/** Turns what the engine says when it cannot serve into `StoreUnavailable`; passes everything else on. */
export const asUnavailable = (error: unknown): unknown =>
  error instanceof Database.SqliteError && unavailableCodes.test(error.code)
    ? new StoreUnavailable(`SQLite: ${error.code}`, error)
    : error;
