/**
 * Sendle: the answer of its tracking, which does not repeat the number that was asked for, and its push of one event.
 * `Info` is whatever else happened, so that only its words tell.
 */
import { type Carrier, saying } from './carrier.ts';

export const sendle: Carrier = {
  name: 'sendle',
  title: 'Sendle',
  carrier: 'Sendle',
  parcels: [''],
  number: ['sendle_reference'],
  events: ['tracking_events', ''],
  event: {
    code: ['event_type'],
    id: ['event_id'],
    time: ['scan_time', 'display_time'],
    description: ['description'],
    name: ['location'],
    city: ['location_data.suburb'],
    region: ['location_data.state'],
    postalCode: ['location_data.postcode'],
    country: ['location_data.country'],
  },
  estimate: {
    from: ['scheduling.estimated_delivery_date_minimum'],
    to: ['scheduling.estimated_delivery_date_maximum'],
  },
  codes: {
    table: {
      'Pickup Attempted': { status: 'info_received' },
      'Pickup|Drop Off|Dropped Off': { status: 'picked_up' },
      'In Transit': { status: 'in_transit' },
      'Out for Delivery': { status: 'out_for_delivery' },
      'Delivery Attempted': { status: 'attempt_failed' },
      'Card Left': { status: 'attempt_failed', reason: 'recipient_absent' },
      'Left with Agent': { status: 'ready_for_pickup' },
      Delivered: { status: 'delivered' },
      Damaged: { status: 'exception', reason: 'damaged' },
      'Unable to Deliver': { status: 'exception' },
      Expired: { status: 'expired' },
      Info: {},
    },
    worded: {
      Info: saying(
        [/loaded for delivery|on ?board for delivery/, { status: 'out_for_delivery' }],
        [/in transit|arrived at|depot/, { status: 'in_transit' }],
      ),
    },
  },
  refusal: { code: ['error'], message: ['error_description'] },
  unknownNumber: /^not_found/,
};
