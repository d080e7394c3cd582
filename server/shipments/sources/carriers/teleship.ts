/** Teleship: its tracking; the events' `status` of one version is the `code` of the next. */
import type { Carrier } from './carrier.ts';

export const teleship: Carrier = {
  name: 'teleship',
  title: 'Teleship',
  carrier: 'Teleship',
  parcels: [''],
  number: ['trackingNumber'],
  events: ['events'],
  event: {
    code: ['code', 'status'],
    time: ['timestamp'],
    description: ['description'],
    name: ['location'],
    countryInName: /,\s*([A-Z]{2})$/,
    regionInName: /,\s*([A-Z]{2}),\s*[A-Z]{2}$/,
  },
  overall: { code: ['status'], time: [] },
  estimate: { on: ['estimatedDelivery'] },
  codes: {
    table: {
      'pending|created|label_created': { status: 'info_received' },
      collected: { status: 'picked_up' },
      'in_hub|in_transit': { status: 'in_transit' },
      customs_cleared: { status: 'in_transit', reason: 'customs' },
      out_for_delivery: { status: 'out_for_delivery' },
      delivery_failed: { status: 'attempt_failed' },
      delivered: { status: 'delivered' },
      returned: { status: 'returned' },
      cancelled: { status: 'cancelled' },
    },
  },
  refusal: { code: ['messages.code'], message: ['messages.message'] },
  unknownNumber: /^404|not found/i,
};
