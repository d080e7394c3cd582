/**
 * ShipEngine (ShipStation API): a tracking result, or its `API_TRACK` webhook around one. Its events repeat the codes of
 * whatever carrier has the parcel, so that the word for the whole is what moves it.
 */
import { wordingOf } from '../wording.ts';
import { type Carrier, saying, type Wording } from './carrier.ts';

/** What kind of trouble it is; that it is on its way is no news of an exception. */
const trouble: Wording = (...sentences) => {
  const words = wordingOf(...sentences);
  return words?.status === 'in_transit' || words?.status === 'out_for_delivery' ? undefined : words;
};

export const shipengine: Carrier = {
  name: 'shipengine',
  title: 'ShipEngine (ShipStation API)',
  carrierNamed: ['carrier_code'],
  parcels: ['', 'data'],
  number: ['tracking_number'],
  events: ['events'],
  event: {
    code: ['status_detail_code', 'status_code', 'event_code', 'description'],
    time: ['occurred_at', 'event_date', 'carrier_occurred_at'],
    description: ['description', 'event_description'],
    city: ['city_locality'],
    region: ['state_province'],
    postalCode: ['postal_code'],
    country: ['country_code'],
    signedBy: ['signer'],
  },
  overall: {
    code: ['status_detail_code', 'status_code'],
    // Only of what has arrived.
    time: ['actual_delivery_date'],
    description: ['exception_description', 'carrier_status_description', 'status_description'],
  },
  estimate: { on: ['estimated_delivery_date'] },
  trackingUrl: ['tracking_url'],
  codes: {
    table: {
      'NY|SHIPMENT_CREATED|AWAITING_PICKUP_DROP_OFF|ELEC_ADVICE_RECD_BY_CARRIER': { status: 'info_received' },
      'AC|DROPPED_OFF|PICKED_UP|RECEIVED_BY_CARRIER|COLLECTION_MADE': { status: 'picked_up' },
      'IT|IN_TRANSIT|HUB_SCAN_OUT|HUB_SCAN_IN|HUB_PROCESSING|RECEIVED_LOCAL_DELIVERY_DEPOT': { status: 'in_transit' },
      'CUSTOMS_CLEARED|CUSTOMS_PROCESSING': { status: 'in_transit', reason: 'customs' },
      PARCEL_REDIRECTED: { status: 'in_transit', reason: 'forwarded' },
      DELIVERY_RESCHEDULED: { status: 'delayed', reason: 'rescheduled' },
      OUT_FOR_DELIVERY: { status: 'out_for_delivery' },
      'AT|ATTEMPTED_DELIVERY|ATTEMPTED_DELIVERY_FINAL': { status: 'attempt_failed' },
      CUSTOMER_CARDED: { status: 'attempt_failed', reason: 'recipient_absent' },
      'SP|AWAITING_COLLECTION_FROM_PICKUP_POINT': { status: 'ready_for_pickup' },
      DE: { status: 'delivered' },
      EX: { status: 'exception' },
      'UN|INFORMATION|CARRIER_STATUS_NOT_MAPPED': {},
    },
    worded: { 'EX|AT': trouble },
    otherwise: saying([/^out for delivery/, { status: 'out_for_delivery' }]),
  },
  refusal: { code: ['errors.error_code'], message: ['errors.message'] },
  unknownNumber: /not.?found/i,
};
