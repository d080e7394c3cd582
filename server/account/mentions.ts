/**
 * Finds a person in what is kept as it came: bodies of messages, and answers that were given to the shop. It looks for
 * what names her, in every spelling that JSON and forms have for it; rather one message too many than one too few.
 */
import type { Customer } from '../customers/index.ts';
import type { OrderRow } from '../orders/index.ts';

interface Parcel {
  readonly trackingNumber: string | null;
}

/** Short words would be found in everybody's messages. */
const wordMinLength = 5;

/** What names her: contact, name, streets, the ids and numbers by which shop and carrier know her. */
export const namesOf = (
  customer: Customer,
  orders: readonly OrderRow[],
  parcels: readonly Parcel[],
): readonly string[] => {
  const streets = orders.flatMap(({ shippingAddress: to }) => [to?.name, to?.line1, to?.line2]);
  const words = [
    customer.email,
    customer.name,
    customer.phone,
    ...streets,
    ...parcels.map((one) => one.trackingNumber),
  ];
  const long = words.flatMap((word) =>
    word && word.trim().length >= wordMinLength ? [word.trim().toLowerCase()] : [],
  );
  // Ids are found as whole values only: “1” is in every message.
  const ids = [customer.externalId, ...orders.map(({ externalId }) => externalId)].map((id) => `"${id.toLowerCase()}"`);
  return [...new Set([...long, ...ids])];
};

export const mentions = (body: Uint8Array | string, names: readonly string[]): boolean => {
  const text = plain(typeof body === 'string' ? body : new TextDecoder().decode(body)).toLowerCase();
  return names.some((name) => text.includes(name));
};

/** With escapes undone, and numbers as the strings that ids are. */
const plain = (text: string): string => {
  try {
    return spelledOut(JSON.parse(text));
  } catch {
    return text.includes('%') || text.includes('+') ? `${text} ${decoded(text)}` : text;
  }
};

const spelledOut = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(spelledOut).join(' ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, inner]) => `${key} ${spelledOut(inner)}`)
      .join(' ');
  return `"${String(value)}"`;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};
