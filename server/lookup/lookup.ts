/**
 * The way back for a shopper who lost her link: order number and e-mail address or postal code. The link goes to the
 * address that the order has and nowhere else, and whoever asks learns nothing, not even whether there is such an order.
 */

import { type Customer, getCustomer } from '../customers/index.ts';
import { findOrdersByNumber, type OrderRow } from '../orders/index.ts';
import type { Work } from '../work.ts';

export interface Asked {
  readonly brandId: string;
  /** As typed. */
  readonly number: string;
  /** An e-mail address or a postal code, as typed. */
  readonly proof: string;
}

/** Enqueues the mail, in the same transaction. */
export type SendLink = (work: Work, about: { readonly order: OrderRow; readonly customer: Customer }) => Promise<void>;

/** Has the link mailed when an order fits. A number may be used twice: of those that fit, the newest order counts. */
export const askForLink = async (work: Work, { brandId, number, proof }: Asked, sendLink: SendLink): Promise<void> => {
  for (const order of await findOrdersByNumber(work.tx, brandId, spellingsOf(number))) {
    const customer = await getCustomer(work.tx, brandId, order.customerId);
    if (!fits(proof, order, customer)) continue;
    await sendLink(work, { order, customer });
    return;
  }
};

const typedMaxLength = 254;

/** What counts as one number, however it is typed: for limits, and for looking up. */
export const plainNumber = (typed: string): string =>
  latinDigits(typed.slice(0, typedMaxLength))
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/^#/, '')
    .toUpperCase();

/** Shops write the sign before the number, or leave it out; shoppers do the other. */
const spellingsOf = (typed: string): readonly string[] => {
  const plain = plainNumber(typed);
  const asTyped = typed.slice(0, typedMaxLength).trim().replace(/^#/, '');
  return plain === '' ? [] : [...new Set([plain, `#${plain}`, asTyped, `#${asTyped}`])];
};

const fits = (proof: string, order: OrderRow, customer: Customer): boolean => {
  const typed = proof.slice(0, typedMaxLength).trim();
  if (typed.includes('@')) return customer.emailKey !== null && customer.emailKey === typed.toLowerCase();
  const code = plainCode(order.shippingAddress?.postalCode ?? '');
  return code !== '' && code === plainCode(typed);
};

const plainCode = (code: string): string =>
  latinDigits(code)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** From an Arabic or Persian keyboard. */
const latinDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
