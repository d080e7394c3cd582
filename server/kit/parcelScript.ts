/**
 * Stories that the contract test tells through every source: what happened to a parcel, an order or a subscription, in
 * nobody's format. A source's `scenarios.ts` says the same in its own.
 */

export type Saying =
  | 'label'
  | 'picked_up'
  | 'transit'
  | 'customs'
  | 'out_for_delivery'
  | 'attempt'
  | 'pickup'
  | 'delivered'
  | 'returning'
  | 'lost';

export interface ScriptStep {
  readonly says: Saying;
  /** `2026-11-18T09:30:00Z`, or without the zone. */
  readonly at: string;
  readonly city: string;
  readonly countryCode: string;
}

export interface ParcelScript {
  readonly orderId: string;
  readonly shipmentId: string;
  readonly trackingNumber: string;
  /** Oldest first, never none. */
  readonly steps: readonly ScriptStep[];
  /** A day; null: the field is there and empty. */
  readonly estimateOn: string | null;
}

export interface OrderScript {
  readonly orderId: string;
  readonly placedAt: string;
  readonly updatedAt: string;
  /** In EUR. */
  readonly total: string;
  readonly cancelled: boolean;
  readonly parcels: readonly { readonly id: string; readonly trackingNumber: string }[];
}

export interface SubscriptionScript {
  readonly id: string;
  readonly customerId: string;
  readonly productId: string;
  readonly status: 'active' | 'cancelled';
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ToldMessage {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly url?: string;
}

/** A script as one message of the source, and how the source would prove that it sent it. */
export interface Teller<Script> {
  tell(script: Script): ToldMessage;
  sign(message: ToldMessage, secret: string, at: Date): ToldMessage;
  /** The story → why this source cannot tell it. */
  readonly cannot?: Readonly<Record<string, string>>;
  /** Whose zone a time without one is in; by place unless said otherwise. */
  readonly zoneLessIn?: 'place' | 'brand';
}

/** The last step: what a source says of the whole. */
export const lastStep = (script: ParcelScript): ScriptStep => {
  const step = script.steps.at(-1);
  if (step === undefined) throw new Error('a script without steps');
  return step;
};
