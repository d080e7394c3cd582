/**
 * UPS's activity to our statuses: the type, refined by the few codes that say more than it (a created label is of type
 * `I`), and for exceptions, which are all of one type, by their words. A type that is not in the table gives no status.
 */
import type { Meaning, Meant } from '../reading.ts';
import { wordingOf } from '../wording.ts';

const types: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['M', { status: 'info_received' }],
  ['MV', { status: 'cancelled' }],
  ['P', { status: 'picked_up' }],
  ['I', { status: 'in_transit' }],
  ['W', { status: 'in_transit' }],
  ['DO', { status: 'in_transit' }],
  ['DD', { status: 'in_transit' }],
  ['O', { status: 'out_for_delivery' }],
  ['D', { status: 'delivered' }],
  ['X', { status: 'exception' }],
  ['RS', { status: 'returning' }],
]);

const codes: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['MP', { status: 'info_received' }],
  ['XD', { status: 'picked_up' }],
  ['PU', { status: 'picked_up' }],
  ['OT', { status: 'out_for_delivery' }],
  ['OF', { status: 'out_for_delivery' }],
  ['SR', { status: 'in_transit', reason: 'customs' }],
]);

export function meaningOf(type: string | undefined, code: string | undefined, description: string | undefined): Meant {
  const ofType = types.get(type?.toUpperCase() ?? '');
  const ofCode = codes.get(code?.toUpperCase() ?? '');
  if (ofType === undefined && ofCode === undefined) return { unmapped: type !== undefined || code !== undefined };
  // A code that says “on its way” takes nothing back from a delivery.
  if (ofType?.status === 'delivered') return { ...arrival(description), unmapped: false };
  if (ofCode !== undefined) return { ...ofCode, unmapped: false };
  const words = ofType?.status === 'exception' || ofType?.status === 'in_transit' ? wordingOf(description) : undefined;
  const refines = words !== undefined && (ofType?.status === 'exception' || words.status !== 'exception');
  return { ...(refines ? words : ofType), unmapped: ofType?.status === 'exception' && words === undefined };
}

function arrival(description: string | undefined): Meaning {
  const words = wordingOf(description);
  if (words?.status === 'returning') return { status: 'returned' };
  // UPS counts the hand-over to its shop as a delivery; to the shopper it is one that waits.
  if (/access point/i.test(description ?? '') && words?.status === 'ready_for_pickup') return words;
  return { status: 'delivered' };
}
