/**
 * What the operator sees of the inbox: how much came of what, the codes that nobody knows yet, the messages that wait
 * for somebody to look, and one of them as it came.
 */
import { isUtf8 } from 'node:buffer';
import { and, count, desc, eq, inArray } from 'drizzle-orm';
import { inboxMessages } from '../../db/schema/index.ts';
import { eachText, holdsText } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import { invalidField, notFound } from '../faults.ts';
import { type InboxRow, isDropped } from './inbox.ts';

type Outcome = InboxRow['outcome'];
const outcomes: readonly Outcome[] = ['understood', 'ignored', 'not_understood', 'failed'];
/** Carriers invent codes without end; the commonest are those to learn first. */
const codesMax = 200;

export const countInbox = (reader: Reader, brandId: string) =>
  reader
    .select({ source: inboxMessages.source, outcome: inboxMessages.outcome, messages: count() })
    .from(inboxMessages)
    .where(eq(inboxMessages.brandId, brandId))
    .groupBy(inboxMessages.source, inboxMessages.outcome)
    .orderBy(inboxMessages.source, inboxMessages.outcome);

/** In how many messages each code came that no status is known for, the commonest first. */
export const countUnmappedCodes = (reader: Reader, brandId: string) => {
  const codes = eachText(inboxMessages.unmappedCodes);
  return reader
    .select({ source: inboxMessages.source, code: codes.text, messages: count() })
    .from(inboxMessages)
    .innerJoin(codes.rows, codes.always)
    .where(eq(inboxMessages.brandId, brandId))
    .groupBy(inboxMessages.source, codes.text)
    .orderBy(desc(count()), inboxMessages.source, codes.text)
    .limit(codesMax);
};

/**
 * Newest first. Without an outcome, those that were not understood; of a code, whatever came of them, since a message is
 * understood around a code that is not.
 * @throws Fault `invalid` for an outcome that does not exist
 */
export const listInbox = async (
  reader: Reader,
  input: {
    readonly brandId: string;
    readonly outcome?: string | undefined;
    readonly code?: string | undefined;
    readonly limit: number;
  },
) => {
  const { brandId, code, limit } = input;
  const wanted =
    input.outcome === undefined
      ? code === undefined
        ? (['not_understood'] as const)
        : outcomes
      : outcomes.filter((one) => one === input.outcome);
  if (wanted.length === 0) throw invalidField('outcome', `--outcome must be one of ${outcomes.join(', ')}`);
  return reader
    .select({
      id: inboxMessages.id,
      source: inboxMessages.source,
      topic: inboxMessages.topic,
      outcome: inboxMessages.outcome,
      detail: inboxMessages.detail,
      unmappedCodes: inboxMessages.unmappedCodes,
      tries: inboxMessages.tries,
      receivedAt: inboxMessages.receivedAt,
    })
    .from(inboxMessages)
    .where(
      and(
        eq(inboxMessages.brandId, brandId),
        inArray(inboxMessages.outcome, [...wanted]),
        code === undefined ? undefined : holdsText(inboxMessages.unmappedCodes, code),
      ),
    )
    .orderBy(desc(inboxMessages.receivedAt), desc(inboxMessages.id))
    .limit(limit);
};

/**
 * One message as it came: its body as text, or in base64 where it is none; null once it is no longer kept.
 * @throws Fault `not_found`
 */
export const showMessage = async (
  reader: Reader,
  { brandId, id }: { readonly brandId: string; readonly id: string },
) => {
  const [row] = await reader
    .select()
    .from(inboxMessages)
    .where(and(eq(inboxMessages.brandId, brandId), eq(inboxMessages.id, id)));
  if (!row) throw notFound(`Message ${id}`);
  const { brandId: _known, body, ...told } = row;
  return { ...told, ...(isDropped(row) ? { body: null } : bodyOf(body)) };
};

const bodyOf = (body: Buffer): { readonly body: string; readonly encoding: 'text' | 'base64' } =>
  isUtf8(body) && !body.includes(0)
    ? { body: body.toString('utf8'), encoding: 'text' }
    : { body: body.toString('base64'), encoding: 'base64' };
