/** Whom a code is mailed to. It goes to the address that the shop told us, never to one that was typed. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import { customers, orders } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { SignInSubject } from '../auth/index.ts';
import { type Customer, getCustomer } from '../customers/index.ts';
import { listOrdersOfCustomer, type OrderRow } from '../orders/index.ts';

/** The customer of an order; null when the shop told us no address. */
export const subjectOfOrder = async (reader: Reader, order: OrderRow): Promise<SignInSubject | null> =>
  subjectOf(await getCustomer(reader, order.brandId, order.customerId), order);

/**
 * The customer who has this address; of several, as shops keep one for each order of a guest, the one who ordered last.
 * @param ask.email in lower case
 */
export const findShopperByEmail = async (
  reader: Reader,
  { brandId, email }: { readonly brandId: string; readonly email: string },
): Promise<SignInSubject | null> => {
  const [row] = await reader
    .select({ customer: customers, order: orders })
    .from(customers)
    .innerJoin(orders, and(eq(orders.brandId, customers.brandId), eq(orders.customerId, customers.id)))
    .where(and(eq(customers.brandId, brandId), eq(customers.emailKey, email), isNull(customers.erasedAt)))
    .orderBy(desc(orders.placedAt), desc(orders.id))
    .limit(1);
  return row ? subjectOf(row.customer, row.order) : null;
};

/** Where somebody who signed in without a link is led. @param customerId ours */
export const newestOrder = async (reader: Reader, brandId: string, customerId: string): Promise<OrderRow | null> =>
  (await listOrdersOfCustomer(reader, brandId, customerId, 1))[0] ?? null;

const subjectOf = (customer: Customer, order: OrderRow): SignInSubject | null =>
  customer.email === null
    ? null
    : {
        id: customer.id,
        email: customer.email,
        name: customer.name ?? '',
        locale: order.locale ?? customer.locale ?? '',
      };
