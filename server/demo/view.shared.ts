/** What `/demo` is drawn from: the people of the stories, the courier's buttons and the mail that went out. */
import type { TrackingPageView } from '../portalView.shared.ts';

/** What the courier can do to a parcel. */
export const courierMoves = ['next', 'delay', 'damage', 'deliver'] as const;
export type CourierMove = (typeof courierMoves)[number];

/** What the shop can say to a change of a subscription. */
export const shopAnswers = ['confirm', 'refuse'] as const;
export type ShopAnswer = (typeof shopAnswers)[number];

/** What the courier's scanner says next. */
export type NextScan = 'label' | 'collected' | 'hub' | 'depot' | 'out' | 'delivered';

export interface PersonaView {
  readonly name: string;
  /** Which story of the product this person lives through, in one sentence. */
  readonly story: string;
  readonly tryThis: string;
  /** What of the story comes with a later release. */
  readonly later: string | null;
  readonly brandId: string;
  readonly brandName: string;
  readonly orderNumber: string;
  /** Absolute: each brand has an origin of its own. */
  readonly link: string;
  readonly locale: string;
  /** What is behind the link, for the sentence and the pictures. */
  readonly page: TrackingPageView;
  /** Changes of subscriptions that wait for the shop. */
  readonly changes: readonly { readonly id: string; readonly action: string; readonly of: string }[];
  readonly parcels: readonly {
    readonly shipmentId: string;
    readonly trackingNumber: string;
    /** Which moves still make sense. */
    readonly moves: readonly CourierMove[];
    readonly next: NextScan | null;
  }[];
}

export interface MailView {
  readonly file: string;
  readonly to: string;
  readonly subject: string;
  readonly at: Date;
  readonly text: string;
  /** The six digits of a mail that signs somebody in. */
  readonly code: string | null;
}

export interface DemoView {
  readonly personas: readonly PersonaView[];
  readonly desks: readonly { readonly brandName: string; readonly url: string; readonly email: string }[];
  /** Of the first brand: the key is shown here and on the terminal, and dies with the demo. */
  readonly api: { readonly origin: string; readonly key: string };
  readonly now: Date;
  /** Newest first. */
  readonly mails: readonly MailView[];
}
