/**
 * Breaks every rule of `.dependency-cruiser.mjs` once, in a tree made for it, and expects exactly those breaches: a
 * rule that stopped matching and a rule that refuses what is allowed both fail here.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import config from '../../.dependency-cruiser.mjs';

const fromTop = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const configFile = fromTop('.dependency-cruiser.mjs');
const depcruise = fromTop('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const value = (...paths: string[]): string => paths.map((path) => `import '${path}';\n`).join('');
const types = (...paths: string[]): string => paths.map((path) => `import type { A } from '${path}';\n`).join('');

/** What every other file may lean on. */
const plain: Record<string, string> = {
  'db/store.ts': 'export const a = 1;',
  'db/schema/index.ts': value('../store.ts'),
  'server/kit/ids.ts': value('zod'),
  'server/faults.ts': 'export const a = 1;',
  'server/http/session.ts': value('../kit/ids.ts', '../faults.ts', '../../db/store.ts'),
  'server/orders/index.ts': value('./verbs.ts'),
  'server/orders/verbs.ts': 'export type A = string;',
  'server/orders/sources/index.ts': 'export const a = 1;',
  'db/schema/words.ts': 'export const a = 1;',
  'server/orders/order.shared.ts': value('../../db/schema/words.ts'),
  'server/desk/index.ts': 'export const a = 1;',
  'server/portal.ts': types('./orders/index.ts'),
  'server/testing/store.ts': 'export const a = 1;',
  'site/lib/api.ts': 'export const a = 1;',
  'site/lib/paths.ts': 'export const a = 1;',
  'site/messages/en.ts': value('../lib/paths.ts'),
  'site/islands/orders/Items.tsx': 'export const a = 1;',
  'node_modules/zod/index.js': 'export const a = 1;',
  'node_modules/zod/package.json': '{"name":"zod","version":"1.0.0","type":"module","exports":"./index.js"}',
  'node_modules/solid-js/index.js': 'export const a = 1;',
  'node_modules/solid-js/package.json': '{"name":"solid-js","version":"1.0.0","type":"module","exports":"./index.js"}',
  'node_modules/knip/index.js': 'export const a = 1;',
  'node_modules/knip/package.json': '{"name":"knip","version":"1.0.0","type":"module","exports":"./index.js"}',
  'package.json':
    '{"type":"module","dependencies":{"zod":"1.0.0","solid-js":"1.0.0"},"devDependencies":{"knip":"1.0.0"}}',
};

const allowed: Record<string, string> = {
  'server/work.ts': `${value('../db/schema/index.ts', './kit/ids.ts')}${types('./orders/index.ts')}`,
  'server/source.ts': types('./orders/index.ts', './facts.ts'),
  'server/facts.ts': types('./orders/index.ts'),
  'server/alerts/index.ts': value('./raise.ts'),
  'server/alerts/raise.ts': value(
    '../kit/ids.ts',
    '../faults.ts',
    '../../db/schema/index.ts',
    '../work.ts',
    '../source.ts',
    '../orders/index.ts',
    '../orders/order.shared.ts',
    '../../site/messages/en.ts',
  ),
  'server/alerts/routes.ts': value('../http/session.ts'),
  'server/alerts/raise.test.ts': value('../testing/store.ts', '../orders/verbs.ts', '../desk/index.ts', 'knip'),
  'server/intake/apply.ts': value('../orders/index.ts', '../orders/sources/index.ts', '../alerts/index.ts'),
  'server/main.ts': value('./intake/apply.ts', './desk/index.ts', './orders/index.ts'),
  'site/pages/index.ts': `${types('../../server/portal.ts')}${value('../../server/orders/order.shared.ts')}`,
  'site/middleware.ts': "if (import.meta.env.DEV) await import('../server/main.ts');",
  'site/islands/orders/List.tsx': `${value('solid-js', '../../lib/api.ts', '../../../server/orders/order.shared.ts')}
    ${types('../../../server/portal.ts')}`,
  'site/sw/index.ts': value('../lib/paths.ts'),
};

/** rule → [the file that breaks it, what is in that file] */
const breaches: Record<string, [string, string]> = {
  'no-cycles': ['server/orders/a.ts', value('./b.ts')],
  'db-knows-nothing-of-ours': ['db/wrong.ts', value('../server/faults.ts')],
  'kit-knows-nothing-of-ours': ['server/kit/wrong.ts', types('../../db/store.ts')],
  'faults-know-nothing-of-ours': ['server/faults.ts', value('./kit/ids.ts')],
  'spine-takes-types-of-domains': ['server/facts.ts', value('./orders/index.ts')],
  'domain-through-index': ['server/alerts/wrong.ts', types('../orders/verbs.ts', '../desk/index.ts', '../portal.ts')],
  'http-only-for-routes': ['server/alerts/verbs.ts', value('../http/session.ts')],
  'http-knows-no-domain': ['server/http/wrong.ts', value('../orders/index.ts')],
  'runner-knows-no-domain': ['server/jobs/runner.ts', value('../orders/index.ts')],
  'composer-through-index': ['server/desk/wrong.ts', types('../orders/verbs.ts')],
  'server-takes-pure-words-of-the-site': ['server/app.ts', value('../site/lib/api.ts')],
  'site-words-are-pure': ['site/lib/format.ts', value('./api.ts')],
  'shared-is-pure': ['server/orders/wrong.shared.ts', value('node:crypto', 'zod')],
  'site-takes-types': ['site/pages/wrong.ts', types('../../server/portal.ts') + value('../../server/portal.ts')],
  'middleware-opens-the-portal-in-dev': ['site/middleware.ts', value('../server/portal.ts')],
  'site-knows-no-store': ['site/pages/store.ts', types('../../db/store.ts')],
  'islands-are-light': ['site/islands/orders/Heavy.tsx', value('zod')],
  'worker-without-islands': ['site/sw/push.ts', value('../islands/orders/Items.tsx')],
  'production-without-tests': ['server/cli.ts', value('./testing/store.ts')],
  'production-without-dev-dependencies': ['server/reactions.ts', value('knip')],
  'everything-resolves': ['server/main.ts', value('./absent.ts')],
};
/** Where one breach cannot but break a second rule as well. */
const alsoBroken: Record<string, string[]> = {
  'site-words-are-pure': ['shared-is-pure'],
};

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => void rmSync(folder, { recursive: true })));

/** The names of the rules that a tree of `files` breaks. */
function brokenRules(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-boundaries-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const args = [depcruise, '--config', configFile, '--output-type', 'json', 'server', 'db', 'site'];
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const { summary }: { summary: { violations: { rule: { name: string } }[] } } = JSON.parse(run.stdout);
  return [...new Set(summary.violations.map((violation) => violation.rule.name))].sort();
}

test('ok: what the design allows', () => {
  expect(brokenRules({ ...plain, ...allowed })).toEqual([]);
});

test('every rule has its breach', () => {
  expect(Object.keys(breaches).sort()).toEqual(config.forbidden?.map((rule) => rule.name).sort());
});

test.for(Object.entries(breaches))('refuses a breach of %s', ([rule, [path, text]]) => {
  const broken = brokenRules({
    ...plain,
    'server/orders/b.ts': value('./a.ts'),
    'server/orders/a.ts': '',
    [path]: text,
  });
  expect(broken).toEqual([rule, ...(alsoBroken[rule] ?? [])].sort());
});
