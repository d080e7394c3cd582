/**
 * Hermes Germany: its shipment information. Codes after its own list of event codes (the four-digit ones); what only
 * notes a wish of the recipient, or takes back the scan before it, leaves the parcel where it was.
 */
import type { Carrier } from './carrier.ts';

export const hermes: Carrier = {
  name: 'hermes',
  title: 'Hermes Germany',
  carrier: 'Hermes Germany',
  parcels: ['shipmentinfo'],
  number: ['shipmentID'],
  events: ['status'],
  event: {
    code: ['code'],
    time: ['timestamp'],
    description: ['description'],
    city: ['scanningUnit.city'],
    country: ['scanningUnit.countryCode'],
  },
  estimate: {
    from: ['deliveryForecast.date+deliveryForecast.timeSlot.from'],
    to: ['deliveryForecast.date+deliveryForecast.timeSlot.to'],
    on: ['deliveryForecast.date'],
  },
  trackingUrl: ['trackingLink'],
  codes: {
    table: {
      '0000|0600|0700|0800|0900': { status: 'info_received' },
      '1000|1900|1901|1910|2400': { status: 'picked_up' },
      '1510|1610|1810|1820|2000|2100|2300|3010|3300|3430|4025|6090|9040|9041': { status: 'in_transit' },
      '6088': { status: 'in_transit', reason: 'forwarded' },
      '1710|1720': { status: 'in_transit', reason: 'customs' },
      '1730': { status: 'on_hold', reason: 'customs' },
      '1751': { status: 'exception', reason: 'customs' },
      '4100|4610|4620': { status: 'delayed' },
      '3750|4050': { status: 'delayed', reason: 'capacity' },
      '3780|4080|6086|6087': { status: 'delayed', reason: 'missorted' },
      '3795|4095|4500': { status: 'on_hold' },
      '3000': { status: 'out_for_delivery' },
      '3731|3732|3733|3734|4031|4032|4033|4034': { status: 'attempt_failed', reason: 'recipient_absent' },
      '3720|4020': { status: 'attempt_failed', reason: 'address' },
      '3715|4015': { status: 'attempt_failed', reason: 'payment' },
      '3751|3752|3753|3754|4051|4052|4053|4054': { status: 'attempt_failed' },
      '3782|3783|3784|3785|3786|3787|4081|4082|4083|4084|4085|4086|4087': { status: 'attempt_failed' },
      '3410': { status: 'ready_for_pickup' },
      '3500|3510|3511|3520': { status: 'delivered' },
      '3530': { status: 'delivered', reason: 'pickup_point' },
      '3710|4010': { status: 'exception', reason: 'refused' },
      '3740|4040|6085': { status: 'exception', reason: 'damaged' },
      '4035': { status: 'exception', reason: 'unclaimed' },
      '4630': { status: 'exception', reason: 'lost' },
      '1520|3760|3761|4060|4061|4062|6080|6081|6082|6083|6084|6089|6092|6093|6094|6096|6098|6099': {
        status: 'returning',
      },
      '7500': { status: 'returned' },
      '9340|9341': { status: 'cancelled' },
      '4070|4072|4690|9311|9315|9321|9322|9323|9324|9325|9327|9328|9381|9385|9391': {},
    },
  },
  refusal: {
    code: ['shipmentinfo.result.code', 'code'],
    message: ['shipmentinfo.result.message', 'message'],
  },
  unknownNumber: /^e001:/i,
};
