/**
 * Who ordered, and where to. A guest gets an id that is the same for all orders under one e-mail address; consent is
 * left out unless Shopify states it for this customer.
 */
import type { z } from 'zod';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { emailAddress, localeTag } from '../../../kit/schemas.ts';
import type { orderInput } from '../../inputs.ts';
import type { Address, Order } from './wire.ts';

type OrderCandidate = z.input<typeof orderInput>;

export function readCustomer(from: Order, orderId: string): OrderCandidate['customer'] {
  const email = [from.email, from.contact_email, from.customer?.email].find(
    (candidate) => emailAddress.safeParse(candidate).success,
  );
  return {
    id: from.customer?.id ?? guestId(email, orderId),
    email,
    name:
      fullName(from.customer?.first_name, from.customer?.last_name) ??
      addressName(from.shipping_address) ??
      addressName(from.billing_address),
    phone: from.phone ?? from.customer?.phone ?? from.shipping_address?.phone,
    locale: readLocale(from),
    promoConsent: readConsent(from),
  };
}

/** Shopify has no customer for some guests. Without an address to know them by, each order is its own customer. */
const guestId = (email: string | undefined, orderId: string): string =>
  email === undefined
    ? `guest-order-${orderId}`
    : `guest-${fingerprint('shopify guest', email.toLowerCase()).slice(0, 32)}`;

/**
 * `buyer_accepts_marketing` is not read: it is what was ticked at that checkout, and an order that is updated after
 * the shopper has unsubscribed still carries it. `pending` waits for a double opt-in and is no consent yet.
 */
function readConsent(from: Order): boolean | undefined {
  switch (from.customer?.email_marketing_consent?.state?.toLowerCase()) {
    case 'subscribed':
      return true;
    case 'not_subscribed':
    case 'unsubscribed':
    case 'pending':
    case 'redacted':
    case 'invalid':
      return false;
    default:
      return from.customer?.accepts_marketing;
  }
}

/** `pt_br`, `PT-BR` and `pt-BR` are one; what is no language tag is left out. */
export function readLocale(from: Order): string | undefined {
  try {
    const tag = Intl.getCanonicalLocales((from.customer_locale ?? '').replaceAll('_', '-'))[0];
    return localeTag.safeParse(tag).success ? tag : undefined;
  } catch {
    return undefined;
  }
}

export function readAddress(from: Address): OrderCandidate['shippingAddress'] {
  if (from === undefined) return undefined;
  const countryCode = from.country_code?.toUpperCase();
  const address = {
    name: addressName(from),
    line1: from.address1,
    line2: from.address2,
    city: from.city,
    region: from.province ?? from.province_code,
    postalCode: from.zip,
    countryCode: countryCode !== undefined && /^[A-Z]{2}$/.test(countryCode) ? countryCode : undefined,
  };
  return Object.values(address).some((value) => value !== undefined) ? address : undefined;
}

const addressName = (from: Address): string | undefined => from?.name ?? fullName(from?.first_name, from?.last_name);

function fullName(first: string | undefined, last: string | undefined): string | undefined {
  const parts = [first, last].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ').slice(0, 200).trim();
}
