/**
 * Imports a file of orders, one JSON object a line. Each batch commits as a whole or, when one of its lines is refused,
 * line by line; how far it came is kept beside the data, and a line that is read twice changes nothing the second time.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { Fault, type FieldFault } from '../../faults.ts';
import type { Perform, React, Work } from '../../work.ts';
import { importOrder, pastIn } from './history.ts';
import { type ImportedOrder, importedOrder } from './inputs.ts';

const linesPerTransaction = 100;
/** A line longer than this is refused unread. */
export const lineMaxLength = 1_048_576;

export interface ImportTools {
  readonly perform: Perform;
  /** What follows inside the house of what a transaction takes in; it must tell nobody outside. */
  readonly reactionsIn: (work: Work) => Promise<React>;
  readonly brandId: string;
  readonly file: string;
  /** Where progress is kept. */
  readonly dataDir: string;
  /** Goes on where an earlier import of the same file stopped. */
  readonly resume: boolean;
  /** Told after each batch. */
  readonly progress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  /** Lines dealt with, and bytes of the file read. */
  readonly lines: number;
  readonly bytes: number;
  readonly bytesTotal: number;
}

export interface ImportSummary {
  readonly lines: number;
  readonly skipped: number;
  readonly created: number;
  readonly changed: number;
  readonly stale: number;
  readonly rejected: number;
  readonly rejectedFile: string | null;
  readonly seconds: number;
  readonly perSecond: number;
}

interface Line {
  readonly number: number;
  readonly text: string;
}

/**
 * @returns counts; the lines that were refused, with their reasons, are in FILE.rejected.ndjson
 * @throws Fault `not_found` when the file cannot be read
 */
export const importHistory = async (tools: ImportTools): Promise<ImportSummary> => {
  const { file, resume } = tools;
  const { size } = await stat(file).catch((cause: unknown) => {
    throw new Fault('not_found', `${file} cannot be read`, { cause });
  });
  const mark = await progressMark(tools);
  const skipped = resume ? await mark.read() : 0;
  const rejectedFile = `${file}.rejected.ndjson`;
  // A file of refusals that this import did not write would be misread.
  if (skipped === 0) await rm(rejectedFile, { force: true });
  const refusals = createRefusals(rejectedFile);
  const counts = { created: 0, changed: 0, stale: 0, rejected: 0 };
  const began = performance.now();
  let lines = 0;
  let bytes = 0;
  let batch: Line[] = [];

  const take = async (): Promise<void> => {
    for (const outcome of await importBatch(tools, batch)) {
      if ('reasons' in outcome) {
        counts.rejected += 1;
        await refusals.write(outcome);
      } else counts[outcome.outcome] += 1;
    }
    lines = batch.at(-1)?.number ?? lines;
    batch = [];
    await mark.write(lines);
    tools.progress?.({ lines, bytes, bytesTotal: size });
  };

  let number = 0;
  for await (const { text, end } of readLines(file)) {
    number += 1;
    bytes = end;
    if (number <= skipped || text.trim() === '') continue;
    batch.push({ number, text });
    if (batch.length === linesPerTransaction) await take();
  }
  if (batch.length > 0) await take();
  await refusals.end();
  await mark.clear();
  const seconds = (performance.now() - began) / 1000;
  const dealtWith = counts.created + counts.changed + counts.stale + counts.rejected;
  return {
    lines: number,
    skipped,
    ...counts,
    rejectedFile: counts.rejected > 0 ? rejectedFile : null,
    seconds: Math.round(seconds * 10) / 10,
    perSecond: Math.round(dealtWith / Math.max(seconds, 0.001)),
  };
};

interface Refused extends Line {
  readonly reasons: readonly FieldFault[];
}

type Outcome = { readonly outcome: 'created' | 'changed' | 'stale' } | Refused;

const importBatch = async (tools: ImportTools, lines: readonly Line[]): Promise<readonly Outcome[]> => {
  const read = lines.map(readOrder);
  const orders = read.filter((line) => 'order' in line);
  const outcomes = await together(tools, orders).catch(async (error: unknown) => {
    if (!(error instanceof Fault) || error.code === 'unavailable') throw error;
    // Somebody in it was refused: one by one, to know who.
    const alone: Outcome[] = [];
    for (const line of orders) alone.push(await onItsOwn(tools, line));
    return alone;
  });
  return [...read.filter((line) => 'reasons' in line), ...outcomes];
};

