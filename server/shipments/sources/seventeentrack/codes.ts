/**
 * 17TRACK's status, sub-status and stage to our statuses. A sub-status that is not in the table falls back on the
 * status that it begins with and is reported; the stages of events are words of their own.
 */
import type { Meaning, Meant } from '../reading.ts';

const statuses: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['NotFound', { status: 'pending' }],
  ['InfoReceived', { status: 'info_received' }],
  ['InTransit', { status: 'in_transit' }],
  ['Expired', { status: 'expired' }],
  ['AvailableForPickup', { status: 'ready_for_pickup' }],
  ['OutForDelivery', { status: 'out_for_delivery' }],
  ['DeliveryFailure', { status: 'attempt_failed' }],
  ['Delivered', { status: 'delivered' }],
  ['Exception', { status: 'exception' }],
]);

/** Status → the sub-statuses that are known to say no more than it. */
const plain: Readonly<Record<string, string>> = {
  NotFound: 'Other InvalidCode',
  InfoReceived: 'Other',
  InTransit: 'Other Departure Arrival',
  Expired: 'Other',
  AvailableForPickup: 'Other',
  OutForDelivery: 'Other',
  DeliveryFailure: 'Other',
  Delivered: 'Other',
  Exception: 'Other',
};

const substatuses: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...Object.entries(plain).flatMap(([status, subs]) =>
    subs.split(' ').map((sub): [string, Meaning] => [`${status}_${sub}`, statuses.get(status) ?? {}]),
  ),
  ['InTransit_PickedUp', { status: 'picked_up' }],
  ['InTransit_CustomsProcessing', { status: 'in_transit', reason: 'customs' }],
  ['InTransit_CustomsReleased', { status: 'in_transit', reason: 'customs' }],
  ['InTransit_CustomsRequiringInformation', { status: 'on_hold', reason: 'customs', actionRequired: true }],
  ['DeliveryFailure_NoBody', { status: 'attempt_failed', reason: 'recipient_absent' }],
  ['DeliveryFailure_InvalidAddress', { status: 'attempt_failed', reason: 'address' }],
  ['DeliveryFailure_Rejected', { status: 'exception', reason: 'refused' }],
  ['DeliveryFailure_Security', { status: 'on_hold', reason: 'security' }],
  ['Exception_Security', { status: 'on_hold', reason: 'security' }],
  ['Exception_Delayed', { status: 'delayed' }],
  ['Exception_Returning', { status: 'returning' }],
  ['Exception_Returned', { status: 'returned' }],
  ['Exception_NoBody', { status: 'exception', reason: 'recipient_absent' }],
  ['Exception_Damage', { status: 'exception', reason: 'damaged' }],
  ['Exception_Lost', { status: 'exception', reason: 'lost' }],
  ['Exception_Destroyed', { status: 'exception', reason: 'disposed' }],
  ['Exception_Rejected', { status: 'exception', reason: 'refused' }],
  ['Exception_Cancel', { status: 'cancelled' }],
]);

const stages: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...statuses,
  ['PickedUp', { status: 'picked_up' }],
  ['Departure', { status: 'in_transit' }],
  ['Arrival', { status: 'in_transit' }],
  ['Returning', { status: 'returning' }],
  ['Returned', { status: 'returned' }],
]);

export function meaningOf(status: string | undefined, sub: string | undefined): Meant {
  const known = substatuses.get(sub ?? '');
  if (known !== undefined) return { ...known, unmapped: false };
  const parent = statuses.get(sub?.split('_')[0] ?? '') ?? statuses.get(status ?? '');
  return { ...parent, unmapped: sub !== undefined || parent === undefined };
}

/** An event without a stage is one that 17TRACK could not place: that is no code that we do not know. */
export function meaningOfEvent(stage: string | undefined, sub: string | undefined): Meant {
  if (sub !== undefined) return meaningOf(stage, sub);
  const known = stages.get(stage ?? '');
  return { ...known, unmapped: stage !== undefined && known === undefined };
}
