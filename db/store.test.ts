/** What `read` and `write` promise, on whichever engine this run is for. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dialectOf } from './dialect.ts';
import { openPostgresql } from './engines/pg.ts';
import { openSqlite } from './engines/sqlite.ts';
import { isUniqueViolation, plusOne } from './sql.ts';
import { openStore, type Reader, type Store, StoreUnavailable, type Tx } from './store.ts';
import { createSpecimens, fileOf, specimens } from './testing/specimens.ts';

const url = process.env.DATABASE_URL ?? '';
let store: Store;

beforeAll(async () => {
  store = await openStore(url);
  await createSpecimens(url);
});
afterAll(() => store.close());
beforeEach(() => store.write(async (tx) => void (await tx.delete(specimens))));

const add =
  (id: string, word: string | null = null) =>
  (tx: Tx) =>
    tx.insert(specimens).values({ id, word, small: 0 });
const write = (change: (tx: Tx) => PromiseLike<unknown>) => store.write(async (tx) => void (await change(tx)));
const countAll = async (reader: Reader): Promise<number> =>
  (await reader.select({ n: count() }).from(specimens))[0]?.n ?? -1;
const ids = () =>
  store.read(async (q) => (await q.select({ id: specimens.id }).from(specimens)).map(({ id }) => id).sort());
const limited = (limits: { readLimitMs?: number; writeLimitMs?: number }): Store =>
  dialectOf(url) === 'sqlite' ? openSqlite(fileOf(url), limits) : openPostgresql(url, limits);

describe('reading and writing', () => {
  test('ok a write answers with its value, and every later read sees it', async () => {
    expect(await store.write(async (tx) => (await tx.insert(specimens).values({ id: 'a' }).returning())[0]?.id)).toBe(
      'a',
    );
    expect(await ids()).toEqual(['a']);
  });

  test('ok a write reads what it wrote', async () => {
    const seen = await store.write(async (tx) => {
      await add('a')(tx);
      await add('b')(tx);
      return { all: await countAll(tx), some: await tx.$count(specimens, eq(specimens.id, 'a')) };
    });
    expect(seen).toEqual({ all: 2, some: 1 });
  });

  test('ok a change without returning says how many rows it met', async () => {
    const [met, missed] = await store.write(async (tx) => {
      await add('a')(tx);
      const raise = (id: string) =>
        tx
          .update(specimens)
          .set({ small: plusOne(specimens.small) })
          .where(eq(specimens.id, id));
      return [await raise('a'), await raise('b')];
    });
    expect([met?.rowCount, missed?.rowCount]).toEqual([1, 0]);
  });

  test('ok all selects of a read see the same instant', async () => {
    const [begun, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const counts = store.read(async (q) => {
      const before = await countAll(q);
      begun.resolve();
      await written.promise;
      return [before, await countAll(q)];
    });
    await begun.promise;
    await write(add('a'));
    written.resolve();
    expect(await counts).toEqual([0, 0]);
    expect(await store.read(countAll)).toBe(1);
  });

  test('ok selects of a read may be asked for together', async () => {
    await write(add('a'));
    expect(
      await store.read((q) => Promise.all([countAll(q), countAll(q), countAll(q), q.select().from(specimens)])),
    ).toMatchObject([1, 1, 1, [{ id: 'a' }]]);
  });

  test('ok each write runs in the async context that asked for it', async () => {
    const request = new AsyncLocalStorage<number>();
    const seen = [1, 2, 3].map((n) => request.run(n, () => store.write(async () => request.getStore())));
    expect(await Promise.all(seen)).toEqual([1, 2, 3]);
  });

  test('ok more different statements than are kept', async () => {
    const limits = Array.from({ length: 600 }, (_, at) => at + 1);
    await write(add('a'));
    const found = await store.read(async (q) => {
      const rows: unknown[] = [];
      for (const n of limits) rows.push(...(await q.select().from(specimens).where(eq(specimens.id, 'a')).limit(n)));
      for (const n of limits) rows.push(...(await q.select({ [`as${n}`]: specimens.id }).from(specimens)));
      return rows.length;
    });
    expect(found).toBe(1_200);
  });
});

describe('a write that fails', () => {
  test('F7 ok a fault in mid-transaction leaves nothing, and the retry succeeds', async () => {
    let isFirst = true;
    const change = async (tx: Tx): Promise<void> => {
      await add('a')(tx);
      if (isFirst) throw new Error('a fault');
      await add('b')(tx);
    };
    await expect(store.write(change)).rejects.toThrow('a fault');
    expect(await ids()).toEqual([]);
    isFirst = false;
    await store.write(change);
    expect(await ids()).toEqual(['a', 'b']);
  });

  test('ok of writes that wait together a failing one takes back only itself', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, (_, at) =>
        store.write(async (tx) => {
          await add(String(at))(tx);
          if (at % 3 === 0) throw new Error('a fault');
          return at;
        }),
      ),
    );
    const kept = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [String(outcome.value)] : []));
    expect(kept).toHaveLength(66);
    expect(await ids()).toEqual(kept.sort());
  });

  test('refuses a row that a unique index or the primary key has already', async () => {
    await write(add('a', 'word'));
    for (const again of [add('b', 'word'), add('a', 'other')]) {
      const error = await write(again).catch((thrown: unknown) => thrown);
      expect(error).toSatisfy(isUniqueViolation);
      expect(error).not.toBeInstanceOf(StoreUnavailable);
    }
    expect(await ids()).toEqual(['a']);
  });

  test('ok only a unique index makes a unique violation', async () => {
    const missing = await store
      .write((tx) => tx.insert(specimens).values({ id: null as unknown as string }))
      .catch((error: unknown) => error);
    expect(missing).toBeInstanceOf(Error);
    for (const other of [missing, new Error('SQLITE_CONSTRAINT_UNIQUE'), null, '23505']) {
      expect(isUniqueViolation(other)).toBe(false);
    }
  });

  test('refuses to answer a write that swallowed the failure of a statement', async () => {
    await write(add('a'));
    const swallowing = store.write(async (tx) => {
      await add('b')(tx);
      await add('a')(tx).catch(() => {});
      return 'written';
    });
    await expect(swallowing).rejects.toSatisfy(isUniqueViolation);
    expect(await ids()).toEqual(['a']);
  });

  test('refuses statements after one that failed', async () => {
    await write(add('a'));
    let second: unknown;
    const goingOn = store.write(async (tx) => {
      await add('a')(tx).catch(() => {});
      second = await add('b')(tx).then(
        () => null,
        (error: unknown) => error,
      );
    });
    await expect(goingOn).rejects.toSatisfy(isUniqueViolation);
    expect(second).toBeInstanceOf(Error);
    expect(await ids()).toEqual(['a']);
  });

  test('ok the fault that a change makes of a failure is what its caller gets', async () => {
    await write(add('a'));
    const translating = store.write((tx) =>
      add('a')(tx).catch((error: unknown) => {
        throw isUniqueViolation(error) ? new TypeError('taken') : error;
      }),
    );
    await expect(translating).rejects.toThrow(new TypeError('taken'));
  });

  test('ok an error repeats no value of the row: it goes to the log', async () => {
    await write(add('a', 'naomi@example.com'));
    const error = await write(add('b', 'naomi@example.com')).catch((thrown: unknown) => thrown);
    expect(error).toSatisfy(isUniqueViolation);
    const { message, stack, ...rest } = error as Error;
    expect(`${message} ${stack} ${JSON.stringify(rest)}`).not.toContain('naomi');
  });
});

describe('many at once', () => {
  const raise = async (tx: Tx): Promise<void> => {
    const [row] = await tx.select({ small: specimens.small }).from(specimens).where(eq(specimens.id, 'counter'));
    await tx
      .update(specimens)
      .set({ small: (row?.small ?? 0) + 1 })
      .where(eq(specimens.id, 'counter'));
  };

  test('ok 50 parallel read-modify-writes on two stores lose none', async () => {
    await write(add('counter'));
    const other = await openStore(url);
    await Promise.all(Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? store : other).write(raise)));
    await other.close();
    expect(await store.read((q) => q.select({ small: specimens.small }).from(specimens))).toEqual([{ small: 50 }]);
  });

  test('ok of 40 that check and then add, one adds', async () => {
    const added = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        store.write(async (tx) => {
          if ((await countAll(tx)) > 0) return false;
          await add(String(at))(tx);
          return true;
        }),
      ),
    );
    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await store.read(countAll)).toBe(1);
  });
});

describe('a turn', () => {
  test('refuses a read or write inside of another', async () => {
    await expect(store.write(() => store.write(async () => {}))).rejects.toThrow('inside a write');
    await expect(store.write(() => store.read(async () => {}))).rejects.toThrow('inside a write');
    await expect(store.read(() => store.write(async () => {}))).rejects.toThrow('inside a read');
    await expect(store.read(() => store.read(async () => {}))).rejects.toThrow('inside a read');
  });

  test('ok what a write has started may write once it is over', async () => {
    const isOver = Promise.withResolvers<void>();
    const { later } = await store.write(async () => ({ later: isOver.promise.then(() => write(add('later'))) }));
    isOver.resolve();
    await later;
    expect(await ids()).toEqual(['later']);
  });

  test('refuses a handle whose turn is over, also to a query that was built in time', async () => {
    let [tx, reader]: [Tx | null, Reader | null] = [null, null];
    const built = await store.write(async (given) => {
      tx = given;
      return [add('late')(given)];
    });
    await store.read(async (given) => {
      reader = given;
    });
    await expect(add('late')(tx as unknown as Tx)).rejects.toSatisfy(saysItIsOver);
    await expect(built[0]).rejects.toSatisfy(saysItIsOver);
    await expect(countAll(reader as unknown as Reader)).rejects.toSatisfy(saysItIsOver);
    expect(await ids()).toEqual([]);
  });

  test('refuses a change that does not come to an end, undoes it and goes on', async () => {
    const impatient = limited({ writeLimitMs: 50, readLimitMs: 50 });
    const stuck = impatient.write(async (tx) => {
      await add('stuck')(tx);
      await new Promise(() => {});
    });
    await expect(stuck).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(impatient.read(() => new Promise(() => {}))).rejects.toBeInstanceOf(StoreUnavailable);
    await impatient.write(async (tx) => void (await add('next')(tx)));
    await impatient.close();
    expect(await ids()).toEqual(['next']);
  });

  test('refuses to change anything through a reader', async () => {
    const error = await store.read(async (q) => void (await add('a')(q as Tx))).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(StoreUnavailable);
    expect(await ids()).toEqual([]);
  });
});

describe('the end', () => {
  test('ok close waits for what is under way', async () => {
    const closing = limited({});
    const written = closing.write(async (tx) => void (await add('a')(tx)));
    const read = closing.read(countAll);
    await Promise.all([read, written, closing.close()]);
    expect(await ids()).toEqual(['a']);
  });

  test('refuses reads and writes once closed', async () => {
    const closed = limited({});
    await closed.close();
    await expect(closed.read(countAll)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(closed.write(async () => {})).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test('refuses a database of the other engine than the schema', async () => {
    const other = dialectOf(url) === 'sqlite' ? 'postgres://127.0.0.1:1/none' : 'file:/tmp/none.db';
    await expect(openStore(other)).rejects.toThrow('DATABASE_URL');
  });
});

/** Drizzle wraps it on PostgreSQL. */
const saysItIsOver = (error: unknown): boolean =>
  error instanceof Error && (/after the \w+ had ended/.test(error.message) || saysItIsOver(error.cause));
