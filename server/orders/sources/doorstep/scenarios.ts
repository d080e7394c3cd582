/** Our own format tells an order's story: the order as in the API. */
import { createHmac } from 'node:crypto';
import type { OrderScript, Teller } from '../../../kit/parcelScript.ts';

export const doorstepOrderStories: Teller<OrderScript> = {
  cannot: { 'no time zone': 'our own format refuses a time without its zone, and names the field' },
  tell: (script) => ({
    body: JSON.stringify({
      orderId: script.orderId,
      order: {
        number: script.orderId,
        placedAt: script.placedAt,
        updatedAt: script.updatedAt,
        ...(script.cancelled ? { cancelledAt: script.updatedAt } : {}),
        currency: 'EUR',
        totalMinor: Math.round(Number(script.total) * 100),
        customer: { id: 'c-1', email: 'naomi@example.com' },
        items: [{ id: 'i-1', productId: 'p-1', name: 'Coffee', quantity: 1, unitPriceMinor: 1290 }],
        shipments: script.parcels,
      },
    }),
    headers: {},
  }),
  sign: ({ body }, secret, at) => {
    const id = `msg_${createHmac('sha256', 'id').update(body).digest('hex').slice(0, 16)}`;
    const seconds = String(Math.floor(at.getTime() / 1000));
    const signature = createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64');
    const headers = { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
    return { body, headers };
  },
};
