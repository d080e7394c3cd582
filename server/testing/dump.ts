/** The whole database as text, table by table, for tests that look for what must not be in it. */
import { eq, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as schema from '../../db/schema/index.ts';
import type { Store } from '../../db/store.ts';

export type TableName = keyof typeof schema;

const isTable = (one: unknown): boolean => is(one, PgTable) || is(one, SQLiteTable);

/** Every table of the schema, under the name that code knows it by. */
export const allTables: readonly (readonly [TableName, (typeof schema)['orders']])[] = (
  Object.entries(schema) as [TableName, (typeof schema)['orders']][]
).filter(([, table]) => isTable(table));

export interface Cell {
  readonly table: TableName;
  readonly column: string;
  /** As JSON; bytes as the text that they are. */
  readonly text: string;
}

/** Every value that the database holds for a brand, at one instant. */
export const dumpTables = (store: Store, brandId: string): Promise<readonly Cell[]> =>
  store.read(async (reader) => {
    const cells: Cell[] = [];
    for (const [name, table] of allTables) {
      const rows: readonly Record<string, unknown>[] = await reader
        .select()
        .from(table)
        .where(eq(name === 'brands' ? table.id : table.brandId, brandId));
      for (const row of rows)
        for (const [column, value] of Object.entries(row))
          cells.push({
            table: name,
            column,
            text: value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value),
          });
    }
    return cells;
  });
