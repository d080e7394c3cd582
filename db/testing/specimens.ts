/** A table with a column of every kind and the plainest way to create it, for the tests of the store itself. */
import Database from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import pg from 'pg';
import { amount, boolean, bytes, instant, integer, json, table, text, uniqueIndex } from '../columns.ts';
import { dialectOf } from '../dialect.ts';

export const specimens = table(
  'specimens',
  {
    id: text().primaryKey(),
    word: text(),
    note: text(),
    flag: boolean(),
    at: instant(),
    small: integer(),
    sum: amount(),
    data: json<unknown>(),
    raw: bytes(),
  },
  (t) => [uniqueIndex('specimens_word').on(t.word)],
);

/** The path of an SQLite database of tests. */
export const fileOf = (url: string): string => url.replace(/^file:/, '');

/** Runs a statement past the store. */
export const runOutside = async (url: string, statement: string): Promise<void> => {
  if (dialectOf(url) === 'sqlite') {
    const connection = new Database(fileOf(url));
    connection.pragma('journal_mode = WAL');
    connection.exec(statement);
    connection.close();
    return;
  }
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
};

export const createSpecimens = async (url: string): Promise<void> => {
  const columns = Object.entries(getTableColumns(specimens)).map(
    ([name, column]) => `${name} ${column.getSQLType()}${column.notNull ? ' NOT NULL' : ''}`,
  );
  await runOutside(url, `CREATE TABLE specimens (${columns.join(', ')}, PRIMARY KEY (id))`);
  await runOutside(url, 'CREATE UNIQUE INDEX specimens_word ON specimens (word)');
};
