/**
 * A channel carries one outbox message to one place outside. A transport failure is an outcome, never an exception:
 * the runner alone decides on retries from it.
 */
export type ChannelName = 'email' | 'webhook' | 'slack' | 'push' | 'sms';

export type Outcome =
  | { readonly outcome: 'sent' }
  /** Worth another try; `afterSeconds` is the other side's Retry-After. */
  | { readonly outcome: 'retry'; readonly reason: string; readonly afterSeconds?: number }
  /** No later try can succeed (malformed, gone): the message goes to the dead letters. */
  | { readonly outcome: 'permanent'; readonly reason: string };

/** What the outbox holds for a channel: complete, so that a send needs no further read. */
export interface EmailPayload {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string | null; readonly address: string };
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** RFC 5322 ids, so that the mails of one case thread together. */
  readonly inReplyTo: string | null;
  /** Where one tap, of the mail program or of the reader, ends mails of this kind (RFC 8058). */
  readonly unsubscribeUrl?: string;
}

export interface WebhookPayload {
  readonly url: string;
  /** Sealed `whsec_…` secrets, newest first; two during rotation. */
  readonly sealedSecrets: readonly string[];
  readonly body: { readonly type: string; readonly timestamp: string; readonly data: unknown };
}

export interface SlackPayload {
  readonly sealedUrl: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/** To one device of a shopper. */
export interface PushPayload {
  readonly subscriptionId: string;
  readonly endpoint: string;
  /** The browser's, base64url. */
  readonly keys: { readonly p256dh: string; readonly auth: string };
  readonly vapid: { readonly publicKey: string; readonly sealedPrivateKey: string; readonly subject: string };
  /** The JSON that the browser is sent, in clear; at most 2 kB. */
  readonly body: string;
  /** A later message of the same topic replaces one that was not delivered yet. */
  readonly topic: string;
  readonly urgency: 'normal' | 'high';
  /** When it is no news any more, ISO: what is left until then is its TTL. */
  readonly staleAt: string;
}

/** To one telephone, through the brand's provider. */
export interface SmsPayload {
  readonly url: string;
  readonly sealedSecret: string;
  readonly from: string;
  /** E.164, such as `+4915112345678`. */
  readonly to: string;
  readonly text: string;
}

export interface ChannelPayloads {
  readonly email: EmailPayload;
  readonly webhook: WebhookPayload;
  readonly slack: SlackPayload;
  readonly push: PushPayload;
  readonly sms: SmsPayload;
}

export interface Channel<Name extends ChannelName = ChannelName> {
  readonly name: Name;
  /** `messageId` is the idempotency key: the same at every try of one message. */
  send(message: { readonly id: string; readonly payload: ChannelPayloads[Name]; readonly now: Date }): Promise<Outcome>;
  /** Lets go of connections that are kept open between sends. */
  close?(): void;
}
