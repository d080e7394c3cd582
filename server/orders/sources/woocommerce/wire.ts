/**
 * The parts of WooCommerce's REST order that we read, as webhooks carry it. Every field may be absent, null or of
 * another type; what is needed is asked for where it is used.
 */
import { z } from 'zod';
import { someFlag, someId, someList, someRecord, someText, someWebAddress } from '../../../kit/payload.ts';

const amount = someText(40);
const time = someText(64);

const address = someRecord({
  first_name: someText(100),
  last_name: someText(100),
  company: someText(200),
  address_1: someText(300),
  address_2: someText(300),
  city: someText(200),
  state: someText(200),
  postcode: someText(32),
  country: someText(8),
  email: someText(254),
  phone: someText(40),
});
export type Address = z.infer<typeof address>;

const lineItem = z.object({
  id: someId,
  product_id: someId,
  name: someText(600),
  parent_name: someText(600),
  quantity: z.number().optional().catch(undefined),
  subtotal: amount,
  subtotal_tax: amount,
  price: amount,
  image: someRecord({ src: someWebAddress }),
  meta_data: someList(
    z.object({ key: someText(100), display_key: someText(100), display_value: someText(300), value: someText(300) }),
    50,
  ),
});
export type LineItem = z.infer<typeof lineItem>;

/** As the Shipment Tracking plugin keeps it in the order's meta, and as its own REST resource writes the same. */
export const tracking = z.object({
  tracking_id: someId,
  tracking_number: someText(100),
  tracking_provider: someText(100),
  custom_tracking_provider: someText(100),
  tracking_link: someWebAddress,
  custom_tracking_link: someWebAddress,
  _links: someRecord({ up: someList(z.object({ href: someText(500) }), 5) }),
});
export type Tracking = z.infer<typeof tracking>;

export const order = z.object({
  id: someId,
  number: someText(100),
  status: someText(40),
  currency: someText(8),
  total: amount,
  prices_include_tax: someFlag,
  customer_id: someId,
  date_created: time,
  date_created_gmt: time,
  date_modified: time,
  date_modified_gmt: time,
  billing: address,
  shipping: address,
  line_items: someList(lineItem, 1000),
  refunds: someList(z.object({ id: someId, reason: someText(500), total: amount }), 100),
  shipment_trackings: someList(tracking, 50),
  meta_data: someList(z.object({ key: someText(100), value: z.unknown() }), 500),
});
export type Order = z.infer<typeof order>;
