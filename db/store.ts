/**
 * The store: `read` and `write` are all there is, both async on both engines. A write that was answered has survived a
 * power cut; a write that threw has left nothing behind. A write may run more than once, so inside it only the database
 * is awaited.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { dialectOf } from './dialect.ts';

type Schemaless = NodePgDatabase<Record<string, never>>;

/** What a read may do. */
export type Reader = Pick<Schemaless, 'select' | 'selectDistinct' | '$with' | 'with' | '$count'>;

/** What a write may do. */
export type Tx = Reader & Pick<Schemaless, 'insert' | 'update' | 'delete'>;

export interface Store {
  /** Runs `query` on a snapshot (SQLite) or on the pool (PostgreSQL). */
  read<T>(query: (reader: Reader) => Promise<T>): Promise<T>;
  /**
   * Runs `change` in one transaction and answers after its commit.
   * @throws StoreUnavailable when the database is away, locked, full or too contended; nothing was written.
   */
  write<T>(change: (tx: Tx) => Promise<T>): Promise<T>;
  /** Brings the schema up to date; of several nodes that start together one does it. */
  migrate(): Promise<void>;
  /** Writes a consistent copy to `file` while the store is in use. SQLite only; PostgreSQL has pg_dump. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

/** The database cannot take the request now. Answered as 503 with Retry-After, never as success. */
export class StoreUnavailable extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'StoreUnavailable';
  }
}

const insideWrite = new AsyncLocalStorage<true>();

/** Runs `change` marked as inside a write, so that a nested one is caught in development and in production alike. */
export const asWrite = <T>(change: () => Promise<T>): Promise<T> => insideWrite.run(true, change);

export const refuseNestedWrite = (): void => {
  if (insideWrite.getStore()) throw new Error('store.write was called inside a write: hand the work on instead');
};

/** Opens the store that `databaseUrl` names: `postgres://…`, or a file path with or without `file:`. */
export const openStore = async (databaseUrl: string): Promise<Store> => {
  if (dialectOf(databaseUrl) === 'postgresql') {
    const { openPostgresql } = await import('./engines/pg.ts');
    return openPostgresql(databaseUrl);
  }
  const { openSqlite } = await import('./engines/sqlite.ts');
  return openSqlite(databaseUrl.replace(/^file:(\/\/)?/, ''));
};
