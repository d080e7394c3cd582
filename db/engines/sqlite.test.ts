/** What is SQLite's own: one writer, locks from outside, a full disk, the log, and more than one process. */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { asc, count, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Reader, type Store, StoreUnavailable, type Tx } from '../store.ts';
import { startChild } from '../testing/childProcess.ts';
import { createSpecimens, runOutside, specimens } from '../testing/specimens.ts';
import { openSqlite, type SqliteLimits } from './sqlite.ts';

const engine = new URL('./sqlite.ts', import.meta.url).href;
const specimensModule = new URL('../testing/specimens.ts', import.meta.url).href;
const driver = import.meta.resolve('better-sqlite3');

const add =
  (id: string, word: string | null = null) =>
  async (tx: Tx): Promise<string> => {
    await tx.insert(specimens).values({ id, word });
    return id;
  };
const countAll = async (reader: Reader): Promise<number> =>
  (await reader.select({ n: count() }).from(specimens))[0]?.n ?? -1;
const idsIn = async (reader: Reader): Promise<string[]> =>
  (await reader.select({ id: specimens.id }).from(specimens).orderBy(asc(specimens.id))).map(({ id }) => id);

describe('SQLite', () => {
  let folder: string;
  let file: string;
  const opened: Store[] = [];

  const open = (limits: Partial<SqliteLimits> = {}, onWriter?: (writer: Database.Database) => void): Store => {
    const store = openSqlite(file, limits, onWriter);
    opened.push(store);
    return store;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'doorstep-sqlite-'));
    file = join(folder, 'doorstep.db');
    await createSpecimens(file);
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('F13 refuses every write of the group on a full disk, reads go on, and it recovers without a restart', async () => {
    let disk = { fill: () => {}, free: () => {} };
    const store = open({}, (writer) => {
      const limit = (pages: number) => void writer.pragma(`max_page_count = ${pages}`);
      // SQLite raises the limit to what is in use already.
      disk = { fill: () => limit(1), free: () => limit(1_000_000) };
    });
    await store.write(add('before'));
    disk.fill();
    const large = 'x'.repeat(100_000);
    const group = await Promise.allSettled([
      store.write(add('small')),
      store.write(add('large', large)),
      store.write((tx) => add('swallowed', `${large}2`)(tx).catch(() => add('after')(tx))),
      store.write(add('other', `${large}3`)),
    ]);
    for (const [at, outcome] of group.entries()) {
      if (outcome.status === 'fulfilled') expect(at).toBe(0);
      else expect(outcome.reason).toBeInstanceOf(StoreUnavailable);
    }
    const kept = group.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(await store.read(idsIn)).toEqual(['before', ...kept]);

    disk.free();
    await store.write(add('recovered', large));
    expect(await store.read(idsIn)).toEqual(['before', 'recovered', ...kept]);
  });

  test('F13 refuses the whole group when SQLite gives the transaction up', async () => {
    let writer: Database.Database | undefined;
    const store = open({}, (connection) => {
      writer = connection;
    });
    const group = await Promise.allSettled([
      store.write(add('first')),
      // What SQLite does by itself when it meets a full disk or an unreadable page.
      store.write(async (tx) => {
        writer?.exec('ROLLBACK');
        await add('alone')(tx);
      }),
      store.write(add('third')),
    ]);
    for (const outcome of group) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    }
    await store.write(add('next'));
    expect(await store.read(idsIn)).toEqual(['next']);
  });

  test('F14 refuses writes after its patience while an outside writer holds the lock; the event loop stays free', async () => {
    const store = open({ lockPatienceMs: 700 });
    const outside = startChild(`
      import Database from '${driver}';
      const held = new Database(${JSON.stringify(file)});
      held.exec('BEGIN IMMEDIATE');
      console.log('held');
      process.stdin.once('data', () => { held.exec('COMMIT'); process.exit(0); });
    `);
    await outside.lines.next();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const begunAt = performance.now();
    await expect(Promise.all([store.write(add('a')), store.write(add('b'))])).rejects.toBeInstanceOf(StoreUnavailable);
    expect(performance.now() - begunAt).toBeLessThan(2_500);
    expect(await store.read(countAll)).toBe(0);
    const patient = store.write(add('patient'));
    outside.process.stdin.write('let go');
    expect(await patient).toBe('patient');
    delay.disable();
    expect(delay.percentile(99) / 1e6).toBeLessThan(200);
    expect(await outside.end).toBe(0);
    expect(await store.read(idsIn)).toEqual(['patient']);
  });

  describe('F15 a long read', () => {
    /** SQLite copies the log into the file when it has 1,000 pages, and then begins it anew. */
    const pastTheCheckpoint = 5_000_000;
    const logBytes = (): number => statSync(`${file}-wal`).size;
    const fill = async (store: Store, from: number, rows = 20): Promise<void> => {
      for (let at = from; at < from + rows; at += 1) await store.write(add(String(at), `${at} ${'x'.repeat(200_000)}`));
    };

    test('ok the log is used again once the read is over', async () => {
      const store = open();
      const [begun, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const long = store.read(async (q) => {
        await countAll(q);
        begun.resolve();
        await over.promise;
      });
      await begun.promise;
      await fill(store, 0);
      over.resolve();
      await long;
      await store.write(add('checkpoint'));
      const before = logBytes();
      expect(before).toBeGreaterThan(4_000_000);
      await fill(store, 100, 40);
      expect(logBytes()).toBeLessThan(before + pastTheCheckpoint);
    });

    test('ok a read that does not end loses its snapshot', async () => {
      const store = open({ readLimitMs: 50 });
      const stuck = store.read(async (q) => {
        await countAll(q);
        await new Promise(() => {});
      });
      const [outcome] = await Promise.allSettled([stuck, fill(store, 0)]);
      expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailable) });
      await store.write(add('checkpoint'));
      const before = logBytes();
      await fill(store, 100, 40);
      expect(logBytes()).toBeLessThan(before + pastTheCheckpoint);
    });
  });

  test('refuses a read when all connections are taken beyond patience, and none is lost', async () => {
    const store = open({ readerPatienceMs: 50 });
    const over = Promise.withResolvers<void>();
    const taken = Array.from({ length: 8 }, () => store.read(() => over.promise));
    await expect(store.read(countAll)).rejects.toBeInstanceOf(StoreUnavailable);
    over.resolve();
    await Promise.all(taken);
    expect(await Promise.all(Array.from({ length: 40 }, () => store.read(countAll)))).toEqual(Array(40).fill(0));
  });

  test('refuses more waiting writes than can be served, and answers all of the others', async () => {
    const store = open();
    const outcomes = await Promise.allSettled(Array.from({ length: 10_050 }, (_, at) => store.write(async () => at)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(50);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(StoreUnavailable);
  });

  test('ok who writes in a loop leaves room for others', async () => {
    const store = open();
    let turns = 0;
    const other = setInterval(() => {
      turns += 1;
    }, 0);
    for (let at = 0; at < 200; at += 1) await store.write(async () => {});
    clearInterval(other);
    expect(turns).toBeGreaterThan(0);
  });

  test('ok the schema may change beneath the statements that are kept', async () => {
    const store = open();
    const all = () => store.read((q) => q.select().from(specimens).where(eq(specimens.id, 'a')));
    await store.write(add('a', 'word'));
    const before = await all();
    await runOutside(file, 'ALTER TABLE specimens ADD COLUMN extra text');
    await runOutside(file, 'DROP INDEX specimens_word');
    expect(await all()).toEqual(before);
    await runOutside(file, 'ALTER TABLE specimens RENAME COLUMN word TO gone');
    await expect(all()).rejects.toThrow('no such column');
    await runOutside(file, 'ALTER TABLE specimens RENAME COLUMN gone TO word');
    expect(await all()).toEqual(before);
    expect(await store.write(add('b'))).toBe('b');
  });

  test('ok two processes write at once and nothing is lost', async () => {
    const store = open();
    const beside = startChild(`
      import { openSqlite } from '${engine}';
      import { specimens } from '${specimensModule}';
      const store = openSqlite(${JSON.stringify(file)});
      console.log('ready');
      for (let at = 0; at < 100; at += 1) await store.write(async (tx) => { await tx.insert(specimens).values({ id: 'beside-' + at }); });
      await store.close();
    `);
    await beside.lines.next();
    for (let at = 0; at < 100; at += 1) await store.write(add(`here-${at}`));
    expect(await beside.end).toBe(0);
    expect(await store.read(countAll)).toBe(200);
  });

  test('F1 ok ten times kill -9 during writes: every one that was answered is there once (200 times: see proof.md)', async () => {
    const answered: string[] = [];
    const killOnce = async (round: number): Promise<void> => {
      const child = startChild(`
        import { openSqlite } from '${engine}';
        import { specimens } from '${specimensModule}';
        import { writeSync } from 'node:fs';
        const store = openSqlite(${JSON.stringify(file)});
        const one = async (id) => {
          await store.write(async (tx) => { await tx.insert(specimens).values({ id }); });
          writeSync(1, id + '\\n');
        };
        for (let at = 0; ; at += 8) await Promise.all(Array.from({ length: 8 }, (_, n) => one('${round}-' + (at + n))));
      `);
      let lines = 0;
      for await (const id of child.lines) {
        answered.push(id);
        lines += 1;
        // What it had printed by then is still read, as it was answered.
        if (lines === 5 + round * 7) child.process.kill('SIGKILL');
      }
      expect(await child.end).toBeNull();
    };
    // Two at a time, so that most are killed beside one that goes on.
    const lane = async (first: number): Promise<void> => {
      for (let round = first; round < 10; round += 2) await killOnce(round);
    };
    await Promise.all([lane(0), lane(1)]);
    const store = open();
    const kept = await store.read(idsIn);
    expect(answered.length).toBeGreaterThan(300);
    expect(new Set(kept).size).toBe(kept.length);
    expect(new Set(answered).difference(new Set(kept))).toEqual(new Set());
    expect(new Database(file).pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  }, 60_000);

  describe('F35 a backup', () => {
    const copyOf = (path: string): Database.Database => new Database(path, { readonly: true });

    test('ok under writes is whole, and holds at least what was there when it was asked for', async () => {
      const store = open();
      for (let at = 0; at < 200; at += 1) await store.write(add(`before-${at}`, `${at} ${'x'.repeat(20_000)}`));
      let isDone = false;
      const writing = (async () => {
        for (let at = 0; !isDone; at += 1) await store.write(add(`during-${at}`, `during ${at} ${'x'.repeat(5_000)}`));
      })();
      const to = join(folder, 'copy.db');
      await store.backup(to);
      isDone = true;
      await writing;
      const copy = copyOf(to);
      expect(copy.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      const before = copy.prepare(`SELECT count(*) AS n FROM specimens WHERE id LIKE 'before-%'`).get();
      expect(before).toEqual({ n: 200 });
      copy.close();
      expect(existsSync(`${to}.partial`)).toBe(false);
    });

    test('ok takes the place of an older one, and is a store again', async () => {
      const store = open();
      const to = join(folder, 'copy.db');
      await store.write(add('a'));
      await store.backup(to);
      writeFileSync(`${to}-wal`, 'the log of the older one');
      await store.write(add('b'));
      await store.backup(to);
      const restored = openSqlite(to);
      opened.push(restored);
      expect(await restored.read(idsIn)).toEqual(['a', 'b']);
      expect(await restored.write(add('c'))).toBe('c');
    });

    test('refuses a folder that does not exist', async () => {
      await expect(open().backup(join(folder, 'none', 'copy.db'))).rejects.toThrow('directory');
    });
  });

  describe('the start', () => {
    test('refuses a file that is no database', () => {
      const other = join(folder, 'other.db');
      writeFileSync(other, 'not a database, but long enough to be taken for one'.repeat(100));
      expect(() => openSqlite(other)).toThrow(StoreUnavailable);
    });

    test('F34 ok two processes migrate together: both succeed, one runs', async () => {
      const fresh = join(folder, 'fresh.db');
      const [one, two] = [openSqlite(fresh), openSqlite(fresh)];
      opened.push(one, two);
      const beside = startChild(`
        import { openSqlite } from '${engine}';
        const store = openSqlite(${JSON.stringify(fresh)});
        await store.migrate();
        await store.close();
      `);
      await Promise.all([one.migrate(), two.migrate()]);
      expect(await beside.end).toBe(0);
      await one.migrate();
      const found = migrationsIn(fresh);
      expect(found.applied).toBe(found.distinct);
      expect(found.applied).toBeGreaterThan(0);
    });

    test('ok it migrates while a write is under way', async () => {
      const fresh = join(folder, 'fresh.db');
      const store = openSqlite(fresh);
      opened.push(store);
      const [begun, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const writing = store.write(() => {
        begun.resolve();
        return over.promise;
      });
      await begun.promise;
      const migrating = store.migrate();
      over.resolve();
      await Promise.all([writing, migrating]);
      expect(migrationsIn(fresh).applied).toBeGreaterThan(0);
    });
  });
});

const migrationsIn = (path: string): { applied: number; distinct: number } => {
  const connection = new Database(path, { readonly: true });
  const row = connection
    .prepare<[], { applied: number; distinct: number }>(
      'SELECT count(*) AS applied, count(DISTINCT created_at) AS "distinct" FROM __drizzle_migrations',
    )
    .get();
  connection.close();
  if (!row) throw new Error('no row');
  return row;
};
