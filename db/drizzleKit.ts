/**
 * Runs drizzle-kit for one engine. The schema decides its dialect from DATABASE_URL, so every run gets a URL of the
 * engine's kind; nothing is ever connected to.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgresql from '../drizzle.postgresql.config.ts';
import sqlite from '../drizzle.sqlite.config.ts';

export type Engine = 'sqlite' | 'postgresql';
export const engines: readonly Engine[] = ['sqlite', 'postgresql'];

export const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs');
const configs = { sqlite, postgresql };
const urls = { sqlite: 'file:x', postgresql: 'postgres://x' };

/** Where the engine's migrations are kept, from the top of the project. */
export const migrationsFolder = (engine: Engine): string => configs[engine].out ?? `db/migrations/${engine}`;

/** `drizzle-kit generate` into `out` (a path from the top of the project; by default the engine's own folder). */
export function generate(
  engine: Engine,
  options: { out?: string; name?: string | undefined; output: 'inherit' | 'pipe' },
): { exitCode: number; output: string } {
  const { dialect, schema, casing } = configs[engine];
  // drizzle-kit refuses options beside --config, so the config is handed over as options.
  const args = ['generate', '--dialect', dialect, '--schema', String(schema), '--casing', String(casing)];
  args.push('--out', options.out ?? migrationsFolder(engine));
  if (options.name !== undefined) args.push('--name', options.name);
  const run = spawnSync(process.execPath, [bin, ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: urls[engine] },
    stdio: options.output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (run.error) throw run.error;
  return { exitCode: run.status ?? 1, output: `${run.stdout ?? ''}${run.stderr ?? ''}` };
}
