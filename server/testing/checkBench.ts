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
  const same = await found(store);
  for (let from = 0; from < lots; from += lotsPerWrite)
    await fill(store, same, [from, Math.min(lots, from + lotsPerWrite)]);
  const report = await checkDatabase(store);
  const { violations } = report;
  console.log(`${dialect}: ${report.entries} entries in ${report.lots} lots checked in ${report.tookMs} ms`);
  if (violations.length > 0) throw new Error(JSON.stringify(violations));
  await store.close();
};

type OpenStore = Awaited<ReturnType<typeof import('../../db/store.ts')['openStore']>>;

const opened = new Date('2025-01-01T00:00:00Z');
const lookedAt = new Date('2026-11-20T09:00:00Z');
/** An order of each customer every so many days: those of a year make her silver, and no more of her keeps it. */
const apart = 60;
const boughtAt = (n: number): Date => new Date(opened.getTime() + (n % lotsPerCustomer) * apart * 86_400_000);
const bought = { currency: 'EUR', totalMinor: 10_000, taxMinor: null, shippingMinor: null, discountMinor: null };
const kinds = ['earn', 'adjust', 'reverse', 'expire'] as const;

/** The brand with its tiers. @returns what is the same of every lot and every customer */
const found = async (store: OpenStore) => {
  const { putBrand } = await import('../brands/index.ts');
  const { createPerform } = await import('../work.ts');
  const { idsRisingWith } = await import('../kit/ids.ts');
  const { ruleFor } = await import('../loyalty/earning.ts');
  const { advance, noTier } = await import('../loyalty/tiers.ts');
  const clock = () => opened;
  const newId = idsRisingWith(() => opened.getTime());
  const perform = createPerform({ store, newId, clock, react: async () => {}, committed: () => {} });
  const tiers = { ladder: [{ id: 'silver', names: { en: 'Silver' }, threshold: 300 }] };
  const { settings, timeZone } = await perform((work) =>
    putBrand(work, { id: 'bench', name: 'Bench', origin: 'https://bench.example', settings: { loyalty: { tiers } } }),
  );
  const programme = settings.loyalty;
  if (!programme?.tiers) throw new Error('a programme without tiers');
  const credits = Array.from({ length: lotsPerCustomer }, (_, n) => ({ at: boughtAt(n), amount: 75 }));
  return {
    rule: ruleFor(programme, { ...bought, items: [] }, { tierMultiplier: 1, atMost: null }),
    ...advance(noTier, { rules: programme.tiers, timeZone, credits }, lookedAt),
  };
};

type Found = Awaited<ReturnType<typeof found>>;

const fill = async (
  store: OpenStore,
  { rule, standing, moves }: Found,
  [from, to]: [number, number],
): Promise<void> => {
  const { customers, loyaltyAccounts, orders, pointEntries, pointLots, refunds, tierChanges } = await import(
    '../../db/schema/index.ts'
  );
  const rows = Array.from({ length: to - from }, (_, n) => from + n);
  const id = (kind: string, n: number): string => `${kind}-${String(n).padStart(9, '0')}`;
  const of = (n: number) => ({ brandId: 'bench', customerId: id('c', Math.floor(n / lotsPerCustomer)) });
  const members = rows.filter((n) => n % lotsPerCustomer === 0).map(of);
  await store.write(async (tx) => {
    const dated = { createdAt: opened, updatedAt: lookedAt };
    await tx
      .insert(customers)
      .values(
        members.map(({ brandId, customerId }) => ({ id: customerId, brandId, externalId: customerId, ...dated })),
      );
    const { tier, since: tierSince, until: tierUntil, graceUntil: tierGraceUntil } = standing;
    const account = { tier, tierSince, tierUntil, tierGraceUntil, lastActivityAt: lookedAt, openedAt: opened };
    await tx
      .insert(loyaltyAccounts)
      .values(members.map((one) => ({ id: one.customerId, ...one, ...account, updatedAt: lookedAt })));
    await tx
      .insert(tierChanges)
      .values(
        members.flatMap((one) => moves.map((move, step) => ({ id: `${one.customerId}-${step}`, ...one, ...move }))),
      );
    await tx.insert(orders).values(
      rows.map((n) => ({
        id: id('o', n),
        ...of(n),
        externalId: id('o', n),
        number: id('o', n),
        placedAt: boughtAt(n),
        ...bought,
        linkVersion: 1,
        ...dated,
      })),
    );
    await tx.insert(refunds).values(
      rows.map((n) => ({
        id: id('r', n),
        brandId: 'bench',
        orderId: id('o', n),
        externalId: id('r', n),
        amountMinor: 2_500,
        currency: 'EUR',
        items: [],
        refundedAt: boughtAt(n),
        createdAt: boughtAt(n),
      })),
    );
    await tx.insert(pointLots).values(
      rows.map((n) => ({
        id: id('l', n),
        ...of(n),
        kind: 'order' as const,
        orderId: id('o', n),
        points: 100,
        remaining: 25,
        earnedAt: boughtAt(n),
        spendableAt: boughtAt(n),
        expiresAt: new Date('2027-11-20T23:00:00Z'),
      })),
    );
    await tx.insert(pointEntries).values(
      rows.flatMap((n) =>
        kinds.map((kind, step) => ({
          id: `${id('e', n)}-${step}`,
          ...of(n),
          lotId: id('l', n),
          kind,
          points: kind === 'earn' ? 100 : -25,
          source: `${kind}:${n}`,
          orderId: id('o', n),
          qualifyingPoints: { earn: 100, adjust: 0, reverse: -25, expire: 0 }[kind],
          qualifyingSpendMinor: 0,
          rule: { earn: rule, adjust: null, reverse: { taken: 25, forgiven: 0 }, expire: null }[kind],
          at: boughtAt(n),
        })),
      ),
    );
  });
};
