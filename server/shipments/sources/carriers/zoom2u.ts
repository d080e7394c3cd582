/** Zoom2u: where a same-day delivery is now, without what was before. */
import type { Carrier } from './carrier.ts';

export const zoom2u: Carrier = {
  name: 'zoom2u',
  title: 'Zoom2u',
  carrier: 'Zoom2u',
  parcels: [''],
  number: ['reference'],
  events: [],
  event: { code: [], time: [] },
  overall: { code: ['status'], time: ['statusChangeDateTime'] },
  trackingUrl: ['tracking-link'],
  codes: {
    table: {
      'Unassigned|Accepted|On Route to Pickup': { status: 'info_received' },
      'Picked up': { status: 'picked_up' },
      'On Hold - With Courier': { status: 'on_hold' },
      'On Route to Dropoff': { status: 'out_for_delivery' },
      'Tried to deliver': { status: 'attempt_failed' },
      'Dropped Off': { status: 'delivered' },
      Returning: { status: 'returning' },
      Returned: { status: 'returned' },
      Cancelled: { status: 'cancelled' },
    },
  },
  refusal: { code: ['error-code'], message: ['message'] },
  unknownNumber: /^404/,
};
