/** Royal Mail: the Tracking API 2, events of one mail piece or summaries of several. Its codes are listed nowhere whole. */
import { type Carrier, saying } from './carrier.ts';

export const royalMail: Carrier = {
  name: 'royalmail',
  title: 'Royal Mail',
  carrier: 'Royal Mail',
  parcels: ['mailPieces'],
  // What is printed for people goes before the code inside the stamp.
  number: ['summary.oneDBarcode', 'mailPieceId'],
  events: ['events'],
  event: {
    code: ['eventCode'],
    time: ['eventDateTime'],
    description: ['eventName'],
    name: ['locationName'],
  },
  overall: {
    code: ['summary.lastEventCode', 'summary.statusCategory'],
    time: ['summary.lastEventDateTime'],
    description: ['summary.lastEventName'],
    name: ['summary.lastEventLocationName'],
  },
  estimate: {
    from: ['estimatedDelivery.date+estimatedDelivery.startOfEstimatedWindow'],
    to: ['estimatedDelivery.date+estimatedDelivery.endOfEstimatedWindow'],
    on: ['estimatedDelivery.date'],
  },
  signedBy: ['signature.recipientName'],
  codes: {
    table: {
      'EVAIE|EVAIP': { status: 'info_received' },
      'EVPPA|EVOCO': { status: 'picked_up' },
      'EVDAC|EVDAV|EVIMC|EVOAC|EVODO|EVORI|IN TRANSIT': { status: 'in_transit' },
      EVNMI: { status: 'delayed', reason: 'missorted' },
      EVNSR: { status: 'delayed', reason: 'rescheduled' },
      EVNRT: { status: 'on_hold' },
      EVGPD: { status: 'out_for_delivery' },
      EVKNA: { status: 'attempt_failed', reason: 'recipient_absent' },
      EVKNR: { status: 'attempt_failed' },
      EVNDA: { status: 'ready_for_pickup' },
      'EVKOP|DELIVERED': { status: 'delivered' },
      EVKSP: { status: 'delivered', reason: 'signed' },
      EVKSF: { status: 'delivered', reason: 'safe_place' },
      EXCEPTION: { status: 'exception' },
      EXPIRED: { status: 'expired' },
      'RSRXS|NOT FOUND': {},
    },
    worded: { 'EVKOP|EVKSP': saying([/neighbour/, { status: 'delivered', reason: 'neighbour' }]) },
  },
  refusal: {
    code: ['errors.errorCode', 'mailPieces.error.errorCode', 'httpCode'],
    message: ['errors.errorDescription', 'mailPieces.error.errorDescription', 'httpMessage'],
  },
  unknownNumber: /^E11\d\d:|isn.t recognised|is not recognised|cannot be located/i,
};
