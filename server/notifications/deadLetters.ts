/** What the operator sees of the outbox: how much waits, what was given up on, and a second chance for it. */
import { and, asc, count, eq, gt, inArray, min } from 'drizzle-orm';
import { outboxMessages, webhookEndpoints } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { notFound } from '../faults.ts';
import { secretsValidAt } from '../kit/rotation.ts';
import type { Work } from '../work.ts';
import type { ChannelName, WebhookPayload } from './channel.ts';

export interface DeadLetter {
  readonly id: string;
  readonly channel: ChannelName;
  readonly tries: number;
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly diedAt: Date | null;
}

/** The dead letters of a brand, oldest first; the next page comes `after` the last id of this one. */
export const listDeadLetters = (
  reader: Reader,
  { brandId, after = '', limit = 100 }: { brandId: string; after?: string; limit?: number },
): Promise<DeadLetter[]> =>
  reader
    .select({
      id: outboxMessages.id,
      channel: outboxMessages.channel,
      tries: outboxMessages.tries,
      reason: outboxMessages.lastReason,
      createdAt: outboxMessages.createdAt,
      diedAt: outboxMessages.finishedAt,
    })
    .from(outboxMessages)
    .where(and(eq(outboxMessages.brandId, brandId), eq(outboxMessages.status, 'dead'), gt(outboxMessages.id, after)))
    .orderBy(asc(outboxMessages.id))
    .limit(Math.min(limit, 1000));

/**
 * Has a dead letter sent again under its old id, with all its tries. A webhook goes to where its endpoint is now, with
 * the secrets that it has now.
 * @throws Fault not_found when the brand has no such dead letter
 */
export const replayDeadLetter = async (work: Work, which: { brandId: string; id: string }): Promise<void> => {
  const isIt = and(
    eq(outboxMessages.id, which.id),
    eq(outboxMessages.brandId, which.brandId),
    eq(outboxMessages.status, 'dead'),
  );
  const [letter] = await work.tx.select().from(outboxMessages).where(isIt);
  if (letter === undefined) throw notFound('The dead letter');
  await work.tx
    .update(outboxMessages)
    .set({
      status: 'waiting',
      payload: await withPresentTarget(work, letter),
      tries: 0,
      availableAt: work.now,
      leasedUntil: null,
      finishedAt: null,
    })
    .where(isIt);
};

const withPresentTarget = async (
  { tx, now }: Work,
  { brandId, endpointId, payload }: { brandId: string; endpointId: string | null; payload: unknown },
): Promise<unknown> => {
  if (endpointId === null) return payload;
  const [endpoint] = await tx
    .select({ url: webhookEndpoints.url, sealedSecrets: webhookEndpoints.sealedSecrets })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.brandId, brandId), eq(webhookEndpoints.id, endpointId)));
  if (endpoint === undefined) return payload;
  // Only webhooks have an endpoint, and `enqueue` let nothing else into their payload.
  const { body } = payload as WebhookPayload;
  return { url: endpoint.url, sealedSecrets: secretsValidAt(endpoint.sealedSecrets, now), body };
};

export interface OutboxCount {
  readonly status: 'waiting' | 'dead';
  readonly channel: ChannelName;
  readonly messages: number;
  /** When the oldest of them was written: how long the outside has not heard from us. */
  readonly oldestAt: Date | null;
}

/** What is not sent, of all brands, for `/metrics`. What was sent is counted as it happens, not by reading a month of it. */
export const countUnsent = async (reader: Reader): Promise<OutboxCount[]> => {
  const rows = await reader
    .select({
      status: outboxMessages.status,
      channel: outboxMessages.channel,
      messages: count(),
      oldestAt: min(outboxMessages.createdAt),
    })
    .from(outboxMessages)
    .where(inArray(outboxMessages.status, ['waiting', 'dead']))
    .groupBy(outboxMessages.status, outboxMessages.channel)
    .orderBy(asc(outboxMessages.status), asc(outboxMessages.channel));
  return rows.map(({ status, ...row }) => ({ ...row, status: status === 'dead' ? 'dead' : 'waiting' }));
};
