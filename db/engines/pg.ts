/**
 * PostgreSQL: a pool. Writes are serializable and are run again, a bounded number of times, when another transaction
 * got in the way; reads go straight to the pool.
 */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { LRUCache } from 'lru-cache';
import pg from 'pg';
import { refuseUnappliedMigrations } from '../migrations.ts';
import { asWrite, type Reader, refuseNestedWrite, type Store, StoreUnavailable, type Tx } from '../store.ts';

const triesMax = 12;
/** Any fixed number of our own: the key of the advisory lock that migrating nodes queue on. */
const migrationLock = 7_364_110_251;
const migrationsFolder = fileURLToPath(new URL('../migrations/postgresql', import.meta.url));

export const openPostgresql = (url: string): Store => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    application_name: 'doorstep',
  });
  // An idle connection that dies is replaced at the next request; without a listener it would end the process.
  pool.on('error', () => {});
  const reader = drizzle({ client: namingStatements(pool), casing: 'snake_case' }) as unknown as Reader;

  return {
    async read(query) {
      try {
        return await query(reader);
      } catch (error) {
        throw asUnavailable(error);
      }
    },
    async write(change) {
      refuseNestedWrite();
      for (let tries = 1; ; tries += 1) {
        try {
          return await transact(pool, change);
        } catch (error) {
          if (!isContention(error)) throw asUnavailable(error);
          if (tries === triesMax) throw new StoreUnavailable('too much contention', error);
          await wait(Math.random() * Math.min(2 ** tries * 4, 250));
        }
      }
    },
    async migrate() {
      const client = await pool.connect();
      try {
        await client.query('select pg_advisory_lock($1)', [migrationLock]);
        await migrate(drizzle({ client, casing: 'snake_case' }), { migrationsFolder });
        const applied = await client.query<{ created_at: string }>(
          'select created_at from drizzle.__drizzle_migrations',
        );
        refuseUnappliedMigrations(migrationsFolder, applied.rows);
      } finally {
        await client.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => {});
        client.release();
      }
    },
    backup() {
      return Promise.reject(new Error('On PostgreSQL, back up with pg_dump: it takes a consistent copy while we run'));
    },
    close: () => pool.end(),
  };
};

const transact = async <T>(pool: pg.Pool, change: (tx: Tx) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
    const tx = drizzle({ client: namingStatements(client), casing: 'snake_case' }) as unknown as Tx;
    const value = await asWrite(() => change(tx));
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
};

const databaseError = (error: unknown): { code?: unknown } | null => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at;
  }
  return null;
};

/** serialization_failure, deadlock_detected: https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html */
const isContention = (error: unknown): boolean => {
  const code = databaseError(error)?.code;
  return code === '40001' || code === '40P01';
};

/** Classes 08 connection, 53 resources, 57 operator, 58 system; and the socket's own codes. */
const unavailableCodes = /^(08|53|57|58)...$|^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EHOST|ENET)/;

const asUnavailable = (error: unknown): unknown => {
  if (error instanceof StoreUnavailable) return error;
  const code = databaseError(error)?.code;
  const lost = error instanceof Error && /timeout exceeded when trying to connect|Connection terminated/.test(error.message);
  return lost || (typeof code === 'string' && unavailableCodes.test(code))
    ? new StoreUnavailable(`PostgreSQL: ${lost ? 'no connection' : code}`, error)
    : error;
};

const statementNames = new LRUCache<string, string>({ max: 1_000 });

/** Gives each statement text a name, so that every connection prepares it once. */
const namingStatements = <Client extends pg.Pool | pg.PoolClient>(client: Client): Client =>
  new Proxy(client, {
    get: (target, property) => {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      if (property !== 'query') return value.bind(target);
      return (config: unknown, ...rest: unknown[]) => Reflect.apply(value, target, [named(config), ...rest]);
    },
  });

const named = (config: unknown): unknown => {
  if (typeof config !== 'object' || config === null || !('text' in config) || typeof config.text !== 'string') return config;
  let name = statementNames.get(config.text);
  if (name === undefined) {
    name = createHash('sha256').update(config.text).digest('base64url').slice(0, 22);
    statementNames.set(config.text, name);
  }
  return { ...config, name };
};
