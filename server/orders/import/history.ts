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
import { findShipment } from '../../shipments/index.ts';
import type { React, Work } from '../../work.ts';
import { type Order, putOrder } from '../orders.ts';
import type { ImportedOrder } from './inputs.ts';

const source = 'import';
const historian = { id: 'import', name: 'Import' };

/** `work` at another time: what is recorded on it happened then. */
export const backThen = (work: Work, at: Date, react: React): Work => {
  const then: Work = {
    ...work,
    now: at,
    record: async (fact: Fact) => {
      const { brandId, kind, ...data } = fact;
      await work.tx.insert(facts).values({
        id: work.newId(),
        brandId,
        kind,
        orderId: 'orderId' in fact ? fact.orderId : null,
        customerId: fact.customerId,
        data,
        at,
      });
      await react(then, fact);
    },
  };
  return then;
};

/**
 * Puts the order, and answers what was said about it. A case that is older than a hold may last was dealt with, well or
 * not: it is recorded as resolved on the day on which its hold ran out. A younger one stands, with the promise of an
 * answer counted from now; it is not escalated, since nobody has promised anything yet.
 * @param react what follows inside the house; it must tell nobody outside
 */
export const importOrder = async (
  work: Work,
  brandId: string,
  imported: ImportedOrder,
  react: React,
): Promise<'created' | 'changed' | 'stale'> => {
  const { id, sentiment, ...input } = imported;
  const toldAt = lastWord(imported, work.now);
  const { order, outcome } = await putOrder(backThen(work, toldAt, react), brandId, id, input, source);
  if (sentiment) await answerThen(work, order, imported, sentiment, react);
  return outcome;
};

/** The newest time that the order tells of; what lies ahead of us is told now. */
const lastWord = ({ placedAt, updatedAt, cancelledAt, shipments = [] }: ImportedOrder, now: Date): Date => {
  const told = [updatedAt, cancelledAt, ...shipments.flatMap(({ events = [] }) => events.map((one) => one.occurredAt))];
  const last = told.reduce<Date>((newest, at) => (at && at > newest ? at : newest), placedAt);
  return last < now ? last : now;
};

const answerThen = async (
  work: Work,
  order: Order,
  { id, shipments = [] }: ImportedOrder,
  sentiment: NonNullable<ImportedOrder['sentiment']>,
  react: React,
): Promise<void> => {
  const { brandId, customerId } = order;
  const [first, ...more] = shipments;
  // Of several shipments, a review of the order does not say which one it means.
  const shipment = first && more.length === 0 ? await findShipment(work.tx, brandId, first.id) : null;
  const at = sentiment.answeredAt < work.now ? sentiment.answeredAt : work.now;
  const then = backThen(work, at, react);
  const { outcome } = await answerSentiment(then, {
    brandId,
    customerId,
    orderId: order.id,
    shipmentId: shipment?.id ?? null,
    occasion: 'review',
    ...sentiment,
    externalId: sentiment.externalId ?? id,
  });
  if (outcome === 'unchanged') return;
  const alert = await findStanding(work.tx, brandId, subjectOf({ customerId, orderId: order.id }));
  if (!alert) return;
  const { policy } = (await getBrand(work.tx, brandId)).settings;
  const ended = after(at, days(policy.holdMaxDays));
  if (ended <= work.now) {
    const input = { brandId, alertId: alert.id, agent: historian, outcome: 'other' as const, note: null };
    await resolveAlert(backThen(work, ended, react), input);
    await endHolds(work, alert.id, ended);
    return;
  }
  const { answerBy } = alert;
  const waitedMs = answerBy.getTime() - alert.openedAt.getTime();
  await work.tx
    .update(alerts)
    .set({ answerBy: after(work.now, waitedMs), escalatedAt: work.now })
    .where(eq(alerts.id, alert.id));
};

const endHolds = async (work: Work, alertId: string, at: Date): Promise<void> => {
  await work.tx
    .update(holds)
    .set({ liftedAt: at, liftedBy: 'doorstep', liftedWhy: 'ended' })
    .where(and(eq(holds.alertId, alertId), isNull(holds.liftedAt)));
};
