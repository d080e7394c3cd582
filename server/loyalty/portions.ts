/** Looks through a table portion by portion, so that neither memory nor a snapshot grows with the database. */
import type { Reader } from '../../db/store.ts';

export type Read = <T>(query: (reader: Reader) => Promise<T>) => Promise<T>;

export interface Portion {
  /** The ids for which something does not hold. */
  readonly bad: readonly string[];
  readonly looked: number;
  /** The last id that was looked at; null when none are left. */
  readonly last: string | null;
}

/** @param look one portion of those after that id, by id */
export const inPortions = async (
  read: Read,
  look: (reader: Reader, after: string) => Promise<Portion>,
): Promise<Omit<Portion, 'last'>> => {
  const bad: string[] = [];
  let looked = 0;
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after;
    const portion = await read((reader) => look(reader, from));
    bad.push(...portion.bad);
    looked += portion.looked;
    after = portion.last;
  }
  return { bad, looked };
};

/** Where the next portion goes on, if there may be one. */
export const lastOf = (rows: readonly { readonly id: string }[], atOnce: number): string | null =>
  rows.length < atOnce ? null : (rows.at(-1)?.id ?? null);
