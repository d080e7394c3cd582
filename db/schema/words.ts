/** The closed sets of words that columns hold. Pure: pages and islands read them through `*.shared.ts`. */

/**
 * The words for where a shipment is. A source maps its carrier's codes onto these and nothing else; a code that it
 * cannot map becomes an event without a status, which is kept and counted and never moves the shipment.
 */
export const shipmentStatuses = [
  'pending',
  'info_received',
  'picked_up',
  'in_transit',
  'delayed',
  'on_hold',
  'out_for_delivery',
  'attempt_failed',
  'ready_for_pickup',
  'delivered',
  'exception',
  'returning',
  'returned',
  'cancelled',
  'expired',
] as const;
export type ShipmentStatus = (typeof shipmentStatuses)[number];

/** Why a shipment is in its status, where the source says so. */
export const shipmentReasons = [
  'weather',
  'customs',
  'documents',
  'address',
  'payment',
  'recipient_absent',
  'business_closed',
  'rescheduled',
  'missorted',
  'capacity',
  'security',
  'damaged',
  'lost',
  'refused',
  'unclaimed',
  'disposed',
  'carrier_refused',
  'forwarded',
  'neighbour',
  'safe_place',
  'pickup_point',
  'signed',
] as const;
export type ShipmentReason = (typeof shipmentReasons)[number];

/** Why support should look at a shipment before anybody complains; the gravest first. */
export const watchReasons = [
  'lost',
  'damaged',
  'returning',
  'promise_missed',
  'attempt_failed',
  'on_hold',
  'silent',
  'not_handed_over',
  'promise_slipping',
  'promise_at_risk',
] as const;
export type WatchReason = (typeof watchReasons)[number];
