/** Nationex: a shipment with the history of its status. */
import type { Carrier } from './carrier.ts';

export const nationex: Carrier = {
  name: 'nationex',
  title: 'Nationex',
  carrier: 'Nationex',
  parcels: [''],
  number: ['ShipmentId'],
  events: ['StatusHistories'],
  event: {
    code: ['ShipmentStatus'],
    time: ['StatusDate'],
    description: ['ShipmentStatusEn', 'ShipmentStatusFr'],
    name: ['LastLocation'],
  },
  overall: { code: ['ShipmentStatus'], time: [] },
  estimate: { on: ['Parcels.EstimatedDeliveryDate'] },
  codes: {
    table: {
      Pickup: { status: 'picked_up' },
      Transit: { status: 'in_transit' },
      'OnHold|Attention': { status: 'on_hold' },
      'OutForDelivery|PartiallyOutForDelivery': { status: 'out_for_delivery' },
      Delivered: { status: 'delivered' },
      RefusedDelivery: { status: 'exception', reason: 'refused' },
      ReturnToSender: { status: 'returning' },
    },
  },
  refusal: { code: ['code'], message: ['message'] },
  unknownNumber: /does not exist/i,
};
