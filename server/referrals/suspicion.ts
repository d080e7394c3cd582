/**
 * What speaks for the friend being the referrer herself, or somebody who came before. It holds the reward until a person
 * has looked at it, and never refuses by itself (proof S29).
 */
import type { StoredAddress } from '../../db/schema/index.ts';
import { mailboxOf } from '../kit/mailbox.ts';
import { doorOf } from './sameness.ts';

export const heldReasons = [
  'same_customer',
  'same_email',
  'same_address',
  'same_device',
  'same_payment',
  'bought_before',
  'over_limit',
] as const;
export type HeldReason = (typeof heldReasons)[number];

/** Everything that is known of one side. Hashes are compared, addresses as they are normalised. */
export interface Side {
  readonly customerIds: readonly string[];
  readonly emails: readonly (string | null)[];
  readonly addresses: readonly (StoredAddress | null)[];
  readonly paymentHashes: readonly (string | null)[];
  readonly deviceHashes: readonly (string | null)[];
}

/**
 * @param known the referrer, and the friends whom she brought before
 * @param friendsThisMonth without this one
 * @param boughtBefore under another id, where only new customers count
 */
export const reasonsToHold = (
  friend: Side,
  known: Side,
  {
    friendsThisMonth,
    monthlyLimit,
    boughtBefore,
  }: { readonly friendsThisMonth: number; readonly monthlyLimit: number; readonly boughtBefore: boolean },
): readonly HeldReason[] => {
  const found: Readonly<Record<HeldReason, boolean>> = {
    same_customer: meets(friend.customerIds, known.customerIds),
    same_email: meets(friend.emails.map(mailboxOf), known.emails.map(mailboxOf)),
    same_address: meets(friend.addresses.map(doorOf), known.addresses.map(doorOf)),
    same_device: meets(friend.deviceHashes, known.deviceHashes),
    same_payment: meets(friend.paymentHashes, known.paymentHashes),
    bought_before: boughtBefore,
    over_limit: friendsThisMonth >= monthlyLimit,
  };
  return heldReasons.filter((reason) => found[reason]);
};

const meets = (one: readonly (string | null)[], other: readonly (string | null)[]): boolean => {
  const there = new Set(other);
  return one.some((key) => key !== null && there.has(key));
};
