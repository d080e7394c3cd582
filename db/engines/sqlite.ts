/**
 * SQLite: readers on WAL snapshots and one writer behind a queue. Nothing here waits on a lock for longer than a few
 * milliseconds at a time, as better-sqlite3 would stop the whole process meanwhile.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import type { Store } from '../store.ts';
import { refuseNested } from '../turn.ts';
import { backup } from './sqlite/backup.ts';
import { connect } from './sqlite/connection.ts';
import { migrate } from './sqlite/migrate.ts';
import { openReaders } from './sqlite/readers.ts';
import { openWriter } from './sqlite/writer.ts';

export interface SqliteLimits {
  /** How long a writer outside of this process may hold the lock before our writes are refused. */
  readonly lockPatienceMs: number;
  /** How long a read waits for one of the connections. */
  readonly readerPatienceMs: number;
  /** How long one read may hold its snapshot; the log cannot be cut shorter than the oldest snapshot. */
  readonly readLimitMs: number;
  readonly writeLimitMs: number;
}

const limits: SqliteLimits = {
  lockPatienceMs: 5_000,
  readerPatienceMs: 2_000,
  readLimitMs: 30_000,
  writeLimitMs: 15_000,
};

/** @param onWriter is handed the writing connection, so that a test can take its disk space away. */
export const openSqlite = (
  file: string,
  changed: Partial<SqliteLimits> = {},
  onWriter?: (writer: Database.Database) => void,
): Store => {
  const chosen = { ...limits, ...changed };
  mkdirSync(dirname(file), { recursive: true });
  const writer = openWriter(connect(file, 'write'), chosen, onWriter);
  const readers = openReaders(file, chosen);
  return {
    async read(query) {
      refuseNested('read');
      return readers.read(query);
    },
    async write(change) {
      refuseNested('write');
      return writer.write(change);
    },
    // One process serves: whatever happens in it, it tells itself.
    announce() {},
    hear: () => () => {},
    migrate: () => migrate(file),
    backup: (to) => backup(file, to),
    async close() {
      await readers.close();
      await writer.close();
    },
  };
};
