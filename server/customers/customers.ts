/**
 * Customers as the merchant knows them. What a later message leaves out stays as it was, and so does what the customer
 * set herself.
 */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { customers } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { notFound } from '../faults.ts';
import { mailboxOf } from '../kit/mailbox.ts';
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

/** Adds the customer or changes the fields that are given, save those that she set herself. */
export const putCustomer = async (work: Work, brandId: string, input: CustomerInput): Promise<Customer> => {
  const { id: externalId, ...fields } = input;
  const known = await findCustomer(work.tx, brandId, externalId);
  const given = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => value !== undefined && !known?.setByShopper.includes(name)),
  );
  const changes = {
    ...given,
    ...(input.email === undefined ? {} : { emailKey: input.email.toLowerCase(), mailbox: mailboxOf(input.email) }),
    ...('birthday' in given && given.birthday !== known?.birthday ? { birthdaySetAt: work.now } : {}),
    updatedAt: work.now,
  };
  const [row] = known
    ? await work.tx.update(customers).set(changes).where(one(brandId, known.id)).returning()
    : await work.tx
        .insert(customers)
        .values({ id: work.newId(), brandId, externalId, createdAt: work.now, ...changes })
        .returning();
  if (!row) throw new Error('a customer was written and returned no row');
  return row;
};

/** What a customer sets about herself on the page; null empties a field. */
export interface ProfileChange {
  readonly name?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly locale?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  /** `MM-DD` */
  readonly birthday?: string | null | undefined;
}

/**
 * Changes what the customer wants changed and keeps it from the shop's later messages. Records `customer.changed` when
 * something is new.
 * @param who ours. @throws Fault `not_found`
 */
export const setProfile = async (
  work: Work,
  who: { readonly brandId: string; readonly customerId: string },
  profile: ProfileChange,
): Promise<void> => {
  const customer = await getCustomer(work.tx, who.brandId, who.customerId);
  const fresh = Object.entries(profile).filter(
    ([name, value]) => value !== undefined && value !== customer[name as keyof ProfileChange],
  );
  if (fresh.length === 0) return;
  const setByShopper = [...new Set([...customer.setByShopper, ...fresh.map(([name]) => name)])];
  await work.tx
    .update(customers)
    .set({
      ...Object.fromEntries(fresh),
      ...(fresh.some(([name]) => name === 'birthday') ? { birthdaySetAt: work.now } : {}),
      setByShopper,
      updatedAt: work.now,
    })
    .where(one(who.brandId, customer.id));
  await work.record({ kind: 'customer.changed', ...who });
};

/** Notes that the customer signed in. Records `customer.joined` the first time. */
export const noteJoined = async (
  work: Work,
  who: { readonly brandId: string; readonly customerId: string },
): Promise<void> => {
  const first = await work.tx
    .update(customers)
    .set({ joinedAt: work.now })
    .where(and(one(who.brandId, who.customerId), isNull(customers.joinedAt), isNull(customers.erasedAt)))
    .returning({ id: customers.id });
  if (first.length > 0) await work.record({ kind: 'customer.joined', ...who });
};

/**
 * Notes whether promotions may be sent by mail. Said by the customer herself, it stays whatever the shop says later.
 * @param said.customerId ours. @throws Fault `not_found`
 */
export const setPromoConsent = async (
  work: Work,
  said: { readonly brandId: string; readonly customerId: string; readonly given: boolean; readonly byHer: boolean },
): Promise<void> => {
  const { id, setByShopper } = await getCustomer(work.tx, said.brandId, said.customerId);
  const kept = said.byHer ? [...new Set([...setByShopper, 'promoConsent'])] : setByShopper;
  await work.tx
    .update(customers)
    .set({ promoConsent: said.given, setByShopper: kept, updatedAt: work.now })
    .where(one(said.brandId, id));
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

const one = (brandId: string, id: string) => and(eq(customers.brandId, brandId), eq(customers.id, id));
