/**
 * The inbox: every genuine delivery is kept as it came, in the same commit as what it changed, once per deduplication
 * key. What cannot be understood or applied is kept all the same and can be replayed.
 */
import { and, eq, inArray } from 'drizzle-orm';
import { inboxMessages, waitingMessages } from '../../db/schema/index.ts';
import { type Reader, StoreUnavailable } from '../../db/store.ts';
import { type Brand, getBrand } from '../brands/index.ts';
import { Fault, notFound } from '../faults.ts';
import type { Delivery, Reading, Source } from '../source.ts';
import type { Perform, Work } from '../work.ts';
import { type Awaits, applyEffects, refusalOf } from './apply.ts';
import type { Connection } from './connections.ts';
import { findSource } from './sources.ts';

export type InboxRow = typeof inboxMessages.$inferSelect;

/** Its time was over, or whom it named was erased: only that it came is still known, so that it is not taken twice. */
export const isDropped = ({ body, headers }: Pick<InboxRow, 'body' | 'headers'>): boolean =>
  body.length === 0 && Object.keys(headers).length === 0;

export interface Taken {
  readonly outcome: InboxRow['outcome'] | 'duplicate';
  readonly detail: string | null;
  readonly unmappedCodes: readonly string[];
}

/** Counts deliveries by source and what became of them, unmapped codes by source and code. */
export type Count = (name: 'delivery' | 'unmapped_code', source: string, label: string) => void;

export interface TakingParts {
  readonly perform: Perform;
  readonly count: Count;
  /** Is handed what was our own mistake; the message is kept as failed all the same. */
  readonly stumbled: (error: unknown) => void;
}

/**
 * Takes one delivery in, whether it was pushed or asked for, and counts it. It resolves after the commit, so its sender
 * may be told that we have it.
 * @param how `asked`: it is how things stand now, even if it says word for word what an earlier answer said
 * @throws StoreUnavailable when it could not be kept: the sender has to try again
 */
export const takeDelivery = async (
  { perform, count, stumbled }: TakingParts,
  brand: Brand,
  connection: Connection,
  delivery: Delivery,
  how: 'pushed' | 'asked' = 'pushed',
): Promise<Taken> => {
  const { source } = connection;
  const take = (reading: Kept) => perform((work) => keep(work, brand, connection, delivery, { reading, how }));
  const takeAll = async (): Promise<Taken> => {
    try {
      return await take(source.read(delivery, contextOf(brand, delivery.receivedAt)));
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      if (error instanceof Fault) return take({ outcome: 'failed', why: error.message });
      stumbled(error);
      return take({ outcome: 'failed', why: 'a mistake of ours, which is in the log' });
    }
  };
  const taken = await takeAll();
  count('delivery', source.name, taken.outcome);
  for (const code of taken.unmappedCodes) count('unmapped_code', source.name, code);
  return taken;
};

type Kept = Reading | { readonly outcome: 'failed'; readonly why: string };

const keep = async (
  work: Work,
  brand: Brand,
  connection: Connection,
  delivery: Delivery,
  { reading: given, how }: { readonly reading: Kept; readonly how: 'pushed' | 'asked' },
): Promise<Taken> => {
  const reading = await refused(work, brand, given);
  const unmappedCodes = reading.outcome === 'understood' ? reading.unmappedCodes : [];
  const [row] = await work.tx
    .insert(inboxMessages)
    .values({
      id: work.newId(),
      brandId: brand.id,
      connectionId: connection.id,
      source: connection.source.name,
      topic: connection.source.topic(delivery).slice(0, 100),
      deduplicationKey: connection.source.deduplicationKey(delivery).slice(0, 200),
      headers: keptHeaders(delivery.headers, connection.source.secretHeaders ?? []),
      body: connection.source.keptBody?.(delivery) ?? delivery.rawBody,
      outcome: reading.outcome,
      detail: reading.outcome === 'understood' ? null : reading.why.slice(0, 1000),
      unmappedCodes: [...unmappedCodes],
      tries: 1,
      receivedAt: delivery.receivedAt,
    })
    .onConflictDoNothing()
    .returning({ id: inboxMessages.id });
  if (!row) {
    // A day that was put off and is named again: events are known by then, and change nothing.
    if (how === 'asked' && reading.outcome === 'understood')
      await applyEffects(work, brand, connection.source.name, reading.effects);
    return { outcome: 'duplicate', detail: null, unmappedCodes: [] };
  }
  if (reading.outcome !== 'understood') return { outcome: reading.outcome, detail: reading.why, unmappedCodes };
  const awaited = await applyEffects(work, brand, connection.source.name, reading.effects);
  const detail = await letWait(work, brand.id, row.id, awaited);
  return { outcome: 'understood', detail, unmappedCodes };
};

