/** Notices are put down in the transaction of the fact that they tell of; what becomes of them is decided when due. */
import { and, eq } from 'drizzle-orm';
import { notices } from '../../../db/schema/index.ts';
import type { Work } from '../../work.ts';
import type { ConsentChannel, ConsentTopic } from '../consents.shared.ts';
import type { HeldBackWhy } from './plan.ts';
import { isNews, type NoticeContent, type NoticeFact, occurrenceOf, ruleOf } from './rules.ts';

/** Puts the news down, to be told in a moment. The same occurrence again changes nothing. */
export const enterNotice = async (work: Work, fact: NoticeFact): Promise<void> => {
  const { brandId, customerId, ...rest } = fact;
  // Leaving the owner out of a union keeps each of its members, which the type of a rest does not say.
  const content = rest as NoticeContent;
  if (!isNews(content)) return;
  await work.tx
    .insert(notices)
    .values({
      id: work.newId(),
      brandId,
      customerId,
      topic: ruleOf(content).topic,
      kind: content.kind,
      data: content,
      occurrence: occurrenceOf(content, work.now),
      status: 'waiting',
      dueAt: work.now,
      createdAt: work.now,
    })
    .onConflictDoNothing({ target: [notices.brandId, notices.customerId, notices.occurrence] });
};

/** What is told of parcels and cases as it happens; in the log, it stands beside the news of the account. */
export type OtherKind =
  | 'parcel.moving'
  | 'parcel.arrived'
  | 'parcel.trouble'
  | 'parcel.ask'
  | 'case.reply'
  | 'case.resolved'
  | 'order.link'
  | 'promotion';

export interface Told {
  readonly brandId: string;
  readonly customerId: string;
  readonly orderId: string | null;
  readonly topic: ConsentTopic;
  readonly kind: OtherKind;
  readonly channel: ConsentChannel;
  /** The occurrence; on each channel it is a line of its own. */
  readonly occurrence: string;
  /** Of a promotion: what it said in a line. */
  readonly title?: string;
}

/** Notes for her log that this goes out now. @returns the notice's id: the cause that its messages name */
export const noteTold = async (work: Work, told: Told): Promise<string> => note(work, told, null);

/** Notes for her log that this would have gone out, and why it does not. */
export const noteHeldBack = async (work: Work, told: Told, why: HeldBackWhy): Promise<void> => {
  await note(work, told, why);
};

const note = async (work: Work, told: Told, why: HeldBackWhy | null): Promise<string> => {
  const { brandId, customerId, orderId, topic, kind, channel, title = null } = told;
  const id = work.newId();
  const occurrence = `${channel} ${told.occurrence}`;
  const rows = await work.tx
    .insert(notices)
    .values({
      id,
      brandId,
      customerId,
      orderId,
      topic,
      kind,
      data: { title },
      occurrence,
      status: why === null ? 'sent' : 'held_back',
      channel,
      why,
      sentAs: id,
      dueAt: work.now,
      createdAt: work.now,
      settledAt: work.now,
    })
    .onConflictDoNothing({ target: [notices.brandId, notices.customerId, notices.occurrence] })
    .returning({ id: notices.id });
  if (rows.length === 1) return id;
  const [before] = await work.tx
    .select({ id: notices.id })
    .from(notices)
    .where(and(eq(notices.brandId, brandId), eq(notices.customerId, customerId), eq(notices.occurrence, occurrence)));
  if (before === undefined) throw new Error('a notice is neither there nor can it be made');
  return before.id;
};
