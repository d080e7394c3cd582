/**
 * `npm run bench -- check [entries]`: how long `doorstep check` takes over a database of points, on both engines. Each
 * engine has a process of its own, because the schema decides its dialect when it is first imported.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgresql } from './postgresql.ts';

/** As it comes out of a year of a shop: an earning, and three that spend, return or write off of it. */
const entriesPerLot = 4;
const lotsPerCustomer = 10;
const lotsPerWrite = 400;

export const benchCheck = async (entries: number): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-check-'));
  const postgresql = await startPostgresql();
  try {
    for (const url of [`file:${join(folder, 'doorstep.db')}`, postgresql.url]) {
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL('./bench.ts', import.meta.url)), '--role', 'check', String(entries)],
        { stdio: 'inherit', env: { ...process.env, DATABASE_URL: url } },
      );
      const [code] = await once(child, 'exit');
      if (code !== 0) throw new Error(`the check of ${new URL(url).protocol} ended with ${code}`);
    }
  } finally {
    await postgresql.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Fills the database that DATABASE_URL names and checks it. */
export const fillAndCheck = async (entries: number): Promise<void> => {
  const { openStore } = await import('../../db/store.ts');
  const { dialect } = await import('../../db/dialect.ts');
  const { checkDatabase } = await import('../check.ts');
  const store = await openStore(process.env.DATABASE_URL ?? '');
  await store.migrate();
  const lots = Math.round(entries / entriesPerLot);
  await found(store);
  for (let from = 0; from < lots; from += lotsPerWrite) await fill(store, from, Math.min(lots, from + lotsPerWrite));
  const report = await checkDatabase(store);
  const { violations } = report;
  console.log(`${dialect}: ${report.entries} entries in ${report.lots} lots checked in ${report.tookMs} ms`);
  if (violations.length > 0) throw new Error(JSON.stringify(violations));
  await store.close();
};

type OpenStore = Awaited<ReturnType<typeof import('../../db/store.ts')['openStore']>>;

const opened = new Date('2025-01-01T00:00:00Z');
const mark = 300;

/** The brand, with tiers whose periods are to be reckoned. */
const found = async (store: OpenStore): Promise<void> => {
  const { putBrand } = await import('../brands/index.ts');
  const { createPerform } = await import('../work.ts');
  const { createNewId } = await import('../kit/ids.ts');
  const perform = createPerform({
    store,
    newId: createNewId,
    clock: () => opened,
    react: async () => {},
    committed: () => {},
  });
  const tiers = { ladder: [{ id: 'silver', names: { en: 'Silver' }, threshold: mark }] };
  await perform((work) =>
    putBrand(work, { id: 'bench', name: 'Bench', origin: 'https://bench.example', settings: { loyalty: { tiers } } }),
  );
};

const fill = async (store: OpenStore, from: number, to: number): Promise<void> => {
  const { customers, loyaltyAccounts, pointEntries, pointLots } = await import('../../db/schema/index.ts');
  const at = new Date('2026-11-20T09:00:00Z');
  const rows = Array.from({ length: to - from }, (_, n) => from + n);
  const id = (kind: string, n: number): string => `${kind}-${String(n).padStart(9, '0')}`;
  const of = (n: number) => ({ brandId: 'bench', customerId: id('c', Math.floor(n / lotsPerCustomer)) });
  const members = rows.filter((n) => n % lotsPerCustomer === 0).map(of);
  await store.write(async (tx) => {
    const dated = { createdAt: at, updatedAt: at };
    await tx
      .insert(customers)
      .values(
        members.map(({ brandId, customerId }) => ({ id: customerId, brandId, externalId: customerId, ...dated })),
      );
    await tx
      .insert(loyaltyAccounts)
      .values(members.map((one) => ({ id: one.customerId, ...one, lastActivityAt: at, openedAt: at, updatedAt: at })));
    await tx.insert(pointLots).values(
      rows.map((n) => ({
        id: id('l', n),
        ...of(n),
        kind: 'order' as const,
        orderId: id('o', n),
        points: 100,
        remaining: 25,
        earnedAt: at,
        spendableAt: at,
        expiresAt: new Date('2027-11-20T23:00:00Z'),
      })),
    );
    const kinds = ['earn', 'adjust', 'reverse', 'expire'] as const;
    await tx.insert(pointEntries).values(
      rows.flatMap((n) =>
        kinds.map((kind, step) => ({
          id: `${id('e', n)}-${step}`,
          ...of(n),
          lotId: id('l', n),
          kind,
          points: kind === 'earn' ? 100 : -25,
          source: `${kind}:${n}`,
          qualifyingPoints: 0,
          qualifyingSpendMinor: 0,
          at,
        })),
      ),
    );
  });
};
