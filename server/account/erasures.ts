/**
 * Erasures outlive a restore: each is noted as a keyed hash in a file beside the database, and whoever is in the file
 * but not in the database was brought back by an older copy and is erased again.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { customers, erasures } from '../../db/schema/index.ts';
import type { Store } from '../../db/store.ts';
import type { Sealer } from '../kit/seal.ts';
import type { Perform } from '../work.ts';
import { type Erasure, eraseCustomer, hashOfCustomer, type Remember } from './erase.ts';

export interface ErasureMemory {
  readonly remember: Remember;
  /** All that were ever noted here. */
  recall(): readonly Erasure[];
}

const fileName = 'erasures.jsonl';

export const openErasureMemory = (dataDir: string): ErasureMemory => {
  const file = join(dataDir, fileName);
  return {
    remember({ brandId, customerHash, at }) {
      mkdirSync(dataDir, { recursive: true });
      appendFileSync(file, `${JSON.stringify({ brandId, customerHash, at: at.toISOString() })}\n`, {
        mode: 0o600,
        flush: true,
      });
    },
    recall() {
      if (!existsSync(file)) return [];
      return readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line) => {
          const read = readLine(line);
          return read === null ? [] : [read];
        });
    },
  };
};

/** A line that a power cut left unfinished is none. */
const readLine = (line: string): Erasure | null => {
  try {
    const { brandId, customerHash, at } = JSON.parse(line) as Record<keyof Erasure, string>;
    return { brandId, customerHash, at: new Date(at) };
  } catch {
    return null;
  }
};

export interface ReapplyParts {
  readonly store: Store;
  readonly perform: Perform;
  readonly sealer: Sealer;
  readonly memory: ErasureMemory;
}

const atOnce = 1_000;

/**
 * Erases whoever the file knows as erased and the database does not, or not that late: who came again and was erased
 * again. Notes in the file what only the database knows.
 * @param options.all also those of whom the database knows: whom the shop has sent again since
 * @returns how many were erased
 */
export const reapplyErasures = async (
  parts: ReapplyParts,
  { all = false }: { readonly all?: boolean } = {},
): Promise<number> => {
  const { store, perform, sealer, memory } = parts;
  const noted = new Map(memory.recall().map((one) => [keyOf(one), one]));
  const known = await store.read((reader) => reader.select().from(erasures));
  for (const one of known) if (!noted.has(keyOf(one))) memory.remember(one);
  const due = new Map([...noted, ...(all ? known.map((one) => [keyOf(one), one] as const) : [])]);
  if (!all) for (const one of known) if ((noted.get(keyOf(one))?.at ?? one.at) <= one.at) due.delete(keyOf(one));
  if (due.size === 0) return 0;

  let erased = 0;
  for (const brandId of new Set([...due.values()].map((one) => one.brandId))) {
    let after = '';
    for (let last: string | null = ''; last !== null; ) {
      const page = await store.read((reader) =>
        reader
          .select({ id: customers.id, externalId: customers.externalId, createdAt: customers.createdAt })
          .from(customers)
          .where(and(eq(customers.brandId, brandId), isNull(customers.erasedAt), gt(customers.id, after)))
          .orderBy(asc(customers.id))
          .limit(atOnce),
      );
      for (const { id: customerId, externalId, createdAt } of page) {
        const one = due.get(keyOf({ brandId, customerHash: hashOfCustomer(sealer, brandId, externalId) }));
        // Who came after the erasure is somebody new, unless that is to end, too.
        if (!one || (!all && createdAt > one.at)) continue;
        await perform((work) => eraseCustomer(work, { sealer, remember: () => undefined }, { brandId, customerId }));
        erased += 1;
      }
      last = page.at(-1)?.id ?? null;
      after = last ?? after;
    }
  }
  return erased;
};

const keyOf = ({ brandId, customerHash }: Pick<Erasure, 'brandId' | 'customerHash'>): string =>
  `${brandId} ${customerHash}`;
