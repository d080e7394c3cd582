/** Who is written to, in which language and by which clock; and who we are when we write. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { staff } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import type { Customer } from '../customers/index.ts';
import type { OrderRow } from '../orders/index.ts';
import type { EmailPayload } from './channel.ts';

export interface Recipient {
  readonly name: string | null;
  readonly address: string;
  readonly locale: string;
}

/**
 * Those whom the brand named for its alerts, or else all its agents and admins. A brand that has named nobody yet is
 * written to at its support address, and else where RFC 2142 expects one: an alert is never told to nobody.
 */
export const supportRecipients = async (reader: Reader, brand: Brand): Promise<readonly Recipient[]> => {
  const people = await reader
    .select({ name: staff.name, address: staff.email, locale: staff.locale })
    .from(staff)
    .where(and(eq(staff.brandId, brand.id), inArray(staff.role, ['agent', 'admin']), isNull(staff.disabledAt)))
    .orderBy(asc(staff.id))
    .limit(200);
  const named = [...new Set(brand.settings.alertEmails.map((address) => address.toLowerCase()))];
  if (named.length === 0) return people.length > 0 ? people : [supportMailbox(brand)];
  return named.map(
    (address) => people.find((person) => person.address === address) ?? { name: null, address, locale: brand.locale },
  );
};

const supportMailbox = (brand: Brand): Recipient => {
  const { name, email } = brand.settings.support;
  return { name, address: email ?? `support@${mailHostOf(brand)}`, locale: brand.locale };
};

/** The member of staff of that id while they are one; an API client's name for itself is nobody we can write to. */
export const findAgent = async (reader: Reader, brandId: string, agentId: string): Promise<Recipient | null> => {
  const [person] = await reader
    .select({ name: staff.name, address: staff.email, locale: staff.locale })
    .from(staff)
    .where(and(eq(staff.brandId, brandId), eq(staff.id, agentId), isNull(staff.disabledAt)));
  return person ?? null;
};

/** The shopper, in the language of the order where the brand speaks it; null when we have no address of hers. */
export const shopperRecipient = (brand: Brand, customer: Customer, order: OrderRow): Recipient | null =>
  customer.email === null
    ? null
    : { name: customer.name, address: customer.email, locale: spokenBy(brand, [order.locale, customer.locale]) };

/** The shopper about her account: in the language that she set, else that of her latest order. */
export const accountRecipient = (brand: Brand, customer: Customer, order: OrderRow | null): Recipient => ({
  name: customer.name,
  address: customer.email ?? '',
  locale: spokenBy(brand, [customer.locale, order?.locale ?? null]),
});

/** The first of the wanted languages that the brand speaks, else the brand's own. */
export const spokenBy = ({ settings, locale }: Brand, wanted: readonly (string | null)[]): string => {
  const languages = settings.locales.map(languageOf);
  return wanted.find((tag) => tag !== null && languages.includes(languageOf(tag))) ?? locale;
};

const languageOf = (tag: string): string => tag.split('-')[0] ?? tag;

/** The brand's own address for support, which people can answer to; without one, an address that nobody reads. */
export const senderOf = (brand: Brand): EmailPayload['from'] => ({
  name: brand.name,
  address: brand.settings.support.email ?? `no-reply@${mailHostOf(brand)}`,
});

const mailHostOf = ({ host }: Brand): string => host.replace(/:\d+$/, '');
