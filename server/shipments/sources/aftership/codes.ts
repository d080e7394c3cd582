/**
 * AfterShip's tags and sub-tags to our statuses. A sub-tag that is not in the table falls back on the tag that it
 * begins with and is reported as unmapped; an unknown tag gives no status.
 */
import type { Meaning, Meant } from '../reading.ts';

const tags: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['Pending', { status: 'pending' }],
  ['InfoReceived', { status: 'info_received' }],
  ['InTransit', { status: 'in_transit' }],
  ['OutForDelivery', { status: 'out_for_delivery' }],
  ['AttemptFail', { status: 'attempt_failed' }],
  ['AvailableForPickup', { status: 'ready_for_pickup' }],
  ['Delivered', { status: 'delivered' }],
  ['Exception', { status: 'exception' }],
  ['Expired', { status: 'expired' }],
]);

/** Tag → the sub-codes that are known to say no more than it. */
const plain: Readonly<Record<string, string>> = {
  Pending: '001 002 003 004 005 006',
  InfoReceived: '001',
  InTransit: '001 003 004 005 007 008',
  OutForDelivery: '001 003 004',
  AttemptFail: '001',
  AvailableForPickup: '001',
  Delivered: '001 004',
  Exception: '001',
  Expired: '001',
};

const subtags: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...Object.entries(plain).flatMap(([tag, codes]) =>
    codes.split(' ').map((code): [string, Meaning] => [`${tag}_${code}`, tags.get(tag) ?? {}]),
  ),
  ['InTransit_002', { status: 'picked_up' }],
  ['InTransit_006', { status: 'in_transit', reason: 'customs' }],
  ['InTransit_009', { status: 'in_transit', reason: 'forwarded' }],
  ['AttemptFail_002', { status: 'attempt_failed', reason: 'recipient_absent' }],
  ['AttemptFail_003', { status: 'attempt_failed', reason: 'business_closed' }],
  ['Delivered_002', { status: 'delivered', reason: 'pickup_point' }],
  ['Delivered_003', { status: 'delivered', reason: 'signed' }],
  ['Delivered_005', { status: 'delivered', reason: 'neighbour' }],
  ['Exception_002', { status: 'exception', reason: 'address' }],
  ['Exception_003', { status: 'exception', reason: 'refused' }],
  ['Exception_004', { status: 'delayed', reason: 'customs' }],
  ['Exception_005', { status: 'delayed' }],
  ['Exception_006', { status: 'on_hold', reason: 'payment', actionRequired: true }],
  ['Exception_007', { status: 'exception', reason: 'address' }],
  ['Exception_008', { status: 'exception', reason: 'unclaimed' }],
  ['Exception_009', { status: 'exception', reason: 'carrier_refused' }],
  ['Exception_010', { status: 'returning' }],
  ['Exception_011', { status: 'returned' }],
  ['Exception_012', { status: 'exception', reason: 'damaged' }],
  ['Exception_013', { status: 'exception', reason: 'lost' }],
  ['Exception_016', { status: 'delayed' }],
  ['Exception_017', { status: 'delayed', reason: 'weather' }],
  ['Exception_018', { status: 'on_hold', reason: 'documents', actionRequired: true }],
  ['Exception_019', { status: 'delayed' }],
  ['Exception_020', { status: 'cancelled' }],
  ['Exception_021', { status: 'exception', reason: 'disposed' }],
]);

export function meaningOf(tag: string | undefined, subtag: string | undefined): Meant {
  const known = subtag === undefined ? undefined : subtags.get(subtag);
  if (known !== undefined) return { ...known, unmapped: false };
  const ofTag = tags.get(tag ?? '');
  const ofPrefix = tags.get(subtag?.split('_')[0] ?? '');
  return { ...(ofPrefix ?? ofTag), unmapped: subtag !== undefined || ofTag === undefined };
}
