/** SQLite's column makers, of the same names and TypeScript types as PostgreSQL's. */
import { blob, customType, integer as int } from 'drizzle-orm/sqlite-core';
import {
  storableAmount,
  storableInstant,
  storableInteger,
  storableJson,
  storableShare,
  storableText,
} from './values.ts';

export { index, primaryKey, sqliteTable as table, uniqueIndex } from 'drizzle-orm/sqlite-core';

const txt = customType<{ data: string }>({ dataType: () => 'text', toDriver: storableText });
const int4 = customType<{ data: number }>({ dataType: () => 'integer', toDriver: storableInteger });
const thousandths = customType<{ data: number; driverData: number }>({
  dataType: () => 'integer',
  toDriver: storableShare,
  fromDriver: (value) => value / 1000,
});
const int8 = customType<{ data: number }>({ dataType: () => 'integer', toDriver: storableAmount });
const milliseconds = customType<{ data: Date; driverData: number }>({
  dataType: () => 'integer',
  toDriver: (instant) => storableInstant(instant).getTime(),
  fromDriver: (value) => new Date(value),
});
const jsonText = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: storableJson,
  fromDriver: (value) => JSON.parse(value),
});

export const text = <T extends string = string>() => txt().$type<T>();
export const boolean = () => int({ mode: 'boolean' });
export const instant = () => milliseconds();
export const integer = <T extends number = number>() => int4().$type<T>();
export const share = () => thousandths();
export const amount = () => int8();
export const json = <T>() => jsonText().$type<T>();
export const bytes = () => blob({ mode: 'buffer' });
