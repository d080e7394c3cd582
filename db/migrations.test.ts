/** Migrations: what a process leaves that is killed at any of their statements, and what the release before finds. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBlankDatabase, type TestDatabase } from '../server/testing/database.ts';
import { dialect } from './dialect.ts';
import { openStore, StoreUnavailable } from './store.ts';
import {
  allMigrations,
  applyMigration,
  type Column,
  type Connection,
  columnsIn,
  connectTo,
  describeSchema,
} from './testing/catalogue.ts';
import { startChild } from './testing/childProcess.ts';
import { fileOf } from './testing/specimens.ts';

const [first, ...later] = allMigrations;
const laterStatements = later.flatMap(({ statements }) => statements);

let database: TestDatabase;
let connection: Connection;
/** As the first release left it, with a brand in it. */
beforeEach(async () => {
  database = await createBlankDatabase();
  connection = await connectTo(database.url);
  await applyMigration(connection, first ?? expect.unreachable());
  await insert(await columnsIn(connection), 'brands', 1);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await connection.close();
  await database.remove();
});

const migrate = async (url = database.url): Promise<void> => {
  const store = await openStore(url);
  await store.migrate().finally(() => store.close());
};

/** Puts down a row with a value in each of the `columns` of `table`. */
const insert = async (columns: readonly Column[], table: string, number: number): Promise<void> => {
  const own = columns.filter((one) => one.table === table);
  const names = own.map(({ name }) => `"${name}"`).join(', ');
  const places = own.map((_, index) => (dialect === 'sqlite' ? '?' : `$${index + 1}`)).join(', ');
  const values = own.map(({ type }) => sampleOf(type, number));
  await connection.run(`INSERT INTO "${table}" (${names}) VALUES (${places})`, values);
};

const sampleOf = (type: string, number: number): unknown => {
  if (/int|numeric|real|double/i.test(type)) return number;
  if (/bool/.test(type)) return true;
  if (/json/.test(type)) return JSON.stringify([number]);
  if (/timestamp/.test(type)) return new Date(number);
  return /blob|bytea/i.test(type) ? Buffer.from([number]) : `${number}`;
};

const brandsIn = ({ run }: Connection) => run('SELECT id FROM brands');

/** Watches what a migration runs, each statement before it is run; for SQLite, what is told is run at once. */
const beforeEachStatement = (look: (statement: string, client: pg.Client | null) => unknown): void => {
  const isOurs = (statement: unknown): statement is string => laterStatements.includes(String(statement));
  if (dialect === 'sqlite') {
    const { exec } = Database.prototype;
    vi.spyOn(Database.prototype, 'exec').mockImplementation(function (this: Database.Database, statement) {
      if (isOurs(statement) || statement === 'COMMIT') look(statement, null);
      return exec.call(this, statement);
    });
    return;
  }
  const { query } = pg.Client.prototype;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(async function (this: pg.Client, ...asked: unknown[]) {
    if (isOurs(asked[0]) || asked[0] === 'COMMIT') await look(String(asked[0]), this);
    return Reflect.apply(query, this, asked);
  });
};

