/**
 * Looks into JSON that somebody else wrote, by the paths of a carrier's description. Only own fields are followed, a
 * path goes no deeper than it is long, and no step keeps more values than an answer may hold.
 */
import { cleanLine } from '../../../kit/text.ts';
import type { Paths } from './carrier.ts';

/** Events of one answer, whether of one parcel or of all. */
const mostValues = 2000;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const flat = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, mostValues) : value === undefined || value === null ? [] : [value];

function valuesAt(value: unknown, path: string): readonly unknown[] {
  const names = path === '' ? [] : path.split('.');
  return names.reduce<readonly unknown[]>(
    (found, name) =>
      found.flatMap((one) => (isFields(one) && Object.hasOwn(one, name) ? flat(one[name]) : [])).slice(0, mostValues),
    flat(value),
  );
}

/** Every object that one of the paths leads to. */
export const objectsAt = (value: unknown, paths: Paths): readonly Fields[] =>
  paths.flatMap((path) => valuesAt(value, path).filter(isFields)).slice(0, mostValues);

/**
 * The first text that one of the paths leads to, as a clean line of at most `max`; the parts of `a+b` joined by `glue`.
 * Numbers count as their text.
 */
export function textAt(value: unknown, paths: Paths | undefined, max: number, glue = ''): string | undefined {
  for (const path of paths ?? []) {
    const parts = path.split('+').map((part) => firstText(valuesAt(value, part), max));
    if (parts.every((part) => part !== undefined)) return cleanLine(parts.join(glue), max);
  }
  return undefined;
}

function firstText(values: readonly unknown[], max: number): string | undefined {
  for (const one of values) {
    const text = typeof one === 'string' || typeof one === 'number' ? cleanLine(String(one), max) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Whether there is a list where one of the paths leads, and nothing in it. */
export const isEmptyListAt = (value: unknown, paths: Paths): boolean =>
  paths.some((path) => {
    const cut = path.lastIndexOf('.');
    const [holders, name] =
      path === ''
        ? [[{ self: value }], 'self']
        : [valuesAt(value, path.slice(0, Math.max(cut, 0))), path.slice(cut + 1)];
    return holders.some((one) => {
      const list = isFields(one) && Object.hasOwn(one, name) ? one[name] : undefined;
      return Array.isArray(list) && list.length === 0;
    });
  });
