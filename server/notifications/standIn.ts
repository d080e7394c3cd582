/**
 * A mail that goes where no device hears the same: it waits beside the pushes of its occurrence, is spared once one of
 * them has arrived, goes at once when the last one is given up, and by itself when none has arrived in time.
 */
import { and, eq, isNull, lte, ne, or } from 'drizzle-orm';
import { outboxMessages } from '../../db/schema/index.ts';
import { after, minutes } from '../kit/clock.ts';
import type { Work } from '../work.ts';
import type { ChannelName } from './channel.ts';
import { enqueue, type NewMessage } from './outbox.ts';

/** How long a push service may be away before the mail goes instead. */
export const standInAfterMs = minutes(30);

/**
 * Enqueues `mail` for whoever no push of its `occurrence` reaches.
 * @param devices how many it was just pushed to
 * @returns `spared` when a device has heard it before
 */
export const enqueueStandIn = async (
  work: Work,
  mail: NewMessage<'email'> & { readonly occurrence: string },
  devices: number,
): Promise<'enqueued' | 'duplicate' | 'spared'> => {
  if (devices === 0) return enqueue(work, mail);
  const [heard] = await work.tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(and(isAbout(mail), eq(outboxMessages.channel, 'push'), eq(outboxMessages.status, 'sent')))
    .limit(1);
  if (heard !== undefined) return 'spared';
  return enqueue(work, { availableAt: after(work.now, standInAfterMs), ...mail });
};

/** One of several that tell the same has ended, in whatever way: the others are spared, or one goes now. */
export const settleOccurrence = async (
  work: Work,
  ended: { brandId: string; channel: ChannelName; occurrence: string; status: 'sent' | 'dead' },
): Promise<void> => {
  const { tx, now } = work;
  const isUnclaimed = and(
    isAbout(ended),
    eq(outboxMessages.status, 'waiting'),
    or(isNull(outboxMessages.leasedUntil), lte(outboxMessages.leasedUntil, now)),
  );
  if (ended.status === 'sent') {
    // Each device is told for itself; the mail and they are told apart.
    await tx
      .update(outboxMessages)
      .set({ status: 'spared', finishedAt: now })
      .where(and(isUnclaimed, ne(outboxMessages.channel, ended.channel)));
    return;
  }
  if (ended.channel !== 'push') return;
  const [hope] = await tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(
      and(
        isAbout(ended),
        eq(outboxMessages.channel, 'push'),
        or(eq(outboxMessages.status, 'waiting'), eq(outboxMessages.status, 'sent')),
      ),
    )
    .limit(1);
  if (hope !== undefined) return;
  await tx
    .update(outboxMessages)
    .set({ availableAt: now })
    .where(and(isUnclaimed, eq(outboxMessages.channel, 'email'), eq(outboxMessages.tries, 0)));
};

const isAbout = ({ brandId, occurrence }: { brandId: string; occurrence: string }) =>
  and(eq(outboxMessages.brandId, brandId), eq(outboxMessages.occurrence, occurrence));
