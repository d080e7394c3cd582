/** La Poste, and Colissimo and Chronopost through it: the Suivi API 2. Its words are French where they were asked so. */
import { type Carrier, saying } from './carrier.ts';

export const laPoste: Carrier = {
  name: 'laposte',
  title: 'La Poste, Colissimo, Chronopost',
  carrier: 'La Poste',
  // One number is answered bare, several in a list.
  parcels: ['shipment', 'responses.shipment'],
  number: ['idShip'],
  events: ['event'],
  event: { code: ['code'], time: ['date'], description: ['label'] },
  estimate: { on: ['estimDate'] },
  trackingUrl: ['url'],
  codes: {
    table: {
      DR1: { status: 'info_received' },
      'PC1|PC2': { status: 'picked_up' },
      'ET1|ET2|ET3|ET4|EP1|PB2': { status: 'in_transit' },
      'DO1|DO2': { status: 'in_transit', reason: 'customs' },
      DO3: { status: 'on_hold', reason: 'customs' },
      MD2: { status: 'out_for_delivery' },
      AG1: { status: 'ready_for_pickup' },
      DI1: { status: 'delivered' },
      'ND1|PB1': { status: 'exception' },
      RE1: { status: 'returning' },
      DI2: { status: 'returned' },
    },
    worded: {
      DI1: saying([/voisin|gardien|neighbou?r/, { status: 'delivered', reason: 'neighbour' }]),
      'ND1|PB1': saying(
        [/absen/, { status: 'attempt_failed', reason: 'recipient_absent' }],
        [/refus/, { status: 'exception', reason: 'refused' }],
        [/endommag|damag/, { status: 'exception', reason: 'damaged' }],
        [/perdu|égaré|\blost\b/, { status: 'exception', reason: 'lost' }],
        [/adresse|address/, { status: 'on_hold', reason: 'address', actionRequired: true }],
        [/retard|delay/, { status: 'delayed' }],
      ),
    },
  },
  refusal: {
    code: ['returnCode', 'responses.returnCode', 'code'],
    message: ['returnMessage', 'responses.returnMessage', 'message'],
  },
  unknownNumber: /^40[04]:/,
};
