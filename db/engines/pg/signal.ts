/**
 * How the nodes on one database tell each other that something happened: LISTEN and NOTIFY on one connection of their
 * own, which is opened when it is first needed and opened again when it breaks. A signal may be lost with its
 * connection, so whoever listens is told each time that listening has begun anew.
 */
import pg from 'pg';
import type { Ears } from '../../store.ts';

export interface Signal {
  announce(payload: string): void;
  hear(ears: Ears): () => void;
  close(): Promise<void>;
}

export interface SignalTimes {
  readonly patienceMs: number;
  /** How often a connection on which nothing happens is asked whether it is still there. */
  readonly pingMs: number;
  readonly retryMs: number;
  readonly retryMaxMs: number;
}

const usualTimes: SignalTimes = { patienceMs: 5_000, pingMs: 20_000, retryMs: 200, retryMaxMs: 10_000 };

const channel = 'doorstep';
/** What cannot be sent for longer than this many changes is read from the database by the others. */
const unsentMax = 1_000;

export const createSignal = (url: string, times: SignalTimes = usualTimes): Signal => {
  const listeners = new Set<Ears>();
  const unsent: string[] = [];
  let closing = false;
  let running: Promise<void> | null = null;
  let wake = (): void => {};

  /** Resolves when there is something to do, or after `ms`. */
  const rest = async (ms: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    wake = resolve;
    await promise;
    clearTimeout(timer);
  };

  const flush = async (connection: pg.Client): Promise<void> => {
    for (let payload = unsent[0]; payload !== undefined; payload = unsent[0]) {
      await connection.query('SELECT pg_notify($1, $2)', [channel, payload]);
      unsent.shift();
    }
  };

  /** One connection, from its beginning to its end. @returns whether it ever stood */
  const live = async (): Promise<boolean> => {
    const connection = new pg.Client({
      connectionString: url,
      application_name: 'doorstep signal',
      connectionTimeoutMillis: times.patienceMs,
      query_timeout: times.patienceMs,
      keepAlive: true,
    });
    let stands = false;
    let broken = false;
    const breakOff = (): void => {
      broken = true;
      wake();
    };
    connection.on('error', breakOff);
    connection.on('end', breakOff);
    connection.on('notification', ({ payload }) => {
      for (const ears of listeners) ears.heard(payload ?? '');
    });
    try {
      await connection.connect();
      await connection.query(`LISTEN ${channel}`);
      stands = true;
      for (const ears of listeners) ears.listening();
      while (!broken) {
        await flush(connection);
        if (closing) break;
        await rest(times.pingMs);
        if (unsent.length === 0 && !broken && !closing) await connection.query('SELECT 1');
      }
    } catch {
      // It is opened again below; what is unsent stays.
    }
    await Promise.race([connection.end().catch(() => {}), rest(times.patienceMs / 5)]);
    return stands;
  };

  const run = async (): Promise<void> => {
    for (let failures = 0; !closing; ) {
      failures = (await live()) ? 1 : failures + 1;
      const pause = Math.min(times.retryMs * 2 ** (failures - 1), times.retryMaxMs);
      if (!closing) await rest(pause * (0.5 + Math.random()));
    }
  };
  const begin = (): void => {
    if (!closing) running ??= run();
  };

  return {
    announce(payload) {
      unsent.push(payload);
      if (unsent.length > unsentMax) unsent.shift();
      begin();
      wake();
    },
    hear(ears) {
      listeners.add(ears);
      begin();
      return () => listeners.delete(ears);
    },
    async close() {
      closing = true;
      wake();
      await running;
    },
  };
};
