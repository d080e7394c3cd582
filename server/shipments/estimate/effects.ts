/**
 * The additive part: a usual length, plus what the length of the promise says, plus what each group adds or takes, all
 * on the logarithm of parcel days. Every group is drawn towards nothing by its factor's constant, so that a group that
 * was seen once moves little and one that was never seen moves nothing.
 */
import { rounded } from './curve.ts';
import { type Factor, factorNames, factors } from './journey.ts';

export interface Effects {
  readonly usual: number;
  readonly promise: number;
  readonly groups: Readonly<Record<Factor, Readonly<Record<string, number>>>>;
}

export interface Case {
  /** Logarithm of parcel days. */
  readonly y: number;
  /** How much of one parcel it counts for: old ones less. */
  readonly counts: number;
  readonly promise: number | null;
  readonly groups: Readonly<Record<Factor, string | null>>;
}

const rounds = 6;
/** The promise's slope is drawn towards nothing as if so many parcels had said so. */
const promiseShrinkage = 5;
/** An effect below this (half a percent of the time) is not worth its bytes. */
const effectMin = 0.005;

/** Fits by turns (backfitting): each part takes what the others leave over, six times around. */
export const fitEffects = (cases: readonly Case[]): Effects => {
  const rest = Float64Array.from(cases, ({ y }) => y);
  const weights = Float64Array.from(cases, ({ counts }) => counts);
  const parts = factorNames.map((name) => numbered(cases, name));
  let usual = 0;
  let promise = 0;
  for (let round = 0; round < rounds; round += 1) {
    usual += level(rest, weights);
    promise = refitPromise(cases, rest, promise);
    for (const part of parts) refitGroups(part, rest, weights);
  }
  const groups = Object.fromEntries(
    parts.map(({ name, keys, effects }) => [
      name,
      Object.fromEntries(
        keys
          .map((key, at) => [key, rounded(effects[at] ?? 0)] as const)
          .filter(([, effect]) => Math.abs(effect) >= effectMin),
      ),
    ]),
  ) as Effects['groups'];
  return { usual: rounded(usual), promise: rounded(promise), groups };
};

/** The expected logarithm of parcel days. */
export const expectedOf = (effects: Effects, of: Omit<Case, 'y' | 'counts'>): number => {
  let sum = effects.usual + effects.promise * (of.promise ?? 0);
  for (const name of factorNames) sum += effectOf(effects, name, of.groups[name]);
  return sum;
};

export const effectOf = (effects: Effects, name: Factor, group: string | null): number => {
  const of = effects.groups[name];
  return group !== null && Object.hasOwn(of, group) ? (of[group] ?? 0) : 0;
};

interface Part {
  readonly name: Factor;
  readonly keys: readonly string[];
  /** By case: the number of its group, −1 when unknown. */
  readonly numbers: Int32Array;
  readonly counts: Float64Array;
  readonly effects: Float64Array;
}

const numbered = (cases: readonly Case[], name: Factor): Part => {
  const known = new Map<string, number>();
  const numbers = Int32Array.from(cases, ({ groups }) => {
    const key = groups[name];
    if (key === null) return -1;
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  });
  const counts = new Float64Array(known.size);
  for (const [at, number] of numbers.entries()) {
    if (number >= 0) counts[number] = (counts[number] ?? 0) + (cases[at]?.counts ?? 0);
  }
  return { name, keys: [...known.keys()], numbers, counts, effects: new Float64Array(known.size) };
};

/** Takes the mean out of what is left. */
const level = (rest: Float64Array, weights: Float64Array): number => {
  let sum = 0;
  let all = 0;
  for (const [at, left] of rest.entries()) {
    sum += left * (weights[at] ?? 0);
    all += weights[at] ?? 0;
  }
  const mean = all === 0 ? 0 : sum / all;
  for (let at = 0; at < rest.length; at += 1) rest[at] = (rest[at] ?? 0) - mean;
  return mean;
};

const refitPromise = (cases: readonly Case[], rest: Float64Array, before: number): number => {
  let together = 0;
  let squares = promiseShrinkage;
  for (const [at, { promise, counts }] of cases.entries()) {
    if (promise === null) continue;
    together += counts * promise * ((rest[at] ?? 0) + before * promise);
    squares += counts * promise * promise;
  }
  const slope = together / squares;
  for (const [at, { promise }] of cases.entries()) {
    if (promise !== null) rest[at] = (rest[at] ?? 0) - (slope - before) * promise;
  }
  return slope;
};

const refitGroups = ({ name, numbers, counts, effects }: Part, rest: Float64Array, weights: Float64Array): void => {
  const sums = new Float64Array(effects.length);
  for (let at = 0; at < rest.length; at += 1) {
    const number = numbers[at] ?? -1;
    if (number < 0) continue;
    sums[number] = (sums[number] ?? 0) + (weights[at] ?? 0) * ((rest[at] ?? 0) + (effects[number] ?? 0));
  }
  const moved = sums.map((sum, number) => {
    const after = sum / ((counts[number] ?? 0) + factors[name]);
    const by = after - (effects[number] ?? 0);
    effects[number] = after;
    return by;
  });
  for (let at = 0; at < rest.length; at += 1) {
    const number = numbers[at] ?? -1;
    if (number >= 0) rest[at] = (rest[at] ?? 0) - (moved[number] ?? 0);
  }
};
