/** Brings the file up to date under its write lock, in one transaction: all of it or, when killed, nothing. */
import { fileURLToPath } from 'node:url';
import { pendingMigrations } from '../../migrations.ts';
import { asUnavailable, begin, connect } from './connection.ts';

const folder = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url));
/** Another process that starts with us may be migrating. */
const lockPatienceMs = 60_000;

export const migrate = async (file: string): Promise<void> => {
  // A connection of its own, for the writer may be in the middle of a transaction.
  const connection = connect(file, 'write');
  try {
    // Rebuilding a table drops the old one, which would delete what refers to it. It has no effect inside a transaction.
    connection.pragma('foreign_keys = OFF');
    await begin(connection, lockPatienceMs);
    connection.exec(
      'CREATE TABLE IF NOT EXISTS __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)',
    );
    const applied = connection.prepare<[], { created_at: number }>('SELECT created_at FROM __drizzle_migrations').all();
    for (const { statements, hash, createdAt } of pendingMigrations(folder, applied)) {
      for (const statement of statements) connection.exec(statement);
      connection.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)').run(hash, createdAt);
    }
    const broken = connection.pragma('foreign_key_check');
    if (Array.isArray(broken) && broken.length > 0) throw new Error('The migrations left references to missing rows');
    connection.exec('COMMIT');
  } catch (error) {
    throw asUnavailable(error);
  } finally {
    // Closing rolls back what was not committed.
    connection.close();
  }
};
