/** Who sends a brand's texts, and how much fits into one. The provider's secret is stored sealed and never shown again. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { smsConnections } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { getBrand } from '../brands/index.ts';
import { invalidField, notFound } from '../faults.ts';
import type { Outbound } from '../kit/outbound.ts';
import type { Sealer } from '../kit/seal.ts';
import type { Work } from '../work.ts';
import type { SmsPayload } from './channel.ts';
import { newSigningSecret, type SmsKind, smsKindOf, smsKinds, smsSecretPurpose } from './channels/index.ts';

export interface SmsParts {
  readonly sealer: Pick<Sealer, 'seal'>;
  readonly outbound: Pick<Outbound, 'checkTargetUrl'>;
}

/** A number, or the up to eleven letters that many countries take in its place. */
const sender = z.string().regex(/^(\+[1-9]\d{6,14}|[A-Za-z0-9][A-Za-z0-9 ]{0,10})$/);

const wanted: Readonly<Record<SmsKind, string>> = {
  twilio: 'must be account:token',
  signed: 'must be whsec_ and the base64 of 24 to 64 bytes',
};

/**
 * Sends the brand's texts by this provider from now on. What already waits still goes by the one before.
 * @param input.kind `twilio` or `signed`
 * @param input.secret `account:token` as for basic auth, or the signing secret; for `signed` one is made when none is given
 * @returns the secret where one was made: it is shown this once
 * @throws Fault `invalid` naming the field; `not_found`
 */
export const connectSms = async (
  work: Work,
  { sealer, outbound }: SmsParts,
  input: {
    readonly brandId: string;
    readonly kind: string;
    readonly url: string;
    readonly from: string;
    readonly secret?: string | undefined;
  },
): Promise<{ readonly secret: string | null }> => {
  const { brandId, url, from } = input;
  const kind = smsKinds.find((one) => one === input.kind);
  if (kind === undefined) throw invalidField('kind', `must be one of ${smsKinds.join(', ')}`);
  const refused = outbound.checkTargetUrl(url);
  if (refused !== null) throw invalidField('url', refused);
  if (!sender.safeParse(from).success) throw invalidField('from', 'must be +491701234567, or at most 11 letters');
  const made = kind === 'signed' && input.secret === undefined ? newSigningSecret() : null;
  const secret = input.secret ?? made ?? '';
  if (smsKindOf(secret) !== kind) throw invalidField('secret', wanted[kind]);
  await getBrand(work.tx, brandId);
  const changes = { url, from, sealedSecret: sealer.seal(secret, smsSecretPurpose), createdAt: work.now };
  await work.tx
    .insert(smsConnections)
    .values({ id: work.newId(), brandId, ...changes })
    .onConflictDoUpdate({ target: smsConnections.brandId, set: changes });
  return { secret: made };
};

/** Sends no more texts. @throws Fault `not_found` */
export const disconnectSms = async (work: Work, { brandId }: { readonly brandId: string }): Promise<void> => {
  const rows = await work.tx
    .delete(smsConnections)
    .where(eq(smsConnections.brandId, brandId))
    .returning({ id: smsConnections.id });
  if (rows.length === 0) throw notFound('The SMS connection');
};

export type SmsConnection = Pick<SmsPayload, 'url' | 'from' | 'sealedSecret'>;

export const findSmsConnection = async (reader: Reader, brandId: string): Promise<SmsConnection | null> => {
  const [row] = await reader
    .select({ url: smsConnections.url, from: smsConnections.from, sealedSecret: smsConnections.sealedSecret })
    .from(smsConnections)
    .where(eq(smsConnections.brandId, brandId));
  return row ?? null;
};

/** The number as providers take it (E.164); null for what is no international number. */
export const dialled = (phone: string | null): string | null => {
  const bare = (phone ?? '').replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : null;
};
