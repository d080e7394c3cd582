/** Several messages that tell the same: once one has been heard the others are spared, and a mail stands in for pushes. */
import { and, eq, isNull, lte, ne, or } from 'drizzle-orm';
import { outboxMessages } from '../../db/schema/index.ts';
import type { ChannelName } from '../notifications/channel.ts';
import type { Work } from '../work.ts';

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
