/**
 * The table of number formats, read from `couriers/` once and compiled. A pattern is anchored, has no white space and no
 * repetition without an end, so that matching is linear in a number whose length is capped.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { type Check, checksOut } from './checkDigits.ts';

/** A format as the files in `couriers/` state it. */
export interface StatedFormat {
  readonly name: string;
  /** PCRE with named groups: SerialNumber, and CheckDigit, ServiceType and CountryCode where there are such. */
  readonly regex: string;
  readonly check?: Check;
  /** What stands before the serial for its check digit alone. */
  readonly prepend?: { readonly when: string; readonly content: string };
  /** Known types of service, by the pattern of their code. */
  readonly services?: readonly (readonly [pattern: string, name: string])[];
  /** Who delivers, by CountryCode; a country without an entry is none. */
  readonly posts?: Readonly<Record<string, string>>;
  /** With `%s` for the number. */
  readonly url: string | null;
  /**
   * Of numbers with letters and digits at the same places but otherwise random, the share that fits (of several such
   * shapes, the most), and the share with a known type of service. Measured; the test measures again.
   */
  readonly chance: number;
  readonly chanceWithService?: number;
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
}

export interface StatedCourier {
  readonly courier: string;
  readonly name: string;
  readonly formats: readonly StatedFormat[];
}

export interface Fit {
  readonly name: string;
  readonly service: string | null;
  /** The share of foreign numbers that would have fitted as well. */
  readonly chance: number;
}

export interface Format {
  readonly courier: string;
  readonly name: string;
  readonly url: string | null;
  /** @returns null when `number`, in upper case and without spaces, is none of this format */
  read(number: string): Fit | null;
}

const folder = new URL('./couriers/', import.meta.url);

export const statedCouriers: readonly StatedCourier[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  // Our own files, which the tests go through number by number.
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as StatedCourier);

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern.replaceAll('\\s*', '')})$`);

export const compileFormat = (of: Pick<StatedCourier, 'courier' | 'name'>, stated: StatedFormat): Format => {
  const pattern = whole(stated.regex);
  const services = (stated.services ?? []).map(([code, name]) => ({ code: whole(code), name }));
  const prepend = stated.prepend && { ...stated.prepend, when: whole(stated.prepend.when) };
  return {
    courier: of.courier,
    name: of.name,
    url: stated.url?.startsWith('https://') ? stated.url : null,
    read(number) {
      const groups = pattern.exec(number)?.groups;
      if (!groups) return null;
      const serial = groups.SerialNumber ?? '';
      if (stated.check) {
        const checked = prepend?.when.test(serial) ? prepend.content + serial : serial;
        if (!checksOut(stated.check, checked, groups.CheckDigit ?? '')) return null;
      }
      const post = stated.posts?.[groups.CountryCode ?? ''];
      if (stated.posts && post === undefined) return null;
      const type = groups.ServiceType ?? '';
      const service = services.find(({ code }) => code.test(type))?.name ?? null;
      const chance = service === null ? stated.chance : (stated.chanceWithService ?? stated.chance);
      return { name: post ?? of.name, service, chance };
    },
  };
};

export const formats: readonly Format[] = statedCouriers.flatMap((courier) =>
  courier.formats.map((format) => compileFormat(courier, format)),
);
