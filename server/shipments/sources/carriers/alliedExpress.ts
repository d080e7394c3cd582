/** Allied Express: the SOAP answer of its shipment status as JSON, one entry a scanned barcode. Its words are its codes. */
import { type Carrier, saying } from './carrier.ts';

const result = 'soapenv:Body.ns1:getShipmentsStatusResponse.result';

export const alliedExpress: Carrier = {
  name: 'alliedexpress',
  title: 'Allied Express',
  carrier: 'Allied Express',
  parcels: [`${result}.statusBarcodesList`],
  number: ['consignmentNote'],
  events: [''],
  event: {
    code: ['scannedStatus'],
    // As Allied spells it.
    time: ['scannnedTimestamp', 'scannedTimestamp'],
    name: ['depotLocation'],
    piece: ['scannedBarcode'],
  },
  codes: {
    table: {
      "It's on board with driver": { status: 'out_for_delivery' },
      'CARD LEFT': { status: 'attempt_failed', reason: 'recipient_absent' },
      'RETURN TO DEPOT|LEFT IN DEPOT': { status: 'delayed' },
      'Freight has been delivered': { status: 'delivered' },
      DAMAGED: { status: 'exception', reason: 'damaged' },
      'RETURN TO SENDER': { status: 'returning' },
      Other: {},
    },
    otherwise: saying([/^in transit to\b/, { status: 'in_transit' }]),
  },
  refusal: {
    code: ['soapenv:Body.soapenv:Fault.faultcode', `${result}.errors.code`],
    message: ['soapenv:Body.soapenv:Fault.faultstring', `${result}.errors.message`, `${result}.errors`],
  },
  unknownNumber: /not found|does not exist|invalid consignment/i,
};
