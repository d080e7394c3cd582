/**
 * Takes one order of the past in, as if it had been told then: each part at the time of its own last word. Cases and
 * holds come to be as they would have, end by what ends them, and nothing leaves the building.
 */
import { and, eq, isNull } from 'drizzle-orm';
import { alerts, facts, holds } from '../../../db/schema/index.ts';
import { findStanding, resolveAlert, subjectOf } from '../../alerts/index.ts';
import { getBrand } from '../../brands/index.ts';
import type { Fact } from '../../facts.ts';
import { after, days } from '../../kit/clock.ts';
import { answerSentiment } from '../../sentiment/index.ts';
import type { React, Work } from '../../work.ts';
import { putOrder } from '../orders.ts';
import type { ImportedOrder } from './inputs.ts';

const source = 'import';
const historian = { id: 'import', name: 'Import' };

/** A transaction in which the past is told. */
export interface Past {
  /** The transaction as of another time: what is recorded on it happened then. */
  at(time: Date): Work;
  readonly now: Date;
  /** Writes down what was recorded: once, before the end, since nothing in a transaction reads it. */
  write(): Promise<void>;
}

const factsPerStatement = 500;

/** @param react what follows inside the house; it must tell nobody outside */
export const pastIn = (work: Work, react: React): Past => {
  const recorded: (typeof facts.$inferInsert)[] = [];
  return {
    now: work.now,
    at: (at) => {
      const then: Work = {
        ...work,
        now: at,
        record: async (fact: Fact) => {
          const { brandId, kind, ...data } = fact;
          const orderId = 'orderId' in fact ? fact.orderId : null;
          recorded.push({ id: work.newId(), brandId, kind, orderId, customerId: fact.customerId, data, at });
          await react(then, fact);
        },
      };
      return then;
    },
    async write() {
      for (let from = 0; from < recorded.length; from += factsPerStatement)
        await work.tx.insert(facts).values(recorded.slice(from, from + factsPerStatement));
    },
  };
};

/**
 * Puts the order, and answers what was said about it. A case that is older than a hold may last was dealt with, well or
 * not: it is recorded as resolved on the day on which its hold ran out. A younger one stands, with the promise of an
 * answer counted from now; it is not escalated, since nobody has promised anything yet.
 */
export const importOrder = async (
  past: Past,
  brandId: string,
  imported: ImportedOrder,
): Promise<'created' | 'changed' | 'stale'> => {
  const { id, sentiment, ...input } = imported;
  const put = await putOrder(past.at(lastWord(imported, past.now)), brandId, id, input, source);
  if (sentiment) await answerThen(past, put, id, sentiment);
  return put.outcome;
};

/** The newest time that the order tells of; what lies ahead of us is told now. */
const lastWord = ({ placedAt, updatedAt, cancelledAt, shipments = [] }: ImportedOrder, now: Date): Date => {
  const told = [updatedAt, cancelledAt, ...shipments.flatMap(({ events = [] }) => events.map((one) => one.occurredAt))];
  const last = told.reduce<Date>((newest, at) => (at && at > newest ? at : newest), placedAt);
  return last < now ? last : now;
};

const answerThen = async (
  past: Past,
  { order, shipments }: Pick<Awaited<ReturnType<typeof putOrder>>, 'order' | 'shipments'>,
  id: string,
  sentiment: NonNullable<ImportedOrder['sentiment']>,
): Promise<void> => {
  const { brandId, customerId } = order;
  const [first, ...more] = shipments;
  // Of several shipments, a review of the order does not say which one it means.
  const shipment = more.length === 0 ? first : undefined;
  const at = sentiment.answeredAt < past.now ? sentiment.answeredAt : past.now;
  const then = past.at(at);
  const { outcome, negative, contradicts } = await answerSentiment(then, {
    brandId,
    customerId,
    orderId: order.id,
    shipmentId: shipment?.id ?? null,
    occasion: 'review',
    ...sentiment,
    externalId: sentiment.externalId ?? id,
  });
  // What says that all is well raised nothing, and a case that stands for another reason is none of its business.
  if (outcome === 'unchanged' || !(negative || contradicts)) return;
  const alert = await findStanding(then.tx, brandId, subjectOf({ customerId, orderId: order.id }));
  if (!alert) return;
  const { policy } = (await getBrand(then.tx, brandId)).settings;
  const ended = after(at, days(policy.holdMaxDays));
  if (ended <= past.now) {
    const input = { brandId, alertId: alert.id, agent: historian, outcome: 'other' as const, note: null };
    await resolveAlert(past.at(ended), input);
    await endHolds(then, alert.id, ended);
    return;
  }
  const { answerBy } = alert;
  const waitedMs = answerBy.getTime() - alert.openedAt.getTime();
  await then.tx
    .update(alerts)
    .set({ answerBy: after(past.now, waitedMs), escalatedAt: past.now })
    .where(eq(alerts.id, alert.id));
};

const endHolds = async (work: Work, alertId: string, at: Date): Promise<void> => {
  await work.tx
    .update(holds)
    .set({ liftedAt: at, liftedBy: 'doorstep', liftedWhy: 'ended' })
    .where(and(eq(holds.alertId, alertId), isNull(holds.liftedAt)));
};
