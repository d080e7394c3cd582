/** What a database is made of, seen past the store, on the engine of this run. */
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import pg from 'pg';
import { dialect } from '../dialect.ts';
import { type Migration, pendingMigrations } from '../migrations.ts';
import { fileOf } from './specimens.ts';

export interface Column {
  readonly table: string;
  readonly name: string;
  /** As the engine spells it. */
  readonly type: string;
}

export interface Connection {
  run(statement: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Every migration there is, oldest first. */
export const allMigrations: readonly Migration[] = pendingMigrations(
  fileURLToPath(new URL(`../migrations/${dialect}`, import.meta.url)),
  [],
);

export const connectTo = async (url: string): Promise<Connection> => {
  if (dialect === 'sqlite') {
    const connection = new Database(fileOf(url));
    return {
      async run(statement, values = []) {
        const prepared = connection.prepare<unknown[], Record<string, unknown>>(statement);
        if (prepared.reader) return prepared.all(...values);
        prepared.run(...values);
        return [];
      },
      close: async () => void connection.close(),
    };
  }
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  return {
    run: async (statement, values = []) => (await client.query(statement, [...values])).rows,
    close: () => client.end(),
  };
};

/** Applies a migration as `migrate` would. */
export const applyMigration = async ({ run }: Connection, migration: Migration): Promise<void> => {
  const applied = dialect === 'sqlite' ? '__drizzle_migrations' : 'drizzle.__drizzle_migrations';
  if (dialect === 'postgresql') await run('CREATE SCHEMA IF NOT EXISTS drizzle');
  await run(`CREATE TABLE IF NOT EXISTS ${applied} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)`);
  for (const statement of migration.statements) await run(statement);
  await run(`INSERT INTO ${applied} (hash, created_at) VALUES ('${migration.hash}', ${migration.createdAt})`);
};

/** Every column of every table of ours. */
export const columnsIn = async ({ run }: Connection): Promise<readonly Column[]> => {
  const rows = await run(
    dialect === 'sqlite'
      ? `SELECT t.name AS "table", c.name, c.type FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
         WHERE t.type = 'table' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY 1, c.cid`
      : `SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
         FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 ORDER BY 1, a.attnum`,
  );
  return rows.map(({ table, name, type }) => ({ table: String(table), name: String(name), type: String(type) }));
};

/** Everything that a migration may change, as text: tables, columns, indexes, and which migrations were applied. */
export const describeSchema = async ({ run }: Connection): Promise<readonly string[]> => {
  const statements =
    dialect === 'sqlite'
      ? ['SELECT name, sql FROM sqlite_schema ORDER BY 1, 2', 'SELECT hash FROM __drizzle_migrations ORDER BY 1']
      : [
          `SELECT attrelid::regclass::text, attname, atttypid, attnotnull, atthasdef FROM pg_attribute
           JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace ORDER BY 1, 2`,
          'SELECT hash FROM drizzle.__drizzle_migrations ORDER BY 1',
        ];
  const described: string[] = [];
  for (const statement of statements) for (const row of await run(statement)) described.push(JSON.stringify(row));
  return described;
};
