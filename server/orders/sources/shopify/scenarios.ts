/** Shopify tells stories: of a parcel by the events of its fulfillment, of an order whole, of a contract. */
import { createHmac } from 'node:crypto';
import {
  lastStep,
  type OrderScript,
  type ParcelScript,
  type Saying,
  type SubscriptionScript,
  type Teller,
  type ToldMessage,
} from '../../../kit/parcelScript.ts';

const statuses: Readonly<Record<Saying, string>> = {
  label: 'label_purchased',
  picked_up: 'carrier_picked_up',
  transit: 'in_transit',
  customs: 'delayed',
  out_for_delivery: 'out_for_delivery',
  attempt: 'attempted_delivery',
  pickup: 'ready_for_pickup',
  delivered: 'delivered',
  returning: 'returning_to_sender',
  lost: 'failure',
};

const message = (topic: string, body: object): ToldMessage => ({
  body: JSON.stringify(body),
  headers: { 'x-shopify-topic': topic },
});

const sign = ({ body, headers, ...rest }: ToldMessage, secret: string): ToldMessage => ({
  ...rest,
  body,
  headers: { ...headers, 'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64') },
});

export const shopifyParcelStories: Teller<ParcelScript> = {
  zoneLessIn: 'brand',
  cannot: {
    'customs reason': 'Shopify has no status for customs; `delayed` is the nearest',
    'lost reason': '`failure` does not say why',
  },
  tell: (script) => {
    const { says, at, city, countryCode } = lastStep(script);
    return message('fulfillment_events/create', {
      id: `${script.shipmentId}-${script.steps.length}-${says}`,
      fulfillment_id: script.shipmentId,
      order_id: script.orderId,
      status: statuses[says],
      happened_at: at,
      estimated_delivery_at: script.estimateOn,
      city,
      country: countryCode,
    });
  },
  sign,
};

export const shopifyOrderStories: Teller<OrderScript> = {
  tell: (script) =>
    message('orders/updated', {
      id: script.orderId,
      name: `#${script.orderId}`,
      created_at: script.placedAt,
      updated_at: script.updatedAt,
      cancelled_at: script.cancelled ? script.updatedAt : null,
      currency: 'EUR',
      total_price: script.total,
      customer: { id: 7001, email: 'naomi@example.com' },
      line_items: [{ id: 1, product_id: 2, title: 'Coffee', quantity: 1, price: script.total }],
      fulfillments: script.parcels.map(({ id, trackingNumber }) => ({ id, tracking_numbers: [trackingNumber] })),
    }),
  sign,
};

export const shopifySubscriptionStories: Teller<SubscriptionScript> = {
  cannot: { items: 'the webhook of a contract names no lines' },
  tell: (script) =>
    message('subscription_contracts/update', {
      id: script.id,
      customer_id: script.customerId,
      status: script.status,
      currency_code: 'EUR',
      billing_policy: { interval: 'month', interval_count: 1 },
      delivery_policy: { interval: 'month', interval_count: 1 },
      origin_order_id: null,
      created_at: script.createdAt,
      updated_at: script.updatedAt,
    }),
  sign,
};
