/**
 * EasyPost's `status` and `status_detail` to our statuses. The detail overrides its parent where it says more than the
 * parent; a word that is in neither table gives no status of its own and is reported as unmapped.
 */
import type { TrackingEventInput } from '../../index.ts';

export type Meaning = Pick<TrackingEventInput, 'status' | 'reason' | 'actionRequired'>;

const parents: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['unknown', { status: 'pending' }],
  ['pre_transit', { status: 'info_received' }],
  ['in_transit', { status: 'in_transit' }],
  ['out_for_delivery', { status: 'out_for_delivery' }],
  ['available_for_pickup', { status: 'ready_for_pickup' }],
  ['delivered', { status: 'delivered' }],
  ['return_to_sender', { status: 'returning' }],
  ['failure', { status: 'exception' }],
  ['error', { status: 'exception' }],
  ['cancelled', { status: 'cancelled' }],
]);

/** Trouble, and the ends of a journey: they outweigh any parent that only says how far the parcel is. */
const incidents: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['address_correction', { status: 'on_hold', reason: 'address' }],
  ['awaiting_information', { status: 'on_hold', actionRequired: true }],
  ['cancelled', { status: 'cancelled' }],
  ['damaged', { status: 'exception', reason: 'damaged' }],
  ['delayed', { status: 'delayed' }],
  ['delivery_exception', { status: 'attempt_failed' }],
  ['expired', { status: 'expired' }],
  ['failure', { status: 'exception' }],
  ['held', { status: 'on_hold' }],
  ['lost', { status: 'exception', reason: 'lost' }],
  ['missorted', { status: 'delayed', reason: 'missorted' }],
  ['refused', { status: 'exception', reason: 'refused' }],
  ['return', { status: 'returning' }],
  ['transit_exception', { status: 'exception' }],
  ['weather_delay', { status: 'delayed', reason: 'weather' }],
]);

/** Steps of the journey: they refine a parent that says less, and never take anything back from one that says more. */
const steps: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['label_created', { status: 'info_received' }],
  ['received_at_origin_facility', { status: 'picked_up' }],
  ['arrived_at_destination', { status: 'in_transit' }],
  ['arrived_at_facility', { status: 'in_transit' }],
  ['departed_facility', { status: 'in_transit' }],
  ['departed_origin_facility', { status: 'in_transit' }],
  ['in_transit', { status: 'in_transit' }],
  ['received_at_destination_facility', { status: 'in_transit' }],
  ['transferred_to_destination_carrier', { status: 'in_transit' }],
  ['out_for_delivery', { status: 'out_for_delivery' }],
  ['arrived_at_pickup_location', { status: 'ready_for_pickup' }],
]);

/** Which steps refine which parent. EasyPost sends `delivered` with `arrived_at_destination` as a matter of course. */
const refinable: ReadonlyMap<string | undefined, (step: Meaning) => boolean> = new Map([
  [undefined, () => true],
  ['unknown', () => true],
  ['pre_transit', () => true],
  ['in_transit', (step: Meaning) => step.status !== 'info_received'],
  ['out_for_delivery', (step: Meaning) => step.status === 'ready_for_pickup'],
]);

const silent: ReadonlySet<string | undefined> = new Set([undefined, 'unknown', 'status_update']);

/** Whether a detail adds nothing to its parent. */
export const saysNothing = (detail: string | undefined): boolean => silent.has(detail);

/** EasyPost's own words for a status, as they are shown, counted and compared: `in_transit/arrived_at_facility`. */
export const rawCodeOf = (status: string | undefined, detail: string | undefined): string =>
  detail === undefined ? (status ?? '') : `${status ?? ''}/${detail}`;

/** What the pair means, and whether it holds a word that we do not know. */
export function meaningOf(status: string | undefined, detail: string | undefined): Meaning & { unmapped: boolean } {
  const parent = status === undefined ? undefined : parents.get(status);
  const incident = detail === undefined ? undefined : incidents.get(detail);
  const step = detail === undefined ? undefined : steps.get(detail);
  const detailKnown = saysNothing(detail) || incident !== undefined || step !== undefined;
  const unmapped = parent === undefined || !detailKnown;
  if (incident !== undefined) return { ...underIncident(status, parent, incident), unmapped };
  const refines = step !== undefined && refinable.get(parent === undefined ? undefined : status)?.(step) === true;
  return { ...(refines ? step : parent), unmapped };
}

/** Delivered stays delivered unless the parcel came damaged, was lost or refused, or came back to its sender. */
function underIncident(status: string | undefined, parent: Meaning | undefined, incident: Meaning): Meaning {
  if (status === 'delivered') {
    if (incident.status === 'returning') return { status: 'returned' };
    return incident.reason === 'damaged' || incident.reason === 'lost' || incident.reason === 'refused'
      ? incident
      : { status: 'delivered' };
  }
  if (status === 'return_to_sender') return { ...incident, ...parent };
  return incident;
}
