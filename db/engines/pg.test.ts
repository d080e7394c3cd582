/** What is PostgreSQL's own: connections that break, a server that is away, a full pool, prepared statements. */
import { randomUUID } from 'node:crypto';
import { asc, count, eq, type SQL, sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { databaseUrl, runOnServer } from '../../server/testing/database.ts';
import { type Reader, type Store, StoreUnavailable, type Tx } from '../store.ts';
import { type DatabaseProxy, openProxy } from '../testing/proxy.ts';
import { createSpecimens, runOutside, specimens } from '../testing/specimens.ts';
import { openPostgresql, type PostgresqlLimits } from './pg.ts';

const url = process.env.DATABASE_URL ?? '';

const add =
  (id: string) =>
  async (tx: Tx): Promise<string> => {
    await tx.insert(specimens).values({ id, small: 0 });
    return id;
  };
const countAll = async (reader: Reader): Promise<number> =>
  (await reader.select({ n: count() }).from(specimens))[0]?.n ?? -1;
const idsIn = async (reader: Reader): Promise<string[]> =>
  (await reader.select({ id: specimens.id }).from(specimens).orderBy(asc(specimens.id))).map(({ id }) => id);
/** The number of the server's process behind a connection. */
const backendOf = async (reader: Reader): Promise<number> =>
  Number((await reader.select({ pid: sql<number>`pg_backend_pid()` }).from(sql`(select 1) as one`))[0]?.pid);
const terminate = (pid: number): Promise<void> => runOnServer(url, `SELECT pg_terminate_backend(${pid}, 5000)`);

describe('PostgreSQL', () => {
  let proxy: DatabaseProxy;
  const opened: Store[] = [];
  const open = (limits: Partial<PostgresqlLimits> = {}, at = url): Store => {
    const store = openPostgresql(at, limits);
    opened.push(store);
    return store;
  };

  beforeAll(() => createSpecimens(url));
  beforeEach(async () => {
    await runOutside(url, 'DELETE FROM specimens');
    proxy = await openProxy(url);
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await proxy.close().catch(() => {});
  });
  afterAll(() => runOutside(url, 'DROP TABLE specimens'));

  describe('F16 a connection that breaks', () => {
    test('ok in mid-transaction: the write is run again and is there once', async () => {
      const store = open();
      let tries = 0;
      const id = await store.write(async (tx) => {
        tries += 1;
        await add('a')(tx);
        if (tries === 1) await terminate(await backendOf(tx));
        return add('b')(tx);
      });
      expect([id, tries]).toEqual(['b', 2]);
      expect(await store.read(idsIn)).toEqual(['a', 'b']);
    });

    test('ok between the last statement and the commit', async () => {
      const store = open();
      let tries = 0;
      await store.write(async (tx) => {
        tries += 1;
        await add('a')(tx);
        if (tries === 1) await terminate(await backendOf(tx));
      });
      expect(tries).toBe(2);
      expect(await store.read(idsIn)).toEqual(['a']);
    });

    test('ok while it is idle in the pool', async () => {
      const store = open({ connectionsMax: 1 });
      await terminate(await store.read(backendOf));
      expect(await store.write(add('a'))).toBe('a');
      await terminate(await store.read(backendOf));
      expect(await store.read(idsIn)).toEqual(['a']);
    });

    test('ok in mid-read', async () => {
      const store = open();
      let tries = 0;
      const n = await store.read(async (q) => {
        tries += 1;
        if (tries === 1) await terminate(await backendOf(q));
        return countAll(q);
      });
      expect([n, tries]).toEqual([0, 2]);
    });

    test.each([
      ['before the server has the commit: run again', 'before', 2],
      ['after the commit, before its answer: not run again', 'after', 1],
    ] as const)('ok %s, and it is there once', async (_when, at, expectedTries) => {
      const store = open({}, proxy.url);
      let tries = 0;
      proxy.cutNextCommit(at);
      const answer = await store.write(async (tx) => {
        tries += 1;
        return add(`try-${tries}`)(tx);
      });
      expect(tries).toBe(expectedTries);
      expect(await open().read(idsIn)).toEqual([answer]);
    });

    test('refuses to guess when nobody can be asked what became of the commit', async () => {
      const store = open({ answerPatienceMs: 100 }, proxy.url);
      let tries = 0;
      let leaving: Promise<void> | undefined;
      const writing = store.write(async (tx) => {
        tries += 1;
        await add('a')(tx);
        proxy.cutNextCommit('after');
        await tx.select().from(specimens);
        leaving = proxy.leave();
      });
      await expect(writing).rejects.toBeInstanceOf(StoreUnavailable);
      await leaving;
      expect(tries).toBe(1);
    });

    test('ok on an engine that knows no outcomes, it refuses rather than write twice', async () => {
      const name = `other_${randomUUID().replaceAll('-', '')}`;
      await runOutside(url, `CREATE SCHEMA ${name}`);
      await runOutside(
        url,
        `CREATE FUNCTION ${name}.pg_current_xact_id() RETURNS xid8 LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION 'no such function' USING ERRCODE = 'undefined_function'; END $$`,
      );
      const other = `${proxy.url}?options=${encodeURIComponent(`-c search_path=${name},pg_catalog,public`)}`;
      const store = open({}, other);
      expect(await store.write(add('a'))).toBe('a');
      proxy.cutNextCommit('after');
      await expect(store.write(add('b'))).rejects.toBeInstanceOf(StoreUnavailable);
      expect(await store.read(idsIn)).toEqual(['a', 'b']);
    });
  });

  describe('F17 a server that is away', () => {
    test('refuses at once, and serves again when it is back', async () => {
      const store = open({}, proxy.url);
      await store.write(add('a'));
      await proxy.leave();
      const begunAt = performance.now();
      await expect(store.write(add('b'))).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.read(countAll)).rejects.toBeInstanceOf(StoreUnavailable);
      expect(performance.now() - begunAt).toBeLessThan(2_000);
      await proxy.comeBack();
      expect(await store.write(add('b'))).toBe('b');
      expect(await store.read(idsIn)).toEqual(['a', 'b']);
    });

    test('refuses when it no longer answers, on old connections and new ones', async () => {
      const store = open({ connectionsMax: 2, connectionPatienceMs: 200, answerPatienceMs: 200 }, proxy.url);
      await store.read(countAll);
      proxy.fallSilent();
      for (let at = 0; at < 4; at += 1) await expect(store.read(countAll)).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.write(add('a'))).rejects.toBeInstanceOf(StoreUnavailable);
    });

    test('refuses a password or database that is wrong', async () => {
      const wrong = new URL(url);
      wrong.password = 'wrong';
      await expect(open({}, wrong.href).read(countAll)).rejects.toBeInstanceOf(StoreUnavailable);
      const none = databaseUrl(url, 'no_such_database');
      await expect(open({}, none).migrate()).rejects.toThrow('does not exist');
    });
  });

  test('F18 refuses within 2 s when every connection is taken, and nothing is stuck afterwards', async () => {
    const store = open({ connectionsMax: 3 });
    const over = Promise.withResolvers<void>();
    const taken = [1, 2, 3].map(() => store.write(() => over.promise));
    const begunAt = performance.now();
    const late = await Promise.allSettled([store.write(add('late')), store.read(countAll)]);
    expect(performance.now() - begunAt).toBeLessThan(3_000);
    for (const outcome of late) expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailable) });
    over.resolve();
    await Promise.all(taken);
    expect(await Promise.all(Array.from({ length: 20 }, () => store.read(countAll)))).toEqual(Array(20).fill(0));
  });

  test('ok a hundred at once on one row of a small pool', async () => {
    const store = open({ connectionsMax: 5 });
    await store.write(add('counter'));
    await Promise.all(
      Array.from({ length: 100 }, () =>
        store.write(async (tx) => {
          const [row] = await tx.select().from(specimens);
          await tx.update(specimens).set({ small: (row?.small ?? 0) + 1 });
        }),
      ),
    );
    expect(await store.read((q) => q.select({ small: specimens.small }).from(specimens))).toEqual([{ small: 100 }]);
  });

  test('ok what looked for a row and found none finds it when somebody else was adding it just then', async () => {
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
    await other.query("INSERT INTO specimens (id, small, word) VALUES ('a', 0, 'one')");
    const found = open().write(async (tx) => {
      const [there] = await tx.select().from(specimens).where(eq(specimens.word, 'one'));
      if (!there) await tx.insert(specimens).values({ id: 'b', small: 0, word: 'one' });
      return there?.id ?? 'b';
    });
    await vi.waitFor(async () => {
      await other.query('SELECT pg_stat_clear_snapshot()');
      const { rowCount } = await other.query(
        "SELECT 1 FROM pg_stat_activity WHERE application_name = 'doorstep' AND wait_event_type = 'Lock'",
      );
      expect(rowCount).toBe(1);
    }, 10_000);
    await other.query('COMMIT');
    await other.end();
    expect(await found).toBe('a');
  });

  test('refuses a write that waits too long for a row, or for an answer', async () => {
    const holder = new pg.Client(url);
    await open().write(add('a'));
    await holder.connect();
    await holder.query('BEGIN; SELECT * FROM specimens FOR UPDATE');
    const change = async (tx: Tx) => void (await tx.update(specimens).set({ small: 1 }).where(eq(specimens.id, 'a')));
    await expect(open({ lockPatienceMs: 50 }).write(change)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(open({ statementLimitMs: 50 }).write(change)).rejects.toBeInstanceOf(StoreUnavailable);
    await holder.end();
  });

  describe('prepared statements', () => {
    const preparedIn = (reader: Reader) => reader.select({ name: sql<string>`name` }).from(sql`pg_prepared_statements`);

    test('ok a text that comes again is prepared, one that does not is not', async () => {
      const store = open({ connectionsMax: 1 });
      for (let at = 0; at < 3; at += 1) await store.read(countAll);
      for (let n = 1; n < 50; n += 1) await store.read((q) => q.select().from(specimens).limit(n));
      // LIMIT is a parameter; the number of columns is not.
      for (let n = 1; n < 50; n += 1)
        await store.read((q) => q.select({ [`n${n}`]: specimens.id, x: sql`${sql.raw(String(n))}` }).from(specimens));
      expect(await store.read(preparedIn)).toHaveLength(2);
    });

    test('ok the same text with and without fields', async () => {
      const store = open({ connectionsMax: 1 });
      for (let at = 0; at < 4; at += 1) {
        await store.write(async (tx) => void (await tx.insert(specimens).values({ id: `a${at}` })));
        await store.write(async (tx) =>
          expect(
            await tx
              .insert(specimens)
              .values({ id: `b${at}` })
              .returning(),
          ).toMatchObject([{ id: `b${at}` }]),
        );
      }
      expect(await store.read(countAll)).toBe(8);
    });

    test('ok the schema may change beneath them, on every connection', async () => {
      const store = open();
      await store.write(add('a'));
      const all = () => store.read((q) => q.select().from(specimens));
      const onManyConnections = () => Promise.all(Array.from({ length: 20 }, all));
      for (let at = 0; at < 3; at += 1) await onManyConnections();
      await runOutside(url, 'ALTER TABLE specimens ALTER COLUMN small TYPE bigint');
      for (const rows of await onManyConnections()) expect(rows).toHaveLength(1);
      const raise = () => store.write((tx) => tx.update(specimens).set({ small: 1 }).returning());
      for (let at = 0; at < 3; at += 1) await raise();
      await runOutside(url, 'ALTER TABLE specimens ALTER COLUMN small TYPE integer');
      expect(await raise()).toMatchObject([{ id: 'a', small: 1 }]);
    });

    test('ok a statement that failed is good once the schema has what it needs', async () => {
      const store = open({ connectionsMax: 1 });
      await runOutside(url, 'ALTER TABLE specimens RENAME TO hidden');
      for (let at = 0; at < 3; at += 1) await expect(store.read(countAll)).rejects.toThrow('specimens');
      await runOutside(url, 'ALTER TABLE hidden RENAME TO specimens');
      for (let at = 0; at < 3; at += 1) expect(await store.read(countAll)).toBe(0);
    });

    test('ok they may be gone, as behind a pooler', async () => {
      const store = open({ connectionsMax: 1 });
      for (let at = 0; at < 3; at += 1) await store.read(countAll);
      // The types leave out what domains must not use.
      await store.write((tx) =>
        (tx as unknown as { execute(statement: SQL): Promise<unknown> }).execute(sql`DEALLOCATE ALL`),
      );
      expect(await store.read(countAll)).toBe(0);
    });
  });

  describe('migrations', () => {
    test('F34 ok two nodes migrate an empty database together: both succeed, one runs', async () => {
      const serverUrl = inject('postgresqlUrl') ?? '';
      const name = `empty_${randomUUID().replaceAll('-', '')}`;
      await runOnServer(serverUrl, `CREATE DATABASE ${name}`);
      const empty = databaseUrl(serverUrl, name);
      await Promise.all([1, 2, 3].map(() => open({}, empty).migrate()));
      const client = new pg.Client(empty);
      await client.connect();
      const { rows } = await client.query(
        'SELECT count(*)::int AS applied, count(DISTINCT created_at)::int AS "distinct" FROM drizzle.__drizzle_migrations',
      );
      await client.end();
      expect(rows[0].applied).toBe(rows[0].distinct);
      expect(rows[0].applied).toBeGreaterThan(0);
      for (const store of opened.splice(0)) await store.close();
      await runOnServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    });

    test('ok a database that is up to date is left alone', async () => {
      await open().migrate();
    });
  });

  test('refuses to back up: pg_dump does', async () => {
    await expect(open().backup('/tmp/none.db')).rejects.toThrow('pg_dump');
  });
});
