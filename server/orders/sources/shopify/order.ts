/**
 * A Shopify order to our OrderInput. Amounts are in the currency that the shopper saw when the whole order is given in
 * it, else all of them in the shop's: one order never mixes the two.
 */
import type { z } from 'zod';
import { resolveLocalTime } from '../../../kit/localTime.ts';
import { minorUnits } from '../../../kit/money.ts';
import { firstFault } from '../../../kit/payload.ts';
import type { ReadingContext } from '../../../source.ts';
import { type OrderInput, orderInput } from '../../inputs.ts';
import { readAddress, readCustomer, readLocale } from './customer.ts';
import { readShipments } from './fulfillment.ts';
import type { LineItem, MoneySet, Order } from './wire.ts';

export type OrderReading =
  | { readonly understood: true; readonly orderId: string; readonly order: OrderInput }
  | { readonly understood: false; readonly why: string };

/** Refused with the name of the field when one is missing or unusable that an order cannot be without. */
export function readOrder(from: Order, context: ReadingContext): OrderReading {
  const orderId = from.id;
  if (orderId === undefined) return { understood: false, why: 'order.id: missing' };
  const money = chooseMoney(from, context);
  const candidate: Candidate = {
    number: orderNumber(from) ?? orderId,
    placedAt: timeOf(from.processed_at, context) ?? timeOf(from.created_at, context),
    currency: money.currency,
    totalMinor: toMinor(money.total, money.currency),
    locale: readLocale(from),
    customer: readCustomer(from, orderId),
    shippingAddress: readAddress(from.shipping_address),
    items: from.line_items
      // A line that was edited away stays in the list with nothing of it ordered.
      .filter((item) => item.quantity !== 0)
      .map((item) => readItem(item, money)),
    shipments: from.fulfillments.flatMap((fulfillment) => readShipments(fulfillment)),
    cancelledAt: timeOf(from.cancelled_at, context),
    updatedAt: timeOf(from.updated_at, context),
  };
  const parsed = orderInput.safeParse(candidate);
  return parsed.success
    ? { understood: true, orderId, order: parsed.data }
    : { understood: false, why: `order.${firstFault(parsed.error)}` };
}

/** What goes into the schema: any field may still be missing, and it is the schema that says so. */
type Candidate = { [Field in keyof z.input<typeof orderInput>]: unknown };

interface ChosenMoney {
  readonly currency: string;
  readonly total: string | undefined;
  readonly priceOf: (item: LineItem) => string | undefined;
}

function chooseMoney(from: Order, context: ReadingContext): ChosenMoney {
  const seen = from.total_price_set?.presentment_money;
  const currency = currencyOf(from.total_price_set);
  const allSeen = from.line_items.every((item) => item.price_set?.presentment_money?.amount !== undefined);
  const sameCurrency = from.line_items.every((item) => currencyOf(item.price_set) === currency);
  if (currency !== undefined && seen?.amount !== undefined && allSeen && sameCurrency) {
    return { currency, total: seen.amount, priceOf: (item) => item.price_set?.presentment_money?.amount };
  }
  return {
    currency: from.currency ?? from.total_price_set?.shop_money?.currency_code ?? context.brandCurrency,
    total: from.total_price ?? from.total_price_set?.shop_money?.amount,
    priceOf: (item) => item.price ?? item.price_set?.shop_money?.amount,
  };
}

const currencyOf = (set: MoneySet): string | undefined => set?.presentment_money?.currency_code;

const toMinor = (amount: string | undefined, currency: string): number | undefined =>
  amount === undefined ? undefined : minorUnits(amount, currency);

const readItem = (item: LineItem, money: ChosenMoney) => ({
  id: item.id,
  productId: item.product_id,
  name: item.title ?? item.name,
  // The one variant of a product without variants bears this name, in every language.
  detail: item.variant_title === 'Default Title' ? undefined : item.variant_title,
  quantity: item.quantity,
  unitPriceMinor: toMinor(money.priceOf(item), money.currency),
});

function orderNumber(from: Order): string | undefined {
  const name = from.name?.replace(/^[#\s]+|[#\s]+$/g, '');
  return name === undefined || name === '' ? from.order_number : name;
}

const timeOf = (said: string | undefined, context: ReadingContext): string | undefined =>
  resolveLocalTime(said, [context.brandTimeZone])?.occurredAt.toISOString();
