/** What a read or write is handed: drizzle's query builder over one connection, alive for one turn. */
import { NodePgSession } from 'drizzle-orm/node-postgres';
import { PgDatabase, PgDialect } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import type { Tx } from '../../store.ts';
import { checkTurn, type Turn } from '../../turn.ts';
import { isStaleStatement } from './errors.ts';
import type { StatementNames } from './statements.ts';

/** Shared, as it remembers the name of every column. */
const dialect = new PgDialect({ casing: 'snake_case' });

export const handleOn = (connection: pg.PoolClient, names: StatementNames, turn: Turn): Tx => {
  // One at a time, as pg will no longer queue for us and what follows a failure must not run.
  let last: Promise<unknown> = Promise.resolve();

  const run = async (statement: pg.QueryConfig, values: unknown[]): Promise<unknown> => {
    checkTurn(turn);
    try {
      return await connection.query({ ...statement, name: names.nameOf(statement.text) }, values);
    } catch (error) {
      if (isStaleStatement(error)) names.renew();
      turn.failure = error instanceof Error ? error : new Error(String(error));
      // The detail repeats the row: personal data, on its way to the log.
      if ('detail' in turn.failure) turn.failure.detail = undefined;
      throw error;
    }
  };
  const client = {
    query: (statement: pg.QueryConfig, values: unknown[]) => {
      const result = last.then(() => run(statement, values));
      last = result.catch(() => {});
      return result;
    },
  };
  // A session only ever calls `query`.
  const session = new NodePgSession(client as unknown as pg.PoolClient, dialect, undefined);
  return new PgDatabase(dialect, session, undefined) as unknown as Tx;
};
