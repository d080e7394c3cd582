/** What `/demo` is drawn from: the people of the stories, the courier's buttons and the mail that went out. */
import type { ShipmentStatus } from '../shipments/status.shared.ts';

/** What the courier can do to a parcel. */
export const courierMoves = ['next', 'delay', 'damage', 'deliver'] as const;
export type CourierMove = (typeof courierMoves)[number];

export interface PersonaView {
  readonly name: string;
  /** Which story of the product this person lives through, in one sentence. */
  readonly story: string;
  readonly brandName: string;
  readonly orderNumber: string;
  /** Absolute: each brand has an origin of its own. */
  readonly link: string;
  readonly locale: string;
  readonly parcels: readonly {
    readonly shipmentId: string;
    readonly status: ShipmentStatus;
    readonly trackingNumber: string;
    /** Which moves still make sense. */
    readonly moves: readonly CourierMove[];
  }[];
}

export interface MailView {
  readonly file: string;
  readonly to: string;
  readonly subject: string;
  readonly at: Date;
  readonly text: string;
}

export interface DemoView {
  readonly personas: readonly PersonaView[];
  readonly desks: readonly { readonly brandName: string; readonly url: string; readonly email: string }[];
  /** Newest first. */
  readonly mails: readonly MailView[];
}
