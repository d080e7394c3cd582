/**
 * Vitest's global setup of the project `postgresql`: one server for the whole run, and the migrated template that
 * every test database is a copy of. The teardown it returns runs after failures, too.
 */
import type { TestProject } from 'vitest/node';
import { openPostgresql } from '../../db/engines/pg.ts';
import { databaseUrl, runOnServer, templateName } from './database.ts';
import { startPostgresql } from './postgresql.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's URL of the test server; absent on SQLite. */
    postgresqlUrl: string | undefined;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresql();
  try {
    await createTemplate(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('postgresqlUrl', server.url);
  return server.stop;
}

async function createTemplate(serverUrl: string): Promise<void> {
  await runOnServer(serverUrl, `CREATE DATABASE ${templateName}`);
  const template = openPostgresql(databaseUrl(serverUrl, templateName));
  try {
    await template.migrate();
  } finally {
    await template.close();
  }
}
