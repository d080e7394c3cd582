/**
 * Four projects: everything that touches the store runs on both engines, what is pure runs once, and the browser tests
 * run against a built site, each file in a house of its own. Two workers at most, as two cores are all that is
 * promised. Files of one worker share what they import: loading the house anew for each file took half of the time.
 */
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const pure = [
  'server/kit/**/*.test.ts',
  'server/*/sources/**/*.test.ts',
  'server/brands/theme.test.ts',
  'server/testing/**/*.test.ts',
  'server/**/*.pure.test.ts',
  'site/lib/**/*.test.ts',
  'site/messages/**/*.test.ts',
];
const ofOneEngine = {
  sqlite: ['db/engines/sqlite.test.ts'],
  postgresql: ['db/engines/pg.test.ts', 'server/live/nodes.test.ts'],
};
const onEngine = (
  engine: keyof typeof ofOneEngine,
  other: keyof typeof ofOneEngine,
): TestProjectInlineConfiguration['test'] => ({
  name: engine,
  include: ['server/**/*.test.ts', 'db/**/*.test.ts'],
  exclude: [...configDefaults.exclude, ...pure, ...ofOneEngine[other]],
  setupFiles: ['server/testing/databaseSetup.ts'],
  isolate: false,
});

const projects: TestProjectInlineConfiguration[] = [
  {
    extends: true,
    test: { name: 'pure', include: pure, isolate: false, sequence: { groupOrder: 0 } },
  },
  {
    extends: true,
    test: { ...onEngine('sqlite', 'postgresql'), sequence: { groupOrder: 1 } },
  },
  {
    extends: true,
    test: {
      ...onEngine('postgresql', 'sqlite'),
      globalSetup: ['server/testing/postgresqlSetup.ts'],
      sequence: { groupOrder: 2 },
    },
  },
  {
    extends: true,
    test: {
      name: 'browser',
      include: ['site/e2e/**/*.e2e.ts'],
      testTimeout: 240_000,
      hookTimeout: 240_000,
      sequence: { groupOrder: 3 },
    },
  },
];

export default defineConfig({
  test: {
    projects,
    pool: 'forks',
    maxWorkers: 2,
    // Limits for what hangs, not for what is slow: they must hold on a machine that does other things beside.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    passWithNoTests: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
