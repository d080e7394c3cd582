/**
 * Raw deliveries hold names and addresses, so they do not stay for ever: after the days that the brand sets, body and
 * headers go. The row stays, because its key is what keeps a late repetition from being taken in again.
 */
import { and, asc, eq, gt, inArray, lt, ne, or } from 'drizzle-orm';
import { inboxMessages, waitingMessages } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { type Brand, listBrands } from '../brands/index.ts';
import type { Job, JobTools } from '../jobs/recurring.ts';
import { after, days, hours } from '../kit/clock.ts';
import type { Work } from '../work.ts';
import type { InboxRow } from './inbox.ts';

const rowsPerTransaction = 200;
const nothing = { body: Buffer.alloc(0), headers: {} };

export const dropOldMessages: Job = {
  name: 'drop old messages',
  everyMs: hours(24),
  isSlow: true,
  run: async (tools) => {
    let dropped = 0;
    for (const brand of await tools.store.read(listBrands)) {
      for (const outcome of ['understood', 'ignored', 'not_understood', 'failed'] as const) {
        dropped += await dropOf(tools, brand, outcome);
      }
    }
    return dropped;
  },
};

const keptDaysOf = ({ settings: { inbox } }: Brand, outcome: InboxRow['outcome']): number =>
  outcome === 'understood' || outcome === 'ignored' ? inbox.keptDays : inbox.unclearKeptDays;

interface Page {
  readonly brandId: string;
  readonly outcome: InboxRow['outcome'];
  readonly before: Date;
  /** The last row of the page before. */
  readonly afterRow: Pick<InboxRow, 'id' | 'receivedAt'> | undefined;
}

const dropOf = async ({ store, perform, clock, signal }: JobTools, brand: Brand, outcome: InboxRow['outcome']) => {
  const before = after(clock(), -days(keptDaysOf(brand, outcome)));
  let dropped = 0;
  const of = { brandId: brand.id, outcome, before };
  let afterRow: Page['afterRow'];
  for (let isLast = false; !isLast && !signal.aborted; ) {
    const page: Page = { ...of, afterRow };
    const rows = await store.read((reader) => listOld(reader, page));
    const ids = rows.filter(({ hasBody, hasHeaders }) => hasBody || hasHeaders).map(({ id }) => id);
    if (ids.length > 0) await perform((work) => drop(work, { ...of, ids }));
    dropped += ids.length;
    afterRow = rows.at(-1);
    isLast = rows.length < rowsPerTransaction;
  }
  return dropped;
};

const listOld = (reader: Reader, { brandId, outcome, before, afterRow }: Page) =>
  reader
    .select({
      id: inboxMessages.id,
      receivedAt: inboxMessages.receivedAt,
      hasBody: ne(inboxMessages.body, nothing.body),
      hasHeaders: ne(inboxMessages.headers, nothing.headers),
    })
    .from(inboxMessages)
    .where(
      and(
        eq(inboxMessages.brandId, brandId),
        eq(inboxMessages.outcome, outcome),
        lt(inboxMessages.receivedAt, before),
        afterRow &&
          or(
            gt(inboxMessages.receivedAt, afterRow.receivedAt),
            and(eq(inboxMessages.receivedAt, afterRow.receivedAt), gt(inboxMessages.id, afterRow.id)),
          ),
      ),
    )
    .orderBy(asc(inboxMessages.receivedAt), asc(inboxMessages.id))
    .limit(rowsPerTransaction);

/** What has waited for so long will not come; and a message that was read again since then has another outcome. */
const drop = async (
  { tx }: Work,
  {
    brandId,
    outcome,
    ids,
  }: { readonly brandId: string; readonly outcome: InboxRow['outcome']; readonly ids: string[] },
): Promise<void> => {
  const gone = await tx
    .update(inboxMessages)
    .set(outcome === 'understood' ? { ...nothing, detail: null } : nothing)
    .where(and(eq(inboxMessages.brandId, brandId), inArray(inboxMessages.id, ids), eq(inboxMessages.outcome, outcome)))
    .returning({ id: inboxMessages.id });
  if (gone.length === 0) return;
  await tx.delete(waitingMessages).where(
    and(
      eq(waitingMessages.brandId, brandId),
      inArray(
        waitingMessages.messageId,
        gone.map(({ id }) => id),
      ),
    ),
  );
};
