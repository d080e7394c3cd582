/**
 * SQLite: readers on WAL snapshots, one writer behind a queue. Writes that wait together share one commit, each in its
 * own savepoint, and none is answered before that commit has reached the disk.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { LRUCache } from 'lru-cache';
import { refuseUnappliedMigrations } from '../migrations.ts';
import { asWrite, type Reader, refuseNestedWrite, type Store, StoreUnavailable, type Tx } from '../store.ts';

/** More in one commit gains little (measured: 39k/s at 64) and delays the first of them. */
const groupMax = 64;
const readersMax = 8;
/** How long a writer outside of this process may hold the lock before our writes are refused. */
const lockPatienceMs = 5_000;
const migrationsFolder = fileURLToPath(new URL('../migrations/sqlite', import.meta.url));

interface Pending {
  readonly change: (tx: Tx) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export const openSqlite = (file: string): Store => {
  mkdirSync(dirname(file), { recursive: true });
  const writer = open(file, false);
  // FULL, so that a commit that was answered survives power loss; group commit pays for it.
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  writer.pragma('journal_size_limit = 67108864');
  const tx = drizzle({ client: cachingStatements(writer), casing: 'snake_case' }) as unknown as Tx;

  const idle: { connection: Database.Database; reader: Reader }[] = [];
  const waitingReads: ((lent: (typeof idle)[number]) => void)[] = [];
  let readers = 0;

  const borrowReader = async (): Promise<(typeof idle)[number]> => {
    const free = idle.pop();
    if (free) return free;
    if (readers < readersMax) {
      readers += 1;
      const connection = open(file, true);
      const reader = drizzle({ client: cachingStatements(connection), casing: 'snake_case' }) as unknown as Reader;
      return { connection, reader };
    }
    return new Promise((resolve) => waitingReads.push(resolve));
  };

  const queue: Pending[] = [];
  let draining: Promise<void> | null = null;

  const drain = async (): Promise<void> => {
    // One turn of the event loop lets requests that arrived together join the same commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (queue.length > 0) await commitGroup(writer, tx, queue);
    draining = null;
  };

  return {
    async read(query) {
      const lent = await borrowReader();
      try {
        lent.connection.exec('BEGIN');
        return await query(lent.reader);
      } catch (error) {
        throw asUnavailable(error);
      } finally {
        if (lent.connection.inTransaction) lent.connection.exec('COMMIT');
        const next = waitingReads.shift();
        if (next) next(lent);
        else idle.push(lent);
      }
    },
    write(change) {
      refuseNestedWrite();
      return new Promise((resolve, reject) => {
        queue.push({ change, resolve: resolve as (value: unknown) => void, reject });
        draining ??= drain();
      });
    },
    async migrate() {
      migrate(drizzle({ client: writer, casing: 'snake_case' }), { migrationsFolder });
      refuseUnappliedMigrations(
        migrationsFolder,
        writer.prepare<[], { created_at: number }>('select created_at from __drizzle_migrations').all(),
      );
    },
    async backup(to) {
      await writer.backup(to);
    },
    async close() {
      await draining;
      for (const { connection } of idle) connection.close();
      writer.pragma('wal_checkpoint(TRUNCATE)');
      writer.close();
    },
  };
};

const open = (file: string, readonly: boolean): Database.Database => {
  // A wait on a lock freezes the whole process, so it is short here and repeated with yields in `begin`.
  const connection = new Database(file, { readonly, timeout: 20 });
  connection.pragma('foreign_keys = ON');
  connection.pragma('cache_size = -16000');
  connection.pragma('temp_store = MEMORY');
  return connection;
};

/** Runs waiting writes, each in its savepoint, commits them together and only then answers each. */
const commitGroup = async (writer: Database.Database, tx: Tx, queue: Pending[]): Promise<void> => {
  try {
    await begin(writer);
  } catch (error) {
    for (const pending of queue.splice(0)) pending.reject(asUnavailable(error));
    return;
  }
  const answers: { readonly pending: Pending; readonly answer: () => void }[] = [];
  try {
    for (let pending = queue.shift(); pending; pending = answers.length < groupMax ? queue.shift() : undefined) {
      const { change, resolve, reject } = pending;
      writer.exec('SAVEPOINT one');
      try {
        const value = await asWrite(() => change(tx));
        writer.exec('RELEASE one');
        answers.push({ pending, answer: () => resolve(value) });
      } catch (error) {
        answers.push({ pending, answer: () => reject(asUnavailable(error)) });
        // A full disk makes SQLite roll the whole transaction back by itself: the others of the group are gone as well.
        if (!writer.inTransaction) throw error;
        writer.exec('ROLLBACK TO one');
        writer.exec('RELEASE one');
      }
    }
    writer.exec('COMMIT');
  } catch (error) {
    if (writer.inTransaction) writer.exec('ROLLBACK');
    for (const { pending } of answers) pending.reject(asUnavailable(error, 'the write could not be committed'));
    return;
  }
  for (const { answer } of answers) answer();
};

const begin = async (writer: Database.Database): Promise<void> => {
  const giveUpAt = performance.now() + lockPatienceMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 200)) {
    try {
      // IMMEDIATE: upgrading a deferred transaction fails with SQLITE_BUSY_SNAPSHOT.
      writer.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
      await wait(pauseMs * (0.5 + Math.random()));
    }
  }
};

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

const unavailableCodes = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|NOMEM|CORRUPT|PROTOCOL)/;

/** Turns what the engine says when it cannot serve into `StoreUnavailable`; passes everything else on. */
const asUnavailable = (error: unknown, otherwise?: string): unknown => {
  if (error instanceof StoreUnavailable) return error;
  const cause = error instanceof Error && error.cause instanceof Database.SqliteError ? error.cause : error;
  if (cause instanceof Database.SqliteError && unavailableCodes.test(cause.code)) {
    return new StoreUnavailable(`SQLite: ${cause.code}`, error);
  }
  return otherwise === undefined ? error : new StoreUnavailable(otherwise, error);
};

/**
 * Drizzle prepares a statement for each call, which is slow and holds memory. This keeps them by their text. A
 * statement remembers `raw()`, so the raw twin is a statement of its own.
 */
const cachingStatements = (connection: Database.Database): Database.Database => {
  const statements = new LRUCache<string, Database.Statement>({ max: 500 });
  const prepare = (sql: string, raw: boolean): Database.Statement => {
    const key = raw ? `raw:${sql}` : sql;
    let statement = statements.get(key);
    if (!statement) {
      statement = connection.prepare(sql);
      if (raw) statement.raw();
      statements.set(key, statement);
    }
    return statement;
  };
  const lazily = (sql: string) => ({
    run: (...params: unknown[]) => prepare(sql, false).run(...params),
    get: (...params: unknown[]) => prepare(sql, false).get(...params),
    all: (...params: unknown[]) => prepare(sql, false).all(...params),
    raw: () => prepare(sql, true),
  });
  return new Proxy(connection, {
    get: (target, property) => {
      if (property === 'prepare') return lazily;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
};
