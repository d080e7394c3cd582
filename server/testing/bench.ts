/**
 * `npm run bench`: how fast the pages and doors are, as ratios to a bare Hono text route measured in the same run, since
 * absolute figures say more about the machine. Each server and the client that loads it is a process of its own, all on
 * loopback; rounds take turns, so that what else the machine does falls on everyone.
 *
 * `npm run bench -- estimate` and `-- contradiction` measure how good the two judgements are, not how fast;
 * `npm run bench -- import` imports the Olist orders at full size and counts what came of them;
 * `npm run bench -- filter 200000` streams so many questions through the promo gate;
 * `npm run bench -- check 1000000` measures `doorstep check` on both engines;
 * `npm run bench -- live 10000` opens so many live pages instead;
 * `npm run bench -- tracking ingest` runs those; `--profile FOLDER` writes CPU profiles of the servers there.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../build.ts';
import type { Load, Measured } from './bench/client.ts';
import { type Bench, benches, floor } from './bench/registry.ts';
import type { ServerFacts, ServerKind } from './bench/servers.ts';

const rounds = 3;
const roundSeconds = 3;
const warmUpSeconds = 2;

/** Runs this file again in one of the roles below, as a process of its own. */
const begin = (role: 'serve' | 'load', about: string, execArgv: readonly string[] = []): ChildProcess =>
  fork(fileURLToPath(import.meta.url), ['--role', role, about], {
    execArgv: [...execArgv],
    stdio: ['ignore', 2, 'inherit', 'ipc'],
  });

const nextMessage = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    // Both ends of the channel are this file.
    const ended = (code: number | null): void => reject(new Error(`a process of the bench ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });

const ask = <T>(child: ChildProcess, message: Load | 'cpu'): Promise<T> => {
  const answer = nextMessage<T>(child);
  child.send(message);
  return answer;
};

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.send('end');
  });

/** With the server's processor time, which a busy machine disturbs less than the rate. */
interface Round extends Measured {
  readonly cpuMicros: number;
}

const cpuOf = async (server: ChildProcess): Promise<number> => {
  const { user, system } = await ask<NodeJS.CpuUsage>(server, 'cpu');
  return user + system;
};

const measure = async (client: ChildProcess, server: ChildProcess, load: Load): Promise<Round> => {
  const before = await cpuOf(server);
  const measured = await ask<Measured | { readonly failure: string }>(client, load);
  if ('failure' in measured) throw new Error(measured.failure);
  return { ...measured, cpuMicros: ((await cpuOf(server)) - before) / measured.total };
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const report = (results: ReadonlyMap<Bench, readonly Round[]>): void => {
  const floors = results.get(floor) ?? [];
  console.table(
    Object.fromEntries(
      [...results].map(([{ title, connections }, measured]) => [
        title,
        {
          connections,
          'requests/s': Math.round(median(measured.map(({ perSecond }) => perSecond))),
          'CPU µs': Math.round(median(measured.map(({ cpuMicros }) => cpuMicros))),
          'p50 ms': median(measured.map(({ p50Ms }) => p50Ms)),
          'p99 ms': median(measured.map(({ p99Ms }) => p99Ms)),
          // Round by round, then the median: a slow minute of the machine slows both.
          'of the floor': `${(100 * median(measured.map(({ perSecond }, at) => perSecond / (floors[at]?.perSecond ?? 1)))).toFixed(1)} %`,
        },
      ]),
    ),
  );
};

const run = async (names: readonly string[], profileFolder: string | undefined): Promise<void> => {
  const unknown = names.filter((name) => !(name in benches));
  if (unknown.length > 0)
    throw new Error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  const chosen = [
    floor,
    ...Object.entries(benches).flatMap(([name, one]) => (names.length === 0 || names.includes(name) ? [one] : [])),
  ];
  ensureBuilt();
  const servers = new Map<ServerKind, { readonly child: ChildProcess; readonly facts: ServerFacts }>();
  const client = begin('load', '');
  const results = new Map(chosen.map((bench) => [bench, [] as Round[]]));
  try {
    for (const kind of new Set(chosen.map(({ server }) => server))) {
      const profile = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
      const child = begin('serve', kind, profile);
      servers.set(kind, { child, facts: await nextMessage<ServerFacts>(child) });
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const [bench, measured] of results) {
        const server = servers.get(bench.server);
        if (!server) throw new Error(`the server ${bench.server} did not start`);
        const load = { ...bench.load(server.facts), connections: bench.connections };
        if (round === 0) await measure(client, server.child, { ...load, seconds: warmUpSeconds });
        measured.push(await measure(client, server.child, { ...load, seconds: roundSeconds }));
      }
    }
  } finally {
    await end(client);
    await Promise.all([...servers.values()].map(({ child }) => end(child)));
  }
  report(results);
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { role: { type: 'string' }, profile: { type: 'string' } },
});
if (values.role === 'serve') await (await import('./bench/servers.ts')).serveFor(positionals[0] ?? '');
else if (values.role === 'load') (await import('./bench/client.ts')).listenForLoads();
else if (values.role === 'check') await (await import('./checkBench.ts')).fillAndCheck(Number(positionals[0]));
else if (positionals[0] === 'check')
  await (await import('./checkBench.ts')).benchCheck(Number(positionals[1] ?? 1_000_000));
else if (positionals[0] === 'live') await (await import('./liveBench.ts')).benchLive(Number(positionals[1] ?? 10_000));
else if (positionals[0] === 'filter')
  await (await import('./filterBench.ts')).benchFilter(Number(positionals[1] ?? 200_000));
else if (positionals[0] === 'estimate')
  await (await import('./estimateBench.ts')).runEstimateBench({ isChoosing: positionals[1] === 'choosing' });
else if (positionals[0] === 'import') await (await import('./importBench.ts')).runImportBench();
else if (positionals[0] === 'contradiction') (await import('./contradictionBench.ts')).runContradictionBench();
else await run(positionals, values.profile);
