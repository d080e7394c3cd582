/**
 * `npm run check:weight`: how much a shopper's phone loads on her first visit, as it travels (compressed), against what
 * was promised. Scripts are all that the page can come to load: those it names, its islands, and what they import.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync } from 'node:zlib';
import { readConfig } from '../config.ts';
import { startDemo } from '../demo/index.ts';

/** Kilobytes as browsers count them. */
const kilobyte = 1_000;
const htmlMaxBytes = 14 * kilobyte;
const scriptsMaxBytes = 30 * kilobyte;

interface Loaded {
  readonly bytes: number;
  readonly text: string;
}

/** The body as it travels, and read. @throws when it is not answered with 200 */
const load = async (url: string): Promise<Loaded> => {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(url, { headers: { 'accept-encoding': 'br' } }, resolve)
    .on('error', reject)
    .end();
  const answer = await promise;
  const body = await buffer(answer);
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
  const isCompressed = answer.headers['content-encoding'] === 'br';
  return { bytes: body.length, text: (isCompressed ? brotliDecompressSync(body) : body).toString() };
};

const named = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, url = '']) => url);

const scriptsIn = (html: string): readonly string[] => [
  ...named(html, /<script[^>]* src="([^"]+)"/g),
  ...named(html, /<link[^>]* rel="modulepreload"[^>]* href="([^"]+)"/g),
  ...named(html, /(?:component|renderer|before-hydration)-url="([^"]+)"/g),
];

/** `from"./x.js"`, `import"./x.js"` and `import("./x.js")`, as the bundler writes them. */
const importsIn = (script: string): readonly string[] =>
  named(script, /(?:from|import)\s*\(?\s*["'`](\.{1,2}\/[^"'`]+|\/_astro\/[^"'`]+)["'`]/g);

/** All scripts of a page by their address, each counted once. */
const loadScripts = async (page: string, html: string): Promise<ReadonlyMap<string, Loaded>> => {
  const found = new Map<string, Loaded>();
  const visit = async (url: string): Promise<void> => {
    if (found.has(url)) return;
    const script = await load(url);
    found.set(url, script);
    for (const imported of importsIn(script.text)) await visit(new URL(imported, url).href);
  };
  for (const script of scriptsIn(html)) await visit(new URL(script, page).href);
  return found;
};

const kilobytes = (bytes: number): string => `${(bytes / kilobyte).toFixed(1)} kB`;
const sum = (parts: Iterable<Loaded>): number => [...parts].reduce((total, { bytes }) => total + bytes, 0);

const dataDir = await mkdtemp(join(tmpdir(), 'doorstep-weight-'));
const demo = await startDemo(readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' }));
try {
  // The heaviest state of the page: arrived, and asking.
  await demo.set.personas.find(({ story }) => story.person === 'Naomi')?.courier.move('s-1001', 'deliver', new Date());
  let heavy = 0;
  for (const { story, link } of demo.set.personas) {
    const page = await load(link);
    const scripts = await loadScripts(link, page.text);
    const styles = named(page.text, /<link[^>]* rel="stylesheet"[^>]* href="([^"]+)"/g);
    const weighed = await Promise.all(styles.map((style) => load(new URL(style, link).href)));
    const inline = named(page.text, /<script(?![^>]* src=)[^>]*>([\s\S]*?)<\/script>/g).join('').length;
    const scriptBytes = sum(scripts.values());
    const isHeavy = page.bytes > htmlMaxBytes || scriptBytes > scriptsMaxBytes;
    if (isHeavy) heavy += 1;
    console.log(
      [
        story.person.padEnd(9),
        `HTML ${kilobytes(page.bytes)} (${kilobytes(inline)} of inline scripts before compression)`,
        `${scripts.size} scripts ${kilobytes(scriptBytes)}`,
        `${styles.length} style sheets ${kilobytes(sum(weighed))}`,
        isHeavy ? 'TOO HEAVY' : 'ok',
      ].join(' · '),
    );
  }
  console.log(`allowed: HTML ${kilobytes(htmlMaxBytes)}, scripts ${kilobytes(scriptsMaxBytes)}, compressed`);
  if (heavy > 0) process.exitCode = 1;
} finally {
  await demo.stop();
  await rm(dataDir, { recursive: true });
}
