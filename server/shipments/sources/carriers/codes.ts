/** A carrier's codes to our statuses, by its description. A code that nothing knows gives no status and is counted. */
import type { Meaning, Meant } from '../reading.ts';
import type { Codes } from './carrier.ts';

export type MeaningOf = (codes: readonly string[], sentences: readonly (string | undefined)[]) => Meant;

export function meaningBy({ table, worded = {}, beginnings = {}, otherwise, borrowed }: Codes): MeaningOf {
  const meanings = spread(table);
  const wordings = spread(worded);
  const starts = [...spread(beginnings)];

  const known = (code: string, sentences: readonly (string | undefined)[]): Meaning | undefined => {
    const meaning = meanings.get(plain(code));
    return meaning === undefined ? undefined : (wordings.get(plain(code))?.(...sentences) ?? meaning);
  };

  return (codes, sentences) => {
    for (const [index, code] of codes.entries()) {
      const lent = borrowed?.(code);
      if (lent !== undefined) return lent;
      const meaning = known(code, sentences);
      // The most telling code was unknown, so that a coarser one had to answer.
      if (meaning !== undefined) return { ...meaning, unmapped: index > 0 };
    }
    const worded = otherwise?.(...codes, ...sentences);
    if (worded !== undefined) return { ...worded, unmapped: false };
    const begun = codes.flatMap((code) => starts.find(([start]) => plain(code).startsWith(start))?.[1] ?? [])[0];
    return { ...begun, unmapped: codes.length > 0 };
  };
}

const spread = <Value>(table: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> =>
  new Map(
    Object.entries(table).flatMap(([names, value]) =>
      names.split('|').map((name): [string, Value] => [plain(name), value]),
    ),
  );

const plain = (code: string): string =>
  code
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
