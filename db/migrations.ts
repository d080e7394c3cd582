/** Guards what drizzle's migrator does not: it skips a migration that is older than the newest applied one in silence. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const refuseUnappliedMigrations = (folder: string, applied: readonly { created_at: number | string }[]): void => {
  const journal: { entries: { when: number; tag: string }[] } = JSON.parse(
    readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'),
  );
  const times = new Set(applied.map((row) => Number(row.created_at)));
  const missing = journal.entries.filter((entry) => !times.has(entry.when)).map((entry) => entry.tag);
  if (missing.length > 0) throw new Error(`These migrations were skipped: ${missing.join(', ')}`);
};
