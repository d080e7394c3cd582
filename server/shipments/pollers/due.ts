/**
 * Which shipments are asked about now, and what is noted of an answer. A shipment is asked about until it has arrived,
 * until its carrier has been silent for a month, or until it is two months old.
 */
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, notInArray, or } from 'drizzle-orm';
import { pollQuotas, shipmentPolls, shipments } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import { after, days, hours, minutes } from '../../kit/clock.ts';
import type { Work } from '../../work.ts';
import type { ShipmentStatus } from '../status.shared.ts';

export type PollQuota = typeof pollQuotas.$inferSelect;

export interface DueShipment {
  readonly id: string;
  readonly trackingNumber: string;
  readonly failures: number;
}

const stopAgeMs = days(60);
const silentMs = days(30);
/** Distinct names of carriers that one brand's open shipments may bear. */
const mostNames = 200;
const ended: ShipmentStatus[] = ['delivered', 'returned', 'cancelled', 'expired'];

/** What a push that never came is made up for within, where the carrier allows so many questions (proof F40). */
const soonestMs = minutes(15);

/**
 * How long until the next question: no longer than where the parcel is asks for, and as soon as the account has room for,
 * as its pushes may be lost. After a failure it is what the parcel asks for, doubled with every failure up to a day.
 */
const pollDelayMs = (status: ShipmentStatus, failures: number, roomMs: number): number => {
  const usual =
    status === 'out_for_delivery' || status === 'attempt_failed'
      ? minutes(30)
      : status === 'pending' || status === 'info_received' || status === 'ready_for_pickup'
        ? hours(6)
        : hours(2);
  if (failures === 0) return Math.min(usual, Math.max(soonestMs, roomMs));
  return Math.min(usual * 2 ** Math.min(failures, 10), hours(24));
};

const isOpen = (brandId: string, now: Date) =>
  and(
    eq(shipments.brandId, brandId),
    isNotNull(shipments.trackingNumber),
    notInArray(shipments.status, ended),
    gt(shipments.createdAt, after(now, -stopAgeMs)),
    or(isNull(shipments.lastEventAt), gt(shipments.lastEventAt, after(now, -silentMs))),
  );

/** Those that were never asked about first, then those that wait longest; and how many there are to share the account. */
export const listDueShipments = async (
  reader: Reader,
  input: { brandId: string; now: Date; limit: number; isCarrier: (carrier: string) => boolean },
): Promise<{ readonly due: readonly DueShipment[]; readonly open: number }> => {
  const { brandId, now, limit } = input;
  const open = isOpen(brandId, now);
  const said = await reader.selectDistinct({ carrier: shipments.carrier }).from(shipments).where(open).limit(mostNames);
  const names = said.flatMap(({ carrier }) => (carrier !== null && input.isCarrier(carrier) ? [carrier] : []));
  if (names.length === 0 || limit <= 0) return { due: [], open: 0 };
  const ours = and(open, inArray(shipments.carrier, names));
  const columns = { id: shipments.id, trackingNumber: shipments.trackingNumber, failures: shipmentPolls.failures };
  const join = eq(shipmentPolls.shipmentId, shipments.id);
  const fresh = await reader
    .select(columns)
    .from(shipments)
    .leftJoin(shipmentPolls, join)
    .where(and(ours, isNull(shipmentPolls.shipmentId)))
    .orderBy(asc(shipments.createdAt), asc(shipments.id))
    .limit(limit);
  const waiting = await reader
    .select(columns)
    .from(shipments)
    .innerJoin(shipmentPolls, join)
    .where(and(ours, lte(shipmentPolls.nextAt, now)))
    .orderBy(asc(shipmentPolls.nextAt), asc(shipments.id))
    .limit(limit);
  const due = [...fresh, ...waiting]
    .slice(0, limit)
    .flatMap(({ id, trackingNumber, failures }) =>
      trackingNumber === null ? [] : [{ id, trackingNumber, failures: failures ?? 0 }],
    );
  return { due, open: due.length === 0 ? 0 : await reader.$count(shipments, ours) };
};

/**
 * Notes that the carrier was asked about the shipment, and when to ask again.
 * @param input.roomMs how far apart questions about a shipment must be for the account to last the day
 */
export const notePoll = async (
  work: Work,
  input: {
    brandId: string;
    connectionId: string;
    shipmentId: string;
    failures: number;
    outcome: string;
    roomMs: number;
  },
): Promise<void> => {
  const { shipmentId, brandId, connectionId, failures } = input;
  const [row] = await work.tx
    .select({ status: shipments.status })
    .from(shipments)
    .where(and(eq(shipments.brandId, brandId), eq(shipments.id, shipmentId)));
  if (!row) return;
  const changes = {
    connectionId,
    failures,
    lastOutcome: input.outcome.slice(0, 200),
    nextAt: after(work.now, pollDelayMs(row.status, failures, input.roomMs)),
    polledAt: work.now,
  };
  await work.tx
    .insert(shipmentPolls)
    .values({ shipmentId, brandId, ...changes })
    .onConflictDoUpdate({ target: shipmentPolls.shipmentId, set: changes });
};

export const findQuota = async (reader: Reader, brandId: string, connectionId: string): Promise<PollQuota | null> => {
  const [row] = await reader
    .select()
    .from(pollQuotas)
    .where(and(eq(pollQuotas.brandId, brandId), eq(pollQuotas.connectionId, connectionId)));
  return row ?? null;
};

/** The UTC day that a quota counts by. */
export const quotaDay = (now: Date): string => now.toISOString().slice(0, 10);

/** Counts requests of today. A `pause` is the carrier's refusal; without one it answered, and earlier failures are over. */
export const noteQuota = async (
  work: Work,
  input: {
    brandId: string;
    connectionId: string;
    requests: number;
    pause?: { readonly ms: number | undefined; readonly reason: string } | undefined;
  },
): Promise<void> => {
  const { brandId, connectionId, pause } = input;
  const held = await findQuota(work.tx, brandId, connectionId);
  const day = quotaDay(work.now);
  const failures = pause === undefined ? 0 : (held?.failures ?? 0) + 1;
  const waitMs = pause?.ms ?? Math.min(minutes(1) * 2 ** Math.min(failures, 10), hours(6));
  const changes = {
    day,
    requests: (held?.day === day ? held.requests : 0) + input.requests,
    failures,
    pausedUntil: pause === undefined ? null : after(work.now, waitMs),
    lastReason: pause?.reason.slice(0, 200) ?? null,
  };
  await work.tx
    .insert(pollQuotas)
    .values({ connectionId, brandId, ...changes })
    .onConflictDoUpdate({ target: pollQuotas.connectionId, set: changes });
};
