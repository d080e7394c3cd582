/** What became of telling a shopper that something is the matter: by which way she heard it, and when. */
import { and, eq, inArray } from 'drizzle-orm';
import { outboxMessages } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { dayIn } from '../kit/clock.ts';
import type { WatchNews } from '../shipments/index.ts';
import type { Work } from '../work.ts';

export interface Told {
  readonly by: 'push' | 'email';
  /** Null while it is on its way. */
  readonly at: Date | null;
}

/**
 * Names a piece of trouble, told at `at`. That a parcel is delayed, slips or is late is one piece of news a day, whoever
 * says it first; everything else is told once.
 * @param timeZone in which the day ends for the shopper
 */
export const troubleOccurrence = (news: WatchNews, shipmentId: string, at: Date, timeZone: string): string =>
  news === 'late' ? `late ${shipmentId} ${dayIn(at, timeZone)}` : `${news} ${shipmentId}`;

/** Names the news that a parcel which was late already comes later still, told at `at`: every such slip is told, once. */
export const slipOccurrence = (shipmentId: string, at: Date): string => `late ${shipmentId} ${at.toISOString()}`;

/** Whether that was put into words at this very instant: a carrier's one message may be a move and a slip. */
export const isBeingTold = async (work: Work, brandId: string, occurrence: string): Promise<boolean> => {
  const [row] = await work.tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.brandId, brandId),
        eq(outboxMessages.occurrence, occurrence),
        eq(outboxMessages.createdAt, work.now),
      ),
    )
    .limit(1);
  return row !== undefined;
};

/** By occurrence; what nobody was told of is not in it, nor what is older than the outbox remembers. */
export const listTold = async (
  reader: Reader,
  { brandId, occurrences }: { readonly brandId: string; readonly occurrences: readonly string[] },
): Promise<ReadonlyMap<string, Told>> => {
  const told = new Map<string, Told>();
  if (occurrences.length === 0) return told;
  const rows = await reader
    .select({
      occurrence: outboxMessages.occurrence,
      channel: outboxMessages.channel,
      status: outboxMessages.status,
      finishedAt: outboxMessages.finishedAt,
    })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.brandId, brandId),
        inArray(outboxMessages.occurrence, [...occurrences]),
        inArray(outboxMessages.status, ['sent', 'waiting']),
      ),
    );
  for (const { occurrence, channel, status, finishedAt } of rows) {
    if (occurrence === null || (channel !== 'push' && channel !== 'email')) continue;
    const known = told.get(occurrence);
    const at = status === 'sent' ? finishedAt : null;
    // What has arrived counts more than what may, and the first more than the rest; a mail only stands in.
    const counts = !known || (at === null ? known.at === null && channel === 'push' : !known.at || at < known.at);
    if (counts) told.set(occurrence, { by: channel, at });
  }
  return told;
};
