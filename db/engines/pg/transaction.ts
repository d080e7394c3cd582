/**
 * One try at a transaction. Its outcome is always known when it is answered: when the connection breaks during the
 * commit, the server is asked what became of it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { Tx } from '../../store.ts';
import { newTurn, type Turn, takeTurn } from '../../turn.ts';
import { StoreUnavailable } from '../../unavailable.ts';
import {
  isGone,
  isStaleStatement,
  isUnavailable,
  isUnknownFunction,
  mayRunAgain,
  withoutParameters,
} from './errors.ts';
import { handleOn } from './handle.ts';
import { statementNames } from './statements.ts';

export interface TransactionLimits {
  readonly readLimitMs: number;
  readonly writeLimitMs: number;
  /** How long a server may take for what takes it no time, before it counts as gone. */
  readonly answerPatienceMs: number;
}

export type Transact = <T>(kind: Turn['kind'], use: (tx: Tx) => Promise<T>) => Promise<T>;

const beginRead = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
const beginWrite = 'BEGIN ISOLATION LEVEL SERIALIZABLE';
/** The id is what the outcome can be asked by after the connection has broken. */
const beginKnownWrite = `${beginWrite}; SELECT pg_current_xact_id()::text AS id`;

export const transactions = (pool: pg.Pool, limits: TransactionLimits): Transact => {
  const names = statementNames();
  let knowsOutcomes = true;

  const connect = async (): Promise<pg.PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      // Whatever it is (refused, no free connection, a password that no longer holds), we cannot serve and nothing ran.
      throw new StoreUnavailable('PostgreSQL: no connection', error);
    }
  };

  /** What became of the transaction `id`, once that is settled. */
  const outcomeOf = async (id: string): Promise<string> => {
    const giveUpAt = performance.now() + limits.answerPatienceMs;
    for (let pauseMs = 5; performance.now() < giveUpAt; pauseMs *= 2) {
      try {
        const { rows } = await pool.query<{ status: string }>('SELECT pg_xact_status($1::xid8) AS status', [id]);
        const status = rows[0]?.status;
        if (status === 'committed' || status === 'aborted') return status;
      } catch {
        // Away, still: asked again for as long as there is patience.
      }
      await wait(pauseMs);
    }
    return 'unknown';
  };

  /** For what takes a server that is there no time. pg's types lack `query_timeout`. */
  const swiftly = (client: pg.PoolClient, text: string): Promise<unknown> =>
    client.query({ text, query_timeout: limits.answerPatienceMs } as pg.QueryConfig);

  /** Begins, and answers with the id of a write's transaction where the engine has such. */
  const begin = async (client: pg.PoolClient, kind: Turn['kind']): Promise<string | undefined> => {
    const text = kind === 'read' ? beginRead : knowsOutcomes ? beginKnownWrite : beginWrite;
    try {
      const begun = await swiftly(client, text);
      // Several statements have several results, which pg's types lack, too.
      return Array.isArray(begun) ? (begun as pg.QueryResult<{ id: string }>[])[1]?.rows[0]?.id : undefined;
    } catch (error) {
      if (!isUnknownFunction(error) || !knowsOutcomes) throw error;
      // A wire-compatible engine that is not PostgreSQL.
      knowsOutcomes = false;
      await swiftly(client, 'ROLLBACK');
      return begin(client, kind);
    }
  };

  /** @returns false when the transaction is committed but its connection has broken */
  const commit = async (client: pg.PoolClient, id: string | undefined): Promise<boolean> => {
    try {
      const { command } = await client.query('COMMIT');
      // PostgreSQL answers a COMMIT of a failed transaction with ROLLBACK, and without an error.
      if (command !== 'COMMIT') throw new Error(`PostgreSQL answered COMMIT with ${command}`);
      return true;
    } catch (error) {
      if (!isGone(error)) throw error;
      const outcome = id === undefined ? 'unknown' : await outcomeOf(id);
      if (outcome === 'committed') return false;
      if (outcome === 'aborted') throw error;
      throw new StoreUnavailable('PostgreSQL: went away during a commit', error);
    }
  };

  return async (kind, use) => {
    const client = await connect();
    const turn = newTurn(kind);
    let broken: Error | boolean = false;
    const onError = (error: Error): void => {
      broken = error;
    };
    // A connection that breaks while nothing runs on it says so here; without a listener it would end the process.
    client.on('error', onError);
    const release = (): void => {
      client.off('error', onError);
      client.release(broken);
    };
    try {
      const id = await begin(client, kind);
      const limitMs = kind === 'read' ? limits.readLimitMs : limits.writeLimitMs;
      const value = await takeTurn(turn, limitMs, () => use(handleOn(client, names, turn)));
      if (kind === 'write') {
        broken = !(await commit(client, id)) || broken;
        release();
      } else {
        // Nobody needs to wait for the end of a read.
        swiftly(client, 'COMMIT').catch(onError).finally(release);
      }
      return value;
    } catch (error) {
      const cause = turn.failure ?? error;
      // A turn that ran out may have left a statement under way, so its connection is given up as well.
      if (isGone(cause) || isStaleStatement(cause) || error instanceof StoreUnavailable) broken = true;
      else await swiftly(client, 'ROLLBACK').catch(onError);
      release();
      throw mayRunAgain(cause) || isUnavailable(cause) ? cause : withoutParameters(error);
    }
  };
};
