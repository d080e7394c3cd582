/** Reads of subscriptions, always within one brand. */
import { and, desc, eq } from 'drizzle-orm';
import { customers, subscriptions } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Customer } from '../customers/index.ts';

export type Subscription = typeof subscriptions.$inferSelect;

/** @param externalId the merchant's or the subscription app's id */
export const findSubscription = async (
  reader: Reader,
  brandId: string,
  externalId: string,
): Promise<Subscription | null> => {
  const [row] = await reader
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.brandId, brandId), eq(subscriptions.externalId, externalId)));
  return row ?? null;
};

/** @param id ours */
export const findSubscriptionById = async (
  reader: Reader,
  brandId: string,
  id: string,
): Promise<Subscription | null> => {
  const [row] = await reader
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.brandId, brandId), eq(subscriptions.id, id)));
  return row ?? null;
};

/** The customer who was seen last under an address; subscription apps know customers by ids of their own. */
export const findCustomerByEmail = async (reader: Reader, brandId: string, email: string): Promise<Customer | null> => {
  const [row] = await reader
    .select()
    .from(customers)
    .where(and(eq(customers.brandId, brandId), eq(customers.emailKey, email.toLowerCase())))
    .orderBy(desc(customers.updatedAt), desc(customers.id))
    .limit(1);
  return row ?? null;
};
