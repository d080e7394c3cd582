/**
 * FedEx's event and status codes to ours. `derivedStatusCode` is not among what is read: it says Delivered for a parcel
 * that goes back to its shipper. A code that is not in the table gives no status.
 */
import type { Meaning, Meant } from '../reading.ts';
import { wordingOf } from '../wording.ts';

const plain: Readonly<Record<string, Meaning>> = {
  'OC IN': { status: 'info_received' },
  'PU PX': { status: 'picked_up' },
  'AA AC AE AF AO AP AR AX CH DP DR DS EA ED EO EP FD HA IT IX LO OF OX PF PL PM RC RM RR SF SP TR': {
    status: 'in_transit',
  },
  'CC CP': { status: 'in_transit', reason: 'customs' },
  CD: { status: 'delayed', reason: 'customs' },
  'DD DY PD RL': { status: 'delayed' },
  OD: { status: 'out_for_delivery' },
  DE: { status: 'attempt_failed' },
  'HL HP': { status: 'ready_for_pickup' },
  DL: { status: 'delivered' },
  SE: { status: 'exception' },
  RS: { status: 'returning' },
  CA: { status: 'cancelled' },
  // About a return label that was mailed to somebody, not about a parcel.
  'LP RD RG RP': {},
};

const codes: ReadonlyMap<string, Meaning> = new Map(
  Object.entries(plain).flatMap(([names, meaning]) =>
    names.split(' ').map((name): [string, Meaning] => [name, meaning]),
  ),
);

/** Codes of every kind of trouble: what it is stands in the words beside them. */
const worded: ReadonlySet<string> = new Set(['CD', 'DD', 'DE', 'DY', 'SE']);

export function meaningOf(code: string | undefined, ...sentences: readonly (string | undefined)[]): Meant {
  const known = codes.get(code ?? '');
  if (known === undefined) return { unmapped: code !== undefined };
  const words = worded.has(code ?? '') ? wordingOf(...sentences) : undefined;
  const refines = words !== undefined && words.status !== 'in_transit' && words.status !== 'out_for_delivery';
  return { ...(refines ? words : known), unmapped: false };
}

/**
 * The status of the whole. `code` and `derivedCode` may disagree: where the first only says that the parcel is under
 * way, the trouble that the second tells of is the news. That it was delivered is never taken from the second alone.
 */
export function meaningOfWhole(
  code: string | undefined,
  derivedCode: string | undefined,
  isDelayed: boolean,
  sentences: readonly (string | undefined)[],
): Meant {
  const first = meaningOf(code, ...sentences);
  const second = meaningOf(derivedCode, ...sentences);
  if (first.status !== undefined && first.status !== 'in_transit') return first;
  const isNews = second.status !== undefined && second.status !== 'delivered' && second.status !== 'in_transit';
  if (isNews) return { ...second, unmapped: first.unmapped };
  return first.status === 'in_transit' && isDelayed ? { ...first, status: 'delayed' } : first;
}
