/**
 * Karrio's own statuses and incident reasons to ours. Its events also carry the carriers' codes, which are kept as they
 * are; an event whose status Karrio did not work out has none here either.
 */
import type { Meaning, Meant } from '../reading.ts';

const statuses: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['unknown', { status: 'pending' }],
  ['pending', { status: 'info_received' }],
  ['created', { status: 'info_received' }],
  ['label_printed', { status: 'info_received' }],
  ['picked_up', { status: 'picked_up' }],
  ['in_transit', { status: 'in_transit' }],
  ['delivery_delayed', { status: 'delayed' }],
  ['on_hold', { status: 'on_hold' }],
  ['out_for_delivery', { status: 'out_for_delivery' }],
  ['delivery_failed', { status: 'attempt_failed' }],
  ['ready_for_pickup', { status: 'ready_for_pickup' }],
  ['delivered', { status: 'delivered' }],
  ['return_to_sender', { status: 'returning' }],
  ['cancelled', { status: 'cancelled' }],
  ['exception', { status: 'exception' }],
]);

const reasons: ReadonlyMap<string, Meaning['reason']> = new Map<string, Meaning['reason']>([
  ['carrier_damaged_parcel', 'damaged'],
  ['carrier_parcel_lost', 'lost'],
  ['carrier_sorting_error', 'missorted'],
  ['carrier_address_not_found', 'address'],
  ['carrier_not_enough_time', 'capacity'],
  ['consignee_refused', 'refused'],
  ['consignee_business_closed', 'business_closed'],
  ['consignee_not_available', 'recipient_absent'],
  ['consignee_not_home', 'recipient_absent'],
  ['consignee_incorrect_address', 'address'],
  ['customs_delay', 'customs'],
  ['customs_documentation', 'documents'],
  ['customs_duties_unpaid', 'payment'],
  ['weather_delay', 'weather'],
  ['natural_disaster', 'weather'],
]);

/** A delivery that failed for one of these is not tried again. */
const terminal: ReadonlySet<Meaning['reason']> = new Set(['damaged', 'lost', 'refused']);
/** Reasons that explain one of these and not how far the parcel is. */
const explained: ReadonlySet<Meaning['status']> = new Set(['delayed', 'on_hold', 'attempt_failed', 'exception']);

export function meaningOf(status: string | undefined, incident: string | undefined, hasEvents: boolean): Meant {
  const word = status?.toLowerCase();
  const known = word === 'pending' && !hasEvents ? { status: 'pending' as const } : statuses.get(word ?? '');
  const unmapped = status !== undefined && known === undefined;
  const reason = reasons.get(incident ?? '');
  if (known === undefined || reason === undefined || !explained.has(known.status)) return { ...known, unmapped };
  const ended = known.status === 'attempt_failed' && terminal.has(reason);
  return { status: ended ? 'exception' : known.status, reason, unmapped };
}
