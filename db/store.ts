/**
 * The store: `read` and `write` are all there is, both async on both engines. A write that was answered has survived a
 * power cut; a write that threw has left nothing behind. Either may run more than once, so inside it only the database is
 * awaited.
 */
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { dialect, dialectOf } from './dialect.ts';

export { StoreUnavailable } from './unavailable.ts';

type Schemaless = NodePgDatabase<Record<string, never>>;

/** What a read may do. */
export type Reader = Pick<Schemaless, 'select' | 'selectDistinct' | '$with' | 'with' | '$count'>;

/** What a write may do. */
export type Tx = Reader & Pick<Schemaless, 'insert' | 'update' | 'delete'>;

export interface Ears {
  heard(payload: string): void;
  /** From here on everything is heard, until it is told again: what was announced before may have been missed. */
  listening(): void;
}

export interface Store {
  /**
   * Runs `query` on one snapshot: all its selects see the same instant, on both engines.
   * @throws StoreUnavailable when the database is away, busy beyond patience, or `query` takes more than 30 s
   */
  read<T>(query: (reader: Reader) => Promise<T>): Promise<T>;
  /**
   * Runs `change` in one transaction and answers after its commit. A statement that fails ends the transaction, so a
   * unique violation is caught around the write, not inside of it.
   * @throws StoreUnavailable when the database is away, locked, full or too contended, or `change` takes more than 15 s.
   *   Nothing was written, save when PostgreSQL went away during the very commit and did not come back to tell.
   */
  write<T>(change: (tx: Tx) => Promise<T>): Promise<T>;
  /** Tells the other processes on this database, as well as that goes; SQLite's have no way. At most 7,900 bytes. */
  announce(payload: string): void;
  /** Hears what all processes on this database announce, this one among them; call what it returns to stop. */
  hear(ears: Ears): () => void;
  /** Brings the schema up to date; of several nodes that start together one does it. */
  migrate(): Promise<void>;
  /** Writes a consistent copy to `file` while the store is in use. SQLite only; PostgreSQL has pg_dump. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the store that `databaseUrl` names: `postgres://…`, or a file path with or without `file:`. */
export const openStore = async (databaseUrl: string): Promise<Store> => {
  if (dialectOf(databaseUrl) !== dialect)
    throw new Error(`The schema of this process is ${dialect}'s: set DATABASE_URL`);
  if (dialect === 'postgresql') {
    const { openPostgresql } = await import('./engines/pg.ts');
    return openPostgresql(databaseUrl);
  }
  const { openSqlite } = await import('./engines/sqlite.ts');
  return openSqlite(sqliteFile(databaseUrl));
};

/** @returns the path of the file that `databaseUrl` names; null for a database on a server */
export const databaseFile = (databaseUrl: string): string | null =>
  dialectOf(databaseUrl) === 'sqlite' ? sqliteFile(databaseUrl) : null;

const sqliteFile = (databaseUrl: string): string => databaseUrl.replace(/^file:(\/\/)?/, '');
