/**
 * A Shopify refund to our RefundInput. The amount is the money that went back, from the refund's transactions; a
 * refund without any (an order that is edited or cancelled before payment) counts the items that it takes back.
 */
import type { z } from 'zod';
import { resolveLocalTime } from '../../../kit/localTime.ts';
import { minorUnits } from '../../../kit/money.ts';
import { firstFault } from '../../../kit/payload.ts';
import type { ReadingContext } from '../../../source.ts';
import { type RefundInput, refundInput } from '../../inputs.ts';
import type { Refund } from './wire.ts';

export type RefundReading =
  | { readonly outcome: 'understood'; readonly orderId: string; readonly refund: RefundInput }
  | { readonly outcome: 'ignored' | 'not_understood'; readonly why: string };

type RefundedLine = Refund['refund_line_items'][number];

/** Refunds inside an order do not name it: `orderId` does. */
export function readRefund(from: Refund, orderId: string | undefined, context: ReadingContext): RefundReading {
  const ofOrder = from.order_id ?? orderId;
  if (ofOrder === undefined) return { outcome: 'not_understood', why: 'refund.order_id: missing' };
  const transactions = from.transactions.filter(({ kind }) => kind === 'refund');
  // A pending transaction will not be told of again under this refund's id, so it counts; a failed one never does.
  const counted = transactions.filter(({ status }) => status === 'success' || status === 'pending');
  if (transactions.length > 0 && counted.length === 0) {
    return { outcome: 'ignored', why: 'a refund of which every transaction failed' };
  }
  const currency = counted[0]?.currency ?? lineCurrency(from.refund_line_items[0]) ?? context.brandCurrency;
  const amounts =
    counted.length > 0
      ? counted.map((transaction) => amountOf(transaction.amount, transaction.currency ?? currency, currency))
      : from.refund_line_items.map((line) => lineAmount(line, currency));
  const candidate: { [Field in keyof z.input<typeof refundInput>]: unknown } = {
    id: from.id,
    amountMinor: sum(amounts),
    currency,
    refundedAt: (
      resolveLocalTime(from.processed_at, [context.brandTimeZone]) ??
      resolveLocalTime(from.created_at, [context.brandTimeZone])
    )?.occurredAt.toISOString(),
    reason: from.note,
    items: from.refund_line_items.flatMap((line) =>
      line.line_item_id === undefined || line.quantity === undefined
        ? []
        : [{ itemId: line.line_item_id, quantity: line.quantity, amountMinor: lineAmount(line, currency) }],
    ),
  };
  const parsed = refundInput.safeParse(candidate);
  return parsed.success
    ? { outcome: 'understood', orderId: ofOrder, refund: parsed.data }
    : { outcome: 'not_understood', why: `refund.${firstFault(parsed.error)}` };
}

const lineCurrency = (line: RefundedLine | undefined): string | undefined =>
  line?.subtotal_set?.presentment_money?.currency_code;

/** Without its tax: where prices include tax the subtotal does so already, and the payload does not say which it is. */
function lineAmount(line: RefundedLine, currency: string): number | undefined {
  const seen = line.subtotal_set?.presentment_money;
  if (seen?.amount !== undefined) return amountOf(seen.amount, seen.currency_code, currency);
  return amountOf(line.subtotal, currency, currency);
}

const amountOf = (amount: string | undefined, itsCurrency: string | undefined, currency: string): number | undefined =>
  amount === undefined || itsCurrency !== currency ? undefined : minorUnits(amount, currency);

/** Nothing as soon as one part is unknown: half a refund would be believed. */
const sum = (amounts: readonly (number | undefined)[]): number | undefined =>
  amounts.reduce<number | undefined>(
    (total, amount) => (total === undefined || amount === undefined ? undefined : total + amount),
    0,
  );
