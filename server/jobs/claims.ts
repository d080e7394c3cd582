/**
 * Claims on outbox messages: compare-and-set on the fence, without a lock of the engine, so that it holds for several
 * nodes. What came of a send is written only by the claim that still has the newest fence.
 */
import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, ne, notInArray, or, type SQL } from 'drizzle-orm';
import {
  outboxAttempts,
  outboxMessages,
  pushFollows,
  pushSubscriptions,
  webhookEndpoints,
} from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { after } from '../kit/clock.ts';
import { cleanLine } from '../kit/text.ts';
import type { ChannelName, Outcome, PushPayload } from '../notifications/channel.ts';
import type { Work } from '../work.ts';
import { settleOccurrence } from './occurrence.ts';
import { nextTryAt } from './retry.ts';

/** Where a message goes, as far as a slow or broken target must not hold up the others. */
export interface Target {
  readonly channel: ChannelName;
  readonly brandId: string;
  readonly endpointId: string | null;
}

export interface DueMessage extends Target {
  readonly id: string;
  readonly fence: number;
}

export interface Claim extends DueMessage {
  readonly customerId: string | null;
  readonly causeId: string | null;
  readonly payload: unknown;
  readonly priority: number;
  readonly occurrence: string | null;
  readonly tries: number;
  readonly leasedUntil: Date;
}

/** Names a target: one SMTP server for all, one Slack and one SMS provider per brand, each other endpoint for itself. */
export const targetKey = ({ channel, brandId, endpointId }: Target): string =>
  channel === 'email' ? channel : `${channel} ${channel === 'slack' || channel === 'sms' ? brandId : endpointId}`;

const isFree = (now: Date): SQL | undefined =>
  or(isNull(outboxMessages.leasedUntil), lt(outboxMessages.leasedUntil, now));

/** Lists of few lengths make few statements, and each connection to PostgreSQL keeps every one that it has seen. */
const padded = (values: readonly string[]): string[] => {
  const last = values.at(-1);
  if (last === undefined) return [];
  return [...values, ...Array<string>(2 ** Math.ceil(Math.log2(values.length)) - values.length).fill(last)];
};

const goesElsewhere = (busy: readonly Target[]): (SQL | undefined)[] => {
  const { channel, brandId, endpointId } = outboxMessages;
  const brandsWith = (name: ChannelName): string[] =>
    busy.flatMap((target) => (target.channel === name ? [target.brandId] : []));
  const isOfOtherBrand = (name: 'slack' | 'sms'): SQL | undefined => {
    const brands = brandsWith(name);
    return brands.length === 0 ? undefined : or(ne(channel, name), notInArray(brandId, padded(brands)));
  };
  const endpoints = busy.flatMap((target) => (target.endpointId === null ? [] : [target.endpointId]));
  return [
    busy.some((target) => target.channel === 'email') ? ne(channel, 'email') : undefined,
    isOfOtherBrand('slack'),
    isOfOtherBrand('sms'),
    endpoints.length === 0
      ? undefined
      : or(notInArray(channel, ['webhook', 'push']), notInArray(endpointId, padded(endpoints))),
  ];
};

/** What may be claimed now, the most pressing first, without what goes to a busy target. */
export const listDue = async (
  reader: Reader,
  want: { now: Date; limit: number; busy: readonly Target[] },
): Promise<DueMessage[]> => {
  const found: DueMessage[] = [];
  // One range of the index for each priority: what waits for a later time is never read.
  for (const priority of [0, 1, 2, 3]) {
    if (found.length >= want.limit) break;
    const rows = await reader
      .select({
        id: outboxMessages.id,
        fence: outboxMessages.fence,
        channel: outboxMessages.channel,
        brandId: outboxMessages.brandId,
        endpointId: outboxMessages.endpointId,
      })
      .from(outboxMessages)
      .where(
        and(
          eq(outboxMessages.status, 'waiting'),
          eq(outboxMessages.priority, priority),
          lte(outboxMessages.availableAt, want.now),
          isFree(want.now),
          ...goesElsewhere(want.busy),
        ),
      )
      .orderBy(asc(outboxMessages.availableAt), asc(outboxMessages.id))
      .limit(want.limit - found.length);
    found.push(...rows);
  }
  return found;
};

/**
 * Claims those of `due` that nobody else has claimed since they were read. What would go to an endpoint that is
 * switched off by now is given up instead.
 * @returns also how many were given up
 */
export const claim = async (
  work: Work,
  due: readonly DueMessage[],
  leaseMs: number,
  holdBack: HoldBack = async () => new Set(),
): Promise<{ claims: Claim[]; givenUp: number }> => {
  const off = await endpointsSwitchedOff(work, due);
  const claims: Claim[] = [];
  let givenUp = 0;
  const leasedUntil = after(work.now, leaseMs);
  for (const { id, fence, endpointId } of due) {
    const isOff = endpointId !== null && off.has(endpointId);
    const [row] = await work.tx
      .update(outboxMessages)
      .set({
        fence: fence + 1,
        ...(isOff
          ? { status: 'dead', lastReason: 'the endpoint is switched off', leasedUntil: null, finishedAt: work.now }
          : { leasedUntil }),
      })
      .where(
        and(
          eq(outboxMessages.id, id),
          eq(outboxMessages.fence, fence),
          eq(outboxMessages.status, 'waiting'),
          isFree(work.now),
        ),
      )
      .returning();
    if (row === undefined) continue;
    if (isOff) givenUp += 1;
    else claims.push({ ...row, leasedUntil });
  }
  const refused = await refusedOf(work, claims, holdBack);
  return { claims: claims.filter(({ id }) => !refused.has(id)), givenUp: givenUp + refused.size };
};

