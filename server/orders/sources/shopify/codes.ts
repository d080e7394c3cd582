/**
 * Shopify's FulfillmentEventStatus (also a fulfillment's `shipment_status`) to our statuses. A word that is not in the
 * table gives no status and is reported as unmapped.
 */
import type { TrackingEventInput } from '../../../shipments/index.ts';

export type Meaning = Pick<TrackingEventInput, 'status' | 'reason' | 'actionRequired'>;

const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['label_purchased', { status: 'info_received' }],
  ['label_printed', { status: 'info_received' }],
  ['confirmed', { status: 'info_received' }],
  ['carrier_picked_up', { status: 'picked_up' }],
  ['in_transit', { status: 'in_transit' }],
  ['delayed', { status: 'delayed' }],
  ['out_for_delivery', { status: 'out_for_delivery' }],
  ['attempted_delivery', { status: 'attempt_failed' }],
  ['ready_for_pickup', { status: 'ready_for_pickup' }],
  ['picked_up', { status: 'delivered', reason: 'pickup_point' }],
  ['delivered', { status: 'delivered' }],
  ['failure', { status: 'exception' }],
  ['buyer_action_required', { status: 'on_hold', actionRequired: true }],
  ['returning_to_sender', { status: 'returning' }],
]);

/** Webhooks write the status in lower case, GraphQL in upper case. */
export const meaningOf = (status: string): Meaning | undefined => meanings.get(status.toLowerCase());
