/**
 * The question after a delivery: put down when the parcel arrives, asked when its time has come, and looked at once more
 * before that. One question a customer and week; none to someone who has answered or whose case is open.
 */
import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm';
import { deliveryAsks, outboxMessages } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import { hasStandingCase } from '../../alerts/index.ts';
import type { FactOf } from '../../facts.ts';
import { after, days, hours } from '../../kit/clock.ts';
import { currentAnswers } from '../../sentiment/index.ts';
import type { Work } from '../../work.ts';
import { withdraw } from '../outbox.ts';
import { type ParcelNews, readParcel } from '../parcelNews.ts';
import { askTime, whenAwake } from './askTime.ts';

export type DeliveryAsk = typeof deliveryAsks.$inferSelect;

export interface AskVoices {
  /** @returns how many devices it goes to */
  readonly onDevices: (work: Work, parcel: ParcelNews, occurrence: string) => Promise<number>;
  /** Where it goes to devices as well, the mail stands in for them. @returns whether there is an address */
  readonly byMail: (work: Work, parcel: ParcelNews, occurrence: string, devices: number) => Promise<boolean>;
}

/** What arrived longer ago is not asked about: nobody remembers, and an import would ask thousands. */
const askableForMs = hours(36);
const onceInMs = days(7);

/** Puts the question down; told of the same delivery again, nothing changes. */
export const planAsk = async (work: Work, fact: FactOf<'shipment.moved'>): Promise<void> => {
  if (fact.to !== 'delivered') return;
  const parcel = await readParcel(work.tx, fact, work.now);
  const deliveredAt = parcel?.shipment.deliveredAt ?? null;
  if (parcel === null || deliveredAt === null || after(deliveredAt, askableForMs) < work.now) return;
  const { brandId, customerId, orderId, shipmentId } = fact;
  await work.tx
    .insert(deliveryAsks)
    .values({
      id: work.newId(),
      brandId,
      customerId,
      orderId,
      shipmentId,
      status: 'waiting',
      dueAt: askTime(deliveredAt, parcel.timeZone),
      createdAt: work.now,
    })
    .onConflictDoNothing({ target: [deliveryAsks.brandId, deliveryAsks.shipmentId] });
};

/** Asks what is due, at most `limit` of a brand. @returns how many were dealt with, in whatever way */
export const askWhatIsDue = async (
  work: Work,
  voices: AskVoices,
  { brandId, limit }: { brandId: string; limit: number },
): Promise<number> => {
  const due = await work.tx
    .select()
    .from(deliveryAsks)
    .where(
      and(eq(deliveryAsks.brandId, brandId), eq(deliveryAsks.status, 'waiting'), lte(deliveryAsks.dueAt, work.now)),
    )
    .orderBy(asc(deliveryAsks.dueAt), asc(deliveryAsks.id))
    .limit(limit);
  for (const ask of due) await deal(work, voices, ask);
  return due.length;
};

const deal = async (work: Work, voices: AskVoices, ask: DeliveryAsk): Promise<void> => {
  const parcel = await readParcel(work.tx, ask, work.now);
  if (parcel === null) return settle(work, ask, { status: 'dropped', droppedWhy: 'the parcel is gone' });
  const silence = await reasonForSilence(work.tx, parcel, work.now);
  if (silence !== null) return settle(work, ask, { status: 'dropped', droppedWhy: silence });
  // The house stood still at its time: not now, at night, but in the morning.
  const awakeAt = whenAwake(work.now, parcel.timeZone);
  if (awakeAt > work.now) return settle(work, ask, { dueAt: awakeAt });
  const occurrence = occurrenceOf(ask);
  const devices = await voices.onDevices(work, parcel, occurrence);
  const hasAddress = await voices.byMail(work, parcel, occurrence, devices);
  if (devices > 0 || hasAddress) {
    const channel = devices > 0 ? 'push' : 'email';
    return settle(work, ask, { status: 'asked', customerId: parcel.customer.id, channel, askedAt: work.now });
  }
  return settle(work, ask, { status: 'dropped', droppedWhy: 'there is no way to reach her' });
};

/**
 * She has answered, so what still waits to ask her stays here: about that parcel, and about none while she is unhappy. What
 * is being sent just now is out of our hands.
 */
export const withdrawAnswered = async (work: Work, fact: FactOf<'sentiment.answered'>): Promise<void> => {
  const { brandId, customerId, shipmentId, negative } = fact;
  const asked = await work.tx
    .select({ id: deliveryAsks.id, shipmentId: deliveryAsks.shipmentId })
    .from(deliveryAsks)
    .where(
      and(
        eq(deliveryAsks.brandId, brandId),
        eq(deliveryAsks.customerId, customerId),
        gt(deliveryAsks.askedAt, after(work.now, -onceInMs)),
      ),
    );
  const occurrences = asked.flatMap((ask) => (negative || ask.shipmentId === shipmentId ? [occurrenceOf(ask)] : []));
  if (occurrences.length > 0) await withdraw(work, brandId, inArray(outboxMessages.occurrence, occurrences));
};

const occurrenceOf = ({ id }: Pick<DeliveryAsk, 'id'>): string => `ask ${id}`;

/** Null when she may be asked. */
const reasonForSilence = async (
  reader: Reader,
  { brand: { id: brandId }, shipment, order, customer }: ParcelNews,
  now: Date,
): Promise<string | null> => {
  const { id: customerId } = customer;
  if (shipment.status !== 'delivered') return 'the parcel is not there any more';
  if (order.cancelledAt !== null || customer.erasedAt !== null) return 'the order is over';
  const arrivedAt = shipment.deliveredAt ?? now;
  if (after(arrivedAt, askableForMs) < now) return 'it arrived too long ago';
  const answers = await currentAnswers(reader, { brandId, shipmentIds: [shipment.id] });
  if (answers.length > 0) return 'she has answered';
  if (await hasStandingCase(reader, { brandId, customerId })) return 'her case is open';
  const [lately] = await reader
    .select({ id: deliveryAsks.id })
    .from(deliveryAsks)
    .where(
      and(
        eq(deliveryAsks.brandId, brandId),
        eq(deliveryAsks.customerId, customerId),
        gt(deliveryAsks.askedAt, after(now, -onceInMs)),
      ),
    )
    .limit(1);
  return lately === undefined ? null : 'she was asked within the week';
};

const settle = async ({ tx }: Work, { id, brandId }: DeliveryAsk, change: Partial<DeliveryAsk>): Promise<void> => {
  await tx
    .update(deliveryAsks)
    .set(change)
    .where(and(eq(deliveryAsks.brandId, brandId), eq(deliveryAsks.id, id)));
};
