/**
 * Doorstep as an operator runs it: `npm start` and `npm run doorstep` as processes of their own, with an environment
 * that holds nothing but what is given. What it prints is kept; how it ends is told.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const startTimeoutMs = 60_000;

export interface Deployment {
  readonly port: number;
  readonly origin: string;
  /** Everything printed so far by the processes that served. */
  printed(): string;
  /** Resolves when it serves. */
  start(): Promise<void>;
  /** Sends the signal to `npm start` itself, as a supervisor does. @returns its exit code and how long that took */
  stop(signal: 'SIGTERM'): Promise<{ readonly code: number | null; readonly tookMs: number }>;
  /** Waits until `npm start` has ended by itself. @returns its exit code */
  ended(): Promise<number | null>;
  /** Kills all of it at once, with no chance to clean up. */
  kill(): Promise<void>;
  /** Runs a command. @returns the JSON that it printed @throws when it fails */
  doorstep<Answer>(...words: readonly string[]): Promise<Answer>;
}

/** @param settings environment variables, among them `DATA_DIR`; the port is a free one */
export const deploy = async (settings: Readonly<Record<string, string>>): Promise<Deployment> => {
  const port = await freePort();
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, PORT: String(port), ALLOW_LOOPBACK_TARGETS: '1', ...settings };
  let output = '';
  let serving: ChildProcess | null = null;
  let group: number | undefined;

  const run = (words: readonly string[]): ChildProcess =>
    // Its own process group, so that a kill reaches what npm started.
    spawn('npm', words, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });

  const running = (): ChildProcess => {
    if (serving === null) throw new Error('nothing is serving');
    return serving;
  };

  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    printed: () => output,
    async start() {
      const child = run(['start']);
      serving = child;
      group = child.pid;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const from = output.length;
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        if (output.includes('"msg":"serving"', from)) resolve();
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${output.slice(from)}`)));
      const timer = setTimeout(() => reject(new Error(`not serving in time:\n${output.slice(from)}`)), startTimeoutMs);
      await promise.finally(() => clearTimeout(timer));
    },
    async stop(signal) {
      const child = running();
      const began = performance.now();
      child.kill(signal);
      if (child.exitCode === null) await once(child, 'exit');
      serving = null;
      return { code: child.exitCode, tookMs: performance.now() - began };
    },
    async ended() {
      const child = running();
      if (child.exitCode === null) await once(child, 'exit');
      serving = null;
      return child.exitCode;
    },
    async kill() {
      const gone = serving !== null && serving.exitCode === null ? once(serving, 'close') : null;
      serving = null;
      if (group === undefined) return;
      try {
        process.kill(-group, 'SIGKILL');
      } catch {
        // The whole group had ended.
      }
      await gone;
    },
    async doorstep(...words) {
      const child = run(['run', '-s', 'doorstep', '--', ...words]);
      let said = '';
      let complained = '';
      child.stdout?.on('data', (chunk) => {
        said += chunk;
      });
      child.stderr?.on('data', (chunk) => {
        complained += chunk;
      });
      const [code] = await once(child, 'close');
      if (code !== 0) throw new Error(`doorstep ${words[0]} ended with ${code}: ${complained}`);
      return JSON.parse(said);
    },
  };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
};
