/** SQLite's column makers, of the same names and TypeScript types as PostgreSQL's. */
import { blob, integer as int, text as txt } from 'drizzle-orm/sqlite-core';

export { index, primaryKey, sqliteTable as table, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const text = <T extends string = string>() => txt().$type<T>();
export const boolean = () => int({ mode: 'boolean' });
export const instant = () => int({ mode: 'timestamp_ms' });
export const integer = <T extends number = number>() => int().$type<T>();
export const amount = () => int({ mode: 'number' });
export const json = <T>() => txt({ mode: 'json' }).$type<T>();
export const bytes = () => blob({ mode: 'buffer' });
