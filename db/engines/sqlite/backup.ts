/**
 * A consistent copy of the file while it is in use: the state of one snapshot, copied in small steps between which
 * others are served. The copy appears under its name only when it is complete.
 */
import { renameSync, rmSync } from 'node:fs';
import { asUnavailable, connect } from './connection.ts';

const pagesPerStep = 256;
const besides = ['-wal', '-shm', '-journal'];

export const backup = async (file: string, to: string): Promise<void> => {
  const partial = `${to}.partial`;
  for (const name of ['', ...besides]) rmSync(`${partial}${name}`, { force: true });
  // A connection of its own: the writer's is in a transaction most of the time, and without a snapshot held each write
  // would start the copying anew.
  const source = connect(file, 'read');
  try {
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await source.backup(partial, { progress: () => pagesPerStep });
    // What lies beside an older copy would be replayed into the new one.
    for (const name of besides) rmSync(`${to}${name}`, { force: true });
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { force: true });
    throw asUnavailable(error);
  } finally {
    source.close();
  }
};
