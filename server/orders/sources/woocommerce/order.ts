/**
 * A WooCommerce order to our OrderInput. Times are taken from their `_gmt` twins, totals from text; a guest, whom
 * WooCommerce numbers 0, gets an id that is the same for all orders under one address.
 */
import type { z } from 'zod';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { resolveLocalTime } from '../../../kit/localTime.ts';
import { minorExponent, minorUnits } from '../../../kit/money.ts';
import { firstFault } from '../../../kit/payload.ts';
import { emailAddress, localeTag } from '../../../kit/schemas.ts';
import type { ReadingContext } from '../../../source.ts';
import { type OrderInput, orderInput, type RefundInput, refundInput } from '../../inputs.ts';
import { readShipments } from './shipments.ts';
import type { Address, LineItem, Order } from './wire.ts';

type Candidate<Schema extends z.ZodType> = { [Field in keyof z.input<Schema>]: unknown };

/** The input, or the name of the field that it lacks. */
export function readOrder(from: Order, context: ReadingContext): OrderInput | { readonly why: string } {
  const currency = from.currency?.toUpperCase() ?? context.brandCurrency;
  const updatedAt = timeOf(from.date_modified_gmt, from.date_modified, context);
  const candidate: Candidate<typeof orderInput> = {
    number: from.number ?? from.id,
    placedAt: timeOf(from.date_created_gmt, from.date_created, context),
    currency,
    totalMinor: from.total === undefined ? undefined : minorUnits(from.total, currency),
    locale: localeOf(from),
    customer: customerOf(from),
    shippingAddress: addressOf(from.shipping) ?? addressOf(from.billing),
    items: from.line_items.filter(({ quantity }) => quantity !== 0).map((item) => itemOf(item, from, currency)),
    shipments: readShipments(from),
    cancelledAt: from.status === 'cancelled' || from.status === 'trash' ? updatedAt : undefined,
    updatedAt,
  };
  const parsed = orderInput.safeParse(candidate);
  return parsed.success ? parsed.data : { why: `order.${firstFault(parsed.error)}` };
}

/** Refunds stand in the order with an id and a negative total, and without a time: that of the change is the nearest. */
export function readRefunds(from: Order, context: ReadingContext): RefundInput[] {
  const currency = from.currency?.toUpperCase() ?? context.brandCurrency;
  return from.refunds.flatMap((refund) => {
    const candidate: Candidate<typeof refundInput> = {
      id: refund.id,
      amountMinor: minorUnits(refund.total?.replace(/^-/, '') ?? '', currency),
      currency,
      refundedAt: timeOf(from.date_modified_gmt, from.date_modified, context),
      reason: refund.reason,
    };
    const parsed = refundInput.safeParse(candidate);
    return parsed.success ? [parsed.data] : [];
  });
}

function customerOf(from: Order) {
  const email = emailAddress.safeParse(from.billing?.email).success ? from.billing?.email : undefined;
  const guest = email === undefined ? `guest-order-${from.id}` : guestId(email);
  const isGuest = from.customer_id === undefined || from.customer_id === '0';
  return {
    id: isGuest ? guest : from.customer_id,
    email,
    name: nameOf(from.shipping) ?? nameOf(from.billing),
    phone: from.billing?.phone ?? from.shipping?.phone,
    locale: localeOf(from),
  };
}

const guestId = (email: string): string =>
  `guest-${fingerprint('woocommerce guest', email.toLowerCase()).slice(0, 32)}`;

/** WooCommerce itself keeps no language with an order; WPML, its usual translator, does. */
function localeOf(from: Order): string | undefined {
  const said = from.meta_data.find(({ key }) => key === 'wpml_language')?.value;
  const tag = typeof said === 'string' ? said.replaceAll('_', '-') : undefined;
  return localeTag.safeParse(tag).success ? tag : undefined;
}

const nameOf = (from: Address): string | undefined =>
  [from?.first_name, from?.last_name]
    .filter((part) => part !== undefined)
    .join(' ')
    .slice(0, 200)
    .trim() || undefined;

function addressOf(from: Address) {
  const countryCode = from?.country?.toUpperCase();
  const address = {
    name: nameOf(from) ?? from?.company,
    line1: from?.address_1,
    line2: from?.address_2,
    city: from?.city,
    region: from?.state,
    postalCode: from?.postcode,
    countryCode: /^[A-Z]{2}$/.test(countryCode ?? '') ? countryCode : undefined,
  };
  const isSomewhere = address.line1 !== undefined || address.city !== undefined || address.countryCode !== undefined;
  return isSomewhere ? address : undefined;
}

function itemOf(item: LineItem, from: Order, currency: string) {
  const detail = item.meta_data
    .flatMap(({ display_key, display_value }) =>
      display_key === undefined || display_value === undefined || display_key.startsWith('_')
        ? []
        : [`${withoutEntities(display_key)}: ${withoutEntities(display_value.replace(/<[^>]*>/g, ''))}`],
    )
    .join(', ')
    .slice(0, 300)
    .trim();
  const name = withoutEntities(item.parent_name ?? item.name ?? '')
    .slice(0, 300)
    .trim();
  return {
    id: item.id,
    productId: item.product_id === '0' ? undefined : item.product_id,
    name: name === '' ? undefined : name,
    detail: detail === '' ? undefined : detail,
    quantity: item.quantity,
    unitPriceMinor: unitPriceOf(item, from.prices_include_tax === true, currency),
    imageUrl: item.image?.src,
  };
}

/**
 * The price before discounts, as the shop shows prices. `price` is after them and often has more digits than the
 * currency, so the line's subtotal is divided; a remainder of it is rounded.
 */
function unitPriceOf(item: LineItem, withTax: boolean, currency: string): number | undefined {
  const net = roundedMinor(item.subtotal ?? item.price, currency);
  const tax = withTax ? (roundedMinor(item.subtotal_tax ?? '0', currency) ?? 0) : 0;
  if (net === undefined || item.quantity === undefined || item.quantity <= 0) return undefined;
  return item.subtotal === undefined ? net : Math.round((net + tax) / item.quantity);
}

function roundedMinor(text: string | undefined, currency: string): number | undefined {
  const parts = /^(\d{1,12})(?:\.(\d{1,12}))?$/.exec(text ?? '');
  if (parts === null) return undefined;
  const exponent = minorExponent(currency);
  const digits = (parts[2] ?? '').padEnd(exponent + 1, '0');
  const up = Number(digits[exponent]) >= 5 ? 1 : 0;
  return Number(`${parts[1]}${digits.slice(0, exponent)}`) + up;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  times: '×',
};

/** WordPress writes names with HTML entities; ours are text, and escaped where they are shown. */
const withoutEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|#[xX]([0-9a-fA-F]{1,5})|(\w{2,8}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const isText = point >= 32 && point <= 0x10ffff && !(point >= 0x7f && point < 0xa0);
    return isText ? String.fromCodePoint(point).toWellFormed() : ' ';
  });

/** `_gmt` is UTC without saying so; its twin is the shop's local time, whose zone only the brand knows. */
function timeOf(gmt: string | undefined, local: string | undefined, context: ReadingContext): string | undefined {
  const said = resolveLocalTime(gmt, ['UTC']) ?? resolveLocalTime(local, [context.brandTimeZone]);
  return said?.occurredAt.toISOString();
}
