/** A brand as the server works with it: its row with the settings validated and completed. */
import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { brands } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { Fault, invalidFields, notFound } from '../faults.ts';
import { currency, localeTag, timeZone } from '../kit/schemas.ts';
import type { Work } from '../work.ts';
import { type BrandSettings, brandSettings, storedSettings } from './settings.ts';

export interface Brand {
  readonly id: string;
  readonly name: string;
  /** Scheme, host and port, without a slash at the end. */
  readonly origin: string;
  readonly host: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly settings: BrandSettings;
}

export interface BrandInput {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
  readonly locale?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly currency?: string | undefined;
  readonly settings?: unknown;
}

/**
 * Adds a brand, or changes the one of that id.
 * @throws Fault `invalid` naming the field; `conflict` when another brand has that host
 */
export const putBrand = async (work: Work, input: BrandInput): Promise<Brand> => {
  const brand = validated(input);
  const [held] = await work.tx.select().from(brands).where(eq(brands.id, input.id));
  const settingsAt = held && hasSameSettings(complete(held), brand) ? held.settingsAt : work.now;
  const row = { ...brand, settingsAt, createdAt: work.now };
  const [sameHost] = await work.tx.select({ id: brands.id }).from(brands).where(eq(brands.host, row.host));
  if (sameHost && sameHost.id !== input.id)
    throw new Fault('conflict', `${row.host} already belongs to ${sameHost.id}`);
  const { createdAt: _kept, ...changes } = row;
  await work.tx.insert(brands).values(row).onConflictDoUpdate({ target: brands.id, set: changes });
  known.delete(work.tx);
  return brand;
};

const hasSameSettings = (one: Brand, other: Brand): boolean =>
  one.timeZone === other.timeZone && isDeepStrictEqual(one.settings, other.settings);

/** Since when each brand's settings and time zone are as they are, by its id; null: from before anybody noted it. */
export const listSettingsAt = async (reader: Reader): Promise<ReadonlyMap<string, Date | null>> =>
  new Map((await reader.select({ id: brands.id, at: brands.settingsAt }).from(brands)).map(({ id, at }) => [id, at]));

/** @returns the brand that answers on `host` (with port, lower case), or null */
export const findBrandByHost = async (reader: Reader, host: string): Promise<Brand | null> => {
  const [row] = await reader.select().from(brands).where(eq(brands.host, host.toLowerCase()));
  return row ? complete(row) : null;
};

/** What one read or transaction has seen: to it a brand is the same from beginning to end, unless it changes it itself. */
const known = new WeakMap<Reader, Map<string, Brand>>();

/** @throws Fault `not_found` */
export const getBrand = async (reader: Reader, id: string): Promise<Brand> => {
  const seen = known.get(reader)?.get(id);
  if (seen) return seen;
  const [row] = await reader.select().from(brands).where(eq(brands.id, id));
  if (!row) throw notFound(`Brand ${id}`);
  const brand = complete(row);
  known.set(reader, (known.get(reader) ?? new Map()).set(id, brand));
  return brand;
};

export const listBrands = async (reader: Reader): Promise<readonly Brand[]> =>
  (await reader.select().from(brands).orderBy(brands.id)).map(complete);

/** By what is stored: validating takes longer than everything else about a brand. */
const completed = new LRUCache<string, BrandSettings>({ max: 200 });

const settingsOf = (stored: unknown): BrandSettings => {
  const key = JSON.stringify(stored);
  const held = completed.get(key);
  if (held) return held;
  const settings = storedSettings.parse(stored);
  completed.set(key, settings);
  return settings;
};

const complete = (row: typeof brands.$inferSelect): Brand => ({
  id: row.id,
  name: row.name,
  origin: row.origin,
  host: row.host,
  locale: row.locale,
  timeZone: row.timeZone,
  currency: row.currency,
  settings: settingsOf(row.settings),
});

const validated = (input: BrandInput): Brand => {
  const faults: { field: string; message: string }[] = [];
  const check = (field: string, ok: boolean, message: string): void => {
    if (!ok) faults.push({ field, message });
  };
  check('id', /^[a-z0-9][a-z0-9-]{0,62}$/.test(input.id), 'must be lower-case letters, digits and hyphens');
  check('name', input.name.trim() !== '' && input.name.length <= 100, 'must be 1 to 100 characters');
  const origin = URL.canParse(input.origin) ? new URL(input.origin) : null;
  const isOrigin = origin !== null && /^https?:$/.test(origin.protocol) && origin.href === `${origin.origin}/`;
  check('origin', isOrigin, 'must be http(s)://host, without a path');
  const locale = input.locale ?? 'en';
  const zone = input.timeZone ?? 'UTC';
  const money = input.currency ?? 'EUR';
  check('locale', localeTag.safeParse(locale).success, 'must be a BCP 47 tag');
  check('timezone', timeZone.safeParse(zone).success, 'must be an IANA time zone');
  check('currency', currency.safeParse(money).success, 'must be an ISO 4217 code');
  const settings = brandSettings.safeParse(input.settings ?? {});
  if (!settings.success) {
    for (const issue of settings.error.issues) check(`settings.${issue.path.join('.')}`, false, issue.message);
  }
  if (faults.length > 0 || origin === null || !settings.success) {
    throw invalidFields(faults);
  }
  return {
    id: input.id,
    name: input.name.trim(),
    origin: origin.origin,
    host: origin.host,
    locale,
    timeZone: zone,
    currency: money,
    settings: settings.data,
  };
};
