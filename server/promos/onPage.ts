/**
 * The gate for what her own page proposes: the same reasons as for a message, save that a page disturbs nobody and needs
 * no consent to be shown, and that it is no promotion of the many. Who said no is not proposed anything either.
 */
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import type { Customer } from '../customers/index.ts';
import { decide } from './gate.ts';
import { personFor, readPeople } from './people.ts';

/** Those of the products that may be proposed to her now; few queries, however many products. */
export const proposable = async (
  reader: Reader,
  ask: {
    readonly brand: Brand;
    readonly customer: Customer;
    /** The merchant's ids. */
    readonly productIds: readonly string[];
    readonly now: Date;
  },
): Promise<ReadonlySet<string>> => {
  const { brand, customer, productIds, now } = ask;
  if (customer.promoConsent === false || productIds.length === 0) return new Set();
  const [known] = await readPeople(reader, { brand, customers: { ids: [customer.id] }, productIds, channels: [], now });
  // Nothing that follows could allow anything any more.
  if (known === undefined || known.troubles.length > 0) return new Set();
  const isAllowed = (productId: string): boolean => {
    const question = { productId, channel: null };
    const person = { ...personFor(known, question), promoConsent: true, promotedAt: [] };
    return decide(now, brand.settings.policy, person, question).allowed;
  };
  return new Set(productIds.filter(isAllowed));
};
