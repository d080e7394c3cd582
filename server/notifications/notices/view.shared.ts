/** What the shopper reads of everything that was told to her, or was not, and why. */
import type { ConsentChannel, ConsentTopic } from '../consents.shared.ts';

export interface NoticeLogEntry {
  readonly id: string;
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

/** `heard`: a device had told her the same before. */
export type HeldBackWord = 'no_consent' | 'hold' | 'no_channel' | 'outdated' | 'undelivered' | 'quiet_hours' | 'heard';
