/**
 * Fails when either engine's migrations lag behind the schema: it generates into a copy and expects no new file.
 * It never writes into the project.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Engine, engines, generate, migrationsFolder, root } from './drizzleKit.ts';

const migrationsIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.sql')) : [];

/** What is wrong with one engine's migrations, or null. */
function findLag(engine: Engine): string | null {
  const copy = mkdtempSync(join(tmpdir(), `doorstep-migrations-${engine}-`));
  try {
    const kept = join(root, migrationsFolder(engine));
    if (migrationsIn(kept).length === 0) return `${migrationsFolder(engine)} holds no migration`;
    cpSync(kept, copy, { recursive: true });
    const before = migrationsIn(copy).length;
    const { exitCode, output } = generate(engine, { out: relative(root, copy), output: 'pipe' });
    // Without a terminal drizzle-kit cannot ask whether a column was renamed; it then fails, at times with exit code 0.
    if (output.includes('Interactive prompts')) return `${migrationsFolder(engine)} lacks a rename`;
    if (migrationsIn(copy).length > before) return `${migrationsFolder(engine)} lacks what the schema says`;
    if (exitCode === 0 && output.includes('nothing to migrate')) return null;
    return `drizzle-kit failed for ${engine}: ${/^\w*Error: .*$/m.exec(output)?.[0] ?? output.trim()}`;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const lags = engines.map(findLag).filter((lag) => lag !== null);
if (lags.length === 0) {
  console.log('migrations: in step with the schema on both engines');
} else {
  console.error(`migrations: out of step (run \`npm run migrations -- NAME\`): ${lags.join('; ')}`);
  process.exit(1);
}
