/**
 * Shippo's status and sub-status to ours. The sub-status overrides its parent where it tells of trouble or refines a
 * parent that says less; one that we do not know falls back on the parent and is reported.
 */
import type { Meaning, Meant } from '../reading.ts';

const parents: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['UNKNOWN', { status: 'pending' }],
  ['PRE_TRANSIT', { status: 'info_received' }],
  ['TRANSIT', { status: 'in_transit' }],
  ['DELIVERED', { status: 'delivered' }],
  ['RETURNED', { status: 'returning' }],
  ['FAILURE', { status: 'exception' }],
]);

const incidents: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['address_issue', { status: 'on_hold', reason: 'address', actionRequired: true }],
  ['contact_carrier', { status: 'on_hold', actionRequired: true }],
  ['package_held', { status: 'on_hold', actionRequired: true }],
  ['delayed', { status: 'delayed' }],
  ['delivery_rescheduled', { status: 'delayed', reason: 'rescheduled' }],
  ['delivery_attempted', { status: 'attempt_failed', actionRequired: true }],
  ['notice_left', { status: 'attempt_failed', reason: 'recipient_absent', actionRequired: true }],
  ['location_inaccessible', { status: 'attempt_failed', actionRequired: true }],
  ['reschedule_delivery', { status: 'attempt_failed', actionRequired: true }],
  ['pickup_available', { status: 'ready_for_pickup', actionRequired: true }],
  ['package_damaged', { status: 'exception', reason: 'damaged', actionRequired: true }],
  ['package_disposed', { status: 'exception', reason: 'disposed' }],
  ['package_lost', { status: 'exception', reason: 'lost', actionRequired: true }],
  ['package_unclaimed', { status: 'exception', reason: 'unclaimed', actionRequired: true }],
  ['package_undeliverable', { status: 'exception', actionRequired: true }],
  ['return_to_sender', { status: 'returning' }],
]);

/** Steps refine what says less than they and take nothing back from the rest: Shippo's own example is `DELIVERED` with `information_received`. */
const steps: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['information_received', { status: 'info_received' }],
  ['package_accepted', { status: 'picked_up' }],
  ['package_arrived', { status: 'in_transit' }],
  ['package_departed', { status: 'in_transit' }],
  ['package_forwarded', { status: 'in_transit', reason: 'forwarded' }],
  ['package_processed', { status: 'in_transit' }],
  ['package_processing', { status: 'in_transit' }],
  ['delivery_scheduled', { status: 'in_transit' }],
  ['out_for_delivery', { status: 'out_for_delivery' }],
]);
const refinable: ReadonlySet<string | undefined> = new Set([undefined, 'UNKNOWN', 'PRE_TRANSIT', 'TRANSIT']);
const silent: ReadonlySet<string | undefined> = new Set([undefined, 'other', 'delivered']);

export function meaningOf(status: string | undefined, code: string | undefined): Meant {
  const parent = parents.get(status ?? '');
  const incident = incidents.get(code ?? '');
  const step = steps.get(code ?? '');
  const unmapped = parent === undefined || !(silent.has(code) || incident !== undefined || step !== undefined);
  if (status === 'DELIVERED' && incident?.reason !== 'damaged') return { ...parent, unmapped };
  if (incident !== undefined) return { ...incident, unmapped };
  return { ...(step !== undefined && refinable.has(status) ? step : parent), unmapped };
}
