/**
 * GLS: Track And Trace 1 of the group, and its ShipIT in the form that Karrio's connector knows. GLS lists its
 * event codes to customers only, so most of them fall back on what they begin with; a delivery is never told by that.
 */
import { type Carrier, saying } from './carrier.ts';

const whyUndelivered = saying(
  [
    /not (?:at home|present|met|available)|absent|nicht angetroffen/,
    { status: 'attempt_failed', reason: 'recipient_absent' },
  ],
  [/refus|verweiger/, { status: 'exception', reason: 'refused' }],
  [/closed|geschlossen/, { status: 'attempt_failed', reason: 'business_closed' }],
);

export const gls: Carrier = {
  name: 'gls',
  title: 'GLS',
  carrier: 'GLS',
  parcels: ['parcels'],
  // What was asked for: GLS answers a number with its check digit by the one without.
  number: ['requested', 'unitno'],
  events: ['events'],
  event: {
    code: ['code'],
    time: ['eventDateTime'],
    description: ['description'],
    city: ['city'],
    postalCode: ['postalCode'],
    country: ['country'],
    piece: ['unitno'],
  },
  overall: { code: ['status'], time: ['statusDateTime'], piece: ['unitno'] },
  codes: {
    table: {
      'INTIAL.PREADVICE|INTIAL.E48_DATA|PREADVICE|PLANNEDPICKUP|INPICKUP|NOTPICKEDUP': { status: 'info_received' },
      'INTIAL.NORMAL': { status: 'picked_up' },
      'INBOUD.NORMAL|OUTBOD.NORMAL|INTRANSIT|INWAREHOUSE': { status: 'in_transit' },
      'OUTDEL.NORMAL|INDELIVERY': { status: 'out_for_delivery' },
      NOTDELIVERED: { status: 'attempt_failed' },
      // In the shop it waits for whom it is for.
      'DELIVD.PARCELSHOP|DELIVEREDPS': { status: 'ready_for_pickup' },
      'DELIVD.NORMAL|DELIVERED': { status: 'delivered' },
      'DELIVD.DEL_BY_PSAPP': { status: 'delivered', reason: 'pickup_point' },
      CANCELED: { status: 'cancelled' },
      // The history is closed, whatever it held.
      FINAL: {},
    },
    beginnings: {
      'INBOUD.|OUTBOD.': { status: 'in_transit' },
      'OUTDEL.': { status: 'out_for_delivery' },
    },
  },
  refusal: {
    code: ['parcels.errorCode', 'fault.detail.errorcode', 'status'],
    message: ['parcels.errorMessage', 'fault.faultstring', 'detail', 'title'],
  },
  unknownNumber: /^E_404|^404/,
};

export const glsGroup: Carrier = {
  name: 'gls-group',
  title: 'GLS Group (ShipIT)',
  carrier: 'GLS',
  parcels: [''],
  number: ['trackingNumber'],
  events: ['events'],
  event: {
    code: ['status'],
    time: ['timestamp'],
    description: ['description'],
    city: ['location.city'],
    postalCode: ['location.postalCode'],
    country: ['location.country'],
  },
  overall: { code: ['status'], time: [] },
  estimate: { on: ['estimatedDelivery'] },
  codes: {
    table: {
      'ACCEPTED|COLLECTED': { status: 'picked_up' },
      'IN_TRANSIT|IN_DEPOT': { status: 'in_transit' },
      DELAYED: { status: 'delayed' },
      ON_HOLD: { status: 'on_hold' },
      OUT_FOR_DELIVERY: { status: 'out_for_delivery' },
      DELIVERY_FAILED: { status: 'attempt_failed' },
      READY_FOR_PICKUP: { status: 'ready_for_pickup' },
      DELIVERED: { status: 'delivered' },
      SIGNED: { status: 'delivered', reason: 'signed' },
      EXCEPTION: { status: 'exception' },
      REFUSED: { status: 'exception', reason: 'refused' },
      DAMAGED: { status: 'exception', reason: 'damaged' },
    },
    worded: { DELIVERY_FAILED: whyUndelivered },
  },
  refusal: { code: ['error.code', 'errors.code', 'code'], message: ['error.message', 'errors.message', 'message'] },
  unknownNumber: /not.?found|^404/i,
};
