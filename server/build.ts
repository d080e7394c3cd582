/**
 * Builds the site, and knows when that is needless: the hash of everything that goes into the build is kept inside
 * `dist/`, written last, so that a build that broke off is never taken for a finished one.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const hashFile = join(root, 'dist', '.source-hash');
const steps = [['node_modules/astro/bin/astro.mjs', 'build'], ['server/buildWorker.ts']];
const sources = [
  'site/**/*',
  'public/**/*',
  'server/**/*.shared.ts',
  'server/build.ts',
  'server/buildWorker.ts',
  'astro.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];
/** Below this, compressing saves no packet. */
const worthCompressingBytes = 512;
const isTest = /^site\/e2e\/|\.test\.ts$/;

function hashSources(): string {
  const hash = createHash('sha256');
  for (const path of globSync(sources, { cwd: root }).sort()) {
    if (isTest.test(path) || !statSync(join(root, path)).isFile()) continue;
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function isBuilt(hash: string): boolean {
  try {
    return readFileSync(hashFile, 'utf8') === hash;
  } catch {
    return false;
  }
}

/** Puts compressed copies beside the files that browsers get, so that the best level costs no request anything. */
function precompress(): void {
  for (const path of globSync('dist/client/**/*.{js,css,svg,txt,json}', { cwd: root })) {
    const file = join(root, path);
    const content = readFileSync(file);
    if (content.length < worthCompressingBytes) continue;
    writeFileSync(`${file}.br`, brotliCompressSync(content));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

/** Builds now. Throws when a step fails; the build's own output goes to standard error, so that JSON stays clean. */
export function build(): void {
  // Taken first: what changes while the build runs makes the next start build again.
  const hash = hashSources();
  rmSync(hashFile, { force: true });
  // Of the caller's environment only what a program needs to run: a test's own DEV and NODE_ENV would make it a build
  // for development, whose pages are drawn from fixtures.
  // biome-ignore lint/style/noProcessEnv: handed on, not read.
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' };
  for (const [script = '', ...args] of steps) {
    const run = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, env, stdio: ['ignore', 2, 2] });
    if (run.status !== 0)
      throw new Error(`The site could not be built: ${script} ended with ${run.status ?? run.signal}`);
  }
  precompress();
  writeFileSync(hashFile, hash);
}

/** Builds when anything that goes into the build has changed since the last one. */
export function ensureBuilt(): void {
  if (!isBuilt(hashSources())) build();
}

if (import.meta.main) build();
