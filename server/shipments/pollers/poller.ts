/**
 * What asking a carrier takes: whom, how, how often at most. A poller is pure but for its token; the answer goes through
 * the inbox and the adapter of the same name, like a push.
 */
import type { Outbound } from '../../kit/outbound.ts';
import { parseJson } from '../../kit/payload.ts';

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a question is authorised with, and for how long; or why there is none, and whether the credential is at fault. */
export type Access =
  | { readonly headers: Readonly<Record<string, string>>; readonly validMs: number }
  | { readonly refused: boolean; readonly why: string };

export interface Poller<Credential = unknown> {
  /** The source whose adapter reads the answers, and whose connection keeps the credential. */
  readonly source: string;
  /** Whether a shipment's carrier, in whatever spelling, is this one. */
  isCarrier(carrier: string): boolean;
  /** The credential in a connection's secret, which then is JSON; nothing when there is none. */
  credentialIn(secret: string): Credential | undefined;
  /** Requests a day that a new account is allowed; `perDay` in the credential says otherwise. */
  readonly perDay: number;
  /** At least this long between two requests. */
  readonly gapMs: number;
  authorise(outbound: Pick<Outbound, 'post'>, credential: Credential): Promise<Access>;
  ask(trackingNumber: string, credential: Credential, headers: Readonly<Record<string, string>>): Question;
}

/** Lower case, letters and digits only: `DHL Paket`, `dhl_paket` and `DHLPAKET` are one. */
export const carrierKey = (carrier: string): string => carrier.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The JSON of a connection's secret; a secret that is none is no credential. */
export const credentialJson = (secret: string): unknown => (secret.startsWith('{') ? parseJson(secret) : undefined);
