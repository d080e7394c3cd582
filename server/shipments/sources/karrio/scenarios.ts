/** Karrio tells a story: one `tracker_updated` with every event so far, newest first. */
import { lastStep, type ParcelScript, type Saying, type Teller } from '../../../kit/parcelScript.ts';

const codes: Readonly<Record<Saying, readonly [string, string | null]>> = {
  label: ['pending', null],
  picked_up: ['picked_up', null],
  transit: ['in_transit', null],
  customs: ['on_hold', 'customs_delay'],
  out_for_delivery: ['out_for_delivery', null],
  attempt: ['delivery_failed', 'consignee_not_home'],
  pickup: ['ready_for_pickup', null],
  delivered: ['delivered', null],
  returning: ['return_to_sender', null],
  lost: ['delivery_failed', 'carrier_parcel_lost'],
};

export const karrioStories: Teller<ParcelScript> = {
  tell: (script) => ({
    body: JSON.stringify({
      event: 'tracker_updated',
      data: {
        carrier_name: 'dhl_germany',
        tracking_number: script.trackingNumber,
        status: codes[lastStep(script).says][0],
        estimated_delivery: script.estimateOn,
        events: script.steps
          .map(({ says, at, city, countryCode }) => ({
            // Karrio's date and time are the carrier's and never name a zone; `timestamp` does where it is known.
            ...(at.endsWith('Z') ? { timestamp: at } : { date: at.slice(0, 10), time: at.slice(11, 16) }),
            code: says,
            status: codes[says][0],
            reason: codes[says][1],
            location: `${city}, ${countryCode}`,
          }))
          .toReversed(),
      },
    }),
    headers: {},
  }),
  sign: (message, secret) => ({ ...message, headers: { 'x-event-id': secret } }),
};
