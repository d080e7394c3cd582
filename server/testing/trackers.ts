/** Payloads as EasyPost and Shopify send them, cut down to what the adapters read; and a shuffle that a seed decides. */
let told = 0;

type Scan = readonly [status: string, detail: string, at: string, city?: string];

/** The six scans of a parcel from its label to the door. */
export const sixScans: readonly Scan[] = [
  ['pre_transit', 'label_created', '2026-11-18T10:00:00Z'],
  ['in_transit', 'received_at_origin_facility', '2026-11-18T18:00:00Z', 'Hamburg'],
  ['in_transit', 'arrived_at_facility', '2026-11-19T03:00:00Z', 'Dortmund'],
  ['in_transit', 'received_at_destination_facility', '2026-11-19T20:00:00Z', 'Köln'],
  ['out_for_delivery', 'out_for_delivery', '2026-11-20T06:00:00Z', 'Köln'],
  ['delivered', 'arrived_at_destination', '2026-11-20T08:30:00Z', 'Köln'],
];

/** An EasyPost event of its own id, with the tracker's scans so far. */
export const trackerEvent = (trackingCode: string, scans: readonly Scan[], fields: object = {}) => {
  const [status, detail, at] = scans.at(-1) ?? ['unknown', 'unknown', '2026-11-18T10:00:00Z'];
  told += 1;
  return {
    id: `evt_test${told}`,
    object: 'Event',
    description: 'tracker.updated',
    mode: 'production',
    result: {
      id: `trk_${trackingCode}`,
      object: 'Tracker',
      tracking_code: trackingCode,
      carrier: 'DHLPaket',
      status,
      status_detail: detail,
      updated_at: at,
      tracking_details: scans.map(([scanStatus, scanDetail, datetime, city = null]) => ({
        object: 'TrackingDetail',
        status: scanStatus,
        status_detail: scanDetail,
        message: `${scanDetail} at ${city}`,
        datetime,
        tracking_location: { city, state: null, country: 'DE', zip: null },
      })),
      ...fields,
    },
  };
};

export const shopifyOrder = (id: number, fields: object = {}) => ({
  id,
  name: `#${id}`,
  created_at: '2026-11-18T09:00:00Z',
  updated_at: '2026-11-18T09:00:00Z',
  currency: 'EUR',
  total_price: '25.80',
  customer: { id: id + 1, email: `${id}@shopper.example`, first_name: 'Naomi', last_name: 'Unverkennbar' },
  line_items: [{ id: id + 2, product_id: 7, title: 'Espresso', quantity: 2, price: '12.90' }],
  fulfillments: [],
  refunds: [],
  ...fields,
});

export const shopifyFulfillment = (orderId: number, id: number, fields: object = {}) => ({
  id,
  order_id: orderId,
  status: 'success',
  created_at: '2026-11-18T12:00:00Z',
  updated_at: '2026-11-18T12:00:00Z',
  tracking_company: 'DHL',
  tracking_number: `SHOP${id}`,
  line_items: [{ id: orderId + 2, quantity: 2 }],
  ...fields,
});

export const shopifyRefund = (orderId: number, id: number, fields: object = {}) => ({
  id,
  order_id: orderId,
  created_at: '2026-11-20T08:00:00Z',
  processed_at: '2026-11-20T08:00:00Z',
  transactions: [{ kind: 'refund', status: 'success', amount: '12.90', currency: 'EUR' }],
  refund_line_items: [{ line_item_id: orderId + 2, quantity: 1, subtotal: '12.90' }],
  ...fields,
});

export const shopifyFulfillmentEvent = (orderId: number, fulfillmentId: number, id: number, fields: object = {}) => ({
  id,
  order_id: orderId,
  fulfillment_id: fulfillmentId,
  status: 'in_transit',
  happened_at: '2026-11-19T10:00:00Z',
  ...fields,
});

/** In a random order that the seed decides. */
export const shuffled = <Value>(values: readonly Value[], seed: number): Value[] => {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  return values
    .map((value) => [next(), value] as const)
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
};
