/**
 * The inbox: every genuine delivery is kept as it came, in the same commit as what it changed, once per deduplication
 * key. What cannot be understood or applied is kept all the same and can be replayed.
 */
import { and, eq, inArray } from 'drizzle-orm';
import { inboxMessages, waitingMessages } from '../../db/schema/index.ts';
import { type Brand, getBrand } from '../brands/index.ts';
import { Fault, notFound } from '../faults.ts';
import type { Delivery, Reading } from '../source.ts';
import type { Perform, Work } from '../work.ts';
import { type Awaits, applyEffects } from './apply.ts';
import type { Connection } from './connections.ts';
import { findSource } from './sources.ts';

export type InboxRow = typeof inboxMessages.$inferSelect;

export interface Taken {
  readonly outcome: InboxRow['outcome'] | 'duplicate';
  readonly detail: string | null;
  readonly unmappedCodes: readonly string[];
}

/**
 * Takes one delivery in. It resolves after the commit, so its sender may be told that we have it.
 * @throws StoreUnavailable when it could not be kept: the sender has to try again
 */
export const takeDelivery = async (
  perform: Perform,
  brand: Brand,
  connection: Connection,
  delivery: Delivery,
): Promise<Taken> => {
  const reading = connection.source.read(delivery, contextOf(brand, delivery.receivedAt));
  try {
    return await perform((work) => keep(work, brand, connection, delivery, reading));
  } catch (error) {
    // A domain that refuses an effect (a shipment id used twice, say) must not lose the message that carried it.
    if (!(error instanceof Fault)) throw error;
    const refused = { outcome: 'failed' as const, why: error.message };
    return perform((work) => keep(work, brand, connection, delivery, refused));
  }
};

type Kept = Reading | { readonly outcome: 'failed'; readonly why: string };

const keep = async (
  work: Work,
  brand: Brand,
  connection: Connection,
  delivery: Delivery,
  reading: Kept,
): Promise<Taken> => {
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
      headers: keptHeaders(delivery.headers),
      body: delivery.rawBody,
      outcome: reading.outcome,
      detail: reading.outcome === 'understood' ? null : reading.why.slice(0, 1000),
      unmappedCodes: [...unmappedCodes],
      tries: 1,
      receivedAt: delivery.receivedAt,
    })
    .onConflictDoNothing()
    .returning({ id: inboxMessages.id });
  if (!row) return { outcome: 'duplicate', detail: null, unmappedCodes: [] };
  if (reading.outcome !== 'understood') return { outcome: reading.outcome, detail: reading.why, unmappedCodes };
  const awaited = await applyEffects(work, brand, connection.source.name, reading.effects);
  const detail = await letWait(work, brand.id, row.id, awaited);
  return { outcome: 'understood', detail, unmappedCodes };
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
 * @throws Fault `not_found`
 */
export const replayMessage = async (work: Work, brand: Brand, id: string): Promise<Taken> => {
  const here = and(eq(inboxMessages.brandId, brand.id), eq(inboxMessages.id, id));
  const [row] = await work.tx.select().from(inboxMessages).where(here);
  const source = row ? findSource(row.source) : null;
  if (!row || !source) throw notFound(`Message ${id}`);
  const delivery: Delivery = { rawBody: row.body, headers: row.headers, url: '', receivedAt: row.receivedAt };
  const reading = source.read(delivery, contextOf(brand, row.receivedAt));
  const understood = reading.outcome === 'understood';
  const awaited = understood ? await applyEffects(work, brand, source.name, reading.effects) : [];
  const taken = {
    outcome: reading.outcome,
    detail: understood ? await letWait(work, brand.id, id, awaited) : reading.why,
    unmappedCodes: understood ? reading.unmappedCodes : [],
  };
  await work.tx
    .update(inboxMessages)
    .set({
      outcome: taken.outcome,
      detail: taken.detail,
      unmappedCodes: [...taken.unmappedCodes],
      tries: row.tries + 1,
    })
    .where(here);
  return taken;
};

const contextOf = (brand: Brand, receivedAt: Date) => ({
  brandTimeZone: brand.timeZone,
  brandCurrency: brand.currency,
  receivedAt,
});

/** What a replay may need. Cookies and authorisation of whoever sent it are none of our business. */
const keptHeaders = (headers: Delivery['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) =>
      /^(content-type|user-agent|x-|aftership|webhook-|sign$|dhl-)/.test(name),
    ),
  );
