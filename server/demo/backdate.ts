/** The past of the demo is written in one moment; her history is to say when it was. */
import { and, eq } from 'drizzle-orm';
import { pointEntries } from '../../db/schema/index.ts';
import type { OrderRow } from '../orders/index.ts';
import type { Work } from '../work.ts';

/** Dates what an order brought by the day on which it was placed. */
export const backdatePoints = async (
  work: Work,
  order: Pick<OrderRow, 'id' | 'brandId' | 'placedAt'>,
): Promise<void> => {
  await work.tx
    .update(pointEntries)
    .set({ at: order.placedAt })
    .where(
      and(eq(pointEntries.brandId, order.brandId), eq(pointEntries.orderId, order.id), eq(pointEntries.kind, 'earn')),
    );
};
