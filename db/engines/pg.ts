/**
 * PostgreSQL: a pool. Reads are repeatable-read snapshots and writes are serializable; both are run again, for a
 * bounded time, when another transaction got in the way or the connection broke before a commit.
 */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Store, Tx } from '../store.ts';
import { refuseNested, type Turn } from '../turn.ts';
import { StoreUnavailable } from '../unavailable.ts';
import { asUnavailable, isTaken, mayRunAgain } from './pg/errors.ts';
import { migrate } from './pg/migrate.ts';
import { createSignal } from './pg/signal.ts';
import { type TransactionLimits, transactions } from './pg/transaction.ts';

export interface PostgresqlLimits extends TransactionLimits {
  readonly connectionsMax: number;
  /** How long to wait for a connection, be it for a free one of the pool or for the server to accept one. */
  readonly connectionPatienceMs: number;
  readonly statementLimitMs: number;
  /** How long a statement may wait for a row that another transaction has locked. */
  readonly lockPatienceMs: number;
  /** How long a transaction that others get in the way of is tried again. */
  readonly contentionPatienceMs: number;
}

const limits: PostgresqlLimits = {
  connectionsMax: 10,
  connectionPatienceMs: 2_000,
  statementLimitMs: 15_000,
  lockPatienceMs: 5_000,
  readLimitMs: 30_000,
  writeLimitMs: 15_000,
  answerPatienceMs: 5_000,
  contentionPatienceMs: 10_000,
};

/** How often a write is tried whose row is taken: by the second try whoever was there first is seen, so this is plenty. */
const triesIfTaken = 4;
/** How often a write is tried among all others before it takes turns with those that were refused as often. */
const triesBesideOthers = 3;

export const openPostgresql = (url: string, changed: Partial<PostgresqlLimits> = {}): Store => {
  const chosen = { ...limits, ...changed };
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'doorstep',
    max: chosen.connectionsMax,
    connectionTimeoutMillis: chosen.connectionPatienceMs,
    idleTimeoutMillis: 30_000,
    // Bounds the statements that a connection has prepared, and spreads the load anew after a fail-over.
    maxLifetimeSeconds: 1_800,
    keepAlive: true,
    statement_timeout: chosen.statementLimitMs,
    // A server that is there cancels first; this is for one that no longer answers.
    query_timeout: chosen.statementLimitMs + chosen.answerPatienceMs,
    lock_timeout: chosen.lockPatienceMs,
    idle_in_transaction_session_timeout: chosen.readLimitMs + chosen.answerPatienceMs,
  });
  // An idle connection that dies is replaced at the next request; without a listener it would end the process.
  pool.on('error', () => {});
  const transact = transactions(pool, chosen);
  const signal = createSignal(url);

  let lane: Promise<unknown> = Promise.resolve();
  /** Writes that keep getting into each other's way take turns: a crowd around one row is through in one round. */
  const oneByOne = <T>(once: () => Promise<T>): Promise<T> => {
    const mine = lane.then(once);
    lane = mine.catch(() => {});
    return mine;
  };

  const run = async <T>(kind: Turn['kind'], use: (tx: Tx) => Promise<T>): Promise<T> => {
    refuseNested(kind);
    const givesUpAt = performance.now() + chosen.contentionPatienceMs;
    for (let tries = 1; ; tries += 1) {
      try {
        const once = () => transact(kind, use);
        return await (kind === 'write' && tries > triesBesideOthers ? oneByOne(once) : once());
      } catch (error) {
        const takenJustNow = kind === 'write' && isTaken(error) && tries < triesIfTaken;
        if (!mayRunAgain(error) && !takenJustNow) throw asUnavailable(error);
        if (performance.now() > givesUpAt) throw new StoreUnavailable('PostgreSQL: too much contention', error);
        await wait(Math.random() * Math.min(2 ** tries * 4, 250));
      }
    }
  };

  return {
    read: (query) => run('read', query),
    write: (change) => run('write', change),
    announce: signal.announce,
    hear: signal.hear,
    migrate: () => migrate(url),
    backup: () =>
      Promise.reject(new Error('On PostgreSQL, back up with pg_dump: it takes a consistent copy while we run')),
    async close() {
      await signal.close();
      await pool.end();
    },
  };
};
