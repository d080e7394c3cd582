/** Australia Post and StarTrack: the Shipping and Tracking API. It has no codes: its set sentences are. */
import { type Carrier, saying } from './carrier.ts';

export const australiaPost: Carrier = {
  name: 'australiapost',
  title: 'Australia Post',
  carrier: 'Australia Post',
  parcels: ['tracking_results'],
  number: ['tracking_id'],
  // A consignment lists its articles one step deeper.
  pieces: ['trackable_items.items', 'trackable_items'],
  events: ['events'],
  event: {
    code: ['description'],
    time: ['date'],
    name: ['location'],
    countryInName: /(?:^|\()([A-Z]{2})\)?$/,
    regionInName: /\b(ACT|NSW|NT|QLD|SA|TAS|VIC|WA)$/,
    piece: ['article_id'],
  },
  overall: { code: ['status'], time: [] },
  codes: {
    table: {
      'Created|Initiated|Sealed': { status: 'info_received' },
      'In transit': { status: 'in_transit' },
      'Possible delay': { status: 'delayed' },
      'To be Re-Delivered': { status: 'delayed', reason: 'rescheduled' },
      'Held by courier': { status: 'on_hold' },
      'On Board for Delivery': { status: 'out_for_delivery' },
      'Unsuccessful Delivery': { status: 'attempt_failed' },
      'Awaiting Collection|Ready for Pickup': { status: 'ready_for_pickup' },
      'Delivered|Delivered in Full': { status: 'delivered' },
      'Cannot be delivered': { status: 'exception' },
      'Article damaged': { status: 'exception', reason: 'damaged' },
      Cancelled: { status: 'cancelled' },
      'Unknown|Track items for detailed delivery information': {},
    },
    otherwise: saying(
      [/return(?:ed|ing)?\b.{0,20}\bsender/, { status: 'returning' }],
      [/^delivered - left in a safe place/, { status: 'delivered', reason: 'safe_place' }],
      [/^delivered(?: -|$)/, { status: 'delivered' }],
      [/^(?:attempted delivery|delivery attempted|unable to deliver)/, { status: 'attempt_failed' }],
      [/^awaiting collection/, { status: 'ready_for_pickup' }],
      [/^(?:onboard for delivery|with australia post for delivery)/, { status: 'out_for_delivery' }],
      [/^shipping information (?:received|approved)/, { status: 'info_received' }],
      [/^(?:received by australia post|received item from sender|lodged)/, { status: 'picked_up' }],
      [/^item (?:is in|cleared by) customs|^arrived awaiting clearance/, { status: 'in_transit', reason: 'customs' }],
      [
        /^(?:in transit|arrived|departed|despatch|processed|item processed|cleared and awaiting)/,
        { status: 'in_transit' },
      ],
    ),
  },
  refusal: {
    code: ['errors.code', 'tracking_results.errors.code'],
    message: ['errors.message', 'tracking_results.errors.name'],
  },
  unknownNumber: /^ESB-10001|invalid tracking id|product not trackable/i,
};