describe('F33 killed while it migrates', () => {
  test.runIf(dialect === 'sqlite')('ok what is on the disk at each statement is the database as it was', async () => {
    const before = await describeSchema(connection);
    const copies: string[] = [];
    beforeEachStatement(() => {
      const folder = join(dirname(fileOf(database.url)), `copy-${copies.length}`);
      mkdirSync(folder);
      // By another process: closing a file gives up the locks that this one has on it.
      spawnSync('sh', ['-c', `cp "${fileOf(database.url)}"* "${folder}"`]);
      copies.push(`file:${join(folder, 'doorstep.db')}`);
    });
    await migrate();
    vi.restoreAllMocks();
    const after = await describeSchema(connection);
    expect(copies).toHaveLength(laterStatements.length + 1);
    for (const [index, url] of copies.entries()) {
      const copy = await connectTo(url);
      expect(await describeSchema(copy)).toEqual(before);
      expect(await copy.run('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      if (index % 20 === 0) {
        await migrate(url);
        expect(await describeSchema(copy)).toEqual(after);
      }
      expect(await brandsIn(copy)).toEqual([{ id: '1' }]);
      await copy.close();
    }
  });

  test.runIf(dialect === 'sqlite')('ok by SIGKILL, here and there: the next start completes it', async () => {
    const before = await describeSchema(connection);
    const [engine, driver] = [
      new URL('./engines/sqlite.ts', import.meta.url).href,
      import.meta.resolve('better-sqlite3'),
    ];
    for (const nth of [1, Math.ceil(laterStatements.length / 2), laterStatements.length]) {
      const { lines, end } = startChild(`
        import Database from '${driver}';
        import { openSqlite } from '${engine}';
        const { exec } = Database.prototype;
        let ran = 0;
        Database.prototype.exec = function (statement) {
          const done = exec.call(this, statement);
          if (/^\\s*(CREATE|ALTER) (?!TABLE IF)/.test(statement)) ran += 1;
          if (ran === ${nth}) process.kill(process.pid, 'SIGKILL');
          return done;
        };
        await openSqlite(${JSON.stringify(fileOf(database.url))}).migrate();
        console.log('survived');
      `);
      expect(await lines.next()).toMatchObject({ done: true });
      expect(await end).toBeNull();
      expect(await describeSchema(connection)).toEqual(before);
    }
    await migrate();
    expect(await describeSchema(connection)).not.toEqual(before);
    expect(await brandsIn(connection)).toEqual([{ id: '1' }]);
  });

  test.runIf(dialect === 'postgresql')('ok what others see at each statement is the database as it was', async () => {
    const before = await describeSchema(connection);
    let looks = 0;
    beforeEachStatement(async () => {
      looks += 1;
      expect(await describeSchema(connection)).toEqual(before);
    });
    await migrate();
    expect(looks).toBeGreaterThan(laterStatements.length);
    expect(await describeSchema(connection)).not.toEqual(before);
    expect(await brandsIn(connection)).toEqual([{ id: '1' }]);
  });

  test.runIf(dialect === 'postgresql')(
    'ok with its connection, here and there: the next start completes it',
    async () => {
      const before = await describeSchema(connection);
      for (const nth of [
        1,
        Math.ceil(laterStatements.length / 2),
        laterStatements.length,
        laterStatements.length + 1,
      ]) {
        let ran = 0;
        beforeEachStatement(async (_, client) => {
          ran += 1;
          // pg's types lack the number of the server's process.
          const { processID } = client as unknown as { processID: number };
          if (ran === nth) await connection.run(`SELECT pg_terminate_backend(${processID}, 5000)`);
        });
        await expect(migrate()).rejects.toThrow(StoreUnavailable);
        vi.restoreAllMocks();
        expect(await describeSchema(connection)).toEqual(before);
      }
      await migrate();
      expect(await describeSchema(connection)).not.toEqual(before);
      expect(await brandsIn(connection)).toEqual([{ id: '1' }]);
    },
  );
});

describe('F36 the previous release on the new schema', () => {
  const plain = (statement: string): string => statement.replaceAll(/[`"]/g, '').trim();

  test('ok whatever a migration does is an addition that older code can leave out', () => {
    const refused: string[] = [];
    const older = new Set<string>();
    for (const { statements } of allMigrations) {
      const made = new Set(statements.flatMap((one) => /^CREATE TABLE (\w+)/.exec(plain(one))?.[1] ?? []));
      const added = statements.flatMap((one) => {
        const [, table, column] = /^ALTER TABLE (\w+) ADD (?:COLUMN )?(\w+)/.exec(plain(one)) ?? [];
        return table === undefined ? [] : [`${table}.${column}`];
      });
      for (const statement of statements.map(plain)) {
        const [, unique, indexed = '', columns = ''] =
          /^CREATE (UNIQUE )?INDEX \w+ ON (\w+) (?:USING btree )?\(([^)]*)\)/.exec(statement) ?? [];
        // Older code would come into conflict with a rule that it does not know.
        const binds = unique !== undefined && older.has(indexed);
        const isFree = !binds || columns.split(',').some((one) => added.includes(`${indexed}.${one.trim()}`));
        const isIndex = indexed !== '' && isFree;
        const isColumn = /^ALTER TABLE \w+ ADD (?!CONSTRAINT)/.test(statement);
        const canBeLeftOut = isColumn && (!/NOT NULL/.test(statement) || /DEFAULT/.test(statement));
        if (!/^CREATE TABLE \w+/.test(statement) && !isIndex && !canBeLeftOut) refused.push(statement);
      }
      for (const table of made) older.add(table);
    }
    expect(refused).toEqual([]);
    expect(older.size).toBeGreaterThan(50);
  });

  test('ok every table takes rows of the columns that each older release knows, and gives them back', async () => {
    const known = [await columnsIn(connection)];
    for (const migration of later) {
      await applyMigration(connection, migration);
      known.push(await columnsIn(connection));
    }
    for (const [index, columns] of known.slice(0, -1).entries()) {
      // Another one than the brand that is there.
      const number = index + 2;
      for (const table of new Set(columns.map((one) => one.table))) {
        await insert(columns, table, number);
        const texts = columns.filter((one) => one.table === table && /^text$/i.test(one.type)).map(({ name }) => name);
        const names = texts.map((name) => `"${name}"`).join(', ');
        const rows = await connection.run(`SELECT ${names} FROM "${table}"`);
        const isGivenBack = rows.some((row) => texts.every((name) => row[name] === String(number)));
        expect(isGivenBack, `${table}, of release ${index}`).toBe(true);
      }
    }
  });
});
