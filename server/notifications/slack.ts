/** Where a brand's alerts go in Slack. The URL is itself the credential: it is stored sealed and never shown again. */
import { eq } from 'drizzle-orm';
import { slackConnections } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { getBrand } from '../brands/index.ts';
import { invalidField, notFound } from '../faults.ts';
import type { Outbound } from '../kit/outbound.ts';
import type { Sealer } from '../kit/seal.ts';
import type { Work } from '../work.ts';
import { slackUrlPurpose } from './channels/index.ts';

export interface SlackParts {
  readonly sealer: Pick<Sealer, 'seal'>;
  readonly outbound: Pick<Outbound, 'checkTargetUrl'>;
}

/**
 * Sends the brand's alerts to this incoming webhook of Slack, Mattermost or Rocket.Chat from now on, instead of to the
 * one before. What already waits still goes there.
 * @throws Fault `invalid` for a URL that we would not call; `not_found`
 */
export const connectSlack = async (
  work: Work,
  { sealer, outbound }: SlackParts,
  { brandId, url }: { readonly brandId: string; readonly url: string },
): Promise<void> => {
  const refused = outbound.checkTargetUrl(url);
  if (refused !== null) throw invalidField('url', refused);
  await getBrand(work.tx, brandId);
  const sealedUrl = sealer.seal(url, slackUrlPurpose);
  await work.tx
    .insert(slackConnections)
    .values({ id: work.newId(), brandId, sealedUrl, createdAt: work.now })
    .onConflictDoUpdate({ target: slackConnections.brandId, set: { sealedUrl, createdAt: work.now } });
};

/** Sends no more alerts to Slack. @throws Fault `not_found` */
export const disconnectSlack = async (work: Work, { brandId }: { readonly brandId: string }): Promise<void> => {
  const rows = await work.tx
    .delete(slackConnections)
    .where(eq(slackConnections.brandId, brandId))
    .returning({ id: slackConnections.id });
  if (rows.length === 0) throw notFound('The Slack connection');
};

/** Sealed under `slackUrlPurpose`; null for a brand that has none. */
export const findSlackUrl = async (reader: Reader, brandId: string): Promise<string | null> => {
  const [row] = await reader
    .select({ sealedUrl: slackConnections.sealedUrl })
    .from(slackConnections)
    .where(eq(slackConnections.brandId, brandId));
  return row?.sealedUrl ?? null;
};
