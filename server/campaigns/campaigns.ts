/** Campaigns as the merchant puts, stops and follows them. Whom one reaches is decided send by send, at the gate. */
import { and, asc, count, eq, gt } from 'drizzle-orm';
import { campaignSends, campaigns, customers } from '../../db/schema/index.ts';
import { isOneOf } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import { Fault, notFound } from '../faults.ts';
import type { Work } from '../work.ts';
import type { CampaignInput, CampaignJson, CampaignWords } from './inputs.ts';

export type Campaign = typeof campaigns.$inferSelect;

interface Named {
  readonly brandId: string;
  /** The merchant's. */
  readonly externalId: string;
}

/** SQLite takes no more than some tens of thousands of values in one statement. */
const rowsPerStatement = 500;

/**
 * Puts the campaign down, with its audience as far as that is listed; it begins within seconds.
 * @returns the ids of the audience that the brand has nobody for
 * @throws Fault `conflict` when there is a campaign of that id
 */
export const beginCampaign = async (work: Work, brandId: string, input: CampaignInput): Promise<readonly string[]> => {
  const before = await findCampaign(work.tx, { brandId, externalId: input.id });
  if (before) throw new Fault('conflict', `There is a campaign ${input.id}; a campaign is sent once`);
  const id = work.newId();
  const { audience, channel } = input;
  await work.tx.insert(campaigns).values({
    id,
    brandId,
    externalId: input.id,
    name: input.name,
    channel,
    productId: input.product ?? null,
    content: input.content,
    audience: audience === 'all' ? 'all' : 'listed',
    filledTo: audience === 'all' ? '' : null,
    status: 'sending',
    createdAt: work.now,
  });
  if (audience === 'all') return [];
  const unknown: string[] = [];
  for (let at = 0; at < audience.length; at += rowsPerStatement) {
    const part = audience.slice(at, at + rowsPerStatement);
    const people = await work.tx
      .select({ id: customers.id, externalId: customers.externalId })
      .from(customers)
      .where(and(eq(customers.brandId, brandId), isOneOf(customers.externalId, part)));
    await addToAudience(
      work,
      { id, brandId, channel },
      people.map((person) => person.id),
    );
    const known = new Set(people.map(({ externalId }) => externalId));
    unknown.push(...part.filter((one) => !known.has(one)));
  }
  return unknown;
};

const addToAudience = async (
  work: Work,
  { id: campaignId, brandId, channel }: Pick<Campaign, 'id' | 'brandId' | 'channel'>,
  customerIds: readonly string[],
): Promise<void> => {
  if (customerIds.length === 0) return;
  await work.tx
    .insert(campaignSends)
    .values(
      customerIds.map((customerId) => ({
        id: work.newId(),
        brandId,
        campaignId,
        customerId,
        channel,
        status: 'waiting' as const,
        reasons: [],
        at: work.now,
      })),
    )
    .onConflictDoNothing({ target: [campaignSends.campaignId, campaignSends.customerId] });
};

/** Puts down the next page of an audience of all. @returns whether there may be more */
export const fillAudience = async (work: Work, campaign: Campaign, limit: number): Promise<boolean> => {
  if (campaign.filledTo === null) return false;
  const page = await work.tx
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.brandId, campaign.brandId), gt(customers.id, campaign.filledTo)))
    .orderBy(asc(customers.id))
    .limit(limit);
  await addToAudience(
    work,
    campaign,
    page.map(({ id }) => id),
  );
  const filledTo = page.length < limit ? null : (page.at(-1)?.id ?? null);
  await work.tx.update(campaigns).set({ filledTo }).where(eq(campaigns.id, campaign.id));
  return filledTo !== null;
};

/** Nothing of it leaves any more. @throws Fault `not_found`; `conflict` when it is over */
export const stopCampaign = async (work: Work, which: Named): Promise<void> => {
  const campaign = await findCampaign(work.tx, which);
  if (!campaign) throw notFound('The campaign');
  if (campaign.status === 'finished') throw new Fault('conflict', 'The campaign is over');
  await work.tx
    .update(campaigns)
    .set({ status: 'stopped', finishedAt: campaign.finishedAt ?? work.now })
    .where(eq(campaigns.id, campaign.id));
};

export const findCampaign = async (reader: Reader, { brandId, externalId }: Named): Promise<Campaign | null> => {
  const [row] = await reader
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.brandId, brandId), eq(campaigns.externalId, externalId)));
  return row ?? null;
};

/** @throws Fault `not_found` */
export const getCampaignJson = async (reader: Reader, which: Named): Promise<CampaignJson> => {
  const campaign = await findCampaign(reader, which);
  if (!campaign) throw notFound('The campaign');
  const rows = await reader
    .select({ status: campaignSends.status, reasons: campaignSends.reasons, people: count() })
    .from(campaignSends)
    .where(eq(campaignSends.campaignId, campaign.id))
    .groupBy(campaignSends.status, campaignSends.reasons);
  const counted = (...statuses: readonly (typeof rows)[number]['status'][]): number =>
    rows.reduce((sum, { status, people }) => sum + (statuses.includes(status) ? people : 0), 0);
  const reasons = new Map<string, number>();
  for (const row of rows)
    for (const code of new Set(row.reasons)) reasons.set(code, (reasons.get(code) ?? 0) + row.people);
  return {
    id: campaign.externalId,
    name: campaign.name,
    channel: campaign.channel,
    product: campaign.productId,
    status: campaign.status,
    createdAt: campaign.createdAt.toISOString(),
    finishedAt: campaign.finishedAt?.toISOString() ?? null,
    counts: {
      waiting: counted('waiting', 'queued'),
      sent: counted('sent'),
      refused: counted('refused'),
      failed: counted('failed'),
    },
    // Written by `send.ts`, from this very list.
    reasons: [...reasons].map(([code, people]) => ({ code: code as CampaignJson['reasons'][number]['code'], people })),
  };
};

/** In her language, else its base, else the first there is. */
export const wordsFor = ({ content }: Campaign, locale: string): CampaignWords => {
  // Validated by `campaignInput` before it was stored.
  const byLocale = content as Readonly<Record<string, CampaignWords>>;
  const language = locale.split('-')[0] ?? locale;
  const words = byLocale[locale] ?? byLocale[language] ?? Object.values(byLocale)[0];
  if (words === undefined) throw new Error('a campaign without words');
  return words;
};
