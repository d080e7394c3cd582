/**
 * `npm test`: a browser, a built site, then every test on both engines. It says at the end what was run, in one plain
 * line, and never calls a run good that did not take place: what could not be prepared counts as failed.
 *
 * `npm test -- server/orders` runs what matches; arguments go to vitest.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../build.ts';
import { ensureBrowser } from './browser.ts';
import { type Count, countTests } from './countTests.ts';

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const filters = process.argv.slice(2);

/** Whether the browser tests may be among what the filters match. */
function includesBrowserTests(): boolean {
  const paths = filters.filter((filter) => filter.includes('/') || filter.includes('.'));
  return paths.length === 0 || paths.some((path) => /^(\.\/)?site(\/e2e|\/?$)|e2e/.test(path));
}

/** Answers what went wrong, or null. */
function attempt(step: () => void): string | null {
  try {
    step();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function runVitest(projects: readonly string[]): Count {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-report-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--silent=passed-only'];
    const run = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...projects, ...filters], {
      stdio: 'inherit',
    });
    return countTests(attemptRead(report), run.status ?? 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function attemptRead(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

const hindrances: string[] = [];
if (includesBrowserTests()) {
  for (const step of [() => void ensureBrowser(), ensureBuilt]) {
    const hindrance = attempt(step);
    if (hindrance !== null) hindrances.push(hindrance);
  }
}
const count = runVitest(hindrances.length > 0 ? ['--project=!browser'] : []);
for (const hindrance of hindrances) console.error(`\nThe browser tests did not run. ${hindrance}`);

const failed = count.failed + hindrances.length;
const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
console.log(`\n${count.passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed > 0 ? 1 : 0;
