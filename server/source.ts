/**
 * What an adapter of a shop or a carrier feed must give. An adapter is pure: it checks a signature and reads a payload
 * into effects; it never touches the store, the network or the clock. `intake/` keeps the raw delivery and applies.
 */
import type { OrderInput, RefundInput } from './orders/index.ts';
import type { EstimateInput, ShipmentInput, TrackingEventInput } from './shipments/index.ts';
import type { SubscriptionInput } from './subscriptions/index.ts';

/** One HTTP delivery as it came in. Header names are lower case. */
export interface Delivery {
  readonly rawBody: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** The path and query that were called, for sources that put their secret there. */
  readonly url: string;
  readonly receivedAt: Date;
}

/** `genuine` was signed with one of the secrets; `stale` was, but outside the tolerated clock skew. */
export type Verdict = 'genuine' | 'forged' | 'stale';

/** What the reading of zone-less times and of money may rely on. */
export interface ReadingContext {
  readonly brandTimeZone: string;
  readonly brandCurrency: string;
  readonly receivedAt: Date;
}

/** News of one shipment. It names the tracking number, or the merchant's shipment (Shopify's events carry no number). */
export interface TrackingNews {
  readonly trackingNumber?: string | undefined;
  readonly carrier?: string | undefined;
  readonly trackingUrl?: string | undefined;
  readonly carrierEstimate?: EstimateInput | undefined;
  /** When the source said so: an estimate that was told earlier never replaces one that was told later. */
  readonly toldAt?: Date | undefined;
  readonly signedBy?: string | undefined;
  readonly pickupPoint?: ShipmentInput['pickupPoint'];
  readonly events: readonly TrackingEventInput[];
  /** The source's own word for the whole shipment, mapped; becomes an event when the list of events lacks it. */
  readonly latest?: TrackingEventInput | undefined;
  /** The order and shipment ids of the merchant, where the source carries them (EasyPost: reference; Shopify: ids). */
  readonly orderId?: string | undefined;
  readonly shipmentId?: string | undefined;
}

export type Effect =
  | { readonly kind: 'order'; readonly orderId: string; readonly order: OrderInput }
  | { readonly kind: 'order_cancelled'; readonly orderId: string; readonly cancelledAt: Date }
  | { readonly kind: 'shipment'; readonly orderId: string; readonly shipment: ShipmentInput }
  | { readonly kind: 'refund'; readonly orderId: string; readonly refund: RefundInput }
  | { readonly kind: 'tracking'; readonly news: TrackingNews }
  | { readonly kind: 'subscription'; readonly subscription: SubscriptionInput };

export type Reading =
  | { readonly outcome: 'understood'; readonly effects: readonly Effect[]; readonly unmappedCodes: readonly string[] }
  /** Well formed and of no concern to us (a batch event, an insurance event). */
  | { readonly outcome: 'ignored'; readonly why: string }
  /** Kept, counted and shown to the operator; can be replayed once the adapter has learnt it. */
  | { readonly outcome: 'not_understood'; readonly why: string };

export interface Source {
  /** The folder's name, `connection add --source NAME`. */
  readonly name: string;
  readonly title: string;
  readonly feeds: 'orders' | 'shipments' | 'subscriptions';
  /** Where the secret is not simply entered at the source: in the hook's address, or in the form of the specification. */
  readonly secretForm?: 'address' | 'standard_webhooks';
  /** Headers that show the secret itself, in lower case: they are not kept with the message. */
  readonly secretHeaders?: readonly string[];
  /** Where a body shows the secret as well: the body to keep in its place, which reads the same. */
  keptBody?(delivery: Delivery): Buffer;
  /** Checks the raw bytes in constant time against every secret that is valid now. */
  verify(delivery: Delivery, secrets: readonly string[]): Verdict;
  /** The same for every redelivery of the same message and different otherwise. */
  deduplicationKey(delivery: Delivery): string;
  /** The topic as the sender names it, for the inbox listing. */
  topic(delivery: Delivery): string;
  /** Never throws: what cannot be read is `not_understood`. */
  read(delivery: Delivery, context: ReadingContext): Reading;
}
