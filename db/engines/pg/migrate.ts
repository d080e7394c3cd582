/** Brings the database up to date, in one transaction that holds a lock: of nodes that start together one does it. */
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { pendingMigrations } from '../../migrations.ts';
import { asUnavailable } from './errors.ts';

const folder = fileURLToPath(new URL('../../migrations/postgresql', import.meta.url));
/** Any fixed number of our own. */
const migrationLock = 7_364_110_251;

/** On a connection of its own, for none of the pool's time limits may end a migration. */
export const migrate = async (url: string): Promise<void> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'doorstep',
    connectionTimeoutMillis: 10_000,
  });
  // The statement under way is told as well; without a listener the process would end.
  client.on('error', () => {});
  try {
    await client.connect();
    // READ COMMITTED, so that what the node before us has done is seen once the lock is ours.
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    for (const { statements, hash, createdAt } of pendingMigrations(folder, await listApplied(client))) {
      for (const statement of statements) await client.query(statement);
      await client.query('INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ($1, $2)', [
        hash,
        createdAt,
      ]);
    }
    await client.query('COMMIT');
  } catch (error) {
    throw asUnavailable(error);
  } finally {
    // Ending the connection rolls back what was not committed.
    await client.end();
  }
};

const listApplied = async (client: pg.Client): Promise<{ created_at: string }[]> => {
  const table = 'drizzle.__drizzle_migrations';
  const { rows } = await client.query<{ exists: boolean }>(`SELECT to_regclass('${table}') IS NOT NULL AS exists`);
  if (!rows[0]?.exists) {
    await client.query('CREATE SCHEMA IF NOT EXISTS drizzle');
    await client.query(`CREATE TABLE ${table} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)`);
  }
  const applied = await client.query<{ created_at: string }>(`SELECT created_at FROM ${table}`);
  return applied.rows;
};
