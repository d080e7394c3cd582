/** Amazon Shipping: `getTracking` of the Selling Partner API, versions 1 and 2. Its return leg has the same codes. */
import { type Carrier, saying } from './carrier.ts';

const onWay = 'ReadyForReceive|PickupDone|Departed|ArrivedAtCarrierFacility|InTransit|OutForDelivery|DeliveryAttempted';

export const amazonShipping: Carrier = {
  name: 'amazon-shipping',
  title: 'Amazon Shipping',
  carrier: 'Amazon Shipping',
  parcels: ['', 'payload'],
  number: ['trackingId'],
  events: ['eventHistory'],
  event: {
    code: ['eventCode'],
    time: ['eventTime'],
    hint: ['shipmentType'],
    city: ['location.city'],
    region: ['location.stateOrRegion'],
    postalCode: ['location.postalCode'],
    country: ['location.countryCode'],
  },
  overall: { code: ['summary.status'], time: [] },
  estimate: { on: ['promisedDeliveryDate'] },
  signedBy: ['summary.proofOfDelivery.receivedBy'],
  codes: {
    table: {
      'ReadyForReceive|PreTransit': { status: 'info_received' },
      PickupDone: { status: 'picked_up' },
      'Departed|ArrivedAtCarrierFacility|InTransit': { status: 'in_transit' },
      RecipientRequestedAlternateDeliveryTiming: { status: 'delayed', reason: 'rescheduled' },
      OutForDelivery: { status: 'out_for_delivery' },
      DeliveryAttempted: { status: 'attempt_failed' },
      'AvailableForPickup|AwaitingCustomerPickup': { status: 'ready_for_pickup' },
      Delivered: { status: 'delivered' },
      Undeliverable: { status: 'exception' },
      Rejected: { status: 'exception', reason: 'refused' },
      Lost: { status: 'exception', reason: 'lost' },
      ReturnInitiated: { status: 'returning' },
      PickupCancelled: { status: 'cancelled' },
    },
    worded: {
      [onWay]: saying([/^returns?$/, { status: 'returning' }]),
      Delivered: saying([/^returns?$/, { status: 'returned' }]),
    },
  },
  refusal: { code: ['errors.code'], message: ['errors.message', 'errors.details'] },
  unknownNumber: /InvalidTrackingId|not found/i,
};
