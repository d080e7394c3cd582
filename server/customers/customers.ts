/** Customers as the merchant knows them. What a later message leaves out stays as it was. */
import { and, eq, inArray } from 'drizzle-orm';
import { customers } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { notFound } from '../faults.ts';
import type { Work } from '../work.ts';

export type Customer = typeof customers.$inferSelect;

export interface CustomerInput {
  readonly id: string;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly locale?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly promoConsent?: boolean | undefined;
  /** `MM-DD` */
  readonly birthday?: string | undefined;
}

/** Adds the customer or changes the fields that are given. */
export const putCustomer = async (work: Work, brandId: string, input: CustomerInput): Promise<Customer> => {
  const { id: externalId, ...fields } = input;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const changes = {
    ...given,
    ...(input.email === undefined ? {} : { emailKey: input.email.toLowerCase() }),
    updatedAt: work.now,
  };
  const [row] = await work.tx
    .insert(customers)
    .values({ id: work.newId(), brandId, externalId, createdAt: work.now, ...changes })
    .onConflictDoUpdate({ target: [customers.brandId, customers.externalId], set: changes })
    .returning();
  if (!row) throw new Error('an upsert returned no row');
  return row;
};

/** @param externalId the merchant's id */
export const findCustomer = async (reader: Reader, brandId: string, externalId: string): Promise<Customer | null> => {
  const [row] = await reader
    .select()
    .from(customers)
    .where(and(eq(customers.brandId, brandId), eq(customers.externalId, externalId)));
  return row ?? null;
};

/** @param id ours. @throws Fault `not_found` */
export const getCustomer = async (reader: Reader, brandId: string, id: string): Promise<Customer> => {
  const [row] = await reader
    .select()
    .from(customers)
    .where(and(eq(customers.brandId, brandId), eq(customers.id, id)));
  if (!row) throw notFound('The customer');
  return row;
};

/** @param ids ours */
export const listCustomers = async (
  reader: Reader,
  brandId: string,
  ids: readonly string[],
): Promise<readonly Customer[]> =>
  ids.length === 0
    ? []
    : reader
        .select()
        .from(customers)
        .where(and(eq(customers.brandId, brandId), inArray(customers.id, [...ids])));
