/**
 * The column makers of the engine in use. They are typed as PostgreSQL's on both, so that what only one engine's query
 * builder offers (`.get`, `.all`, `.run`) does not exist in the types and every query is awaited.
 */
import * as pg from './columns/pg.ts';
import * as sqlite from './columns/sqlite.ts';
import { dialect } from './dialect.ts';

const engines = { sqlite, postgresql: pg };
const makers = engines[dialect] as typeof pg;

export const { table, text, boolean, instant, integer, share, amount, json, bytes, index, uniqueIndex, primaryKey } =
  makers;
