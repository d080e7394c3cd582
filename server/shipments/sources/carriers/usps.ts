/**
 * USPS: the Tracking API 3, asked with `expand=DETAIL`. Event codes after Publication 199, Appendix G-4; for one that is
 * not here the event's own words are asked, which USPS keeps to a fixed set.
 */
import { type Carrier, saying } from './carrier.ts';

const customs = [
  [/held in customs|customs.*\bheld\b/, { status: 'on_hold', reason: 'customs' }],
  [/customs/, { status: 'in_transit', reason: 'customs' }],
] as const;

export const usps: Carrier = {
  name: 'usps',
  title: 'USPS',
  carrier: 'USPS',
  parcels: [''],
  number: ['trackingNumber'],
  events: ['trackingEvents'],
  event: {
    code: ['eventCode', 'eventType'],
    // The offset beside the local time may be `-7:00`, and without it USPS has written local times as if in UTC.
    time: ['GMTTimestamp', 'eventTimestamp'],
    description: ['eventType'],
    city: ['eventCity'],
    region: ['eventState'],
    postalCode: ['eventZIP'],
    country: ['eventCountry'],
    signedBy: ['name'],
  },
  estimate: { on: ['expectedDeliveryTimeStamp', 'expectedDeliveryDate', 'predictedDeliveryDate'] },
  codes: {
    table: {
      'MA|GX|TM': { status: 'info_received' },
      '03|OA|UA|PA|80': { status: 'picked_up' },
      '07|10|14|19|41|42|81|82|A1|AD|EF|PC|SF|T1|TL': { status: 'in_transit' },
      '06': { status: 'in_transit', reason: 'forwarded' },
      '08|15': { status: 'delayed', reason: 'missorted' },
      '71': { status: 'delayed', reason: 'rescheduled' },
      OF: { status: 'out_for_delivery' },
      '02|56': { status: 'attempt_failed', reason: 'recipient_absent' },
      '30|52|53|54|55': { status: 'attempt_failed' },
      '51': { status: 'attempt_failed', reason: 'business_closed' },
      '16': { status: 'ready_for_pickup' },
      '01': { status: 'delivered' },
      '04': { status: 'exception', reason: 'refused' },
      '05': { status: 'exception', reason: 'address' },
      '11': { status: 'exception' },
      '09|24|28|29|44': { status: 'returning' },
      '21|22|23|25|26': { status: 'returning', reason: 'address' },
      '27|31': { status: 'returning', reason: 'unclaimed' },
      DX: {},
    },
    worded: {
      '01': saying(
        [/original sender/, { status: 'returned' }],
        [/neighbor/, { status: 'delivered', reason: 'neighbour' }],
      ),
    },
    otherwise: saying(...customs, [/^(?:in transit|arrived|departed|processed)\b/, { status: 'in_transit' }]),
  },
  refusal: { code: ['error.code', 'error'], message: ['error.message', 'error_description'] },
  unknownNumber: /^404|not found|not available|could not locate/i,
};
