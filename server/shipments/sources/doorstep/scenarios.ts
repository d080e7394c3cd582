/** Our own format tells a story: the shipment with every event so far. */
import { createHmac } from 'node:crypto';
import type { ParcelScript, Saying, Teller } from '../../../kit/parcelScript.ts';
import type { TrackingEventInput } from '../../inputs.ts';

const meanings: Readonly<Record<Saying, Pick<TrackingEventInput, 'status' | 'reason'>>> = {
  label: { status: 'info_received' },
  picked_up: { status: 'picked_up' },
  transit: { status: 'in_transit' },
  customs: { status: 'on_hold', reason: 'customs' },
  out_for_delivery: { status: 'out_for_delivery' },
  attempt: { status: 'attempt_failed', reason: 'recipient_absent' },
  pickup: { status: 'ready_for_pickup' },
  delivered: { status: 'delivered' },
  returning: { status: 'returning' },
  lost: { status: 'exception', reason: 'lost' },
};

export const doorstepStories: Teller<ParcelScript> = {
  cannot: { 'no time zone': 'our own format refuses a time without its zone, and names the field' },
  tell: (script) => ({
    body: JSON.stringify({
      orderId: script.orderId,
      shipment: {
        id: script.shipmentId,
        carrier: 'DHL',
        trackingNumber: script.trackingNumber,
        ...(script.estimateOn === null ? {} : { carrierEstimate: { on: script.estimateOn } }),
        events: script.steps.map(({ says, at, city, countryCode }) => ({
          ...meanings[says],
          rawCode: says,
          occurredAt: at,
          place: { city, countryCode },
        })),
      },
    }),
    headers: {},
  }),
  sign: (message, secret, at) => {
    const id = `msg_${createHmac('sha256', 'id').update(message.body).digest('hex').slice(0, 16)}`;
    const seconds = String(Math.floor(at.getTime() / 1000));
    const signature = createHmac('sha256', secret).update(`${id}.${seconds}.${message.body}`).digest('base64');
    const headers = { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
    return { ...message, headers };
  },
};
