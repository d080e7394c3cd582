/**
 * The parts of Shopify's REST resources that we read, as webhooks carry them. Every field may be absent, null or of
 * another type; what is needed is asked for where it is used.
 */
import { z } from 'zod';
import { someFlag, someId, someList, someRecord, someText, someWebAddress } from '../../../kit/payload.ts';

const amount = someText(40);
const time = someText(64);

const money = someRecord({ amount, currency_code: someText(8), currency: someText(8) });
/** One amount in the shop's currency and in the one that the shopper saw. */
const moneySet = someRecord({ shop_money: money, presentment_money: money });
export type MoneySet = z.infer<typeof moneySet>;

const address = someRecord({
  name: someText(200),
  first_name: someText(100),
  last_name: someText(100),
  address1: someText(300),
  address2: someText(300),
  city: someText(200),
  province: someText(200),
  province_code: someText(20),
  zip: someText(32),
  country_code: someText(8),
  phone: someText(40),
});
export type Address = z.infer<typeof address>;

const customer = someRecord({
  id: someId,
  email: someText(254),
  first_name: someText(100),
  last_name: someText(100),
  phone: someText(40),
  accepts_marketing: someFlag,
  email_marketing_consent: someRecord({ state: someText(40) }),
});

const lineItem = z.object({
  id: someId,
  product_id: someId,
  title: someText(300),
  name: someText(300),
  variant_title: someText(300),
  quantity: z.int().optional().catch(undefined),
  price: amount,
  price_set: moneySet,
});
export type LineItem = z.infer<typeof lineItem>;

export const fulfillment = z.object({
  id: someId,
  order_id: someId,
  status: someText(40),
  shipment_status: someText(80),
  created_at: time,
  updated_at: time,
  tracking_company: someText(100),
  tracking_number: someText(100),
  tracking_numbers: someList(someText(100), 50),
  tracking_url: someWebAddress,
  tracking_urls: someList(someWebAddress, 50),
  line_items: someList(lineItem, 500),
});
export type Fulfillment = z.infer<typeof fulfillment>;

export const fulfillmentEvent = z.object({
  id: someId,
  fulfillment_id: someId,
  order_id: someId,
  status: someText(80),
  message: someText(1000),
  happened_at: time,
  created_at: time,
  estimated_delivery_at: time,
  city: someText(200),
  province: someText(200),
  zip: someText(32),
  country: someText(60),
});

export const refund = z.object({
  id: someId,
  order_id: someId,
  processed_at: time,
  created_at: time,
  note: someText(500),
  transactions: someList(z.object({ kind: someText(40), status: someText(40), amount, currency: someText(8) }), 500),
  refund_line_items: someList(
    z.object({
      line_item_id: someId,
      quantity: z.int().min(0).optional().catch(undefined),
      subtotal: amount,
      subtotal_set: moneySet,
    }),
    500,
  ),
});
export type Refund = z.infer<typeof refund>;

export const order = z.object({
  id: someId,
  name: someText(100),
  order_number: someText(100),
  email: someText(254),
  contact_email: someText(254),
  phone: someText(40),
  created_at: time,
  processed_at: time,
  updated_at: time,
  cancelled_at: time,
  currency: someText(8),
  total_price: amount,
  total_price_set: moneySet,
  customer_locale: someText(35),
  customer,
  shipping_address: address,
  billing_address: address,
  line_items: someList(lineItem, 1000),
  fulfillments: someList(fulfillment, 100),
  refunds: someList(refund, 100),
});
export type Order = z.infer<typeof order>;
