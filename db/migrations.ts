/**
 * What brings a database up to date. Unlike drizzle's migrator, which compares with the newest applied one and takes no
 * lock, nothing is skipped in silence: whatever the journal lists and the database lacks is pending.
 */
import { readMigrationFiles } from 'drizzle-orm/migrator';

export interface Migration {
  /** When it was generated, in ms: its identity in the journal and in the database. */
  readonly createdAt: number;
  readonly hash: string;
  readonly statements: readonly string[];
}

/** The migrations of `folder` that are not among the `applied`, in the journal's order. */
export const pendingMigrations = (
  folder: string,
  applied: readonly { readonly created_at: number | string }[],
): Migration[] => {
  const known = new Set(applied.map((row) => Number(row.created_at)));
  return readMigrationFiles({ migrationsFolder: folder })
    .filter((migration) => !known.has(migration.folderMillis))
    .map(({ folderMillis, hash, sql }) => ({ createdAt: folderMillis, hash, statements: sql }));
};
