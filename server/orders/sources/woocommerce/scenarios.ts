/** WooCommerce tells an order's story whole, with the numbers that the Shipment Tracking plugin keeps in its meta. */
import { createHmac } from 'node:crypto';
import type { OrderScript, Teller } from '../../../kit/parcelScript.ts';

export const woocommerceOrderStories: Teller<OrderScript> = {
  tell: (script) => ({
    body: JSON.stringify({
      id: Number(script.orderId),
      number: script.orderId,
      status: script.cancelled ? 'cancelled' : 'processing',
      currency: 'EUR',
      total: script.total,
      ...timesOf('date_created', script.placedAt),
      ...timesOf('date_modified', script.updatedAt),
      customer_id: 0,
      billing: { first_name: 'Naomi', last_name: 'Reader', email: 'naomi@example.com', country: 'DE' },
      line_items: [
        { id: 1, product_id: 2, name: 'Coffee', quantity: 1, subtotal: script.total, price: Number(script.total) },
      ],
      meta_data: [
        {
          key: '_wc_shipment_tracking_items',
          value: script.parcels.map(({ id, trackingNumber }) => ({
            tracking_id: id,
            tracking_number: trackingNumber,
            tracking_provider: 'DHL',
          })),
        },
      ],
    }),
    headers: { 'x-wc-webhook-topic': 'order.updated' },
  }),
  sign: ({ body, headers }, secret) => ({
    body,
    headers: { ...headers, 'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64') },
  }),
};

/** With a zone it is the `_gmt` twin that counts; without one, only the shop's local time is there. */
const timesOf = (name: string, at: string): Record<string, string> =>
  at.endsWith('Z') ? { [`${name}_gmt`]: at.slice(0, -1), [name]: '2001-01-01T00:00:00' } : { [name]: at };
