/** What the operator sees of the inbox: how much came of what, and the messages that wait for somebody to look. */
import { and, count, desc, eq } from 'drizzle-orm';
import { inboxMessages } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { invalidField } from '../faults.ts';
import type { InboxRow } from './inbox.ts';

const outcomes: readonly InboxRow['outcome'][] = ['understood', 'ignored', 'not_understood', 'failed'];

export const countInbox = (reader: Reader, brandId: string) =>
  reader
    .select({ source: inboxMessages.source, outcome: inboxMessages.outcome, messages: count() })
    .from(inboxMessages)
    .where(eq(inboxMessages.brandId, brandId))
    .groupBy(inboxMessages.source, inboxMessages.outcome);

/** Newest first. @throws Fault `invalid` for an outcome that does not exist */
export const listInbox = async (reader: Reader, input: { brandId: string; outcome: string; limit: number }) => {
  const outcome = outcomes.find((one) => one === input.outcome);
  if (!outcome) throw invalidField('outcome', `must be one of ${outcomes.join(', ')}`);
  return reader
    .select({
      id: inboxMessages.id,
      source: inboxMessages.source,
      topic: inboxMessages.topic,
      detail: inboxMessages.detail,
      tries: inboxMessages.tries,
      receivedAt: inboxMessages.receivedAt,
    })
    .from(inboxMessages)
    .where(and(eq(inboxMessages.brandId, input.brandId), eq(inboxMessages.outcome, outcome)))
    .orderBy(desc(inboxMessages.receivedAt))
    .limit(input.limit);
};
