/**
 * DHL's codes to our statuses: the five of the unified tracking, which say little, so that the wording refines them;
 * and the event codes of DHL Express. A code that is in neither gives no status.
 */
import type { Meaning, Meant } from '../reading.ts';
import { wordingOf } from '../wording.ts';

const unified: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['pre-transit', { status: 'info_received' }],
  ['transit', { status: 'in_transit' }],
  ['delivered', { status: 'delivered' }],
  ['failure', { status: 'exception' }],
  ['unknown', { status: 'pending' }],
]);

/** Unified tracking: there is no code for out for delivery, an attempt, a hold or a return; only the words tell. */
export function meaningOf(statusCode: string | undefined, ...sentences: readonly (string | undefined)[]): Meant {
  const code = statusCode?.toLowerCase().replace('_', '-');
  const parent = unified.get(code ?? '');
  if (parent === undefined) return { unmapped: statusCode !== undefined };
  const words = code === 'pre-transit' || code === 'unknown' ? undefined : wordingOf(...sentences);
  if (code === 'delivered') return { ...arrival(words, sentences), unmapped: false };
  // A failure is no less of one for words that only say how far the parcel is.
  const refines = words !== undefined && !(code === 'failure' && words.status === 'in_transit');
  return { ...(refines ? words : parent), unmapped: false };
}

function arrival(words: Meaning | undefined, sentences: readonly (string | undefined)[]): Meaning {
  if (words?.status === 'returning') return { status: 'returned' };
  if (words?.reason === 'damaged') return words;
  const isNeighbour = sentences.some((text) => /nachbar|neighbou?r/i.test(text ?? ''));
  return isNeighbour ? { status: 'delivered', reason: 'neighbour' } : { status: 'delivered' };
}

const plain: Readonly<Record<string, Meaning>> = {
  'PU SA': { status: 'picked_up' },
  'AF AR DF FD HO PL RR RW SC SM TP TR': { status: 'in_transit' },
  'BN BR CR IC': { status: 'in_transit', reason: 'customs' },
  'CD UD': { status: 'delayed', reason: 'customs' },
  'MD NA TD': { status: 'delayed' },
  AD: { status: 'delayed', reason: 'rescheduled' },
  'MC MS': { status: 'delayed', reason: 'missorted' },
  'BA CM': { status: 'on_hold', reason: 'address', actionRequired: true },
  HP: { status: 'on_hold', reason: 'payment', actionRequired: true },
  'OH SS': { status: 'on_hold' },
  WC: { status: 'out_for_delivery' },
  ND: { status: 'attempt_failed' },
  NH: { status: 'attempt_failed', reason: 'recipient_absent' },
  CA: { status: 'attempt_failed', reason: 'business_closed' },
  CC: { status: 'ready_for_pickup' },
  OK: { status: 'delivered' },
  'DD DM': { status: 'exception', reason: 'damaged' },
  RD: { status: 'exception', reason: 'refused' },
  DS: { status: 'exception', reason: 'disposed' },
  RT: { status: 'returning' },
};

const express: ReadonlyMap<string, Meaning> = new Map(
  Object.entries(plain).flatMap(([codes, meaning]) =>
    codes.split(' ').map((code): [string, Meaning] => [code, meaning]),
  ),
);

export function meaningOfExpress(typeCode: string | undefined): Meant {
  const known = express.get(typeCode?.toUpperCase() ?? '');
  return { ...known, unmapped: typeCode !== undefined && known === undefined };
}
