/**
 * What a message that could not be delivered means beyond itself: its notice is told by the next way there is, and whoever
 * answered STOP to a text is not texted again. Runs in the transaction that gives the message up.
 */
import { and, eq, inArray } from 'drizzle-orm';
import { notices, outboxMessages } from '../../db/schema/index.ts';
import type { Work } from '../work.ts';
import type { ChannelName } from './channel.ts';
import { consentTopics } from './consents.shared.ts';
import { setConsents } from './consents.ts';

export interface GivenUp {
  readonly id: string;
  readonly brandId: string;
  readonly channel: ChannelName;
  readonly customerId: string | null;
  readonly causeId: string | null;
  readonly reason: string | null;
}

export const hearOfUndelivered = async (work: Work, message: GivenUp): Promise<void> => {
  const { brandId, customerId, causeId } = message;
  if (customerId === null) return;
  if (message.channel === 'sms' && message.reason?.startsWith('unsubscribed')) {
    const said = { brandId, customerId, source: 'unsubscribe' } as const;
    await setConsents(
      work,
      said,
      consentTopics.map((topic) => ({ topic, channel: 'sms', given: false })),
    );
  }
  if (causeId === null) return;
  // Of several devices one is enough to have told her.
  const others = await work.tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(and(eq(outboxMessages.causeId, causeId), inArray(outboxMessages.status, ['waiting', 'sent'])))
    .limit(1);
  if (others.length > 0) return;
  await work.tx
    .update(notices)
    .set({ status: 'waiting', why: 'undelivered', dueAt: work.now, settledAt: null })
    .where(
      and(
        eq(notices.brandId, brandId),
        eq(notices.customerId, customerId),
        eq(notices.sentAs, causeId),
        eq(notices.status, 'sent'),
      ),
    );
};