interface Read extends Line {
  readonly order: ImportedOrder;
}

const together = ({ perform, brandId, reactionsIn }: ImportTools, lines: readonly Read[]): Promise<Outcome[]> =>
  perform(async (work) => {
    const past = pastIn(work, await reactionsIn(work));
    const outcomes: Outcome[] = [];
    for (const { order } of lines) outcomes.push({ outcome: await importOrder(past, brandId, order) });
    await past.write();
    return outcomes;
  });

const onItsOwn = async (tools: ImportTools, line: Read): Promise<Outcome> => {
  try {
    const [outcome] = await together(tools, [line]);
    if (!outcome) throw new Error('an order came to nothing');
    return outcome;
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'unavailable') throw error;
    const reasons = error.fields.length > 0 ? error.fields : [{ field: '', message: error.message }];
    return { number: line.number, text: line.text, reasons };
  }
};

const readOrder = (line: Line): Read | Refused => {
  const refused = (field: string, message: string): Refused => ({ ...line, reasons: [{ field, message }] });
  if (line.text.length > lineMaxLength) return refused('', 'The line is longer than a megabyte');
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return refused('', 'must be JSON');
  }
  const order = importedOrder.safeParse(value);
  return order.success ? { ...line, order: order.data } : { ...line, reasons: order.error.issues.map(reasonOf) };
};

const reasonOf = ({ path, message }: z.core.$ZodIssue): FieldFault => ({ field: path.join('.'), message });

/** Lines with the offset in bytes at which each ends. A line that never ends is cut: it is refused as too long. */
async function* readLines(file: string): AsyncGenerator<{ readonly text: string; readonly end: number }> {
  let held: Buffer[] = [];
  let heldLength = 0;
  let end = 0;
  const hold = (part: Buffer): void => {
    if (heldLength <= lineMaxLength * 4) held.push(part);
    heldLength += part.length;
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      hold(chunk.subarray(from, at));
      end += at + 1 - from;
      yield { text: Buffer.concat(held).toString('utf8'), end };
      held = [];
      heldLength = 0;
      from = at + 1;
    }
    hold(chunk.subarray(from));
    end += chunk.length - from;
  }
  if (heldLength > 0) yield { text: Buffer.concat(held).toString('utf8'), end };
}

/** Opened with the first refusal, so that none leaves no file. */
const createRefusals = (file: string) => {
  let stream: ReturnType<typeof createWriteStream> | null = null;
  return {
    write: async ({ number, text, reasons }: Refused): Promise<void> => {
      stream ??= createWriteStream(file, { flags: 'a' });
      const kept = text.length > 10_000 ? text.slice(0, 10_000) : text;
      const line = `${JSON.stringify({ line: number, reasons, text: kept })}\n`;
      await new Promise<void>((resolve, reject) => stream?.write(line, (error) => (error ? reject(error) : resolve())));
    },
    end: () => new Promise<void>((resolve) => (stream ? stream.end(() => resolve()) : resolve())),
  };
};

/** The last line dealt with, kept under the content of the file: a file that was changed begins anew. */
const progressMark = async ({ file, brandId, dataDir }: ImportTools) => {
  const hash = createHash('sha256').update(`${brandId}\n`);
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  const folder = join(dataDir, 'imports');
  const path = join(folder, `${hash.digest('hex').slice(0, 32)}.json`);
  return {
    read: async (): Promise<number> => {
      try {
        const kept: unknown = JSON.parse(await readFile(path, 'utf8'));
        const lines = typeof kept === 'object' && kept !== null && 'lines' in kept ? kept.lines : 0;
        return typeof lines === 'number' && Number.isInteger(lines) && lines > 0 ? lines : 0;
      } catch {
        return 0;
      }
    },
    write: async (lines: number): Promise<void> => {
      await mkdir(folder, { recursive: true });
      await writeFile(`${path}.new`, JSON.stringify({ file, brandId, lines }));
      await rename(`${path}.new`, path);
    },
    clear: () => rm(path, { force: true }),
  };
};
