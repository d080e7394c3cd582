/** One person in the database: every id under which rows of hers are found. Read once, then used for all tables. */
import { and, eq, inArray } from 'drizzle-orm';
import {
  alerts,
  orders,
  outboxMessages,
  pushFollows,
  redemptions,
  shipments,
  subscriptions,
} from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';

export interface Subject {
  readonly brandId: string;
  /** Ours. */
  readonly customerId: string;
  readonly orderIds: readonly string[];
  readonly shipmentIds: readonly string[];
  readonly alertIds: readonly string[];
  readonly subscriptionIds: readonly string[];
  readonly redemptionIds: readonly string[];
  readonly messageIds: readonly string[];
  /** Devices that follow an order of hers. */
  readonly deviceIds: readonly string[];
}

/** @param customerId ours */
export const readSubject = async (reader: Reader, brandId: string, customerId: string): Promise<Subject> => {
  const idsOf = async (rows: Promise<readonly { readonly id: string }[]>) => (await rows).map(({ id }) => id);
  const orderIds = await idsOf(
    reader
      .select({ id: orders.id })
      .from(orders)
      .where(and(eq(orders.brandId, brandId), eq(orders.customerId, customerId))),
  );
  const ofOrders = orderIds.length > 0;
  return {
    brandId,
    customerId,
    orderIds,
    shipmentIds: ofOrders
      ? await idsOf(
          reader
            .select({ id: shipments.id })
            .from(shipments)
            .where(and(eq(shipments.brandId, brandId), inArray(shipments.orderId, orderIds))),
        )
      : [],
    alertIds: await idsOf(
      reader
        .select({ id: alerts.id })
        .from(alerts)
        .where(and(eq(alerts.brandId, brandId), eq(alerts.customerId, customerId))),
    ),
    subscriptionIds: await idsOf(
      reader
        .select({ id: subscriptions.id })
        .from(subscriptions)
        .where(and(eq(subscriptions.brandId, brandId), eq(subscriptions.customerId, customerId))),
    ),
    redemptionIds: await idsOf(
      reader
        .select({ id: redemptions.id })
        .from(redemptions)
        .where(and(eq(redemptions.brandId, brandId), eq(redemptions.customerId, customerId))),
    ),
    messageIds: await idsOf(
      reader
        .select({ id: outboxMessages.id })
        .from(outboxMessages)
        .where(and(eq(outboxMessages.brandId, brandId), eq(outboxMessages.customerId, customerId))),
    ),
    deviceIds: ofOrders
      ? await idsOf(
          reader
            .selectDistinct({ id: pushFollows.subscriptionId })
            .from(pushFollows)
            .where(and(eq(pushFollows.brandId, brandId), inArray(pushFollows.orderId, orderIds))),
        )
      : [],
  };
};
