/** What the store is asked and answers, statement by statement, on the engine of this test run. */
import Database from 'better-sqlite3';
import pg from 'pg';
import { dialect } from '../../db/dialect.ts';

export interface Statements {
  /** Runs `use`. @returns its result, and each statement that ran meanwhile with the number of its rows */
  during<T>(use: () => Promise<T>): Promise<{ readonly result: T; readonly ran: readonly string[] }>;
  stop(): void;
}

/** Watches every connection of this process, so nothing else may use the store meanwhile. */
export const watchStatements = (): Statements => {
  let noted: string[] | null = null;
  const note = (sql: string, rows: unknown): void => {
    noted?.push(`${sql} → ${Array.isArray(rows) ? rows.length : rows === undefined ? 0 : 1}`);
  };
  const stop = dialect === 'sqlite' ? watchSqlite(note) : watchPostgresql(note);
  return {
    async during(use) {
      const ran: string[] = [];
      noted = ran;
      const result = await use();
      noted = null;
      return { result, ran };
    },
    stop,
  };
};

type Note = (sql: string, rows: unknown) => void;

const watchSqlite = (note: Note): (() => void) => {
  const scratch = new Database(':memory:');
  const statement: Database.Statement = Object.getPrototypeOf(scratch.prepare('SELECT 1'));
  scratch.close();
  const { all, get, run } = statement;
  statement.all = function (...params) {
    const rows = all.apply(this, params);
    note(this.source, rows);
    return rows;
  };
  statement.get = function (...params) {
    const row = get.apply(this, params);
    note(this.source, row);
    return row;
  };
  statement.run = function (...params) {
    const done = run.apply(this, params);
    note(this.source, Array.from({ length: done.changes }));
    return done;
  };
  return () => void Object.assign(statement, { all, get, run });
};

const watchPostgresql = (note: Note): (() => void) => {
  const client = pg.Client.prototype;
  const { query } = client;
  client.query = async function (this: pg.Client, asked: { text?: string } | string, ...more: unknown[]) {
    const result = await Reflect.apply(query, this, [asked, ...more]);
    const sql = typeof asked === 'string' ? asked : (asked.text ?? '');
    // What brackets a transaction is the engine's own; when it is sent depends on what others do.
    if (!/^(BEGIN|COMMIT|ROLLBACK)/.test(sql)) note(sql, result?.rows);
    return result;
  } as typeof query;
  return () => void Object.assign(client, { query });
};
