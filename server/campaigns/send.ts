/**
 * Sends campaigns in small portions. The gate is asked as a message is put into the outbox and once more as it leaves
 * it, inside the claim's transaction: what commits before that (an unhappy answer, a withdrawn consent) is heard.
 */
import { and, asc, eq, inArray, lte, ne } from 'drizzle-orm';
import { campaignSends, campaigns, customers, outboxMessages } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { type Brand, getBrand } from '../brands/index.ts';
import { getCustomer } from '../customers/index.ts';
import { type Decision, decisionsFor } from '../promos/index.ts';
import type { Work } from '../work.ts';
import { type Campaign, fillAudience } from './campaigns.ts';

type Send = typeof campaignSends.$inferSelect;

/** Puts the promotion into the outbox, naming the send as its cause. @returns false when there is no way to her */
export type Promote = (work: Work, brand: Brand, campaign: Campaign, send: Send) => Promise<boolean>;

/** So many of an audience of all are put down at once. */
const pageOfAudience = 500;

/** @returns how many sends were dealt with, in whatever way; as many as `limit` means that more are waiting */
export const sendCampaigns = async (
  work: Work,
  promote: Promote,
  { brandId, limit }: { readonly brandId: string; readonly limit: number },
): Promise<number> => {
  const running = await work.tx
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.brandId, brandId), eq(campaigns.status, 'sending')))
    .orderBy(asc(campaigns.id));
  let dealtWith = 0;
  for (const campaign of running) {
    const more = await fillAudience(work, campaign, pageOfAudience);
    const due = await work.tx
      .select()
      .from(campaignSends)
      .where(
        and(
          eq(campaignSends.campaignId, campaign.id),
          eq(campaignSends.status, 'waiting'),
          lte(campaignSends.at, work.now),
        ),
      )
      .orderBy(asc(campaignSends.id))
      .limit(limit - dealtWith);
    if (due.length > 0) await portion(work, promote, campaign, due);
    else if (!more) await finishIfOver(work, campaign);
    // A page of an audience alone is work as well: the next round goes on with it.
    dealtWith += more && due.length < limit ? limit - dealtWith : due.length;
    if (dealtWith >= limit) break;
  }
  return dealtWith;
};

const portion = async (work: Work, promote: Promote, campaign: Campaign, due: readonly Send[]): Promise<void> => {
  const brand = await getBrand(work.tx, campaign.brandId);
  const decisions = await askGate(work, brand, campaign, due);
  for (const send of due) {
    const decision = decisions.get(send.customerId) ?? gone;
    if (!decision.allowed) await refuse(work, send, decision);
    else if (await isInHerMailbox(work.tx, campaign, send))
      await settle(work, send, { status: 'refused', reasons: ['same_mailbox'], at: work.now });
    else if (await promote(work, brand, campaign, send)) await settle(work, send, { status: 'queued', at: work.now });
    else await settle(work, send, { status: 'refused', reasons: ['no_channel'], at: work.now });
  }
};

/** Whether the campaign's mail has gone there already, to another id that she is known by. */
const isInHerMailbox = async (reader: Reader, campaign: Campaign, { customerId }: Send): Promise<boolean> => {
  if (campaign.channel !== 'email') return false;
  const { mailbox } = await getCustomer(reader, campaign.brandId, customerId);
  if (mailbox === null) return false;
  const [other] = await reader
    .select({ id: campaignSends.id })
    .from(customers)
    .innerJoin(
      campaignSends,
      and(eq(campaignSends.campaignId, campaign.id), eq(campaignSends.customerId, customers.id)),
    )
    .where(
      and(
        eq(customers.brandId, campaign.brandId),
        eq(customers.mailbox, mailbox),
        ne(customers.id, customerId),
        inArray(campaignSends.status, ['queued', 'sent']),
      ),
    )
    .limit(1);
  return other !== undefined;
};

const gone: Decision = { allowed: false, reasons: [{ code: 'no_consent', until: null, source: 'customer' }] };

