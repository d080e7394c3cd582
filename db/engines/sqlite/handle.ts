/**
 * What a read or write is handed: drizzle's query builder over one connection, alive for one turn. Statements are kept
 * by their text for as long as the connection lives, as preparing one per call is slow and holds memory.
 */
import type Database from 'better-sqlite3';
import { BetterSQLiteSession } from 'drizzle-orm/better-sqlite3';
import { BaseSQLiteDatabase, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { LRUCache } from 'lru-cache';
import type { Tx } from '../../store.ts';
import { checkTurn, type Turn } from '../../turn.ts';

/** Shared, as it remembers the name of every column. */
const dialect = new SQLiteSyncDialect({ casing: 'snake_case' });

export type HandleFor = (turn: Turn) => Tx;

export const handlesOn = (connection: Database.Database): HandleFor => {
  const statements = new LRUCache<string, Database.Statement>({ max: 500 });

  /** A statement remembers `raw()`, so the one that answers with arrays is a statement of its own. */
  const prepare = (sql: string, raw: boolean): Database.Statement => {
    const key = raw ? `raw:${sql}` : sql;
    const known = statements.get(key);
    if (known) return known;
    const statement = connection.prepare(sql);
    if (raw) statement.raw();
    statements.set(key, statement);
    return statement;
  };

  return (turn) => {
    const run = <T>(sql: string, raw: boolean, call: (statement: Database.Statement) => T): T => {
      checkTurn(turn);
      try {
        // SQLite rolls back by itself when the disk is full; what came after would commit on its own.
        if (!connection.inTransaction) throw new Error('SQLite has given the transaction up');
        return call(prepare(sql, raw));
      } catch (error) {
        turn.failure = error instanceof Error ? error : new Error(String(error));
        throw error;
      }
    };
    const client = {
      prepare: (sql: string) => ({
        // Named as the types, which are PostgreSQL's, have it.
        run: (...params: unknown[]) => ({
          rowCount: run(sql, false, (statement) => statement.run(...params)).changes,
          rows: [],
        }),
        get: (...params: unknown[]) => run(sql, false, (statement) => statement.get(...params)),
        all: (...params: unknown[]) => run(sql, false, (statement) => statement.all(...params)),
        raw: () => ({
          get: (...params: unknown[]) => run(sql, true, (statement) => statement.get(...params)),
          all: (...params: unknown[]) => run(sql, true, (statement) => statement.all(...params)),
        }),
      }),
    };
    // A session only ever calls `prepare`. The types of what it builds are PostgreSQL's: see columns.ts.
    const session = new BetterSQLiteSession(client as unknown as Database.Database, dialect, undefined);
    return new BaseSQLiteDatabase('sync', dialect, session, undefined) as unknown as Tx;
  };
};
