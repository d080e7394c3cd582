/** Recharge tells a subscription's story whole. */
import { createHmac } from 'node:crypto';
import type { SubscriptionScript, Teller } from '../../../kit/parcelScript.ts';

export const rechargeStories: Teller<SubscriptionScript> = {
  tell: (script) => ({
    body: JSON.stringify({
      subscription: {
        id: script.id,
        external_customer_id: { ecommerce: script.customerId },
        external_product_id: { ecommerce: script.productId },
        product_title: 'Coffee, monthly',
        price: 12.9,
        presentment_currency: 'EUR',
        quantity: 1,
        status: script.status.toUpperCase(),
        order_interval_unit: 'month',
        order_interval_frequency: '1',
        next_charge_scheduled_at: '2026-12-18',
        created_at: script.createdAt,
        updated_at: script.updatedAt,
      },
    }),
    headers: { 'x-recharge-topic': 'subscription/updated' },
  }),
  sign: ({ body, headers }, secret, at) => {
    const seconds = Math.floor(at.getTime() / 1000);
    const hex = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    return { body, headers: { ...headers, 'x-recharge-webhook-signature': `t=${seconds},v1=${hex}` } };
  },
};
