/** PostgreSQL's column makers. The types of the whole schema come from here. */
import { boolean as bool, customType } from 'drizzle-orm/pg-core';
import {
  storableAmount,
  storableInstant,
  storableInteger,
  storableJson,
  storableShare,
  storableText,
} from './values.ts';

export { index, pgTable as table, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';

const txt = customType<{ data: string }>({ dataType: () => 'text', toDriver: storableText });
const int4 = customType<{ data: number }>({ dataType: () => 'integer', toDriver: storableInteger });
const thousandths = customType<{ data: number; driverData: number }>({
  dataType: () => 'integer',
  toDriver: storableShare,
  fromDriver: (value) => value / 1000,
});
const int8 = customType<{ data: number; driverData: string | number }>({
  dataType: () => 'bigint',
  toDriver: storableAmount,
  fromDriver: Number,
});
const timestamptz = customType<{ data: Date; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  toDriver: (instant) => storableInstant(instant).toISOString(),
  fromDriver: (value) => new Date(value),
});
/** Drizzle's own parses a value that is itself a text once too often. */
const jsonb = customType<{ data: unknown; driverData: unknown }>({ dataType: () => 'jsonb', toDriver: storableJson });
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

export const text = <T extends string = string>() => txt().$type<T>();
export const boolean = () => bool();
/** An instant to the millisecond. */
export const instant = () => timestamptz();
export const integer = <T extends number = number>() => int4().$type<T>();
/** A share between 0 and 1, to the thousandth. */
export const share = () => thousandths();
/** An integer amount in a currency's minor unit, or points: below 2^53. */
export const amount = () => int8();
/** Anything JSON holds. PostgreSQL orders the keys of its objects anew. */
export const json = <T>() => jsonb().$type<T>();
export const bytes = () => bytea();
