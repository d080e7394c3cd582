/** Turns what a source said into the verbs of the domains, inside the transaction that keeps the raw message. */
import type { Brand } from '../brands/index.ts';
import { cancelOrder, findOrder, getOrder, putOrder, recordRefund } from '../orders/index.ts';
import { putShipment, takeNews, trackingKey } from '../shipments/index.ts';
import type { Effect } from '../source.ts';
import type { Work } from '../work.ts';

/** What a message still waits for: `order:{id}`, `shipment:{id}` or `number:{tracking key}`. */
export type Awaits = `${'order' | 'shipment' | 'number'}:${string}`;

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
    await putOrder(work, brandId, effect.orderId, effect.order, source);
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
  const order = await findOrder(work.tx, brandId, effect.orderId);
  if (!order) return [`order:${effect.orderId}`];
  if (effect.kind === 'order_cancelled') await cancelOrder(work, brandId, effect.orderId, effect.cancelledAt);
  else if (effect.kind === 'shipment') await putShipment(work, order, effect.shipment, source);
  else await recordRefund(work, brandId, effect.orderId, effect.refund);
  return [];
};