const askGate = (
  { tx, now }: Work,
  brand: Brand,
  { productId, channel }: Pick<Campaign, 'productId' | 'channel'>,
  sends: readonly Send[],
): Promise<ReadonlyMap<string, Decision>> =>
  decisionsFor(tx, {
    brand,
    customerIds: sends.map(({ customerId }) => customerId),
    exceptSendIds: sends.map(({ id }) => id),
    productId,
    channel,
    now,
  });

/** Quiet hours pass: it waits for their end. Everything else is a no. */
const refuse = async (work: Work, send: Send, { reasons }: Decision): Promise<void> => {
  const [first] = reasons;
  if (reasons.every(({ code }) => code === 'quiet_hours') && first?.until)
    await settle(work, send, { status: 'waiting', at: first.until });
  else
    await settle(work, send, {
      status: 'refused',
      reasons: [...new Set(reasons.map(({ code }) => code))],
      at: work.now,
    });
};

const settle = async ({ tx }: Work, { id }: Pick<Send, 'id'>, change: Partial<Send>): Promise<void> => {
  await tx.update(campaignSends).set(change).where(eq(campaignSends.id, id));
};

const finishIfOver = async (work: Work, { id }: Campaign): Promise<void> => {
  const [open] = await work.tx
    .select({ id: campaignSends.id })
    .from(campaignSends)
    .where(and(eq(campaignSends.campaignId, id), inArray(campaignSends.status, ['waiting', 'queued'])))
    .limit(1);
  if (open === undefined)
    await work.tx.update(campaigns).set({ status: 'finished', finishedAt: work.now }).where(eq(campaigns.id, id));
};

export interface Leaving {
  readonly id: string;
  readonly brandId: string;
  /** The send of a campaign. */
  readonly causeId: string | null;
}

/**
 * Asks the gate for promotions that are about to leave, in the transaction of their claim.
 * @returns the ids of the messages that may not: nothing of them is left to be sent
 */
export const holdBackAtTheGate = async (work: Work, leaving: readonly Leaving[]): Promise<ReadonlySet<string>> => {
  const refused = new Set<string>();
  const sends = await sendsOf(
    work.tx,
    leaving.flatMap(({ causeId }) => (causeId === null ? [] : [causeId])),
  );
  for (const [campaignId, ofCampaign] of Map.groupBy(sends, (send) => send.campaignId)) {
    const [campaign] = await work.tx.select().from(campaigns).where(eq(campaigns.id, campaignId));
    if (campaign === undefined) continue;
    const brand = await getBrand(work.tx, campaign.brandId);
    const decisions = await askGate(work, brand, campaign, ofCampaign);
    for (const send of ofCampaign) {
      const decision = decisions.get(send.customerId) ?? gone;
      if (decision.allowed && campaign.status !== 'stopped') {
        await settle(work, send, { status: 'sent', at: work.now });
        continue;
      }
      for (const { id, causeId } of leaving) if (causeId === send.id) refused.add(id);
      if (campaign.status === 'stopped')
        await settle(work, send, { status: 'refused', reasons: ['stopped'], at: work.now });
      else await refuse(work, send, decision);
    }
  }
  return refused;
};

const sendsOf = (reader: Reader, ids: readonly string[]): Promise<Send[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : reader
        .select()
        .from(campaignSends)
        .where(inArray(campaignSends.id, [...new Set(ids)]));

/** It could not be delivered, to none of her devices. */
export const hearOfFailedSend = async (work: Work, causeId: string): Promise<void> => {
  const [other] = await work.tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(and(eq(outboxMessages.causeId, causeId), inArray(outboxMessages.status, ['waiting', 'sent'])))
    .limit(1);
  if (other !== undefined) return;
  await work.tx
    .update(campaignSends)
    .set({ status: 'failed', at: work.now })
    .where(and(eq(campaignSends.id, causeId), eq(campaignSends.status, 'sent')));
};
