/** Notices are put down in the transaction of the fact that they tell of; what becomes of them is decided when due. */
import { notices } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import type { Work } from '../../work.ts';
import type { ConsentChannel } from '../consents.shared.ts';
import { consentsOf } from '../consents.ts';
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

/** News of parcels is told as it happens, and stands in her log as it left; here is what did not, for want of consent. */
export const noteHeldBack = async (
  work: Work,
  held: {
    readonly brandId: string;
    readonly customerId: string;
    readonly orderId: string;
    readonly kind: HeldBackKind;
    readonly occurrence: string;
  },
): Promise<void> => {
  const settled = { status: 'held_back', why: 'no_consent', data: {}, dueAt: work.now, settledAt: work.now } as const;
  await work.tx
    .insert(notices)
    .values({ id: work.newId(), ...held, topic: 'parcel', ...settled, createdAt: work.now })
    .onConflictDoNothing({ target: [notices.brandId, notices.customerId, notices.occurrence] });
};

export type HeldBackKind = 'parcel.moving' | 'parcel.trouble' | 'parcel.ask';

/** Whether she wants to hear of her parcels that way. */
export const hearsOfParcels = async (
  reader: Reader,
  { brandId, customerId }: { readonly brandId: string; readonly customerId: string },
  channel: ConsentChannel,
): Promise<boolean> => (await consentsOf(reader, brandId, customerId)).parcel[channel];
