/** What waited for an order or a shipment is read again in the transaction that brings it. */
import type { FactOf } from '../facts.ts';
import { getOrder } from '../orders/index.ts';
import { findShipmentById } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { claimWaiting } from './inbox.ts';

export const claimForOrder = async (work: Work, fact: FactOf<'order.placed'>): Promise<void> => {
  const order = await getOrder(work.tx, fact.brandId, fact.orderId);
  await claimWaiting(work, fact.brandId, [`order:${order.externalId}`]);
};

export const claimForShipment = async (work: Work, fact: FactOf<'shipment.registered'>): Promise<void> => {
  const shipment = await findShipmentById(work.tx, fact.brandId, fact.shipmentId);
  if (!shipment) return;
  const number = shipment.trackingKey === null ? [] : [`number:${shipment.trackingKey}` as const];
  await claimWaiting(work, fact.brandId, [`shipment:${shipment.externalId}`, ...number]);
};
