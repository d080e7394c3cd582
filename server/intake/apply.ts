/** Turns what a source said into the verbs of the domains, inside the transaction that keeps the raw message. */
import type { Brand } from '../brands/index.ts';
import {
  cancelOrder,
  findOrder,
  foreignCurrency,
  getOrder,
  listItems,
  putOrder,
  recordRefund,
} from '../orders/index.ts';
import { findShipment, putShipment, type ShipmentInput, takeNews, trackingKey } from '../shipments/index.ts';
import type { Effect } from '../source.ts';
import { putSubscription } from '../subscriptions/index.ts';
import type { Work } from '../work.ts';

/** What a message still waits for: `order:{id}`, `shipment:{id}` or `number:{tracking key}`. */
export type Awaits = `${'order' | 'shipment' | 'number'}:${string}`;

/**
 * Why the domains would refuse one of the effects, or null. Asked before the first is applied: within a transaction
 * nothing is undone, and a message that waited must not take down the order that it waited for.
 */
export const refusalOf = async (work: Work, brandId: string, effects: readonly Effect[]): Promise<string | null> => {
  for (const effect of effects) {
    if (effect.kind === 'refund') {
      const told = effects.findLast((one) => one.kind === 'order' && one.orderId === effect.orderId);
      const order =
        told?.kind === 'order'
          ? { currency: told.order.currency, externalId: told.orderId }
          : await findOrder(work.tx, brandId, effect.orderId);
      const foreign = order && foreignCurrency(order, effect.refund);
      if (foreign) return `The currency of refund ${effect.refund.id} ${foreign}`;
    }
    for (const { id } of shipmentsIn(effect)) {
      const held = await findShipment(work.tx, brandId, id);
      const order = held && (await getOrder(work.tx, brandId, held.orderId));
      if (order && 'orderId' in effect && order.externalId !== effect.orderId) {
        return `Shipment ${id} belongs to another order`;
      }
    }
  }
  return null;
};

const shipmentsIn = (effect: Effect): readonly ShipmentInput[] => {
  if (effect.kind === 'shipment') return [effect.shipment];
  return effect.kind === 'order' ? (effect.order.shipments ?? []) : [];
};

/**
 * Applies the effects in turn.
 * @returns what the effects named and we do not have yet; the others are applied
 */
export const applyEffects = async (
  work: Work,
  brand: Brand,
  source: string,
  effects: readonly Effect[],
): Promise<readonly Awaits[]> => {
  const awaited: Awaits[] = [];
  for (const effect of effects) awaited.push(...(await applyEffect(work, brand.id, source, effect)));
  return [...new Set(awaited)];
};

const applyEffect = async (work: Work, brandId: string, source: string, effect: Effect): Promise<readonly Awaits[]> => {
  if (effect.kind === 'order') {
    const { order } = effect;
    const shipments = order.shipments?.map((shipment) => holdingKnown(shipment, order.items));
    await putOrder(work, brandId, effect.orderId, { ...order, shipments }, source);
    return [];
  }
  if (effect.kind === 'tracking') {
    const { news } = effect;
    const customerOf = async (orderId: string) => (await getOrder(work.tx, brandId, orderId)).customerId;
    if (await takeNews(work, brandId, news, source, customerOf)) return [];
    return [
      ...(news.shipmentId === undefined ? [] : [`shipment:${news.shipmentId}` as const]),
      ...(news.trackingNumber === undefined ? [] : [`number:${trackingKey(news.trackingNumber)}` as const]),
    ];
  }
  if (effect.kind === 'subscription') {
    await putSubscription(work, brandId, effect.subscription, source);
    return [];
  }
  const order = await findOrder(work.tx, brandId, effect.orderId);
  if (!order) return [`order:${effect.orderId}`];
  if (effect.kind === 'order_cancelled') await cancelOrder(work, brandId, effect.orderId, effect.cancelledAt);
  else if (effect.kind === 'refund') await recordRefund(work, brandId, effect.orderId, effect.refund);
  else {
    const items = (await listItems(work.tx, order.id)).map((item) => ({ id: item.externalId }));
    await putShipment(work, order, holdingKnown(effect.shipment, items), source);
  }
  return [];
};

/** Without the items that the order does not have: an edited order is told of after its parcel as often as before. */
const holdingKnown = (shipment: ShipmentInput, items: readonly { readonly id: string }[]): ShipmentInput => {
  const itemIds = shipment.itemIds?.filter((id) => items.some((item) => item.id === id));
  return { ...shipment, itemIds: itemIds?.length === 0 ? undefined : itemIds };
};
