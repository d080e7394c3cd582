/** What the shopper reads of everything that was told to her, or was not, and why. */
import type { ConsentChannel, ConsentTopic } from '../consents.shared.ts';

export interface NoticeLogEntry {
  readonly id: string;
  /** What sort of news, as far as it is known. */
  readonly kind: string;
  /** The merchant's ids of what it is about. */
  readonly orderId: string | null;
  readonly shipmentId: string | null;
  /** “Order 1001”: what it is about, in her language; null where the title says so. */
  readonly about: string | null;
  readonly topic: ConsentTopic;
  readonly title: string;
  /** Null where the title says it all. */
  readonly line: string | null;
  readonly at: Date;
  readonly state:
    | { readonly is: 'sent'; readonly by: ConsentChannel }
    | { readonly is: 'waiting'; readonly why: 'quiet_hours' | 'digest' | 'now'; readonly until: Date }
    | { readonly is: 'held_back'; readonly why: HeldBackWord };
}

/**
 * `outdated`: no longer true; `replaced`: newer news of the same came; `stale`: too late to be news; `heard`: a device
 * had told her the same before.
 */
export const heldBackWords = [
  'no_consent',
  'hold',
  'no_channel',
  'outdated',
  'replaced',
  'stale',
  'undelivered',
  'quiet_hours',
  'heard',
] as const;
export type HeldBackWord = (typeof heldBackWords)[number];
