/** Which devices hear of an order. A device has one subscription a brand, and hears of the orders that it has opened. */
import { and, desc, eq, ne } from 'drizzle-orm';
import { orders, pushFollows, pushSubscriptions } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import type { Work } from '../../work.ts';

export type PushSubscriptionRow = typeof pushSubscriptions.$inferSelect;

export interface SubscriptionInput {
  readonly brandId: string;
  readonly orderId: string;
  readonly deviceId: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly locale: string;
}

/**
 * Notes where the device hears from now on, and that it wants to hear of the order. An endpoint that another device had
 * before is this one's: browsers make new ids when their storage was emptied.
 * @returns the subscription's id
 */
export const putSubscription = async (work: Work, input: SubscriptionInput): Promise<string> => {
  const { brandId, orderId, deviceId, endpoint, p256dh, auth, locale } = input;
  const former = await work.tx
    .select({ id: pushSubscriptions.id })
    .from(pushSubscriptions)
    .where(
      and(
        eq(pushSubscriptions.brandId, brandId),
        eq(pushSubscriptions.endpoint, endpoint),
        ne(pushSubscriptions.deviceId, deviceId),
      ),
    );
  for (const { id } of former) await removeSubscription(work, brandId, id);
  const changes = { endpoint, p256dh, auth, locale, confirmedAt: work.now };
  const [row] = await work.tx
    .insert(pushSubscriptions)
    .values({ id: work.newId(), brandId, deviceId, createdAt: work.now, ...changes })
    .onConflictDoUpdate({ target: [pushSubscriptions.brandId, pushSubscriptions.deviceId], set: changes })
    .returning({ id: pushSubscriptions.id });
  if (!row) throw new Error('an upsert returned no row');
  await work.tx
    .insert(pushFollows)
    .values({ brandId, subscriptionId: row.id, orderId, createdAt: work.now })
    .onConflictDoNothing();
  return row.id;
};

/** Ends the subscription of a device that hears of the order, for all orders. Absent, it changes nothing. */
export const dropDevice = async (
  work: Work,
  of: { brandId: string; orderId: string; deviceId: string },
): Promise<void> => {
  const [row] = await work.tx
    .select({ id: pushSubscriptions.id })
    .from(pushSubscriptions)
    .innerJoin(pushFollows, eq(pushFollows.subscriptionId, pushSubscriptions.id))
    .where(
      and(
        eq(pushSubscriptions.brandId, of.brandId),
        eq(pushSubscriptions.deviceId, of.deviceId),
        eq(pushFollows.orderId, of.orderId),
      ),
    );
  if (row) await removeSubscription(work, of.brandId, row.id);
};

const removeSubscription = async ({ tx }: Work, brandId: string, id: string): Promise<void> => {
  await tx.delete(pushFollows).where(and(eq(pushFollows.brandId, brandId), eq(pushFollows.subscriptionId, id)));
  await tx.delete(pushSubscriptions).where(and(eq(pushSubscriptions.brandId, brandId), eq(pushSubscriptions.id, id)));
};

/** A household has a handful of devices; a link that was passed around must not make us a loudspeaker. */
const followersMax = 20;

/** The devices that hear of the order, the one confirmed last first. */
export const followersOf = async (
  reader: Reader,
  { brandId, orderId }: { brandId: string; orderId: string },
): Promise<readonly PushSubscriptionRow[]> => {
  const rows = await reader
    .select({ subscription: pushSubscriptions })
    .from(pushFollows)
    .innerJoin(pushSubscriptions, eq(pushSubscriptions.id, pushFollows.subscriptionId))
    .where(and(eq(pushFollows.brandId, brandId), eq(pushFollows.orderId, orderId)));
  return rows
    .map(({ subscription }) => subscription)
    .sort((a, b) => b.confirmedAt.getTime() - a.confirmedAt.getTime())
    .slice(0, followersMax);
};

export interface DeviceOfCustomer {
  readonly device: PushSubscriptionRow;
  /** The latest order of hers that was opened on it: whose page it may lead to. */
  readonly order: { readonly id: string; readonly linkVersion: number };
}

/** The devices on which any order of the customer was opened, the one confirmed last first. */
export const devicesOf = async (
  reader: Reader,
  { brandId, customerId }: { brandId: string; customerId: string },
): Promise<readonly DeviceOfCustomer[]> => {
  const rows = await reader
    .select({ device: pushSubscriptions, order: { id: orders.id, linkVersion: orders.linkVersion } })
    .from(orders)
    .innerJoin(pushFollows, eq(pushFollows.orderId, orders.id))
    .innerJoin(pushSubscriptions, eq(pushSubscriptions.id, pushFollows.subscriptionId))
    .where(and(eq(orders.brandId, brandId), eq(orders.customerId, customerId), eq(pushFollows.brandId, brandId)))
    .orderBy(desc(orders.placedAt));
  const latest = new Map<string, DeviceOfCustomer>();
  for (const row of rows) if (!latest.has(row.device.id)) latest.set(row.device.id, row);
  return [...latest.values()]
    .sort((a, b) => b.device.confirmedAt.getTime() - a.device.confirmedAt.getTime())
    .slice(0, followersMax);
};
