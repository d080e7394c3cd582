/**
 * A fresh, migrated database for whoever asks, on the engine of the vitest project that runs. On PostgreSQL it is a
 * copy of a template that was migrated once; on SQLite it is a file that does not exist yet.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';

/** Migrated by `postgresqlSetup.ts`; nobody may stay connected to it, or it cannot be copied. */
export const templateName = 'doorstep_template';

export interface TestDatabase {
  /** Fit for `DATABASE_URL`. */
  readonly url: string;
  remove(): Promise<void>;
}

export const createTestDatabase = (): Promise<TestDatabase> => {
  const serverUrl = inject('postgresqlUrl');
  return serverUrl === undefined ? createSqlite() : createPostgresql(serverUrl);
};

async function createSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-test-'));
  return {
    url: `file:${join(folder, 'doorstep.db')}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The same with no table in it. */
export const createBlankDatabase = (): Promise<TestDatabase> => {
  const serverUrl = inject('postgresqlUrl');
  return serverUrl === undefined ? createSqlite() : createPostgresql(serverUrl, 'template1');
};

async function createPostgresql(serverUrl: string, template = templateName): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runOnServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: databaseUrl(serverUrl, name),
    // FORCE: a test that leaves a connection behind must not hide its own failure behind this one.
    remove: () => runOnServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

export const databaseUrl = (serverUrl: string, name: string): string => new URL(`/${name}`, serverUrl).href;

export async function runOnServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