/** Asks about promotions; what may not leave is nothing that an operator could send again, and goes. */
const refusedOf = async (work: Work, claims: readonly Claim[], holdBack: HoldBack): Promise<ReadonlySet<string>> => {
  const promotions = claims.filter(({ priority }) => priority === promotionPriority);
  if (promotions.length === 0) return new Set();
  const refused = await holdBack(work, promotions);
  if (refused.size > 0) await work.tx.delete(outboxMessages).where(inArray(outboxMessages.id, [...refused]));
  return refused;
};

const endpointsSwitchedOff = async ({ tx }: Work, due: readonly DueMessage[]): Promise<ReadonlySet<string>> => {
  const ids = [...new Set(due.flatMap(({ endpointId }) => (endpointId === null ? [] : [endpointId])))];
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(and(inArray(webhookEndpoints.id, padded(ids)), isNotNull(webhookEndpoints.disabledAt)));
  return new Set(rows.map(({ id }) => id));
};

export interface Attempt {
  readonly outcome: Outcome;
  readonly startedAt: Date;
  readonly tookMs: number;
}

/** `lost`: another worker has claimed the message since, and nothing was written. */
export type Settlement = 'sent' | 'waiting' | 'dead' | 'lost';

/** The promotions, of those given, that may not leave now. Asked in the transaction that claims them. */
export type HoldBack = (
  work: Work,
  promotions: readonly Pick<Claim, 'id' | 'brandId' | 'causeId'>[],
) => Promise<ReadonlySet<string>>;

/** As `outbox.ts` names it. */
const promotionPriority = 3;

/** A message that was given up, for whoever has to do something about that. */
export type GivenUp = Pick<
  typeof outboxMessages.$inferSelect,
  'id' | 'brandId' | 'channel' | 'customerId' | 'causeId'
> & {
  readonly reason: string | null;
};

/**
 * Writes what came of a send. A webhook endpoint that answered “gone” is switched off and gets nothing more.
 * @param gaveUp runs in the same transaction when no later try will be made
 */
export const settle = async (
  work: Work,
  held: Claim,
  attempt: Attempt,
  { random, gaveUp }: { readonly random: number; readonly gaveUp: (work: Work, message: GivenUp) => Promise<void> },
): Promise<Settlement> => {
  const { outcome } = attempt;
  const tries = held.tries + 1;
  // What the other side said may hold anything; PostgreSQL takes no NUL.
  const reason = outcome.outcome === 'sent' ? null : (cleanLine(outcome.reason, 300) ?? 'no reason given');
  const nextAt =
    outcome.outcome === 'retry'
      ? nextTryAt({ ...held, tries, afterSeconds: outcome.afterSeconds }, work.now, random)
      : null;
  const status = outcome.outcome === 'sent' ? 'sent' : nextAt === null ? 'dead' : 'waiting';

  const written = await work.tx
    .update(outboxMessages)
    .set({
      status,
      tries,
      lastReason: reason,
      leasedUntil: null,
      ...(nextAt === null ? { finishedAt: work.now } : { availableAt: nextAt }),
    })
    .where(
      and(eq(outboxMessages.id, held.id), eq(outboxMessages.fence, held.fence), eq(outboxMessages.status, 'waiting')),
    )
    .returning({ id: outboxMessages.id });
  if (written.length === 0) return 'lost';

  await work.tx.insert(outboxAttempts).values({
    id: work.newId(),
    brandId: held.brandId,
    messageId: held.id,
    outcome: outcome.outcome,
    reason,
    startedAt: attempt.startedAt,
    tookMs: attempt.tookMs,
  });
  if (isGone(outcome)) await letGo(work, held);
  const { brandId, channel, occurrence } = held;
  if (occurrence !== null && status !== 'waiting')
    await settleOccurrence(work, { brandId, channel, occurrence, status });
  if (status === 'dead') await gaveUp(work, { ...held, reason });
  return status;
};

/** The channels' word for a target that will never answer again. */
const isGone = (outcome: Outcome): boolean => outcome.outcome === 'permanent' && outcome.reason.startsWith('gone');

/** A webhook endpoint is switched off, for its owner to see; a push subscription is forgotten. */
const letGo = async (work: Work, { channel, brandId, endpointId, payload }: Claim): Promise<void> => {
  if (channel === 'webhook' && endpointId !== null) await disableEndpoint(work, brandId, endpointId);
  // `enqueue` let nothing else into the payload of a push.
  if (channel === 'push') await forgetSubscription(work, brandId, payload as PushPayload);
};

/** Unless the browser has subscribed anew meanwhile, under the same id. */
const forgetSubscription = async ({ tx }: Work, brandId: string, dead: PushPayload): Promise<void> => {
  const { subscriptionId, endpoint } = dead;
  const gone = await tx
    .delete(pushSubscriptions)
    .where(
      and(
        eq(pushSubscriptions.brandId, brandId),
        eq(pushSubscriptions.id, subscriptionId),
        eq(pushSubscriptions.endpoint, endpoint),
      ),
    )
    .returning({ id: pushSubscriptions.id });
  if (gone.length === 0) return;
  await tx
    .delete(pushFollows)
    .where(and(eq(pushFollows.brandId, brandId), eq(pushFollows.subscriptionId, subscriptionId)));
};

const disableEndpoint = async ({ tx, now }: Work, brandId: string, endpointId: string): Promise<void> => {
  await tx
    .update(webhookEndpoints)
    .set({ disabledAt: now, disabledReason: 'it answered 410 Gone' })
    .where(
      and(
        eq(webhookEndpoints.id, endpointId),
        eq(webhookEndpoints.brandId, brandId),
        isNull(webhookEndpoints.disabledAt),
      ),
    );
};
