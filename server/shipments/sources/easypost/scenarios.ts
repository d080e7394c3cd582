/** EasyPost tells a story: one `tracker.updated` with every scan so far. */
import { createHmac } from 'node:crypto';
import { lastStep, type ParcelScript, type Saying, type Teller } from '../../../kit/parcelScript.ts';

const codes: Readonly<Record<Saying, readonly [string, string]>> = {
  label: ['pre_transit', 'label_created'],
  picked_up: ['in_transit', 'received_at_origin_facility'],
  transit: ['in_transit', 'departed_facility'],
  customs: ['in_transit', 'held'],
  out_for_delivery: ['out_for_delivery', 'out_for_delivery'],
  attempt: ['in_transit', 'delivery_exception'],
  pickup: ['available_for_pickup', 'arrived_at_pickup_location'],
  delivered: ['delivered', 'arrived_at_destination'],
  returning: ['return_to_sender', 'return'],
  lost: ['failure', 'lost'],
};

const codeOf = (says: Saying) => ({ status: codes[says][0], status_detail: codes[says][1] });

export const easypostStories: Teller<ParcelScript> = {
  cannot: { 'customs reason': '`held` does not say by whom' },
  tell: (script) => ({
    body: JSON.stringify({
      object: 'Event',
      description: 'tracker.updated',
      result: {
        object: 'Tracker',
        tracking_code: script.trackingNumber,
        carrier: 'DHLGermany',
        ...codeOf(lastStep(script).says),
        est_delivery_date: script.estimateOn,
        tracking_details: script.steps.map(({ says, at, city, countryCode }) => ({
          ...codeOf(says),
          datetime: at,
          tracking_location: { city, country: countryCode },
        })),
      },
    }),
    headers: {},
  }),
  sign: (message, secret) => {
    const hex = createHmac('sha256', secret.normalize('NFKD')).update(message.body).digest('hex');
    return { ...message, headers: { 'x-hmac-signature': `hmac-sha256-hex=${hex}` } };
  },
};
