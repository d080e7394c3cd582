/** SmartKargo: the tracking of air cargo carriers, one entry an event and piece, by IATA's codes and some of its own. */
import { type Carrier, saying } from './carrier.ts';

export const smartKargo: Carrier = {
  name: 'smartkargo',
  title: 'SmartKargo',
  parcels: [''],
  number: ['prefix+airWaybill', 'packageReference'],
  events: [''],
  event: {
    code: ['eventType'],
    time: ['eventDate'],
    zone: ['location.timezone'],
    description: ['description'],
    name: ['eventLocation'],
    city: ['location.city'],
    region: ['location.state'],
    postalCode: ['location.zip'],
    country: ['location.countryId'],
    piece: ['pieceReference'],
  },
  estimate: { on: ['estimatedDeliveryDate'] },
  codes: {
    table: {
      BKD: { status: 'info_received' },
      RCS: { status: 'picked_up' },
      'DEP|ARR|RCF': { status: 'in_transit' },
      GDL: { status: 'out_for_delivery' },
      ADL: { status: 'attempt_failed' },
      DDL: { status: 'delivered' },
      DLD: { status: 'delivered', reason: 'safe_place' },
      // A reminder to the customer.
      RCU: {},
    },
    otherwise: saying([/^in transit\b/, { status: 'in_transit' }]),
  },
  refusal: { code: ['error.code'], message: ['error.message'] },
  unknownNumber: /not.?found/i,
};