/** The reading, or that it failed where the domains would refuse an effect of it. */
const refused = async (work: Work, brand: Brand, reading: Kept): Promise<Kept> => {
  const why = reading.outcome === 'understood' ? await refusalOf(work, brand.id, reading.effects) : null;
  return why === null ? reading : { outcome: 'failed', why };
};

/** Notes what the message waits for. @returns the same in words for the operator, or null when it waits for nothing */
const letWait = async (
  work: Work,
  brandId: string,
  messageId: string,
  awaited: readonly Awaits[],
): Promise<string | null> => {
  if (awaited.length === 0) return null;
  await work.tx
    .insert(waitingMessages)
    .values(awaited.map((awaits) => ({ id: work.newId(), brandId, awaits, messageId, createdAt: work.now })))
    .onConflictDoNothing();
  const detail = `waits for ${awaited.join(', ')}`.slice(0, 1000);
  await work.tx.update(inboxMessages).set({ detail }).where(eq(inboxMessages.id, messageId));
  return detail;
};

/** Whether any message of the brand waits for what it names. */
export const isAnythingAwaited = async (reader: Reader, brandId: string): Promise<boolean> =>
  (
    await reader
      .select({ id: waitingMessages.id })
      .from(waitingMessages)
      .where(eq(waitingMessages.brandId, brandId))
      .limit(1)
  ).length > 0;

/** Reads every message again that waited for one of `keys`, now that it is there. */
export const claimWaiting = async (work: Work, brandId: string, keys: readonly Awaits[]): Promise<void> => {
  const waiting = await work.tx
    .delete(waitingMessages)
    .where(and(eq(waitingMessages.brandId, brandId), inArray(waitingMessages.awaits, [...keys])))
    .returning({ messageId: waitingMessages.messageId });
  if (waiting.length === 0) return;
  const brand = await getBrand(work.tx, brandId);
  for (const messageId of [...new Set(waiting.map((row) => row.messageId))].sort()) {
    await replayMessage(work, brand, messageId);
  }
};

/**
 * Reads a kept message again and applies it, for one that an adapter has learnt to understand since.
 * @throws Fault `not_found`; `conflict` where nothing of it is kept any more
 */
export const replayMessage = async (work: Work, brand: Brand, id: string): Promise<Taken> => {
  const here = and(eq(inboxMessages.brandId, brand.id), eq(inboxMessages.id, id));
  const [row] = await work.tx.select().from(inboxMessages).where(here);
  const source = row ? findSource(row.source) : null;
  if (!row || !source) throw notFound(`Message ${id}`);
  if (isDropped(row)) throw new Fault('conflict', `Of message ${id} nothing is kept any more: it cannot be read again`);
  // What it waited for under another name must not bring it back a second time.
  await work.tx
    .delete(waitingMessages)
    .where(and(eq(waitingMessages.brandId, brand.id), eq(waitingMessages.messageId, id)));
  const reading = await refused(work, brand, readAgain(source, brand, row));
  const taken = await applyAgain(work, brand, row, reading);
  await work.tx
    .update(inboxMessages)
    .set({
      outcome: reading.outcome,
      detail: taken.detail,
      unmappedCodes: [...taken.unmappedCodes],
      tries: row.tries + 1,
    })
    .where(here);
  return taken;
};

const readAgain = (source: Source, brand: Brand, { body, headers, receivedAt }: InboxRow): Reading =>
  source.read({ rawBody: body, headers, url: '', receivedAt }, contextOf(brand, receivedAt));

const applyAgain = async (work: Work, brand: Brand, { id, source }: InboxRow, reading: Kept): Promise<Taken> => {
  if (reading.outcome !== 'understood') return { outcome: reading.outcome, detail: reading.why, unmappedCodes: [] };
  const awaited = await applyEffects(work, brand, source, reading.effects);
  const detail = await letWait(work, brand.id, id, awaited);
  return { outcome: 'understood', detail, unmappedCodes: reading.unmappedCodes };
};

const contextOf = (brand: Brand, receivedAt: Date) => ({
  brandTimeZone: brand.timeZone,
  brandCurrency: brand.currency,
  receivedAt,
});

/** What a replay may need. Cookies and authorisation of whoever sent it are none of our business. */
const keptHeaders = (headers: Delivery['headers'], secretHeaders: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) =>
        /^(content-type|user-agent|x-|aftership|webhook-|sign$|dhl-)/.test(name) && !secretHeaders.includes(name),
    ),
  );
