/**
 * Who says that she is unhappy is neither pressed nor asked for favours from then on: what was told before and still
 * waits to leave, because nobody took it so far, stays here as well. A mail that says other things too goes.
 */
import { and, eq, gt, inArray } from 'drizzle-orm';
import { notices, outboxMessages } from '../../../db/schema/index.ts';
import type { FactOf } from '../../facts.ts';
import { after, days } from '../../kit/clock.ts';
import type { Work } from '../../work.ts';
import { withdraw } from '../outbox.ts';
import { type NoticeContent, type NoticeKind, noticeKinds, ruleOf } from './rules.ts';

/** Longer than anything is tried to be sent. */
const waitsAtMostMs = days(7);

export const withdrawSilenced = async (
  work: Work,
  { brandId, customerId, reason }: FactOf<'hold.set'>,
): Promise<void> => {
  if (reason !== 'negative_sentiment') return;
  const { tx, now } = work;
  const told = await tx
    .select({ kind: notices.kind, data: notices.data, sentAs: notices.sentAs })
    .from(notices)
    .where(
      and(
        eq(notices.brandId, brandId),
        eq(notices.customerId, customerId),
        eq(notices.status, 'sent'),
        gt(notices.settledAt, after(now, -waitsAtMostMs)),
      ),
    );
  const causes = [...Map.groupBy(told, ({ sentAs }) => sentAs)].flatMap(([sentAs, list]) =>
    sentAs !== null && list.every(isSilenced) ? [sentAs] : [],
  );
  if (causes.length === 0) return;
  const withdrawn = await withdraw(work, brandId, inArray(outboxMessages.causeId, causes));
  if (withdrawn.length === 0) return;
  // Of several devices one is enough to have told her.
  const left = await tx
    .select({ causeId: outboxMessages.causeId })
    .from(outboxMessages)
    .where(and(inArray(outboxMessages.causeId, withdrawn), inArray(outboxMessages.status, ['waiting', 'sent'])));
  const untold = withdrawn.filter((causeId) => !left.some((other) => other.causeId === causeId));
  if (untold.length === 0) return;
  await tx
    .update(notices)
    .set({ status: 'held_back', why: 'hold', settledAt: now })
    .where(and(eq(notices.brandId, brandId), eq(notices.customerId, customerId), inArray(notices.sentAs, untold)));
};

// Written by `enterNotice`, whose type it was.
const isSilenced = ({ kind, data }: { readonly kind: string; readonly data: unknown }): boolean =>
  noticeKinds.includes(kind as NoticeKind) && ruleOf(data as NoticeContent).silencedByHold;
