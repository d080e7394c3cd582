/** The merchant's webhook endpoints: their addresses, what they subscribe to, and the secrets that sign for them. */
import { and, eq } from 'drizzle-orm';
import { webhookEndpoints } from '../../db/schema/index.ts';
import { notFound } from '../faults.ts';
import { withNewSecret } from '../kit/rotation.ts';
import type { Sealer } from '../kit/seal.ts';
import type { Work } from '../work.ts';
import { newSigningSecret, webhookSecretPurpose } from './channels/index.ts';

interface Named {
  readonly brandId: string;
  /** The merchant's id. */
  readonly id: string;
}

/**
 * Registers the endpoint or changes it; one that was disabled is enabled again. A secret that is given anew, or
 * `rotate`, replaces the one before, which signs along for a day.
 * @returns the secret where a new one was made: it is shown this once
 */
export const putWebhook = async (
  work: Work,
  sealer: Sealer,
  input: Named & {
    readonly url: string;
    readonly kinds?: readonly string[] | undefined;
    readonly secret?: string | undefined;
    readonly rotate?: boolean | undefined;
  },
): Promise<{ id: string; url: string; kinds: string[]; secret: string | null }> => {
  const here = and(eq(webhookEndpoints.brandId, input.brandId), eq(webhookEndpoints.externalId, input.id));
  const [held] = await work.tx.select().from(webhookEndpoints).where(here);
  const made = input.secret === undefined && (!held || input.rotate) ? newSigningSecret() : null;
  const secret = input.secret ?? made;
  const kinds = [...(input.kinds ?? held?.kinds ?? [])];
  const unchanged = held !== undefined && (secret === null || isCurrent(sealer, held.sealedSecrets, secret));
  const fields = {
    url: input.url,
    kinds,
    disabledAt: null,
    disabledReason: null,
    ...(unchanged || secret === null
      ? {}
      : {
          sealedSecrets: withNewSecret(held?.sealedSecrets ?? [], sealer.seal(secret, webhookSecretPurpose), work.now),
        }),
  };
  if (held) await work.tx.update(webhookEndpoints).set(fields).where(here);
  else {
    await work.tx.insert(webhookEndpoints).values({
      id: work.newId(),
      brandId: input.brandId,
      externalId: input.id,
      sealedSecrets: [],
      createdAt: work.now,
      ...fields,
    });
  }
  return { id: input.id, url: input.url, kinds, secret: made };
};

/** Stops sending there; what waits for it is not sent any more. @throws Fault `not_found` */
export const disableWebhook = async (work: Work, { brandId, id }: Named): Promise<void> => {
  const rows = await work.tx
    .update(webhookEndpoints)
    .set({ disabledAt: work.now, disabledReason: 'deleted by the merchant' })
    .where(and(eq(webhookEndpoints.brandId, brandId), eq(webhookEndpoints.externalId, id)))
    .returning({ id: webhookEndpoints.id });
  if (rows.length === 0) throw notFound('The webhook');
};

/** A client that repeats its PUT must not rotate the secret each time. */
const isCurrent = (sealer: Sealer, secrets: readonly { readonly sealed: string }[], secret: string): boolean =>
  secrets[0] !== undefined && sealer.open(secrets[0].sealed, webhookSecretPurpose) === secret;
