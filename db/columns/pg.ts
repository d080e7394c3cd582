/** PostgreSQL's column makers. The types of the whole schema come from here. */
import { bigint, boolean as bool, customType, integer as int, jsonb, text as txt, timestamp } from 'drizzle-orm/pg-core';

export { index, pgTable as table, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

export const text = <T extends string = string>() => txt().$type<T>();
export const boolean = () => bool();
/** An instant to the millisecond. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });
export const integer = <T extends number = number>() => int().$type<T>();
/** An integer amount in a currency's minor unit, or points: up to 2^53. */
export const amount = () => bigint({ mode: 'number' });
export const json = <T>() => jsonb().$type<T>();
export const bytes = () => bytea();

