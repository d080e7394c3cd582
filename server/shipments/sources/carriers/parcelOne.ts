/**
 * Parcel.One: its TrackLMC, in the form that it has and in the one before. Beside its own codes it gives AfterShip's
 * sub-tags, which say more.
 */
import { meaningOf } from '../aftership/codes.ts';
import type { Carrier } from './carrier.ts';

export const parcelOne: Carrier = {
  name: 'parcelone',
  title: 'Parcel.One',
  carrier: 'Parcel.One',
  carrierNamed: ['CarrierIDLMC'],
  parcels: ['', 'results'],
  number: ['P1Trackno', 'CarrierTrackingID'],
  events: ['TrackingEvents', 'Events'],
  event: {
    code: ['DeliveryStatus', 'Statuscode', 'StatusCode'],
    time: ['EventdateUTC', 'EventdateCET', 'DateTime'],
    description: ['Status', 'Description'],
    name: ['Location'],
    countryInName: /^([A-Z]{2})(?=\s)|(?<=, )([A-Z][a-z]+)$/,
  },
  overall: { code: ['StatusCode'], time: [] },
  signedBy: ['SignedBy'],
  codes: {
    table: {
      'CREATED|REGISTERED|DATA_RECEIVED|LABEL_PRINTED|100|P100': { status: 'info_received' },
      P101: { status: 'picked_up' },
      'IN_TRANSIT|DEPARTED|ARRIVED|PROCESSED|SORTING|EXPORTED|IMPORTED|SHIPPED|300|394': { status: 'in_transit' },
      'CUSTOMS|CUSTOMS_CLEARANCE': { status: 'in_transit', reason: 'customs' },
      DELAYED: { status: 'delayed' },
      RESCHEDULED: { status: 'delayed', reason: 'rescheduled' },
      REDIRECTED: { status: 'in_transit', reason: 'forwarded' },
      HELD: { status: 'on_hold' },
      PAYMENT_REQUIRED: { status: 'on_hold', reason: 'payment' },
      'OUT_FOR_DELIVERY|ON_DELIVERY_VEHICLE|IN_DELIVERY_VEHICLE|DELIVERY_IN_PROGRESS': { status: 'out_for_delivery' },
      'NOT_DELIVERED|FAILED': { status: 'attempt_failed' },
      'ADDRESSEE_NOT_FOUND|WRONG_ADDRESS': { status: 'attempt_failed', reason: 'address' },
      // In the shop it waits for whom it is for.
      'READY_FOR_PICKUP|AT_PARCELSHOP|AVAILABLE_FOR_COLLECTION|AWAITING_PICKUP|DELIVERED_PARCELSHOP': {
        status: 'ready_for_pickup',
      },
      'DELIVERED|POD': { status: 'delivered' },
      DELIVERED_NEIGHBOR: { status: 'delivered', reason: 'neighbour' },
      DELIVERED_SAFE_PLACE: { status: 'delivered', reason: 'safe_place' },
      EXCEPTION: { status: 'exception' },
      REFUSED: { status: 'exception', reason: 'refused' },
    },
    borrowed: (code) => (/^[A-Z][a-zA-Z]+_\d{3}$/.test(code) ? meaningOf(code.split('_')[0], code) : undefined),
  },
  refusal: { code: ['errors.ErrorNo', 'ErrorCode'], message: ['Error', 'errors.Message', 'message'] },
  unknownNumber: /no shipment data/i,
};
