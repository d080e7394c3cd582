/**
 * A mail that goes where no device hears the same: it waits beside the pushes of its occurrence, and goes by itself when
 * none of them has arrived in time. `jobs/occurrence.ts` spares it once one has, and sends it once all are given up.
 */
import { and, eq } from 'drizzle-orm';
import { outboxMessages } from '../../db/schema/index.ts';
import { after, minutes } from '../kit/clock.ts';
import type { Work } from '../work.ts';
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
    .where(
      and(
        eq(outboxMessages.brandId, mail.brandId),
        eq(outboxMessages.occurrence, mail.occurrence),
        eq(outboxMessages.channel, 'push'),
        eq(outboxMessages.status, 'sent'),
      ),
    )
    .limit(1);
  if (heard !== undefined) return 'spared';
  return enqueue(work, { availableAt: after(work.now, standInAfterMs), ...mail });
};
