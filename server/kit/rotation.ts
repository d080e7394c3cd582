/** Secrets that are changed while messages signed with the one before are still on their way. */
import { after, hours } from './clock.ts';

/** As stored: newest first; null: valid until it is replaced. */
export interface RotatingSecret {
  readonly sealed: string;
  readonly acceptedUntil: string | null;
}

/** For how long the secret before is valid after a rotation. */
const overlapMs = hours(24);

/** The stored secrets once `sealed` is the new one; of those before, only the newest goes on for a day. */
export const withNewSecret = (secrets: readonly RotatingSecret[], sealed: string, now: Date): RotatingSecret[] => {
  const [current] = secrets;
  const before = current ? [{ sealed: current.sealed, acceptedUntil: after(now, overlapMs).toISOString() }] : [];
  return [{ sealed, acceptedUntil: null }, ...before];
};

/** The sealed secrets that are valid at `now`, newest first. */
export const secretsValidAt = (secrets: readonly RotatingSecret[], now: Date): string[] =>
  secrets
    .filter(({ acceptedUntil }) => acceptedUntil === null || new Date(acceptedUntil) > now)
    .map(({ sealed }) => sealed);
