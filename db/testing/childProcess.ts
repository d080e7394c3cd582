/** Runs a few lines of a module in a process of its own, for what only a second process can show. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export interface Child {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  /** What it prints, line by line. */
  readonly lines: AsyncIterableIterator<string>;
  /** Resolves to its exit code, or null when a signal ended it. */
  readonly end: Promise<number | null>;
}

/** `lines` are run as a module with `import.meta.url` of no use: name files by their `file:` URL. */
export const startChild = (code: string): Child => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] });
  const end = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { process: child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](), end };
};
