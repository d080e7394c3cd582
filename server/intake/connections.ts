/** Connections: where a source delivers, and the secrets that its deliveries are signed with, sealed at rest. */
import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { connections } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { Fault, notFound } from '../faults.ts';
import { secretsValidAt, withNewSecret } from '../kit/rotation.ts';
import type { Sealer } from '../kit/seal.ts';
import { carrierPollers } from '../shipments/index.ts';
import type { Source } from '../source.ts';
import type { Work } from '../work.ts';
import { findSource, sources } from './sources.ts';

export interface Connection {
  readonly id: string;
  readonly brandId: string;
  readonly source: Source;
  /** Those that are valid now, newest first. */
  readonly secrets: readonly string[];
}

const purpose = 'connection';

const newSecret = ({ secretForm }: Source): string =>
  secretForm === 'standard_webhooks'
    ? `whsec_${randomBytes(32).toString('base64')}`
    : randomBytes(32).toString('base64url');

/** What a connection is good for with the secret that it has. */
interface Opened {
  readonly secret: string;
  /** Where the source is to deliver, on the brand's origin; null where no delivery could prove itself. */
  readonly path: string | null;
  /** We ask the carrier. */
  readonly pulls: boolean;
  /** It may tell us. */
  readonly pushes: boolean;
}

const opened = (id: string, { name, secretForm }: Source, secret: string): Opened => {
  const poller = pollerOf(name);
  const pushes = poller === undefined || poller.takesPushes(secret);
  const address = `/hooks/${id}${secretForm === 'address' ? `?secret=${encodeURIComponent(secret)}` : ''}`;
  return { secret, path: pushes ? address : null, pulls: poller?.credentialIn(secret) !== undefined, pushes };
};

const pollerOf = (source: string) => carrierPollers.find((poller) => poller.source === source);

/** As it was typed in, without the line break of a file. @throws Fault `invalid` for a credential that cannot be used */
const checked = ({ name, title }: Source, given: string): string => {
  const secret = given.trim();
  const faults = pollerOf(name)?.faultsIn(secret) ?? [];
  if (faults.length > 0) throw new Fault('invalid', `the credential for ${title} cannot be used: ${faults.join('; ')}`);
  return secret;
};

/**
 * Connects a brand to a source. Without a secret one is made, to be entered at the source.
 * @throws Fault `invalid` for a source that does not exist, and for a credential that cannot be used
 */
export const addConnection = async (
  work: Work,
  sealer: Sealer,
  input: { brandId: string; source: string; secret?: string | undefined },
): Promise<Opened & { readonly id: string }> => {
  const source = findSource(input.source);
  if (!source) {
    const names = sources.map(({ name }) => name).join(', ');
    throw new Fault('invalid', `there is no source ${input.source}; there are ${names}`);
  }
  const secret = input.secret === undefined ? newSecret(source) : checked(source, input.secret);
  const id = work.newId();
  await work.tx.insert(connections).values({
    id,
    brandId: input.brandId,
    source: input.source,
    secrets: withNewSecret([], sealer.seal(secret, purpose), work.now),
    createdAt: work.now,
  });
  return { id, ...opened(id, source, secret) };
};

/**
 * Gives the connection a new secret; the one before it stays valid for a day.
 * @throws Fault `not_found`, and `invalid` where a carrier that we ask would no longer be asked
 */
export const rotateSecret = async (
  work: Work,
  sealer: Sealer,
  input: { brandId: string; id: string; secret?: string | undefined },
): Promise<Opened> => {
  const here = and(eq(connections.brandId, input.brandId), eq(connections.id, input.id));
  const [row] = await work.tx.select().from(connections).where(here);
  const source = row ? findSource(row.source) : null;
  if (!row || !source) throw notFound(`Connection ${input.id}`);
  const secret = input.secret === undefined ? newSecret(source) : checked(source, input.secret);
  const [current] = row.secrets;
  const [before = ''] = openAll(sealer, current ? [current.sealed] : []);
  if (opened(row.id, source, before).pulls && !opened(row.id, source, secret).pulls) {
    throw new Fault('invalid', `this connection asks ${source.title}: give the new credential, as JSON, as its secret`);
  }
  const secrets = withNewSecret(row.secrets, sealer.seal(secret, purpose), work.now);
  await work.tx.update(connections).set({ secrets }).where(here);
  return opened(input.id, source, secret);
};

/** @returns null for a connection that does not exist, was disabled, or is another brand's */
export const findConnection = async (
  reader: Reader,
  sealer: Sealer,
  input: { brandId: string; id: string; now: Date },
): Promise<Connection | null> => {
  const [row] = await reader
    .select()
    .from(connections)
    .where(and(eq(connections.id, input.id), eq(connections.brandId, input.brandId)));
  const source = row ? findSource(row.source) : null;
  if (!row || !source || row.disabledAt) return null;
  const valid = secretsValidAt(row.secrets, input.now);
  return { id: row.id, brandId: row.brandId, source, secrets: openAll(sealer, valid) };
};

const openAll = (sealer: Sealer, sealed: readonly string[]): string[] =>
  sealed.map((one) => sealer.open(one, purpose)).filter((secret) => secret !== null);

/** The brand that a connection is of, for hooks that are called under a name of ours that is no brand's. */
export const findConnectionBrand = async (reader: Reader, id: string | undefined): Promise<string | null> => {
  if (id === undefined) return null;
  const [row] = await reader.select({ brandId: connections.brandId }).from(connections).where(eq(connections.id, id));
  return row?.brandId ?? null;
};
