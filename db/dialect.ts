/**
 * Which engine this process runs on, decided once from `DATABASE_URL` (or the file that `DATABASE_URL_FILE` names):
 * table definitions are module-level values, so the choice must be known before the first one is imported.
 */
import { readFileSync } from 'node:fs';

export type Dialect = 'sqlite' | 'postgresql';

export const dialectOf = (databaseUrl: string | undefined): Dialect =>
  databaseUrl !== undefined && /^postgres(ql)?:\/\//.test(databaseUrl) ? 'postgresql' : 'sqlite';

const { DATABASE_URL_FILE: file, DATABASE_URL: url } = process.env;

export const dialect: Dialect = dialectOf(file === undefined ? url : readFileSync(file, 'utf8').trim());
