/** The few expressions and questions that differ by engine. */
import { type AnyColumn, type SQL, sql } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { dialect } from './dialect.ts';

/** True when `error` says that a unique index refused a row, on either engine. */
export const isUniqueViolation = (error: unknown): boolean => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (
      'code' in at &&
      (at.code === '23505' || at.code === 'SQLITE_CONSTRAINT_UNIQUE' || at.code === 'SQLITE_CONSTRAINT_PRIMARYKEY')
    ) {
      return true;
    }
  }
  return false;
};

/** `column + 1`, for counters that are raised where they stand. */
export const plusOne = (column: AnyColumn): SQL<number> => sql<number>`${column} + 1`;

/** In an upsert, the value that the row would have been inserted with. */
export const given = (column: AnyColumn): SQL => sql`excluded.${sql.identifier(toSnakeCase(column.name))}`;

/** In an upsert, what stands there and what was given, together. */
export const plusGiven = (column: AnyColumn): SQL<number> => sql<number>`${column} + ${given(column)}`;

/** In an upsert, the later of what stands there and what was given. */
export const laterGiven = (column: AnyColumn): SQL =>
  sql`case when ${given(column)} > ${column} then ${given(column)} else ${column} end`;
/** Spelled out, because a partial index serves no comparison with a parameter. */
export const isPositive = (column: AnyColumn): SQL => sql`${column} > 0`;

/** `column` is one of `values`, in one and the same statement however many they are: lists of ids in the hundreds. */
export const isOneOf = (column: AnyColumn, values: readonly string[]): SQL =>
  dialect === 'postgresql'
    ? sql`${column} = any(${sql.param([...values])}::text[])`
    : sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;

/** `-column` */
export const negative = (column: AnyColumn): SQL<number> => sql<number>`-${column}`;

/** Of a JSON column that holds an object: what it has under `name`, as text; null where it has none or null. */
export const memberText = (column: AnyColumn, name: string): SQL<string | null> =>
  sql<string | null>`${column} ->> cast(${name} as text)`;

/** Of a JSON column that holds a list of texts: the list holds `text`. */
export const holdsText = (column: AnyColumn, text: string): SQL =>
  dialect === 'postgresql'
    ? sql`${column} @> ${JSON.stringify([text])}::jsonb`
    : sql`exists (select 1 from json_each(${column}) where value = ${text})`;

/** Of a JSON column that holds a list of texts: a table to join with, one row an element, and the element in it. */
export const eachText = (
  column: AnyColumn,
): { readonly rows: SQL; readonly always: SQL; readonly text: SQL<string> } => ({
  rows:
    dialect === 'postgresql'
      ? sql`jsonb_array_elements_text(${column}) as element(value)`
      : sql`json_each(${column}) as element`,
  always: sql`1 = 1`,
  text: sql<string>`element.value`,
});
