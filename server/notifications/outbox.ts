/**
 * The outbox: what shall leave the building is written here, in the transaction that caused it, and sent by
 * `jobs/runner.ts`. A payload is complete when it is enqueued, so that a send needs no further read.
 */
import { and, eq, isNull, lte, or, type SQL } from 'drizzle-orm';
import { outboxMessages } from '../../db/schema/index.ts';
import type { Work } from '../work.ts';
import type { ChannelName, ChannelPayloads } from './channel.ts';

/** Alerts go first; then what someone waits for (codes, replies); then the rest; promotions when nothing else waits. */
export const priorities = { alert: 0, awaited: 1, rest: 2, promotion: 3 } as const;

/** Why a message that was true when it was written is not sent: the reason that is kept with it. */
export const overtaken = 'overtaken';

export type NewMessage<Name extends ChannelName = ChannelName> = {
  readonly [Each in Name]: {
    readonly brandId: string;
    readonly channel: Each;
    readonly priority: keyof typeof priorities;
    readonly payload: ChannelPayloads[Each];
    /** The same consequence enqueued twice is one message: name the occurrence and the target in it. */
    readonly deduplicationKey: string;
    /** Whom it is about, so that erasure finds it. */
    readonly customerId?: string | null;
    /** Where it goes, as far as others going there are held up by it: a webhook endpoint, a push service's origin. */
    readonly endpointId?: string;
    /** What it tells, where a push and a mail may tell the same: see `standIn.ts`. */
    readonly occurrence?: string;
    /** The notice or the campaign's send that it carries out: that hears what became of it. */
    readonly causeId?: string;
    /** Not before; now, unless given. */
    readonly availableAt?: Date;
  };
}[Name];

/** Notes `message` for sending once the transaction has committed; `duplicate` when its key was used before. */
export const enqueue = async (work: Work, message: NewMessage): Promise<'enqueued' | 'duplicate'> => {
  const rows = await work.tx
    .insert(outboxMessages)
    .values({
      id: work.newId(),
      brandId: message.brandId,
      channel: message.channel,
      priority: priorities[message.priority],
      payload: message.payload,
      deduplicationKey: message.deduplicationKey,
      customerId: message.customerId ?? null,
      endpointId: message.endpointId ?? null,
      occurrence: message.occurrence ?? null,
      causeId: message.causeId ?? null,
      status: 'waiting',
      availableAt: message.availableAt ?? work.now,
      leasedUntil: null,
      fence: 0,
      tries: 0,
      lastReason: null,
      createdAt: work.now,
      finishedAt: null,
    })
    .onConflictDoNothing({ target: [outboxMessages.brandId, outboxMessages.deduplicationKey] })
    .returning({ id: outboxMessages.id });
  return rows.length === 1 ? 'enqueued' : 'duplicate';
};

/**
 * Keeps here what `which` still waits to say: it was overtaken. What is being sent just now is out of our hands.
 * @returns the causes of what stays
 */
export const withdraw = async (
  { tx, now }: Work,
  brandId: string,
  which: SQL | undefined,
): Promise<readonly string[]> => {
  const withdrawn = await tx
    .update(outboxMessages)
    .set({ status: 'spared', lastReason: overtaken, finishedAt: now })
    .where(
      and(
        eq(outboxMessages.brandId, brandId),
        which,
        eq(outboxMessages.status, 'waiting'),
        or(isNull(outboxMessages.leasedUntil), lte(outboxMessages.leasedUntil, now)),
      ),
    )
    .returning({ causeId: outboxMessages.causeId });
  return [...new Set(withdrawn.flatMap(({ causeId }) => causeId ?? []))];
};
