/**
 * How well the rule of `sentiment/contradiction.ts` does, per language, on the half of each set that it was not tuned on.
 * Which half a text is in follows from its sha256, so nobody chooses.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { tellsOfFailure } from '../sentiment/contradiction.ts';

interface Labelled {
  readonly text: string;
  /** Whether whoever labelled it found a failure in it. */
  readonly failure: boolean;
}

interface LabelledSet {
  readonly language: string;
  readonly about: string;
  readonly file: URL;
  /** Null for a row that is no use. */
  readonly read: (row: Readonly<Record<string, string>>) => Labelled | null;
}

const shared = new URL('../../../shared/data/', import.meta.url);

const byStars = (row: Readonly<Record<string, string>>): Labelled | null =>
  row.label === 'neutral' ? null : { text: row.text ?? '', failure: row.label === 'negative' };

const sets: readonly LabelledSet[] = [
  {
    language: 'pt',
    about: 'contradiction: 4–5 stars, annotators say trouble (Olist)',
    file: new URL('olist/classified_reviews.csv.gz', shared),
    read: (row) =>
      Number(row.review_score) < 4 || !row.top_class
        ? null
        : { text: row.review_message ?? '', failure: row.top_class !== 'satisfeito_com_pedido' },
  },
  {
    language: 'pt',
    about: 'negative text: delivery topics (Olist)',
    file: new URL('sentiment/pt_delivery.csv', shared),
    read: (row) => ({
      text: row.text ?? '',
      failure: row.label !== 'satisfied' && row.label !== 'before_estimate',
    }),
  },
  {
    language: 'pt',
    about: 'negative text: 1–2 against 4–5 stars (Olist)',
    file: new URL('sentiment/pt.csv', shared),
    read: byStars,
  },
  {
    language: 'en',
    about: 'negative text: products and restaurants (UCI)',
    file: new URL('sentiment/en.csv', shared),
    read: byStars,
  },
  {
    language: 'ar',
    about: 'negative text: products, by stars (souq.com)',
    file: new URL('sentiment/ar.csv', shared),
    read: byStars,
  },
  {
    language: 'de',
    about: 'contradiction: self-written',
    file: new URL('../sentiment/samples/de.csv', import.meta.url),
    read: (row) => ({ text: row.text ?? '', failure: row.label === 'failure' }),
  },
];

export interface ContradictionFigures {
  readonly language: string;
  readonly about: string;
  readonly half: 'tuned on' | 'held out';
  readonly texts: number;
  readonly failures: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly accuracy: number;
  /** Whoever always guesses the commoner label is right so often … */
  readonly majorityAccuracy: number;
  /** … and finds failures so well: not at all, unless they are the commoner. */
  readonly majorityF1: number;
}

/** Prints the figures, and those of the sets that are not at hand as skipped. */
export const runContradictionBench = (print: (line: string) => void = console.log): readonly ContradictionFigures[] => {
  const figures: ContradictionFigures[] = [];
  for (const set of sets) {
    if (!existsSync(set.file)) {
      print(`skipped: ${set.language}, ${set.about}: ${set.file.pathname} is not here`);
      continue;
    }
    const rows = readRows(set.file).flatMap((row) => set.read(row) ?? []);
    for (const half of ['tuned on', 'held out'] as const) {
      figures.push({ ...set, ...measure(rows.filter(({ text }) => halfOf(text) === half)), half });
    }
  }
  print('lang  half      texts  failures  precision  recall     F1  accuracy | majority: accuracy     F1  set');
  for (const row of figures) {
    const counts = `${row.language}    ${row.half}  ${pad(row.texts, 5)}  ${pad(row.failures, 8)}`;
    const ours = `${share(row.precision, 9)}  ${share(row.recall, 6)}  ${share(row.f1, 5)}  ${share(row.accuracy, 8)}`;
    const guess = `${share(row.majorityAccuracy, 18)}  ${share(row.majorityF1, 5)}`;
    print(`${counts}  ${ours} | ${guess}  ${row.about}`);
  }
  const texts = sets
    .flatMap((set) => (existsSync(set.file) ? readRows(set.file) : []))
    .flatMap((row) => row.text ?? []);
  const began = performance.now();
  for (const text of texts) tellsOfFailure(text);
  print(`${((1_000 * (performance.now() - began)) / texts.length).toFixed(0)} µs a text, over ${texts.length} texts`);
  return figures;
};

const pad = (value: number, width: number): string => String(value).padStart(width);
const share = (value: number, width: number): string => value.toFixed(3).padStart(width);

const halfOf = (text: string): ContradictionFigures['half'] => {
  const letters = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const [first = 0] = createHash('sha256').update(letters).digest();
  return first % 2 === 0 ? 'tuned on' : 'held out';
};

const measure = (rows: readonly Labelled[]) => {
  const judged = rows.map(({ text, failure }) => ({ failure, told: tellsOfFailure(text) }));
  const count = (failure: boolean, told: boolean): number =>
    judged.filter((each) => each.failure === failure && each.told === told).length;
  const [hits, alarms, misses, quiet] = [
    count(true, true),
    count(false, true),
    count(true, false),
    count(false, false),
  ];
  const failures = hits + misses;
  const rate = failures / rows.length;
  const precision = hits / (hits + alarms);
  const recall = hits / failures;
  return {
    texts: rows.length,
    failures,
    precision,
    recall,
    f1: harmonic(precision, recall),
    accuracy: (hits + quiet) / rows.length,
    majorityAccuracy: Math.max(rate, 1 - rate),
    majorityF1: rate > 0.5 ? harmonic(rate, 1) : 0,
  };
};

const harmonic = (a: number, b: number): number => (a + b === 0 ? 0 : (2 * a * b) / (a + b));

const readRows = (file: URL): readonly Readonly<Record<string, string>>[] => {
  const bytes = readFileSync(file);
  const [head = [], ...rows] = parseCsv((file.pathname.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
};

/** RFC 4180: a field in quotes may hold commas, line breaks and doubled quotes. */
const parseCsv = (text: string): readonly string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const [, quoted, plain = '', end] = match;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
};
