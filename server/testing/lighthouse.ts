/**
 * `npm run lighthouse`: Lighthouse's mobile preset on the built demo, on our own Chromium and the loopback address only.
 * Ends with 1 when a category is below what was promised, and then names the audits that failed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { readConfig } from '../config.ts';
import { startDemo } from '../demo/index.ts';
import { browserArguments, ensureBrowser } from './browser.ts';

const promised = { performance: 98, accessibility: 100, 'best-practices': 100 } as const;
type Category = keyof typeof promised;
const categories = Object.keys(promised) as Category[];
/** Performance is measured, so it varies; the median of so many runs is what counts. */
const runs = 3;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const dataDir = await mkdtemp(join(tmpdir(), 'doorstep-lighthouse-'));
const demo = await startDemo(readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' }));
/** One look at a page, by a browser that has seen nothing before. @returns scores from 0 to 100, and what was wanting */
const look = async (url: string) => {
  const chrome = await launch({
    chromePath: ensureBrowser(),
    chromeFlags: ['--headless=new', ...browserArguments],
    logLevel: 'silent',
  });
  const result = await lighthouse(url, { port: chrome.port, onlyCategories: categories, logLevel: 'silent' }).finally(
    () => chrome.kill(),
  );
  if (!result) throw new Error('Lighthouse gave no answer');
  const { lhr } = result;
  if (lhr.runtimeError) throw new Error(`Lighthouse could not look at it: ${lhr.runtimeError.message}`);
  const scores = categories.map((category) => Math.round((lhr.categories[category]?.score ?? 0) * 100));
  const wanting = categories.flatMap((category) =>
    (lhr.categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${category}: ${id} ${lhr.audits[id]?.displayValue ?? ''}`.trim()),
  );
  return { scores, wanting, speed: lhr.environment.benchmarkIndex };
};

const personaOf = (name: string) => {
  const persona = demo.set.personas.find(({ story }) => story.person === name);
  if (!persona) throw new Error(`nobody in the demo is called ${name}`);
  return persona;
};

try {
  await personaOf('Naomi').courier.move('s-1001', 'deliver', new Date());
  const pages = [
    ['on its way', personaOf('فيصل').link],
    ['late', personaOf('Jonas').link],
    ['delivered and asking', personaOf('Naomi').link],
  ] as const;
  for (const [what, url] of pages) {
    const looks: Awaited<ReturnType<typeof look>>[] = [];
    for (let run = 0; run < runs; run += 1) looks.push(await look(url));
    const scores = categories.map((_, at) => median(looks.map((one) => one.scores[at] ?? 0)));
    console.log(
      `${what}: ${categories.map((category, at) => `${category} ${scores[at]}`).join(', ')}, on a machine of speed ${median(looks.map(({ speed }) => speed))}`,
    );
    if (categories.every((category, at) => (scores[at] ?? 0) >= promised[category])) continue;
    process.exitCode = 1;
    for (const line of new Set(looks.flatMap(({ wanting }) => wanting))) console.log(`  ${line}`);
  }
  console.log(`promised: ${categories.map((category) => `${category} ${promised[category]}`).join(', ')}`);
} finally {
  await demo.stop();
  await rm(dataDir, { recursive: true });
}
