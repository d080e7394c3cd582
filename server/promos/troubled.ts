/** What is going wrong for a customer now, for those who would charge her next: the gate's own questions, asked once. */
import { and, desc, eq, isNull, notInArray } from 'drizzle-orm';
import { orders, shipments } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { holdsOfCustomer, isHeld } from './holds.ts';
import { isTroubled, settledStatuses } from './trouble.ts';

const shipmentsMax = 200;

export interface Troubles {
  /** She said that something is not well, and it is not made good yet. */
  readonly held: boolean;
  /** Ours, of orders with a parcel that is late, stuck or turning back. */
  readonly orderIds: readonly string[];
}

export const troublesOf = async (
  reader: Reader,
  { brand, customerId, now }: { readonly brand: Brand; readonly customerId: string; readonly now: Date },
): Promise<Troubles> => {
  const holds = await holdsOfCustomer(reader, brand.id, customerId);
  const rows = await reader
    .select({
      orderId: shipments.orderId,
      status: shipments.status,
      statusAt: shipments.statusAt,
      promisedOn: shipments.promisedOn,
      createdAt: shipments.createdAt,
    })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .where(
      and(
        eq(orders.brandId, brand.id),
        eq(orders.customerId, customerId),
        isNull(orders.cancelledAt),
        notInArray(shipments.status, [...settledStatuses]),
      ),
    )
    .orderBy(desc(orders.placedAt))
    .limit(shipmentsMax);
  const at = { now, timeZone: brand.timeZone };
  const daysMax = brand.settings.policy.holdMaxDays;
  return {
    held: holds.some((hold) => hold.reason !== 'suppressed_by_support' && isHeld(hold, now)),
    orderIds: [...new Set(rows.filter((row) => isTroubled(row, at, daysMax)).map((row) => row.orderId))],
  };
};
