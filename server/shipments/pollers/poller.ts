/**
 * What asking a carrier takes: whom, how, how often at most. A poller is pure but for its token; the answer goes through
 * the inbox and the adapter of the same name, like a push.
 */
import { z } from 'zod';
import type { Outbound } from '../../kit/outbound.ts';
import { parseJson } from '../../kit/payload.ts';
import { hookSecret, hookSecrets } from '../sources/hookSecret.ts';

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
  /** What is wrong with a secret that is meant to hold a credential, field by field; nothing with one that holds none. */
  faultsIn(secret: string): readonly string[];
  /** Whether deliveries can prove themselves with the secret. */
  takesPushes(secret: string): boolean;
  /** Requests a day that a new account is allowed; `perDay` in the credential says otherwise. */
  readonly perDay: number;
  /** At least this long between two requests. */
  readonly gapMs: number;
  authorise(outbound: Pick<Outbound, 'post'>, credential: Credential): Promise<Access>;
  ask(trackingNumber: string, credential: Credential, headers: Readonly<Record<string, string>>): Question;
}

/** Lower case, letters and digits only: `DHL Paket`, `dhl_paket` and `DHLPAKET` are one. */
export const carrierKey = (carrier: string): string => carrier.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * How a carrier's credential is told from what it is kept as: a connection's secret that is JSON. A secret that is none
 * is for pushes alone.
 */
export const credentialOf = <Shape extends z.ZodRawShape>(
  shape: Shape,
): Pick<Poller<z.infer<z.ZodObject<Shape>>>, 'credentialIn' | 'faultsIn' | 'takesPushes'> => {
  const kept = z.object(shape);
  // As it is typed in: a name that is spelled wrong must not be passed over.
  const given = z.strictObject({ ...shape, hookSecret: hookSecret.optional() });
  const jsonIn = (secret: string): unknown => (secret.startsWith('{') ? (parseJson(secret) ?? null) : undefined);
  return {
    credentialIn: (secret) => kept.safeParse(jsonIn(secret)).data,
    faultsIn: (secret) => {
      const json = jsonIn(secret);
      if (json === undefined) return [];
      if (json === null) return ['it is not JSON'];
      return given.safeParse(json).error?.issues.map(({ path, message }) => [...path, message].join(': ')) ?? [];
    },
    takesPushes: (secret) => hookSecrets([secret]).length > 0,
  };
};
